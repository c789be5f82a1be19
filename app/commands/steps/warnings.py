"""Steps of a warning, as the page of its record offers them."""

from __future__ import annotations

import datetime as dt
from functools import partial

from app.commands.steps.records import Fields, RecordStep, StepSubject
from app.commands.warnings.handling import (
    WarningKey,
    acknowledge_warning,
    close_warning,
    investigate_warning,
    set_warning_measure,
)
from app.domain.changes import ChangeSet
from app.domain.errors import NotFoundError
from app.domain.policy import Action, may
from app.domain.warnings.life import WARNING_STEPS, WarningStep
from app.domain.warnings.rules import Rule
from app.workspace import Workspace

_WARNING = "warning"
_ASKS = {"measure": ("measure", "due_on", "cause"), "resolve": ("cause",), "dismiss": ("cause",)}


def _is_open(step: WarningStep, subject: StepSubject) -> bool:
    if subject.fields.get("state") not in step.sources:
        return False
    if subject.user is None:
        return True
    whose = {"account_owner_id": subject.owner_id, "account_sector_id": subject.user.sector_id}
    record = {**subject.fields, **whose}
    return may(subject.user, Action.UPDATE, _WARNING, record, "state")


def _run(step: str, workspace: Workspace, warning_id: str, said: Fields) -> ChangeSet:
    key, cause = _key(workspace, warning_id), str(said.get("cause") or "")
    match step:
        case "acknowledge":
            return acknowledge_warning(workspace, key)
        case "investigate":
            return investigate_warning(workspace, key)
        case "measure":
            due_on = dt.date.fromisoformat(str(said["due_on"]))
            return set_warning_measure(
                workspace, key, str(said["measure"]), due_on=due_on, cause=cause
            )
        case _:
            return close_warning(workspace, key, cause, is_false_alarm=step == "dismiss")


def _key(workspace: Workspace, warning_id: str) -> WarningKey:
    with workspace.store.snapshot() as look:
        warning = look.records.read(_WARNING, warning_id)
    if warning is None:
        raise NotFoundError("record.unknown", entity=_WARNING)
    fields = warning.fields
    return WarningKey(str(fields["account_id"]), Rule(str(fields["rule"])), warning_id)


STEPS = tuple(
    RecordStep(
        key=step.name,
        is_open=partial(_is_open, step),
        run=partial(_run, step.name),
        asks=_ASKS.get(step.name, ()),
        needs=frozenset(step.needs),
        danger=step.name == "dismiss",
    )
    for step in WARNING_STEPS
    if step.name != "reopen"
)
"""Only rules open a warning again."""
