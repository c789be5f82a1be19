"""Trips of several days: how they go, and that nobody approves his own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from app.domain.errors import NotAllowedError
from app.domain.faults import Fault
from app.domain.life import Life, Step
from app.domain.policy_terms import Action, Role

Values = Mapping[str, object]

LONGEST_TRIP_DAYS = 92
"""A quarter; longer is a posting, not a trip."""

_REP = frozenset({Role.REP})
_HEAD = frozenset({Role.SECTOR_HEAD})

TRIP_LIFE = Life(
    code="trip",
    first="planned",
    author="owner_id",
    decision=frozenset({"state"}),
    steps=(
        Step("approve", frozenset({"planned"}), "approved", _HEAD, Action.ASSIGN),
        Step("start", frozenset({"planned", "approved"}), "under_way", _REP),
        Step("upload", frozenset({"under_way"}), "uploaded", _REP),
        Step("review", frozenset({"uploaded"}), "reviewed", _HEAD, Action.ASSIGN),
    ),
)
"""The head may approve a trip, so that one may also start without; afterwards he reviews it.

Source: domain.md 2.12, 4.7 (steps 1 and 4)."""

_PLAN_FIELDS = frozenset({"from_on", "to_on", "area"})


def trip_faults(from_on: dt.date, to_on: dt.date, *, today: dt.date) -> tuple[Fault, ...]:
    """Return what is wrong with the days of a trip that is being planned."""
    faults = []
    if from_on < today:
        faults.append(Fault("from_on", "trip.day.past"))
    if to_on < from_on:
        faults.append(Fault("to_on", "trip.days.order"))
    elif (to_on - from_on).days >= LONGEST_TRIP_DAYS:
        faults.append(Fault("to_on", "trip.days.long", {"days": LONGEST_TRIP_DAYS}))
    return tuple(faults)


def check_trip_edit(before: Values, changed: Values, *, user_id: str) -> None:
    """Refuse to give a trip away, to change its days once it is over, and to decide on one's own.

    Raises:
        NotAllowedError: `trip.fixed` with the `field`, or `trip.step.author`.
    """
    if "owner_id" in changed and changed["owner_id"] != before.get("owner_id"):
        raise NotAllowedError("trip.fixed", field="owner_id")
    is_over = before.get("state") in {"uploaded", "reviewed"}
    for field in sorted(_PLAN_FIELDS & set(changed)):
        if is_over:
            raise NotAllowedError("trip.fixed", field=field)
    is_own = before.get("owner_id") == user_id
    if changed.get("state") in {"approved", "reviewed"} and is_own:
        raise NotAllowedError("trip.step.author", step=str(changed["state"]))
