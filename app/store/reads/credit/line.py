"""What an order on credit is judged by: the limit in force, own unsent work, papers, warnings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.credit_line import CreditLimit
from app.domain.analysis.risk_ratios import BalanceSheet
from app.domain.credit.check import BLOCKING_WARNINGS, Standing
from app.domain.credit.refusals import RefusalFacts
from app.domain.credit.terms import account_terms
from app.domain.fields import FieldValue
from app.domain.schema import split_labels
from app.store.journal import WAITING
from app.store.reads.credit.blacklist import is_on_blacklist
from app.store.reads.credit.terms import POLICIES_AS_JSON, TERMS_FIELDS, policies_from_json
from app.store.unit_of_work import Snapshot

_RULES = ", ".join(f"'{rule}'" for rule in BLOCKING_WARNINGS)
_HERE = "account_id = :id"
_RECOGNISED = ("name", "uscc", "tax_number", "phone", "legal_representative", "address")
_TERMS_AT, _POLICIES_AT, _RECOGNISED_AT = 18, 21, 22
_FACTS = (
    "SELECT a.credit_as_of_at, coalesce(a.open_orders_minor, 0), a.blacklisted, a.frozen,"
    " coalesce(a.credit_state, ''), a.credit_limit_minor, a.credit_unlimited, a.watch_value_minor,"
    # An order that was sent stands in no figure of the office until the office confirms it.
    f" (SELECT coalesce(sum(total_minor), 0) FROM field_order WHERE {_HERE} AND kind = 'order'"
    "  AND state = 'sent' AND coalesce(is_on_credit, 1) = 1 AND id <> :without),"
    f" (SELECT coalesce(sum(amount_minor), 0) FROM collection c WHERE {_HERE} AND EXISTS"
    f"  (SELECT 1 FROM journal_operation WHERE record_id = c.id AND state = '{WAITING}')),"
    f" EXISTS (SELECT 1 FROM contract WHERE {_HERE}"
    "  AND state IN ('effective', 'archived', 'performing')"
    "  AND coalesce(valid_from_on, :today) <= :today AND coalesce(valid_to_on, :today) >= :today),"
    f" (SELECT group_concat(DISTINCT rule) FROM warning WHERE {_HERE} AND rule IN ({_RULES})"
    "  AND state NOT IN ('resolved', 'false_alarm')),"
    f" (SELECT group_concat(flags, char(10)) FROM red_flag WHERE {_HERE}"
    "  AND coalesce(is_cleared, 0) = 0),"
    f" EXISTS (SELECT 1 FROM sales_record WHERE {_HERE}),"
    f" (SELECT count(*) FROM receivable WHERE {_HERE} AND amount_minor > 0"
    "  AND coalesce(paid_minor, 0) >= amount_minor),"
    " coalesce(a.class, ''),"
    f" (SELECT gate_passed FROM evaluation WHERE {_HERE} AND coalesce(state, 'final') = 'final'"
    "  ORDER BY evaluated_on DESC, id DESC LIMIT 1),"
    f" (SELECT max(quality) FROM receivable WHERE {_HERE} AND quality IN ('bad', 'dead')"
    "  AND amount_minor > coalesce(paid_minor, 0)),"
    f" {', '.join(f'a.{name}' for name in TERMS_FIELDS)}, {POLICIES_AS_JSON},"
    f" {', '.join(f'a.{name}' for name in _RECOGNISED)}"
    " FROM account a WHERE a.id = :id"
)
_LIMIT = (
    "SELECT amount_minor, coalesce(is_unlimited, 0), watch_value_minor, valid_to_on,"
    f" coalesce(basis, ''), state FROM credit_limit WHERE {_HERE}"
    " AND state IN ('active', 'frozen') AND coalesce(valid_from_on, :today) <= :today"
    " ORDER BY coalesce(valid_from_on, '') DESC, id DESC LIMIT 1"
)
_SHEET = (
    *("current_assets_minor", "inventory_minor", "current_liabilities_minor"),
    *("net_profit_minor", "sales_minor", "equity_minor"),
)
_INVESTIGATION = (
    f"SELECT coalesce(verdict, ''), {', '.join(_SHEET)} FROM credit_investigation WHERE {_HERE}"
    " AND received_on IS NOT NULL ORDER BY received_on DESC, id DESC LIMIT 1"
)
_DECIDING = (
    *("state", "amount_minor", "is_unlimited", "watch_value_minor", "period_days"),
    *("valid_from_on", "valid_to_on"),
)


@dataclass(frozen=True, slots=True)
class CreditFacts:
    """One account as far as its credit goes, without its documents.

    Attributes:
        as_of_at: When the office's figures were true, milliseconds; None when unknown.
        limit: What is in force: the latest limit record, else what the office's books say.
        open_orders_minor: The office's open orders and the orders sent from here since.
        unsent_collections_minor: Collected on this device and not sent yet.
        standing: The rest.
    """

    as_of_at: int | None
    limit: CreditLimit
    open_orders_minor: int
    unsent_collections_minor: int
    standing: Standing


def read_credit_facts(
    look: Snapshot, account_id: str, *, today: dt.date, without_order: str = ""
) -> CreditFacts | None:
    """Return what an account's credit rests on in four statements, or None when it is not here.

    Args:
        look: The store.
        account_id: The account.
        today: Calendar date where the device is.
        without_order: An order that is being judged and must not count as taken.

    Source: domain.md 3.14 (offline), 4.4.
    """
    run = look.connection.exec_driver_sql
    asked = {"id": account_id, "today": today.isoformat(), "without": without_order}
    row = run(_FACTS, asked).fetchone()
    if row is None:
        return None
    told = run(_INVESTIGATION, {"id": account_id}).fetchone()
    granted = run(_LIMIT, {"id": account_id, "today": asked["today"]}).fetchone()
    basis, state = (granted[4], granted[5]) if granted else ("", "")
    firm = dict(zip(_RECOGNISED, row[_RECOGNISED_AT:], strict=True))
    is_new = basis == "first_order" or not row[13]
    return CreditFacts(
        as_of_at=row[0],
        limit=_limit(*granted[:4]) if granted else _limit(row[5], row[6], row[7], None),
        open_orders_minor=int(row[1]) + int(row[8]),
        unsent_collections_minor=int(row[9]),
        standing=Standing(
            has_valid_contract=bool(row[10]),
            is_blacklisted=bool(row[2]) or is_on_blacklist(look, firm),
            is_frozen=bool(row[3]),
            credit_state=row[4],
            is_limit_frozen=state == "frozen",
            warnings=tuple(sorted(str(row[11]).split(","))) if row[11] else (),
            paid_orders=int(row[14]) if is_new else None,
            red_flags=tuple(sorted(set(split_labels(row[12])))),
            grade=row[15],
            terms=account_terms(
                dict(zip(TERMS_FIELDS, row[_TERMS_AT:_POLICIES_AT], strict=True)),
                policies_from_json(row[_POLICIES_AT]),
                today=today,
            ),
            against=RefusalFacts(
                gate_is_shut=row[16] == 0,
                worst_quality=row[17] or "",
                verdict=told[0] if told else "",
                sheet=BalanceSheet(**dict(zip(_SHEET, told[1:], strict=True)) if told else {}),
            ),
        ),
    )


def list_limits(look: Snapshot, account_id: str) -> dict[str, dict[str, FieldValue]]:
    """Return what decides which limit of an account is in force, by limit."""
    rows = look.connection.exec_driver_sql(
        f"SELECT id, {', '.join(_DECIDING)} FROM credit_limit WHERE {_HERE}", {"id": account_id}
    )
    return {row[0]: dict(zip(_DECIDING, row[1:], strict=True)) for row in rows}


def _limit(
    amount: int | None, unlimited: int | None, watch: int | None, valid_to: str | None
) -> CreditLimit:
    return CreditLimit(
        amount_minor=amount,
        is_unlimited=bool(unlimited),
        watch_minor=watch,
        valid_to_on=dt.date.fromisoformat(valid_to) if valid_to else None,
    )
