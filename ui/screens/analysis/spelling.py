"""Values, periods and their reasons as this screen writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figure_filter import FigureFilter
from app.domain.analysis.figures import NotAvailable, Value, shown
from app.domain.analysis.periods import Basis, Level, Period
from app.domain.analysis.spans import Span, Stretch
from app.domain.money import to_major
from ui.formats import NOT_COMPUTABLE, Formats
from ui.models.cells import Bar, Heat, Num
from ui.reason_texts import reason_sentence
from ui.screens.analysis.formula_words import WITHOUT_GOODS, formula
from ui.screens.analysis.number_spelling import NumberSpelling
from ui.screens.analysis.rows import Explanation, FigureView
from ui.texts import _

_FILED_PLACES = 6


class Spelling(NumberSpelling):
    """Writes figures in the user's language, as of one moment.

    Attributes:
        formats: Money, days and numbers.
        now: Moment in UTC, for "today 06:40".

    Args:
        names: What sectors, types, people and product lines are called, for the filter in words.
    """

    def __init__(
        self, formats: Formats, now: dt.datetime, names: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(formats)
        self.now, self._names = now, names or {}

    def change_cell(self, value: Value) -> Num:
        """Return a change for a table, with its sign, or with the reason when there is none."""
        return _cell(value, self.change(value))

    def money_cell(self, minor: int, *, strong: bool = False) -> Num:
        """Return an amount for a table, exact in the tool tip."""
        return Num(
            self.money(minor), exact=self.formats.money(minor), strong=strong, value=to_major(minor)
        )

    def count_cell(self, count: int) -> Num:
        """Return a count for a table."""
        return Num(self.formats.count(count), value=count)

    def share_cell(self, value: Value, places: int = 1) -> Num:
        """Return a share for a table, with the reason when there is none."""
        return _cell(value, self.share(value, places))

    def number_cell(self, value: Value, places: int = 1) -> Num:
        """Return a number for a table, with the reason when there is none."""
        return _cell(value, self.number(value, places))

    def bar_cell(self, value: Value, highest: Fraction) -> Bar:
        """Return a share as a bar whose full length is the highest share."""
        if isinstance(value, NotAvailable):
            return Bar(0, NOT_COMPUTABLE)
        length = float(value / highest) if highest > 0 and value > 0 else 0.0
        return Bar(length, self.share(value), value=_filed(value))

    def count_bar(self, count: int, highest: int) -> Bar:
        """Return a count as a bar whose full length is the highest count."""
        return Bar(count / highest if highest else 0.0, self.formats.count(count), value=count)

    def heat_cell(self, value: Value, highest: Fraction) -> Heat:
        """Return a ratio on a ground as deep as it is high."""
        if isinstance(value, NotAvailable):
            return Heat(NOT_COMPUTABLE, 0)
        depth = float(value / highest) if highest > 0 and value > 0 else 0.0
        return Heat(self.number(value, 2), depth, _filed(value))

    def explain(self, key: str, title: str, basis: Basis) -> Explanation:
        """Return formula, period, data date, whose accounts, filter, and whether tax is included.

        Source: domain.md 3.0; R132.
        """
        lines = [
            (_("Formula"), formula(key)),
            (_("Period"), self.days(basis.period)),
            (_("Data as of"), self.formats.moment(basis.as_of, now=self.now)),
            (_("Accounts"), _level(basis.level)),
        ]
        if not basis.only.is_open:
            lines.append((_("Only"), self.narrowed(basis.only, goods=key not in WITHOUT_GOODS)))
        lines.append((_("Amounts"), _("with tax") if basis.includes_tax else _("without tax")))
        return Explanation(title, tuple(lines))

    def narrowed(self, only: FigureFilter, *, goods: bool = True) -> str:
        """Return in words what is counted.

        Args:
            only: What was chosen.
            goods: Whether the figure knows products; else the product line narrows nothing.
        """
        sides = (only.sector_id, only.account_type, only.owner_id, only.product_line)
        words = [self._names.get(side, side) for side in sides if side]
        if only.product_line and not goods:
            words[-1] = _("all product lines")
        return self.listed(words)

    def not_available(
        self, key: str, label: str, value: NotAvailable, explanation: Explanation
    ) -> FigureView:
        """Return a figure that cannot be given, with its reason; never 0."""
        reason = reason_sentence(value)
        return FigureView(key, label, NOT_COMPUTABLE, "", reason, "text3", "info", explanation)

    def days(self, period: Period) -> str:
        """Return the days of a period."""
        first, last = (self.formats.full_day(day) for day in (period.first_on, period.last_on))
        if period.days == 1:
            return last
        return _("{first} to {last}").format(first=first, last=last)

    def stretch(self, found: Stretch) -> str:
        """Return the name of a month, quarter or year."""
        match found.span:
            case Span.MONTH:
                month = self.formats.month(found.whole.first_on.month)
                return _("{month} {year}").format(month=month, year=found.year)
            case Span.QUARTER:
                return _("Q{quarter} {year}").format(quarter=found.quarter, year=found.year)
            case Span.YEAR:
                return _("Year {year}").format(year=found.year)


def _cell(value: Value, words: str) -> Num:
    if isinstance(value, NotAvailable):
        return Num(words, role="text3", exact=f"{words}: {reason_sentence(value)}")
    return Num(words, value=_filed(value))


def _filed(value: Fraction) -> Decimal:
    """Return a number as a file gets it: a share as a number up to 1, not in per cent."""
    return shown(value, places=_FILED_PLACES)


def _level(level: Level) -> str:
    match level:
        case Level.OWN:
            return _("those on this device, classes and ranks are local")
        case Level.SECTOR:
            return _("the sector")
        case Level.COMPANY:
            return _("the company")
