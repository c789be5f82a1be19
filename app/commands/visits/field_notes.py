"""Commands on what comes out of visits: incidents, tasks, needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from app.domain.changes import ChangeSet
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.fields import FieldValue
from app.workspace import Workspace

Fields = Mapping[str, FieldValue]
_NEED, _TASK = "customer_need", "task"


def report_incident(
    workspace: Workspace, account_id: str, *, kind: str, happened_on: dt.date, content: str
) -> tuple[str, ChangeSet]:
    """Report a major incident at once, in a unit of work of its own.

    It does not wait for the end of the visit: it is sent with the next round, before the log.

    Raises:
        NotFoundError: The account is not on this device.
        ValidationError: `incident.content.blank`, `credit.date.future`, or a field's rule.
        NotAllowedError: The account is not the user's.

    Source: domain.md 4.2 (W5); R141.
    """
    if not content.strip():
        raise ValidationError("incident.content.blank", field="content")
    if happened_on > workspace.today():
        raise ValidationError("credit.date.future", field="happened_on")
    with workspace.store.unit_of_work() as work:
        work.need("account", account_id)
        fields = {
            "account_id": account_id,
            "kind": kind,
            "happened_on": happened_on.isoformat(),
            "author_id": workspace.user_id,
            "content": content.strip(),
        }
        incident_id = work.create("incident", fields, workspace.author)
        return incident_id, work.commit(workspace.author)


def give_task(
    workspace: Workspace, visit_id: str, *, content: str, due_on: dt.date
) -> tuple[str, ChangeSet]:
    """Give who wrote a log something to do about its account.

    Raises:
        NotFoundError: The log is not on this device.
        ValidationError: `task.content.blank` or `task.due.past`.
        NotAllowedError: The user gives no tasks here.

    Source: domain.md 4.7, step 4; R156.
    """
    with workspace.store.unit_of_work() as work:
        log = work.need("visit_log", visit_id)
        fields = {
            "account_id": log.fields["account_id"],
            "visit_log_id": visit_id,
            "assignee_id": log.fields["author_id"],
            "content": content,
            "due_on": due_on.isoformat(),
        }
        task_id = work.create(_TASK, _task(workspace, fields), workspace.author)
        return task_id, work.commit(workspace.author)


def inspect_visit(
    workspace: Workspace, visit_id: str, verdicts: Mapping[str, str], content: str
) -> tuple[str, ChangeSet]:
    """Note what an inspection found about a log: each claim confirmed, different or unchecked.

    Args:
        workspace: Who inspected; today.
        visit_id: The rep's log.
        verdicts: By "visit_held", "people", "stock" and "result".
        content: What was found; needed where something differs.

    Raises:
        NotFoundError: The log is not on this device.
        ValidationError: `inspection.content.blank`.
        NotAllowedError: The user inspects nobody, or wrote the log himself.

    Source: domain.md 4.7, step 5; R160.
    """
    if "differs" in verdicts.values() and not content.strip():
        raise ValidationError("inspection.content.blank", field="content")
    with workspace.store.unit_of_work() as work:
        log = work.need("visit_log", visit_id)
        if log.fields["author_id"] == workspace.user_id:
            raise NotAllowedError("inspection.own", entity="inspection")
        fields = {
            **verdicts,
            "account_id": log.fields["account_id"],
            "visit_log_id": visit_id,
            "author_id": workspace.user_id,
            "inspected_on": workspace.today().isoformat(),
            "content": content.strip() or None,
        }
        inspection_id = work.create("inspection", fields, workspace.author)
        return inspection_id, work.commit(workspace.author)


def save_task(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Give a task from plain fields; see `give_task`."""
    with workspace.store.unit_of_work() as work:
        work.need("account", str(fields.get("account_id") or ""))
        task_id = work.create(_TASK, _task(workspace, fields), workspace.author)
        return task_id, work.commit(workspace.author)


def finish_task(workspace: Workspace, task_id: str, *, answer: str = "") -> ChangeSet:
    """Say that a task is done, and what came of it.

    Raises:
        NotFoundError: It is not on this device.
        NotAllowedError: It is not the user's.
    """
    fields = {
        "state": "done",
        "done_on": workspace.today().isoformat(),
        "answer": answer.strip() or None,
    }
    return _set(workspace, _TASK, task_id, fields)


def withdraw_task(workspace: Workspace, task_id: str) -> ChangeSet:
    """Take a task back.

    Raises:
        NotFoundError: It is not on this device.
        NotAllowedError: The user gives no tasks.
    """
    return _set(workspace, _TASK, task_id, {"state": "withdrawn"})


def hand_over_need(workspace: Workspace, need_id: str, *, handed_to: str) -> ChangeSet:
    """Say to whom a customer's need was handed, such as product development.

    Raises:
        NotFoundError: It is not on this device.
        NotAllowedError: The user may not write it.

    Source: R035.
    """
    fields = {"state": "handed_over", "handed_to": handed_to.strip() or None}
    return _set(workspace, _NEED, need_id, fields)


def answer_need(workspace: Workspace, need_id: str, *, answer: str) -> ChangeSet:
    """Say what became of a customer's need.

    Raises:
        NotFoundError: It is not on this device.
        NotAllowedError: The user may not write it.
    """
    return _set(workspace, _NEED, need_id, {"state": "answered", "answer": answer.strip() or None})


def _task(workspace: Workspace, fields: Fields) -> dict[str, FieldValue]:
    content = str(fields.get("content") or "").strip()
    if not content:
        raise ValidationError("task.content.blank", field="content")
    if str(fields.get("due_on") or "") < workspace.today().isoformat():
        raise ValidationError("task.due.past", field="due_on")
    begun: dict[str, FieldValue] = {"given_by": workspace.user_id, "state": "open"}
    return {**begun, **fields, "content": content}


def _set(
    workspace: Workspace, entity: str, record_id: str, fields: Mapping[str, object]
) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        work.edit(entity, record_id, fields, workspace.author)
        return work.commit(workspace.author)
