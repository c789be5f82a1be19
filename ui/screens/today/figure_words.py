"""The key figures of the day with the judgement on each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from app.domain.analysis.periods import Basis, Level, Period
from app.domain.money import ratio
from app.queries.visits.day import COVERED_DAYS, DayFigures, DayView, planned_share
from ui.formats import NOT_COMPUTABLE, Formats
from ui.screens.analysis.spelling import Spelling
from ui.screens.today.rows import FigureCell
from ui.texts import _, n_

_HUNDRED = 100
_UNITS = ("万", "亿")


class FigureWords:
    """Spells the figures in the user's language."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def explained(self, day: DayView) -> tuple[FigureCell, ...]:
        """Return the figures of a day, each with formula, period and data date.

        Source: domain.md 3.0; R132.
        """
        today = day.today
        told = (
            ("day_sales", _("Sales this month"), today.replace(day=1)),
            ("day_money", _("To collect today"), today),
            ("day_coverage", _("Coverage (30 days)"), today - timedelta(days=COVERED_DAYS - 1)),
            ("day_contracts", _("Contracts this week"), today - timedelta(days=today.weekday())),
        )
        spell = Spelling(self._formats, day.now)
        return tuple(
            replace(cell, explanation=spell.explain(key, title, _basis(day, first_on)))
            for (key, title, first_on), cell in zip(
                told, self.cells(day.figures, today), strict=True
            )
        )

    def cells(self, figures: DayFigures, today: date) -> tuple[FigureCell, ...]:
        """Return sales, money due, coverage and contracts."""
        return (
            self._sales(figures, today),
            self._money(figures),
            self._coverage(figures),
            self._contracts(figures),
        )

    def _sales(self, figures: DayFigures, today: date) -> FigureCell:
        figure, unit = self._split(figures.sold_minor)
        if not figures.planned_minor:
            return FigureCell(figure, unit, _("No plan for this month"), "text3", "target")
        plan = self._formats.money_rounded(figures.planned_minor, places=1)
        unit = _("{unit} of {plan} plan").format(unit=unit, plan=plan).strip()
        sold, due = planned_share(figures, today)
        gap = _points((sold or Decimal(0)) - (due or Decimal(0)))
        if gap < 0:
            words = n_("{count} point behind", "{count} points behind", -gap)
            return FigureCell(figure, unit, words.format(count=-gap), "warn", "trending-down")
        if gap == 0:
            return FigureCell(figure, unit, _("On schedule"), "ok", "circle-check")
        words = n_("{count} point ahead", "{count} points ahead", gap)
        return FigureCell(figure, unit, words.format(count=gap), "ok", "trending-up")

    def _money(self, figures: DayFigures) -> FigureCell:
        figure, unit = self._split(figures.overdue_minor + figures.due_today_minor)
        accounts = figures.overdue_accounts + figures.due_today_accounts
        if not accounts:
            return FigureCell(figure, unit, _("Nothing is due"), "ok", "circle-check")
        count = n_("{unit} · {count} account", "{unit} · {count} accounts", accounts)
        unit = count.format(unit=unit, count=self._formats.count(accounts)).strip(" ·")
        if not figures.overdue_minor:
            return FigureCell(figure, unit, _("Nothing is late"), "ok", "circle-check")
        late = self._formats.money_rounded(figures.overdue_minor, places=1)
        words = _("{amount} of it overdue").format(amount=late)
        return FigureCell(figure, unit, words, "bad", "clock-alert")

    def _coverage(self, figures: DayFigures) -> FigureCell:
        share = ratio(figures.covered, figures.accounts)
        if share is None:
            return FigureCell(NOT_COMPUTABLE, "", _("No accounts yet"), "text3", "info")
        before = ratio(min(figures.covered_before, figures.accounts), figures.accounts)
        change = _points(share) - _points(before or Decimal(0))
        figure = self._formats.number(share * _HUNDRED, 0)
        if change > 0:
            words = n_("{count} point up", "{count} points up", change)
            return FigureCell(figure, "%", words.format(count=change), "ok", "trending-up")
        if change < 0:
            words = n_("{count} point down", "{count} points down", -change)
            return FigureCell(figure, "%", words.format(count=-change), "warn", "trending-down")
        return FigureCell(figure, "%", _("As in the 30 days before"), "text3", "minus")

    def _contracts(self, figures: DayFigures) -> FigureCell:
        unit = n_("contract signed", "contracts signed", figures.signed)
        note = _("None waits for signature")
        if figures.to_sign:
            note = n_("{count} ready to sign", "{count} ready to sign", figures.to_sign)
        note = note.format(count=figures.to_sign)
        return FigureCell(self._formats.count(figures.signed), unit, note, "text3", "signature")

    def _split(self, minor: int) -> tuple[str, str]:
        """Return figure and unit apart: the unit is written smaller."""
        words = self._formats.money_rounded(minor, places=1)
        return (words[:-1], words[-1]) if words.endswith(_UNITS) else (words, "")


def _basis(day: DayView, first_on: date) -> Basis:
    return Basis(Period(first_on, day.today), day.as_of, Level.OWN, includes_tax=True)


def _points(share: Decimal) -> int:
    return int((share * _HUNDRED).quantize(Decimal(1), ROUND_HALF_UP))
