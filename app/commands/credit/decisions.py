"""Commands on what one proposes and another decides: blacklistings, debts, terms, expenses."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.changes import ChangeSet
from app.domain.credit import blacklist_life, debt_marks
from app.domain.credit.policies import policy_faults
from app.domain.errors import NotFoundError, ValidationError
from app.domain.faults import refuse_first
from app.domain.fields import FieldValue
from app.domain.sales.expenses import EXPENSE, check_within_budget, month_of_expense
from app.store.reads.credit.blacklist import list_entries
from app.store.reads.sales.expenses import read_month_spending
from app.store.records import Record
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

Fields = Mapping[str, FieldValue]

_BARRING, _MARKING, _TERMS = "blacklist_entry", "debt_mark", "credit_policy"


def propose_blacklisting(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Ask the management to bar an account in the whole group.

    Args:
        workspace: Who asks, where and when.
        fields: `account_id`, `reason`, `words`, `evidence` and `review_on`.

    Raises:
        NotFoundError: The account is not on this device.
        NotAllowedError: Who may not propose it.
        ValidationError: As `blacklist_life.entry_faults`; or `blacklist.asked`, the account is
            barred or to be barred already.

    Source: domain.md 4.13; R062.
    """
    refuse_first(blacklist_life.entry_faults(fields, today=workspace.today()))
    account_id = str(fields.get("account_id") or "")
    with workspace.store.unit_of_work() as work:
        work.need("account", account_id)
        states = {state for _, state, _ in list_entries(work, account_id)}
        if not states.isdisjoint(blacklist_life.OPEN_STATES):
            raise ValidationError("blacklist.asked", field="account_id")
        return _proposed(workspace, work, _BARRING, fields)


def propose_debt_mark(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Ask another of finance to mark a debt as doubtful, bad or dead, or as none of it any more.

    Args:
        workspace: Who asks, where and when.
        fields: `account_id`, `receivable_id`, `quality` and `reason`.

    Raises:
        NotFoundError: The account, or the debt of this account, is not on this device.
        NotAllowedError: Who may not propose it.
        ValidationError: As `debt_marks.debt_mark_faults`.

    Source: domain.md 2.6; R061.
    """
    with workspace.store.unit_of_work() as work:
        debt = work.need("receivable", str(fields.get("receivable_id") or ""))
        if debt.fields["account_id"] != fields.get("account_id"):
            raise NotFoundError("record.unknown", entity="receivable")
        quality = str(debt.fields["quality"] or "")
        refuse_first(debt_marks.debt_mark_faults(fields, quality=quality))
        return _proposed(workspace, work, _MARKING, fields)


def propose_terms(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Write terms for sales on credit; they hold when the management approved them.

    Raises:
        NotAllowedError: Who may not write them.
        ValidationError: As `credit_policies.policy_faults`, or a field's rule.

    Source: domain.md 2.5; R055.
    """
    refuse_first(policy_faults(fields))
    with workspace.store.unit_of_work() as work:
        begun = {**fields, "state": "proposed", "proposed_by": workspace.user_id}
        record_id = work.create(_TERMS, begun, workspace.author)
        return record_id, work.commit(workspace.author)


def decide(
    workspace: Workspace, entity: str, record_id: str, *, is_approved: bool, decision: str = ""
) -> ChangeSet:
    """Approve or refuse what somebody else proposed; on this device it takes effect at once.

    Args:
        workspace: Who decides, where and when.
        entity: "blacklist_entry", "debt_mark", "credit_policy" or "selling_expense".
        record_id: The proposal.
        is_approved: Yes or no.
        decision: Why; needed for a no.

    Raises:
        NotFoundError: It is not on this device.
        NotAllowedError: As `decided_records.check_decided_edit`; or `expense.over_budget`.
    """
    fields: dict[str, FieldValue] = {
        "state": "approved" if is_approved else "refused",
        "decided_by": workspace.user_id,
        "decided_at": workspace.now_milliseconds(),
        "decision": decision.strip() or None,
    }
    return _edited(workspace, entity, record_id, fields)


def lift_blacklisting(workspace: Workspace, entry_id: str, *, reason: str) -> ChangeSet:
    """Take an account off the blacklist; the entry and why it was there stay readable.

    Raises:
        NotFoundError: It is not on this device.
        NotAllowedError: As `decided_records.check_decided_edit`.
    """
    fields: dict[str, FieldValue] = {
        "state": "lifted",
        "lifted_by": workspace.user_id,
        "lifted_at": workspace.now_milliseconds(),
        "lift_reason": reason.strip() or None,
    }
    return _edited(workspace, _BARRING, entry_id, fields)


def note_appeal(workspace: Workspace, entry_id: str, *, appeal: str) -> ChangeSet:
    """Keep what the firm says against its blacklisting.

    Raises:
        NotFoundError: It is not on this device.
        NotAllowedError: Who may not propose a blacklisting notes no appeal.
    """
    return _edited(workspace, _BARRING, entry_id, {"appeal": appeal.strip() or None})


def _proposed(
    workspace: Workspace, work: UnitOfWork, entity: str, fields: Fields
) -> tuple[str, ChangeSet]:
    begun = {
        **fields,
        "state": "proposed",
        "proposed_by": workspace.user_id,
        "proposed_on": workspace.today().isoformat(),
    }
    record_id = work.create(entity, begun, workspace.author)
    return record_id, work.commit(workspace.author)


def _edited(workspace: Workspace, entity: str, record_id: str, fields: Fields) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        if entity == EXPENSE and fields.get("state") == "approved":
            _check_expense(work, record_id, workspace.user_id)
        work.edit(entity, record_id, fields, workspace.author)
        _take_effect(work, entity, work.need(entity, record_id))
        return work.commit(workspace.author)


def _check_expense(work: UnitOfWork, record_id: str, user_id: str) -> None:
    """Refuse to approve beyond the budget; the server judges whom the device does not know."""
    user = work.rights.actor(user_id)
    if user is None:
        return
    expense = work.need(EXPENSE, record_id).fields
    account_id, month = str(expense["account_id"]), month_of_expense(expense)
    spending = read_month_spending(work, account_id, month, but=record_id)
    check_within_budget(expense, spending, roles=user.roles)


def _take_effect(work: UnitOfWork, entity: str, decided: Record) -> None:
    """Show at once what the server will write when it hears of it; nothing of this is sent."""
    account_id = str(decided.fields.get("account_id") or "")
    match entity:
        case "blacklist_entry":
            entries = ({"state": state} for _, state, _ in list_entries(work, account_id))
            barred = int(blacklist_life.bars(entries))
            _write(work, "account", account_id, {"blacklisted": barred})
        case "debt_mark" if decided.fields["state"] == debt_marks.APPROVED:
            debt_id = str(decided.fields["receivable_id"])
            _write(work, "receivable", debt_id, {"quality": decided.fields["quality"]})
        case _:
            pass


def _write(work: UnitOfWork, entity: str, record_id: str, fields: Fields) -> None:
    before = work.need(entity, record_id).fields
    if any(before.get(name) != value for name, value in fields.items()):
        work.records.update(entity, record_id, fields)
        work.touch(entity, record_id)
