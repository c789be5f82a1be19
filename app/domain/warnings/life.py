"""The life of a warning: its states, the steps people take, and what each step needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import NotAllowedError, ValidationError

Values = Mapping[str, object]

OPEN_STATES = ("new", "acknowledged", "investigating", "measure_set")
CLOSED_STATES = ("resolved", "false_alarm")

FINDING_FIELDS = frozenset(
    {"severity", "value", "threshold", "evidence", "data_as_of_on", "raised_on"}
)
"""What a run of the rules writes; a person writes it only with a condition that came back."""

_WORK_FIELDS = frozenset({"state", "cause", "measure", "due_on", "resolved_on"})
_REOPENED_FIELDS = FINDING_FIELDS | _WORK_FIELDS | {"origin", "owner_id"}


@dataclass(frozen=True, slots=True)
class WarningStep:
    """One step.

    Attributes:
        name: "acknowledge", "investigate", "measure", "resolve", "dismiss" or "reopen".
        sources: States it begins in.
        target: State it ends in.
        needs: Fields that must be filled in then.
    """

    name: str
    sources: frozenset[str]
    target: str
    needs: tuple[str, ...] = ()


_UNTIL_MEASURE = frozenset({"new", "acknowledged", "investigating"})
WARNING_STEPS = (
    WarningStep("acknowledge", frozenset({"new"}), "acknowledged"),
    WarningStep("investigate", frozenset({"new", "acknowledged"}), "investigating"),
    WarningStep("measure", _UNTIL_MEASURE, "measure_set", ("measure", "due_on")),
    WarningStep("resolve", frozenset(OPEN_STATES), "resolved", ("cause",)),
    WarningStep("dismiss", frozenset(OPEN_STATES), "false_alarm", ("cause",)),
    WarningStep("reopen", frozenset(CLOSED_STATES), "new", ("evidence",)),
)
"""Source: domain.md 4.2 (warning record). Whoever may act may take any step forward at once: a rep
who already knows the cause does not click through states."""


def find_warning_step(before: str, after: str) -> WarningStep:
    """Return the step between two states.

    Raises:
        NotAllowedError: There is none; `warning.step.unknown` with `before` and `after`.
    """
    for step in WARNING_STEPS:
        if before in step.sources and after == step.target:
            return step
    raise NotAllowedError("warning.step.unknown", before=before, after=after)


def steps_from(state: str) -> tuple[WarningStep, ...]:
    """Return the steps that a person may take next."""
    return tuple(step for step in WARNING_STEPS if state in step.sources and step.name != "reopen")


def check_warning_create(record: Values) -> None:
    """Refuse a new warning that does not begin as the finding of a device.

    Raises:
        NotAllowedError: `warning.step.unknown` or `warning.fixed` with the `field`.
    """
    if record.get("state") != "new":
        raise NotAllowedError("warning.step.unknown", before="", after=record.get("state"))
    if record.get("origin") != "device":
        raise NotAllowedError("warning.fixed", field="origin")
    for field in ("escalated_to", "resolved_on"):
        if record.get(field) is not None:
            raise NotAllowedError("warning.fixed", field=field)


def check_warning_edit(before: Values, changed: Values) -> None:
    """Refuse an edit that rewrites what was found, or a step that lacks what it needs.

    Args:
        before: The warning as it is.
        changed: New values.

    Raises:
        NotAllowedError: `warning.fixed` with the `field`, or `warning.step.unknown`.
        ValidationError: `warning.blank` with the missing `field`.

    Source: domain.md 4.2 (nobody deletes a warning, nor talks it small).
    """
    state = str(before.get("state"))
    after = str(changed.get("state", state))
    step = find_warning_step(state, after) if after != state else None
    allowed = _REOPENED_FIELDS if step is not None and step.name == "reopen" else _WORK_FIELDS
    for field in sorted(changed):
        if field not in allowed:
            raise NotAllowedError("warning.fixed", field=field)
    if step is None:
        return
    for field in step.needs:
        if not str(changed.get(field, before.get(field)) or "").strip():
            raise ValidationError("warning.blank", field=field)
