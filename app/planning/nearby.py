"""Accounts close to a stop of the day that are worth a short call on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.planning.due_terms import DueVisit, Reason, ReasonCode, Tone
from app.planning.places import Place, distance_metres

NEAR_METRES = 1_000


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An account that is not on today's route."""

    account_id: str
    account_class: str | None
    place: Place


def on_the_way(
    route: Sequence[Place | None],
    accounts: Sequence[Neighbour],
    *,
    within_metres: int = NEAR_METRES,
) -> tuple[DueVisit, ...]:
    """Return the accounts near a stop, the nearest first.

    Args:
        route: Places of the stops in driving order; None for a stop without a place.
        accounts: Those not on the route already.
        within_metres: Straight distance that still counts as near.
    """
    stops = [(number, place) for number, place in enumerate(route, 1) if place is not None]
    found: list[DueVisit] = []
    for account in accounts:
        ways = [(distance_metres(place, account.place), number) for number, place in stops]
        metres, number = min(ways, default=(float("inf"), 0))
        if metres <= within_metres:
            params = {"stop": number, "metres": round(metres)}
            reason = Reason(ReasonCode.NEARBY, Tone.INFO, -round(metres), params)
            found.append(DueVisit(account.account_id, account.account_class, reason))
    return tuple(sorted(found, key=lambda visit: (-visit.main.weight, visit.account_id)))
