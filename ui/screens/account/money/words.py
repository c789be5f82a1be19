"""Credit, sales and contracts of an account in words and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

from app.domain.analysis.credit_line import LimitBasis
from app.domain.money import ratio
from app.queries.accounts.page import AccountPage, ContractSummary
from ui.field_texts import choice_label
from ui.formats import MISSING, NOT_COMPUTABLE, Formats
from ui.screens.account.rows import ContractView, CreditView, SalesView, TagView
from ui.screens.contract.words.states import state_look
from ui.texts import _, p_

_WAN = 1_000_000  # minor units
_THOUSAND = 100_000


def credit_view(
    page: AccountPage, formats: Formats, moment: Callable[[int], dt.datetime], now: dt.datetime
) -> CreditView:
    """Return the credit strip with the time its figures were true."""
    strip = page.credit
    if page.credit_as_of_at is None:
        as_of = _("no figures from finance yet")
    else:
        when = formats.moment(moment(page.credit_as_of_at), now=now)
        as_of = _("as of {when}, finance figures").format(when=when)
    is_measured = strip.basis is LimitBasis.LIMIT and bool(strip.line_minor)
    return CreditView(
        owed=strip.owed_minor,
        orders=strip.open_orders_minor,
        limit=strip.line_minor if is_measured else None,
        words=_basis_words(page, formats),
        as_of=as_of,
        facts=tuple(_credit_facts(page, formats)),
    )


def sales_view(page: AccountPage, formats: Formats) -> SalesView:
    """Return the months of this year against plan and last year."""
    sales = page.sales
    unit = _WAN if formats.language == "zh_CN" else _THOUSAND

    def scaled(minor: int) -> Decimal:
        return Decimal(minor) / unit

    has_plan = any(sales.plan)
    total = sum(sales.sold)
    growth = ratio(total - sales.last_to_date_minor, sales.last_to_date_minor)
    money = formats.money_rounded(total, places=1)
    finding = _("{money} this year").format(money=money)
    if growth is not None:
        share = formats.percent(growth, 1, signed=True)
        finding = _("{money} this year, {growth} on the same days of last year").format(
            money=money, growth=share
        )
    return SalesView(
        labels=tuple(formats.month(month) for month in range(1, len(sales.sold) + 1)),
        sold=tuple(scaled(minor) for minor in sales.sold),
        plan=tuple(scaled(minor or 0) for minor in sales.plan) if has_plan else (),
        last=tuple(scaled(minor) for minor in sales.last) if any(sales.last) else (),
        unit="万" if formats.language == "zh_CN" else "k",
        finding=finding,
    )


def contract_view(contract: ContractSummary, formats: Formats) -> ContractView:
    """Return a line of the contract table."""
    tone, icon = state_look(contract.state)
    amount, ends = contract.total_minor, contract.valid_to_on
    return ContractView(
        id=contract.id,
        number=contract.number or _("no number yet"),
        title=contract.title or "",
        amount=MISSING if amount is None else formats.money(amount, contract.currency or "CNY"),
        ends=formats.full_day(dt.date.fromisoformat(ends)) if ends else MISSING,
        state=TagView(choice_label("contract", "state", contract.state), tone, icon),
        waiting=contract.waiting,
    )


def _basis_words(page: AccountPage, formats: Formats) -> str:
    owed = formats.money(page.credit.owed_minor)
    match page.credit.basis:
        case LimitBasis.UNLIMITED:
            return _("No upper limit; owes {money}").format(money=owed)
        case LimitBasis.LIMIT:
            return _("Cash only; owes {money}").format(money=owed)
        case _:
            return _("No limit granted; owes {money}").format(money=owed)


def _credit_facts(page: AccountPage, formats: Formats) -> Iterator[tuple[str, str, str]]:
    strip = page.credit
    late = strip.overdue_minor > 0
    role = "bad" if late else "text"
    yield _("Overdue"), formats.money(strip.overdue_minor), role
    yield p_("debt", "Oldest"), formats.days(strip.oldest_days) if late else MISSING, role
    period = page.fields["credit_period_days"]
    yield (
        p_("payment", "Terms"),
        formats.days(period) if isinstance(period, int) else MISSING,
        "text",
    )
    rate = strip.payment_rate
    yield _("Paid (12 mo.)"), NOT_COMPUTABLE if rate is None else formats.percent(rate), "text"
    if unbooked := page.around.unbooked_minor:
        yield _("Not booked yet"), formats.money_rounded(unbooked), "info"
