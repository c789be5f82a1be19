"""What people do about a warning: acknowledge it, look into it, set a measure, close it."""

from __future__ import annotations

import dataclasses
import datetime as dt

from app.domain.changes import ChangeSet
from app.domain.errors import NotFoundError, ValidationError
from app.domain.warnings.identity import warning_id
from app.domain.warnings.life import CLOSED_STATES
from app.domain.warnings.rules import Rule
from app.domain.warnings.settling import Run, raise_warning, settle
from app.domain.warnings.thresholds import PREFIX, read_thresholds
from app.store.local_findings import find_local, forget_local
from app.store.reads.figures.as_of import read_as_of
from app.store.reads.settings import list_settings
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace


@dataclasses.dataclass(frozen=True, slots=True)
class WarningKey:
    """Which warning is meant, whether the office has it or only this device.

    Attributes:
        account_id: The account.
        rule: Its rule.
        record_id: Of the warning; empty for one that only this device found.
    """

    account_id: str
    rule: Rule
    record_id: str = ""


def acknowledge_warning(workspace: Workspace, key: WarningKey) -> ChangeSet:
    """Say that it was seen.

    Raises:
        NotFoundError: It is neither here nor found any more.
        NotAllowedError: As `life.check_warning_edit` or the policy.
    """
    return _moved(workspace, key, {"state": "acknowledged"})


def investigate_warning(workspace: Workspace, key: WarningKey) -> ChangeSet:
    """Take it in work: the cause is being looked for.

    Raises:
        NotFoundError: It is neither here nor found any more.
        NotAllowedError: As `life.check_warning_edit` or the policy.
    """
    return _moved(workspace, key, {"state": "investigating"})


def set_warning_measure(
    workspace: Workspace, key: WarningKey, measure: str, *, due_on: dt.date, cause: str = ""
) -> ChangeSet:
    """Say what is done about it and by when.

    Raises:
        NotFoundError: It is neither here nor found any more.
        ValidationError: `warning.blank`, or `warning.date.past` for a day that is over.
        NotAllowedError: As `life.check_warning_edit` or the policy.
    """
    if due_on < workspace.today():
        raise ValidationError("warning.date.past", field="due_on")
    values: dict[str, object] = {
        "state": "measure_set",
        "measure": measure.strip(),
        "due_on": due_on.isoformat(),
    }
    if cause.strip():
        values["cause"] = cause.strip()
    return _moved(workspace, key, values)


def close_warning(
    workspace: Workspace, key: WarningKey, cause: str, *, is_false_alarm: bool = False
) -> ChangeSet:
    """Close it with what caused it, or with why it was no problem.

    Raises:
        NotFoundError: It is neither here nor found any more.
        ValidationError: `warning.blank` without a cause.
        NotAllowedError: As `life.check_warning_edit` or the policy.
    """
    values: dict[str, object] = {
        "state": "false_alarm" if is_false_alarm else "resolved",
        "cause": cause.strip(),
        "resolved_on": workspace.today().isoformat(),
    }
    return _moved(workspace, key, values)


def _moved(workspace: Workspace, key: WarningKey, values: dict[str, object]) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        record_id = _standing(workspace, work, key)
        work.edit("warning", record_id, values, workspace.author)
        return work.commit(workspace.author)


def _standing(workspace: Workspace, work: UnitOfWork, key: WarningKey) -> str:
    """Return the id of the warning; a finding of this device becomes one, or opens it again."""
    record_id = key.record_id or warning_id(key.account_id, key.rule)
    record = work.records.read("warning", record_id)
    if record is not None and record.fields["state"] not in CLOSED_STATES:
        return record_id
    finding = find_local(work, key.account_id, key.rule)
    if finding is None:
        raise NotFoundError("record.unknown", entity="warning")
    account = work.need("account", key.account_id)
    today = workspace.today()
    as_of = read_as_of(work) or workspace.now()
    run = Run(today=today, data_as_of=as_of.date(), origin="device")
    levels = read_thresholds(list_settings(work, PREFIX), today=today)
    grade = levels[str(account.fields["class"] or "")]
    author = workspace.author
    if record is None:
        owner_id = str(account.fields["owner_id"] or "") or None
        fields = raise_warning(finding, run, grade, owner_id=owner_id)
        work.create("warning", fields, author, record_id=record_id)
    else:
        work.edit("warning", record_id, settle(record.fields, finding, run, grade), author)
    forget_local(work, key.account_id, key.rule)
    return record_id
