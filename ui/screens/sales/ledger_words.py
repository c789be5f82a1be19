"""A dealer's deliveries, counted stock and sales further down in words."""

from __future__ import annotations

from app.queries.sales.dealer_month import LedgerLine, LevelSum, StockSpan
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.screens.sales.rows import PartView
from ui.texts import _, n_
from ui.theme.tokens import Tone


class LedgerWords:
    """Spells lines in the user's language."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def delivery(self, line: LedgerLine) -> PartView:
        """A delivery with what is still open of it. Source: R094, R096."""
        name = self._named(line.name, line.name_en) or line.document or MISSING
        if line.is_settled:
            paid = _("settled")
        elif line.arrears_minor:
            paid = _("{money} open").format(money=self._formats.money(line.arrears_minor))
        else:
            paid = _("not settled")
        deep = ""
        if line.level != "dealer":
            deep = choice_label("sales_record", "level", line.level)
        day = self._formats.full_day(line.sold_on)
        note = " · ".join(part for part in (day, line.document, paid, deep) if part)
        tone: Tone = "quiet" if line.is_settled else "warn"
        return PartView(name, note, self._formats.money(line.amount_minor), None, None, tone)

    def stock(self, span: StockSpan) -> PartView:
        """Opening and closing count, and what went on in between. Source: R100."""
        opening, closing = (
            MISSING if each is None else self._formats.count(each)
            for each in (span.opening, span.closing)
        )
        figure = f"{opening} → {closing} {span.unit}"
        parts = []
        if span.opening_on is not None:
            parts.append(_("opening {day}").format(day=self._formats.full_day(span.opening_on)))
        if span.closing_on is not None:
            parts.append(_("closing {day}").format(day=self._formats.full_day(span.closing_on)))
        if span.gone is not None:
            parts.append(_("{count} sold on").format(count=self._formats.count(span.gone)))
        name = self._named(span.name, span.name_en)
        return PartView(name, " · ".join(parts), figure, None, None, "quiet")

    def tier(self, each: LevelSum) -> PartView:
        """What reached a tier below the dealer. Source: R096, R175."""
        name = choice_label("channel_sale", "level", each.level)
        words = n_("{count} record", "{count} records", each.records)
        parts = [words.format(count=self._formats.count(each.records))]
        if each.quantity:
            words = n_("{count} unit", "{count} units", each.quantity)
            parts.append(words.format(count=self._formats.count(each.quantity)))
        figure = self._formats.money(each.amount_minor) if each.amount_minor else MISSING
        return PartView(name, " · ".join(parts), figure, None, None, "quiet")

    def _named(self, name: str, name_en: str) -> str:
        return name_en if self._formats.language == "en" and name_en else name
