"""Saves records from plain fields by the commands that their kinds have of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from app.commands.accounts.commitments import add_commitment
from app.commands.credit.claims import note_debt_event
from app.commands.credit.limits import (
    note_red_flags,
    propose_limit,
    record_investigation,
    record_security,
)
from app.domain.analysis.risk_ratios import BalanceSheet
from app.domain.changes import ChangeSet
from app.domain.credit.files import (
    Investigation,
    LimitProposal,
    Security,
    investigation_faults,
    security_faults,
)
from app.domain.errors import ValidationError
from app.domain.faults import refuse_first
from app.domain.fields import FieldValue
from app.domain.schema import split_labels
from app.workspace import Workspace

Fields = Mapping[str, FieldValue]

_WORDS = ("payment_ability", "trading_record", "collateral", "operations", "report")


def save_limit(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Propose a limit; see `credit.propose_limit`."""
    proposal = LimitProposal(
        amount_minor=_number(fields, "amount_minor"),
        is_unlimited=bool(fields.get("is_unlimited")),
        watch_value_minor=_number(fields, "watch_value_minor"),
        valid_from_on=_day(fields, "valid_from_on"),
        valid_to_on=_day(fields, "valid_to_on"),
        basis=_text(fields, "basis") or "class",
        investigation_id=_text(fields, "investigation_id"),
        period_days=_number(fields, "period_days"),
        reason=_text(fields, "reason"),
    )
    return propose_limit(workspace, _text(fields, "account_id"), proposal)


def save_investigation(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Keep what was found out; see `credit.record_investigation`."""
    return record_investigation(workspace, _text(fields, "account_id"), _investigation(fields))


def change_investigation(workspace: Workspace, record_id: str, edits: Fields) -> ChangeSet:
    """Set fields of an investigation, by the rules that it was recorded with.

    Raises:
        NotFoundError: It is not on this device.
        ValidationError: As `credit_files.investigation_faults`, or a field's rule.
    """
    with workspace.store.unit_of_work() as work:
        before = work.need("credit_investigation", record_id).fields
        whole = _investigation({**before, **edits})
        refuse_first(investigation_faults(whole, today=workspace.today()))
        work.edit("credit_investigation", record_id, edits, workspace.author)
        return work.commit(workspace.author)


def save_security(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Keep what stands for debts; see `credit.record_security`."""
    return record_security(workspace, _text(fields, "account_id"), _security(fields))


def change_security(workspace: Workspace, record_id: str, edits: Fields) -> ChangeSet:
    """Set fields of a security, by the rules that it was recorded with.

    Raises:
        NotFoundError: It is not on this device.
        ValidationError: As `credit_files.security_faults`, or a field's rule.
    """
    with workspace.store.unit_of_work() as work:
        before = work.need("security", record_id).fields
        refuse_first(security_faults(_security({**before, **edits})))
        work.edit("security", record_id, edits, workspace.author)
        return work.commit(workspace.author)


def save_debt_event(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Keep what keeps a debt alive; see `claims.note_debt_event`.

    Raises:
        ValidationError: Its day is missing; or as the command.
    """
    return note_debt_event(
        workspace,
        _text(fields, "account_id"),
        _text(fields, "kind"),
        happened_on=_needed_day("debt_event", fields, "happened_on"),
        receivable_id=_text(fields, "receivable_id"),
        evidence=_text(fields, "evidence"),
        remark=_text(fields, "remark"),
    )


def save_red_flags(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Keep the signs of a feigned order; see `credit.note_red_flags`."""
    seen = split_labels(fields.get("flags"))
    remark = _text(fields, "remark")
    return note_red_flags(workspace, _text(fields, "account_id"), seen, remark=remark)


def save_commitment(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Keep a promise; see `commitments.add_commitment`.

    Raises:
        ValidationError: Its day is missing; or as the command.
    """
    return add_commitment(
        workspace,
        _text(fields, "account_id"),
        content=_text(fields, "content"),
        due_on=_needed_day("commitment", fields, "due_on"),
        contact_id=_text(fields, "contact_id"),
    )


def _investigation(fields: Fields) -> Investigation:
    sheet = BalanceSheet(
        current_assets_minor=_number(fields, "current_assets_minor"),
        inventory_minor=_number(fields, "inventory_minor"),
        current_liabilities_minor=_number(fields, "current_liabilities_minor"),
        net_profit_minor=_number(fields, "net_profit_minor"),
        sales_minor=_number(fields, "sales_minor"),
        equity_minor=_number(fields, "equity_minor"),
    )
    return Investigation(
        method=_text(fields, "method"),
        source_name=_text(fields, "source_name"),
        investigator=_text(fields, "investigator"),
        ordered_on=_day(fields, "ordered_on"),
        received_on=_day(fields, "received_on"),
        cost_minor=_number(fields, "cost_minor"),
        reliability=_number(fields, "reliability"),
        year=_number(fields, "year"),
        sheet=sheet,
        total_assets_minor=_number(fields, "total_assets_minor"),
        receivables_minor=_number(fields, "receivables_minor"),
        words={name: _text(fields, name) for name in _WORDS if fields.get(name)},
        verdict=_text(fields, "verdict"),
        proposed_limit_minor=_number(fields, "proposed_limit_minor"),
    )


def _security(fields: Fields) -> Security:
    return Security(
        kind=_text(fields, "kind"),
        party=_text(fields, "party"),
        amount_minor=_number(fields, "amount_minor"),
        document_number=_text(fields, "document_number"),
        valid_from_on=_day(fields, "valid_from_on"),
        valid_to_on=_day(fields, "valid_to_on"),
    )


def _text(fields: Fields, name: str) -> str:
    return str(fields.get(name) or "")


def _number(fields: Fields, name: str) -> int | None:
    value = fields.get(name)
    return value if isinstance(value, int) else None


def _day(fields: Fields, name: str) -> dt.date | None:
    value = fields.get(name)
    return dt.date.fromisoformat(value) if isinstance(value, str) else None


def _needed_day(entity: str, fields: Fields, name: str) -> dt.date:
    day = _day(fields, name)
    if day is None:
        raise ValidationError("field.blank", entity=entity, field=name)
    return day
