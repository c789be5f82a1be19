"""An order in words and figures: its head, its lines, and what the check says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from app.domain.analysis.credit_line import LimitBasis
from app.domain.credit.check import Answer, OrderCheck
from app.domain.sales.orders import OrderLine
from app.queries.sales.orders import OfferedProduct, OrderSheet, StoredLine
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.screens.context import Clock
from ui.screens.orders.rows import CheckView, HeadView, LineView, ProductChoice, SumLine
from ui.texts import _, sentence
from ui.theme.tokens import Tone

_STATES: Mapping[str, tuple[Tone, str]] = {
    "draft": ("quiet", "pencil"),
    "sent": ("info", "hourglass"),
    "confirmed": ("ok", "circle-check"),
    "refused": ("bad", "circle-x"),
    "delivered": ("ok", "truck"),
    "cancelled": ("quiet", "ban"),
}


def order_state_look(state: str) -> tuple[Tone, str]:
    """Return ground and sign of a state."""
    return _STATES.get(state, ("quiet", "circle"))


class OrderWords:
    """Spells orders in the user's language."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._formats, self._clock = formats, clock

    def head(self, sheet: OrderSheet) -> HeadView:
        """Return the head of an order."""
        tone, icon = order_state_look(sheet.state)
        return HeadView(
            title=choice_label("field_order", "kind", sheet.kind),
            account=sheet.account_name,
            grade=sheet.grade,
            state=choice_label("field_order", "state", sheet.state),
            tone=tone,
            icon=icon,
            ordered_on=sheet.ordered_on,
            delivery_on=sheet.delivery_on,
            is_on_credit=sheet.is_on_credit,
            remark=sheet.remark,
            decision=sheet.decision,
            is_return=sheet.kind == "return",
            is_editable=sheet.is_editable,
            is_kept=bool(sheet.id),
            steps=sheet.steps | ({"quote"} if _is_quotable(sheet) else set()),
        )

    def choice(self, offer: OfferedProduct) -> ProductChoice:
        """Return a product as it stands in the list of what can be added."""
        price = MISSING if offer.price_minor is None else self._formats.money(offer.price_minor)
        name = self._name(offer.name, offer.name_en)
        spoken = f"{offer.code} {offer.name} {offer.name_en} {offer.specification}".casefold()
        note = _joined(offer.specification, price, self._bought(offer))
        return ProductChoice(offer.id, f"{name}  {note}", note, spoken)

    def line(
        self,
        line: OrderLine,
        offer: OfferedProduct | None,
        named: OfferedProduct | StoredLine | None,
        *,
        is_return: bool,
    ) -> LineView:
        """Return one line; `named` says what the product is called, if anything here does."""
        price, amount = line.list_price_minor, line.amount_minor
        name = self._name(named.name, named.name_en) if named else ""
        return LineView(
            name=name or _("A product that is not here any more"),
            note=_joined(named.specification, named.unit) if named else "",
            quantity=line.quantity or None,
            list_price=MISSING if price is None else self._formats.money(price),
            unit_minor=line.unit_price_minor,
            amount=MISSING if amount is None else self._formats.money(amount),
            reason=line.return_reason,
            hint=(not is_return and self._authority(line))
            or (self._bought(offer) if offer else ""),
        )

    def total(self, total_minor: int, count: int) -> str:
        """Return the sum of an order in words."""
        words = _("{count} products, {total}")
        return words.format(
            count=self._formats.count(count), total=self._formats.money(total_minor)
        )

    def check(self, check: OrderCheck, as_of_at: int | None) -> CheckView:
        """Return the answer of the credit check with its figures."""
        tone, icon, answer = _ANSWERS[check.answer]()
        strip = check.strip
        return CheckView(
            title=_("Credit check"),
            tone=tone,
            icon=icon,
            answer=answer,
            reasons=tuple(sentence(found.code, found.params) for found in check.objections),
            sums=tuple(self._sums(check)),
            owed=strip.owed_minor,
            orders=strip.open_orders_minor,
            limit=strip.line_minor,
            as_of=self._as_of(as_of_at),
        )

    def told(self, sheet: OrderSheet) -> CheckView:
        """Return what the check had said when an order was sent, or what a return asks for."""
        if sheet.kind == "return":
            days = sheet.return_days
            words = _("Goods come back within {days} days of delivery.")
            told = words.format(days=days) if days else _("No time limit was agreed for returns.")
            return CheckView(title=_("Return"), tone="info", icon="undo-2", answer=told)
        reasons = tuple(sentence(code) for code in sheet.objections)
        answer = _("Found when it was sent") if reasons else _("Nothing stood against it when sent")
        tone: Tone = "warn" if reasons else "ok"
        icon = "triangle-alert" if reasons else "circle-check"
        return CheckView(
            title=_("Credit check"), tone=tone, icon=icon, answer=answer, reasons=reasons
        )

    def _hint(self, line: OrderLine, offer: OfferedProduct | None, *, is_return: bool) -> str:
        authority = "" if is_return else self._authority(line)
        return authority or (self._bought(offer) if offer else "")

    def _sums(self, check: OrderCheck) -> Iterator[SumLine]:
        money, strip = self._formats.money, check.strip
        asked = check.order.amount_minor
        on_credit = asked if check.order.is_on_credit else 0
        yield SumLine(_("Owed"), money(strip.owed_minor))
        yield SumLine(_("Other open orders"), money(strip.open_orders_minor - on_credit))
        yield SumLine(_("This order"), money(asked))
        yield from self._terms(check)
        if strip.line_minor is None:
            return
        known = strip.basis is LimitBasis.UNLIMITED
        yield SumLine(_("Watch value") if known else _("Limit"), money(strip.line_minor))
        free = strip.line_minor - strip.owed_minor - strip.open_orders_minor
        role = "bad" if free < 0 else "text"
        yield SumLine(_("Free afterwards"), money(free), role)

    def _terms(self, check: OrderCheck) -> Iterator[SumLine]:
        """When it is to be paid, and what paying early takes off."""
        day, today = self._formats.day, self._today()
        if check.due_on is not None:
            yield SumLine(_("To be paid by"), day(check.due_on, today=today))
        if check.discount_until is not None:
            words = _("Less if paid by {day}")
            less = self._formats.money(check.discount_minor)
            yield SumLine(words.format(day=day(check.discount_until, today=today)), less)

    def _as_of(self, as_of_at: int | None) -> str:
        if as_of_at is None:
            return _("no figures from finance yet")
        when = self._formats.moment(self._clock.moment(as_of_at), now=self._clock.now())
        return _("as of {when}, finance figures").format(when=when)

    def _authority(self, line: OrderLine) -> str:
        lowest, price = line.lowest_price_minor, line.list_price_minor
        if price is None:
            return _("no price valid on this day")
        if lowest is None or lowest >= price:
            return ""
        return _("down to {price} on your own").format(price=self._formats.money(lowest))

    def _bought(self, offer: OfferedProduct) -> str:
        if offer.last_on is None:
            return ""
        day = self._formats.day(offer.last_on, today=self._today())
        words = _("{count} bought in a year, last {day}")
        return words.format(count=self._formats.count(offer.bought), day=day)

    def _name(self, name: str, name_en: str) -> str:
        return name_en if self._formats.language == "en" and name_en else name

    def _today(self) -> dt.date:
        return self._clock.today()


def _allowed() -> tuple[Tone, str, str]:
    return "ok", "circle-check", _("Inside the limit: it can be sent.")


def _to_approval() -> tuple[Tone, str, str]:
    return "warn", "triangle-alert", _("It can be sent; the office has to approve it.")


def _refused() -> tuple[Tone, str, str]:
    return "bad", "octagon-alert", _("It cannot be sent.")


_ANSWERS = {
    Answer.ALLOWED: _allowed,
    Answer.NEEDS_APPROVAL: _to_approval,
    Answer.REFUSED: _refused,
}


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _is_quotable(sheet: OrderSheet) -> bool:
    """Return whether the goods of a draft can be offered in writing."""
    return sheet.kind == "order" and sheet.state == "draft" and bool(sheet.offers)
