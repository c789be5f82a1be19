"""Months, dealers and products in words and figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable
from app.domain.analysis.periods import month_period
from app.domain.analysis.plan import Progress
from app.domain.analysis.same_period import Comparison
from app.queries.sales.catalogue import ProductSheet
from app.queries.sales.dealer_month import DealerSheet, PartMonth
from app.queries.sales.month import MonthGrid
from app.queries.sales.orders import OfferedProduct
from ui.field_texts import choice_label, field_label
from ui.formats import MISSING, Formats
from ui.screens.context import Clock
from ui.screens.sales.figures import as_decimal, bar_tone, share_of
from ui.screens.sales.ledger_words import LedgerWords
from ui.screens.sales.rows import (
    DealerView,
    FigureCell,
    MonthView,
    PartView,
    PlanForm,
    ProductView,
    SheetLine,
    TargetChoice,
)
from ui.texts import _, n_, p_
from ui.theme.tokens import Tone

_TONES: dict[str, Tone] = {"draft": "quiet", "agreed": "info", "approved": "ok"}
_WORDS = ("packaging", "knowledge", "performance", "use", "cautions")


class SalesWords:
    """Spells sales in the user's language."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._formats, self._clock = formats, clock

    def month(self, grid: MonthGrid) -> MonthView:
        """Return a month with its three figures."""
        return MonthView(
            grid.month,
            self.month_name(grid.month),
            (self._sold(grid.total), self._plan(grid), self._year(grid)),
            grid.dealers,
        )

    def month_name(self, month: str) -> str:
        """Return a stored month as it is read: 2026年11月, Nov 2026."""
        first = month_period(month).first_on
        name = self._formats.month(first.month)
        return p_("month", "{month} {year}").format(month=name, year=first.year)

    def dealer(self, sheet: DealerSheet) -> DealerView:
        """Return one dealer's month."""
        label = choice_label("sales_plan", "state", sheet.state) if sheet.state else ""
        return DealerView(
            account_id=sheet.account_id,
            name=sheet.name,
            state=label or p_("sales", "Plan missing"),
            tone=_TONES.get(sheet.state, "warn"),
            parts=tuple(self._part(part) for part in sheet.parts),
            schedule=tuple(self._points(sheet)),
            support=sheet.support,
            year=tuple(self._months(sheet)),
            steps=sheet.steps,
            ledger=tuple(LedgerWords(self._formats).delivery(line) for line in sheet.ledger),
            stock=tuple(LedgerWords(self._formats).stock(span) for span in sheet.stock),
            channel=tuple(LedgerWords(self._formats).tier(each) for each in sheet.channel),
        )

    def form(self, sheet: DealerSheet, offers: tuple[OfferedProduct, ...]) -> PlanForm:
        """Return what the form of a plan begins with."""
        lines = [plan.line for plan in sheet.plans]
        whole = [line.amount_minor for line in lines if line.is_whole]
        return PlanForm(
            title=_("{name}: plan for {month}").format(
                name=sheet.name, month=self.month_name(sheet.month)
            ),
            whole_minor=whole[0] if whole else None,
            quantities={line.product_id: line.quantity or 0 for line in lines if line.product_id},
            products=tuple(self._choice(offer) for offer in offers),
            is_scheduled=bool(sheet.schedule),
            support=sheet.support,
        )

    def product(self, sheet: ProductSheet) -> ProductView:
        """Return a product's sheet."""
        english = self._formats.language == "en" and sheet.name_en
        return ProductView(
            name=sheet.name_en if english else sheet.name,
            note=" · ".join(part for part in (sheet.code, sheet.specification, sheet.unit) if part),
            lines=tuple(self._sheet_lines(sheet)),
            prices=tuple(self._prices(sheet)),
        )

    def _sold(self, total: Progress) -> FigureCell:
        share = share_of(total.completion)
        words = _("{share} of the plan").format(share=self._percent(share)) if share else ""
        role = bar_tone(total) if share is not None else "text3"
        return FigureCell(self._short(total.actual), words, "text3" if role == "accent" else role)

    def _plan(self, grid: MonthGrid) -> FigureCell:
        lacking = grid.lacking
        words = n_("{count} dealer without a plan", "{count} dealers without a plan", lacking)
        note = words.format(count=lacking) if lacking else _("every dealer has a plan")
        role, icon = ("warn", "circle-dashed") if lacking else ("text3", "")
        return FigureCell(self._short(grid.total.planned), note, role, icon)

    def _year(self, grid: MonthGrid) -> FigureCell:
        earlier, comparison = grid.earlier, grid.comparison
        if isinstance(earlier, NotAvailable):
            return FigureCell(MISSING, _("no lunar table for this year"))
        first, last = (self._formats.full_day(day) for day in (earlier.first_on, earlier.last_on))
        note = _("{first} to {last}").format(first=first, last=last)
        return FigureCell(self._change(comparison), note)

    def _change(self, comparison: Comparison) -> str:
        change = comparison.change
        if isinstance(change, NotAvailable):
            return MISSING
        return self._formats.percent(as_decimal(change), signed=True)

    def _part(self, part: PartMonth) -> PartView:
        name = part.label or _("Without a product")
        if part.name is not None:
            english = self._formats.language == "en" and part.name.name_en
            name = " ".join(
                (part.name.name_en if english else part.name.name, part.name.specification)
            )
        note = ""
        if part.planned_quantity is not None:
            sold = MISSING if part.sold_quantity is None else self._count(part.sold_quantity)
            words = _("{sold} of {planned} units")
            note = words.format(sold=sold, planned=self._count(part.planned_quantity))
        return self._bar(name.strip(), note, part.progress)

    def _bar(self, words: str, note: str, state: Progress) -> PartView:
        share, sold = share_of(state.completion), self._short(state.actual)
        if share is None or state.planned is None:
            return PartView(words, note, sold, None, None, "quiet")
        due = state.planned_to_date
        mark = None if isinstance(due, NotAvailable) else min(float(due / state.planned), 1.0)
        figure = _("{sold} of {planned}").format(sold=sold, planned=self._short(state.planned))
        return PartView(words, note, figure, min(float(share), 1.0), mark, bar_tone(state))

    def _points(self, sheet: DealerSheet) -> Iterator[PartView]:
        """Yield each scheduled day with what was sold up to it, if it has been."""
        today, scheduled = self._clock.today(), dict(sheet.schedule)
        for day, sold, planned in sheet.running:
            if day not in scheduled:
                continue
            words = _("by {day}").format(day=self._formats.day(day, today=today))
            if day > today:
                yield PartView(words, "", self._short(planned), None, None, "quiet")
                continue
            tone: Tone = "ok" if sold >= planned else "warn"
            figure = _("{sold} of {planned}").format(
                sold=self._short(sold), planned=self._short(planned)
            )
            share = min(sold / planned, 1.0) if planned else 1.0
            yield PartView(words, "", figure, max(share, 0.0), None, tone)

    def _months(self, sheet: DealerSheet) -> Iterator[PartView]:
        for month, planned, sold in sheet.year:
            if planned is None and not sold:
                continue
            words = self._formats.month(month_period(month).first_on.month)
            if not planned:
                yield PartView(words, "", self._short(sold), None, None, "quiet")
                continue
            figure = _("{sold} of {planned}").format(
                sold=self._short(sold), planned=self._short(planned)
            )
            share = max(min(sold / planned, 1.0), 0.0)
            yield PartView(words, "", figure, share, None, "accent")

    def _choice(self, offer: OfferedProduct) -> TargetChoice:
        english = self._formats.language == "en" and offer.name_en
        name = offer.name_en if english else offer.name
        spoken = f"{offer.code} {offer.name} {offer.name_en} {offer.specification}".casefold()
        words = f"{name} {offer.specification}".strip()
        return TargetChoice(offer.id, words, spoken, offer.price_minor or 0)

    def _sheet_lines(self, sheet: ProductSheet) -> Iterator[SheetLine]:
        for name in _WORDS:
            if words := getattr(sheet, name):
                yield SheetLine(field_label("product", name), words)
        if sheet.substitute:
            yield SheetLine(field_label("product", "substitute_id"), sheet.substitute)
        if sheet.related:
            yield SheetLine(field_label("product", "related_codes"), ", ".join(sheet.related))

    def _prices(self, sheet: ProductSheet) -> Iterator[tuple[str, str, bool]]:
        today = self._clock.today()
        for price in sheet.prices:
            until = self._formats.full_day(price.to_on) if price.to_on else _("further on")
            since = self._formats.full_day(price.from_on) if price.from_on else ""
            span = _("{first} to {last}").format(first=since, last=until)
            figure = self._formats.money(price.price_minor)
            yield f"{price.list_name}  {span}", figure, price.is_valid_on(today)

    def _short(self, minor: int | None) -> str:
        return MISSING if minor is None else self._formats.money_rounded(minor, places=1)

    def _percent(self, share: Fraction) -> str:
        return self._formats.percent(as_decimal(share))

    def _count(self, number: int) -> str:
        return self._formats.count(number)
