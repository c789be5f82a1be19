"""Commands on credit: propose and decide limits, record what was found out and what is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from app.domain.changes import ChangeSet
from app.domain.credit.files import (
    Investigation,
    LimitProposal,
    Security,
    investigation_faults,
    limit_faults,
    measure_faults,
    security_faults,
)
from app.domain.credit.limit_force import settle_limits
from app.domain.errors import NotFoundError, ValidationError
from app.domain.faults import refuse_first
from app.store.reads.credit.line import list_limits
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

__all__ = ["Investigation", "LimitProposal", "Security"]

_WORDS = ("payment_ability", "trading_record", "collateral", "operations", "report")


def propose_limit(
    workspace: Workspace, account_id: str, proposal: LimitProposal
) -> tuple[str, ChangeSet]:
    """Ask finance for a limit; it counts when it was approved and activated.

    Raises:
        NotFoundError: The account, or the investigation of this account, is not on this device.
        ValidationError: As `credit_files.limit_faults`.
        NotAllowedError: The user may not propose one for this account.
    """
    with workspace.store.unit_of_work() as work:
        account = work.need("account", account_id)
        faults = limit_faults(
            proposal,
            account_class=str(account.fields["class"] or ""),
            today=workspace.today(),
            verdict=_verdict(work, account_id, proposal.investigation_id),
        )
        refuse_first(faults)
        fields = {
            **_plain(asdict(proposal)),
            "account_id": account_id,
            "reason": proposal.reason.strip(),
            "state": "proposed",
            "proposed_by": workspace.user_id,
        }
        return _created(workspace, work, "credit_limit", fields)


def decide_limit(
    workspace: Workspace, limit_id: str, *, is_approved: bool, decision: str = ""
) -> ChangeSet:
    """Approve or refuse a limit that somebody else proposed.

    Raises:
        NotFoundError: The limit is not on this device.
        NotAllowedError: As `limit_life.check_limit_edit`.
    """
    fields = {
        "state": "approved" if is_approved else "refused",
        "approved_by": workspace.user_id,
        "approved_at": workspace.now_milliseconds(),
        "decision": decision.strip() or None,
    }
    return _edited(workspace, "credit_limit", limit_id, fields)


def move_limit(workspace: Workspace, limit_id: str, state: str, *, decision: str = "") -> ChangeSet:
    """Put an approved limit into force, freeze it, or end it.

    Args:
        workspace: Who, when, where.
        limit_id: The limit.
        state: "active", "raised", "lowered", "frozen", "expired" or "cancelled".
        decision: Why; needed where a limit in use is taken away or replaced.

    Raises:
        NotFoundError: The limit is not on this device.
        NotAllowedError: As `limit_life.check_limit_edit`.
    """
    said = {"decision": decision.strip()} if decision.strip() else {}
    with workspace.store.unit_of_work() as work:
        work.edit("credit_limit", limit_id, {"state": state, **said}, workspace.author)
        _feed_account(workspace, work, limit_id)
        return work.commit(workspace.author)


def _feed_account(workspace: Workspace, work: UnitOfWork, limit_id: str) -> None:
    """Let the limit in force stand in the account, as the server will when it hears of it.

    The account's credit is the server's to write, so nothing of this is sent.
    """
    account_id = str(work.need("credit_limit", limit_id).fields["account_id"])
    account = work.need("account", account_id)
    limits = list_limits(work, account_id)
    outcome = settle_limits(limits, account.fields, today=workspace.today())
    if outcome.account:
        work.records.update("account", account_id, outcome.account)
        work.touch("account", account_id)


def record_investigation(
    workspace: Workspace, account_id: str, found: Investigation
) -> tuple[str, ChangeSet]:
    """Keep what was found out about an account.

    Raises:
        NotFoundError: The account is not on this device.
        ValidationError: As `credit_files.investigation_faults`, or a field's rule.
    """
    refuse_first(investigation_faults(found, today=workspace.today()))
    body = asdict(found)
    sheet, words = body.pop("sheet"), body.pop("words")
    sheet.pop("is_audited")
    for name in words:
        if name not in _WORDS:
            raise ValidationError("field.unknown", entity="credit_investigation", field=name)
    fields = {**_plain(body), **sheet, **words, "account_id": account_id}
    return _recorded(workspace, "credit_investigation", fields)


def record_security(
    workspace: Workspace, account_id: str, security: Security
) -> tuple[str, ChangeSet]:
    """Keep what stands for the debts of an account.

    Raises:
        NotFoundError: The account is not on this device.
        ValidationError: As `credit_files.security_faults`, or a field's rule.
    """
    refuse_first(security_faults(security))
    fields = {**_plain(asdict(security)), "account_id": account_id, "state": "in_force"}
    return _recorded(workspace, "security", fields)


def record_measure(
    workspace: Workspace, account_id: str, kind: str, *, due_on: dt.date | None, remark: str = ""
) -> tuple[str, ChangeSet]:
    """Plan a measure against worsened credit, decided today and in the user's own hands.

    Raises:
        NotFoundError: The account is not on this device.
        ValidationError: `credit.dates.order`, or a field's rule.
    """
    today = workspace.today()
    refuse_first(measure_faults(today, due_on))
    fields = {
        "account_id": account_id,
        "kind": kind,
        "decided_on": today.isoformat(),
        "due_on": due_on.isoformat() if due_on else None,
        "responsible_id": workspace.user_id,
        "state": "planned",
        "remark": remark,
    }
    return _recorded(workspace, "credit_measure", fields)


def move_measure(workspace: Workspace, measure_id: str, state: str) -> ChangeSet:
    """Say how far a measure is: "planned", "under_way", "done" or "dropped".

    Raises:
        NotFoundError: The measure is not on this device.
    """
    return _edited(workspace, "credit_measure", measure_id, {"state": state})


def note_red_flags(
    workspace: Workspace, account_id: str, flags: Iterable[str], *, remark: str = ""
) -> tuple[str, ChangeSet]:
    """Keep the signs of a feigned order seen today; they hold orders until they are cleared.

    Raises:
        NotFoundError: The account is not on this device.
        ValidationError: `credit.red_flags.blank`, or a field's rule.

    Source: domain.md 4.4, step 1.
    """
    seen = "\n".join(sorted(set(flags)))
    if not seen:
        raise ValidationError("credit.red_flags.blank", field="flags")
    fields = {
        "account_id": account_id,
        "flags": seen,
        "noted_on": workspace.today().isoformat(),
        "noted_by": workspace.user_id,
        "remark": remark,
    }
    return _recorded(workspace, "red_flag", fields)


def clear_red_flags(workspace: Workspace, red_flag_id: str, *, remark: str) -> ChangeSet:
    """Say why the signs mean nothing; the record of them stays.

    Raises:
        NotFoundError: The record is not on this device.
        ValidationError: `credit.red_flags.remark_blank`.
    """
    if not remark.strip():
        raise ValidationError("credit.red_flags.remark_blank", field="remark")
    fields = {"is_cleared": 1, "remark": remark.strip()}
    return _edited(workspace, "red_flag", red_flag_id, fields)


def _verdict(work: UnitOfWork, account_id: str, investigation_id: str) -> str:
    if not investigation_id:
        return ""
    found = work.need("credit_investigation", investigation_id)
    if found.fields["account_id"] != account_id:
        raise NotFoundError("record.unknown", entity="credit_investigation")
    return str(found.fields["verdict"] or "")


def _plain(body: dict[str, object]) -> dict[str, object]:
    """Return values as records spell them: days as text, flags as numbers, blank as None."""
    return {name: _spelled(value) for name, value in body.items()}


def _spelled(value: object) -> object:
    match value:
        case dt.date():
            return value.isoformat()
        case bool():
            return int(value)
        case "":
            return None
        case _:
            return value


def _recorded(
    workspace: Workspace, entity: str, fields: Mapping[str, object]
) -> tuple[str, ChangeSet]:
    with workspace.store.unit_of_work() as work:
        work.need("account", str(fields["account_id"]))
        return _created(workspace, work, entity, fields)


def _created(
    workspace: Workspace, work: UnitOfWork, entity: str, fields: Mapping[str, object]
) -> tuple[str, ChangeSet]:
    record_id = work.create(entity, fields, workspace.author)
    return record_id, work.commit(workspace.author)


def _edited(
    workspace: Workspace, entity: str, record_id: str, fields: Mapping[str, object]
) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        work.edit(entity, record_id, fields, workspace.author)
        return work.commit(workspace.author)
