"""Commands on a contract that is signed: in force, filed, performed, breached, ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.changes import ChangeSet
from app.domain.contracts.life import IN_FORCE
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.fields import FieldValue
from app.store.records import Record
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

_PERFORMED = frozenset({"delivered", "accepted", "paid"})
_BEFORE_PERFORMANCE = frozenset({"effective", "archived"})
_ENDED_BY = {"amends": "amended", "renews": "renewed"}


@dataclass(frozen=True, slots=True)
class Filing:
    """Where the original lies.

    Attributes:
        received_on: Day on which the custodian got it.
        category: Category of the archive.
        shelf_mark: Its place on the shelf.
    """

    received_on: dt.date
    category: str
    shelf_mark: str


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened under a contract.

    Attributes:
        kind: "delivered", "accepted", "paid", "breached", "notice" or "other".
        happened_on: The day.
        note: In words.
        amount_minor: Worth of the goods or the payment, in 分; None where there is none.
    """

    kind: str
    happened_on: dt.date
    note: str = ""
    amount_minor: int | None = None


def make_effective(workspace: Workspace, contract_id: str, effective_on: dt.date) -> ChangeSet:
    """Note that the own company signed and sealed too; what the contract replaces ends with it.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: It is not signed, or the user is not the head of its sector.

    Source: domain.md 4.5, signed → effective and effective → amended.
    """
    day = effective_on.isoformat()
    with workspace.store.unit_of_work() as work:
        contract = work.need("contract", contract_id)
        fields = {"state": "effective", "effective_on": day}
        work.edit("contract", contract_id, fields, workspace.author)
        _end_predecessor(workspace, work, contract, day)
        return work.commit(workspace.author)


def file_original(workspace: Workspace, contract_id: str, filing: Filing) -> ChangeSet:
    """Note where the original lies; one in force and not yet performed becomes archived.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: The user is not the custodian, or category or place is missing.
        ValidationError: The day lies ahead; `contract.day.ahead`.

    Source: domain.md 4.5, R082.
    """
    _check_past(workspace, filing.received_on, "original_received_on")
    fields: dict[str, FieldValue] = {
        "original_received_on": filing.received_on.isoformat(),
        "original_received_by": workspace.user_id,
        "archive_category": filing.category.strip(),
        "shelf_mark": filing.shelf_mark.strip(),
    }
    with workspace.store.unit_of_work() as work:
        if work.need("contract", contract_id).fields["state"] == "effective":
            fields["state"] = "archived"
        work.edit("contract", contract_id, fields, workspace.author)
        return work.commit(workspace.author)


def note_happening(
    workspace: Workspace, contract_id: str, happening: Happening
) -> tuple[str, ChangeSet]:
    """Keep what was delivered, accepted, paid or broken; the first performance moves the contract.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: `contract.not_signed`, or the account is not the user's.
        ValidationError: `contract.day.ahead`, or a field's rule.

    Source: domain.md 2.7 (performance), R085.
    """
    _check_past(workspace, happening.happened_on, "happened_on")
    with workspace.store.unit_of_work() as work:
        contract = work.need("contract", contract_id)
        fields: dict[str, FieldValue] = {
            "account_id": contract.fields["account_id"],
            "contract_id": contract_id,
            "kind": happening.kind,
            "happened_on": happening.happened_on.isoformat(),
            "amount_minor": happening.amount_minor,
            "note": happening.note.strip() or None,
            "author_id": workspace.user_id,
        }
        event_id = work.create("contract_event", fields, workspace.author)
        is_first = happening.kind in _PERFORMED
        if is_first and contract.fields["state"] in _BEFORE_PERFORMANCE:
            _begin_performance(workspace, work, contract)
        return event_id, work.commit(workspace.author)


def end_contract(
    workspace: Workspace, contract_id: str, state: str, ended_on: dt.date, reason: str = ""
) -> ChangeSet:
    """End a contract that is in force.

    Args:
        workspace: Who does it, and when.
        contract_id: The contract.
        state: "expired" or "terminated".
        ended_on: First day without it.
        reason: Why; needed for a termination.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: `contract.not_over` before an expiry, or as `life.check_step`.
    """
    fields: dict[str, FieldValue] = {"state": state, "ended_on": ended_on.isoformat()}
    if reason.strip():
        fields["end_reason"] = reason.strip()
    return _write(workspace, contract_id, fields)


def declare_breach(workspace: Workspace, contract_id: str, reason: str) -> ChangeSet:
    """Note that a side broke the contract, with what it did.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: No reason is given, or as `life.check_step`.
    """
    return _write(workspace, contract_id, {"state": "breached", "end_reason": reason.strip()})


def settle_breach(workspace: Workspace, contract_id: str, reason: str) -> ChangeSet:
    """Note that a breach was mended and the contract goes on.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: No reason is given, or as `life.check_step`.
    """
    return _write(workspace, contract_id, {"state": "performing", "end_reason": reason.strip()})


def mark_contract(
    workspace: Workspace, contract_id: str, *, notarised: bool, secured: bool
) -> ChangeSet:
    """Mark a contract as notarised or secured.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: The user is not the head of its sector, or it is not signed.

    Source: R087.
    """
    return _write(workspace, contract_id, {"notarised": int(notarised), "secured": int(secured)})


def mark_secret(workspace: Workspace, contract_id: str, *, is_secret: bool) -> ChangeSet:
    """Mark a draft as a business secret, so that every sheet says so; or take the mark away.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: It is past the draft, or not the user's.

    Source: domain.md 2.7 (confidentiality mark), 4.5.
    """
    return _write(workspace, contract_id, {"confidential": int(is_secret)})


def _write(workspace: Workspace, contract_id: str, fields: dict[str, FieldValue]) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        work.edit("contract", contract_id, fields, workspace.author)
        return work.commit(workspace.author)


def _end_predecessor(workspace: Workspace, work: UnitOfWork, contract: Record, day: str) -> None:
    before = work.records.read("contract", str(contract.fields["predecessor_id"] or ""))
    state = _ENDED_BY.get(str(contract.fields["relation"]))
    if before is None or state is None:
        return
    if before.fields["state"] in IN_FORCE or (before.fields["state"], state) == (
        "expired",
        "renewed",
    ):
        fields = {"state": state, "successor_id": contract.id, "ended_on": day}
        work.edit("contract", before.id, fields, workspace.author)


def _begin_performance(workspace: Workspace, work: UnitOfWork, contract: Record) -> None:
    """Move the contract if the author may; finance notes payments and moves nothing."""
    try:
        work.edit("contract", contract.id, {"state": "performing"}, workspace.author)
    except NotAllowedError:
        return


def _check_past(workspace: Workspace, day: dt.date, field: str) -> None:
    if day > workspace.today():
        raise ValidationError("contract.day.ahead", field=field)
