"""Judges an order that is handed in by what the server knows of its account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from app.domain.analysis.credit_line import CreditLimit
from app.domain.analysis.receivables import Receivable
from app.domain.analysis.risk_ratios import BalanceSheet
from app.domain.credit.check import Answer, CreditLine, Order, Standing, check_order
from app.domain.credit.refusals import RefusalFacts
from app.domain.errors import NotAllowedError
from app.domain.fields import FieldValue
from server.services.desk.desk import Desk
from server.services.desk.signatures import zone_named
from server.store.records import StoredRecord

NAME = "field_order"
_GIVEN_UP = ("bad", "dead")

Body = Mapping[str, FieldValue]


def check_send(desk: Desk, before: StoredRecord, after: Body) -> None:
    """Refuse an order that nobody below the group may let through, by today's knowledge.

    What only needs an approval is left to the head, who sees what the device found.

    Raises:
        NotAllowedError: The strictest objection of `credit_check.check_order`.

    Source: domain.md 4.4, steps 2 to 4; R040, R054.
    """
    if desk.offered_since is not None:
        return  # judged before the restore, by what was true then
    is_sent = after.get("state") == "sent" and before.body.get("state") != "sent"
    account = desk.body("account", before.account_id)
    if not is_sent or after.get("kind") != "order" or account is None:
        return
    asked = Order(_number(after, "total_minor"), is_on_credit=after.get("is_on_credit") != 0)
    debts = _bodies(desk, before, "receivable")
    line = CreditLine(_limit(account), tuple(_receivable(debt) for debt in debts))
    standing = Standing(
        has_valid_contract=True,
        is_blacklisted=bool(account.get("blacklisted")),
        is_frozen=bool(account.get("frozen")),
        credit_state=str(account.get("credit_state") or ""),
        grade=str(account.get("class") or ""),
        against=_against(desk, before, debts),
    )
    for found in check_order(line, standing, asked, today=_day(desk)).objections:
        if found.answer is Answer.REFUSED:
            raise NotAllowedError(found.code, **found.params)


def _against(desk: Desk, order: StoredRecord, debts: Iterable[Body]) -> RefusalFacts:
    evaluation = _last(
        (one for one in _bodies(desk, order, "evaluation") if one.get("state") != "draft"),
        "evaluated_on",
    )
    told = _last(_bodies(desk, order, "credit_investigation"), "received_on")
    qualities = {
        str(debt.get("quality"))
        for debt in debts
        if _number(debt, "amount_minor") > _number(debt, "paid_minor")
    }
    return RefusalFacts(
        gate_is_shut=evaluation.get("gate_passed") == 0,
        worst_quality=max(qualities.intersection(_GIVEN_UP), default=""),
        verdict=str(told.get("verdict") or ""),
        sheet=_sheet(told),
    )


def _sheet(told: Body) -> BalanceSheet:
    def figure(name: str) -> int | None:
        value = told.get(name)
        return value if isinstance(value, int) else None

    return BalanceSheet(
        current_assets_minor=figure("current_assets_minor"),
        inventory_minor=figure("inventory_minor"),
        current_liabilities_minor=figure("current_liabilities_minor"),
        net_profit_minor=figure("net_profit_minor"),
        sales_minor=figure("sales_minor"),
        equity_minor=figure("equity_minor"),
    )


def _bodies(desk: Desk, order: StoredRecord, entity: str) -> list[Body]:
    """Return the records of a kind under the order's account, the oldest first."""
    found = desk.families.of_account(str(order.account_id), entity)
    return [one.body for one in sorted(found, key=lambda one: one.id) if not one.is_deleted]


def _last(bodies: Iterable[Body], day: str) -> Body:
    """Return the body whose day came last, of those that have one; of equal days the newest."""
    dated = [body for body in bodies if body.get(day)]
    nothing: Body = {}
    return max(reversed(dated), key=lambda body: str(body[day]), default=nothing)


def _receivable(body: Body) -> Receivable:
    return Receivable(
        date.fromisoformat(str(body["due_on"])),
        _number(body, "amount_minor"),
        _number(body, "paid_minor"),
    )


def _limit(account: Body) -> CreditLimit:
    amount, watch = account.get("credit_limit_minor"), account.get("watch_value_minor")
    return CreditLimit(
        amount_minor=amount if isinstance(amount, int) else None,
        is_unlimited=bool(account.get("credit_unlimited")),
        watch_minor=watch if isinstance(watch, int) else None,
    )


def _day(desk: Desk) -> date:
    return desk.moment.astimezone(zone_named(desk.group.zone)).date()


def _number(body: Body, name: str) -> int:
    value = body.get(name)
    return value if isinstance(value, int) else 0
