"""Spells how good the warnings are."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figures import Value, shown
from app.queries.warnings.statistics import RuleFigures
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.warnings.rows import FigureLine
from ui.texts import _, p_

_PLACES = 6


def figure_line(figures: RuleFigures, formats: Formats) -> FigureLine:
    """Return the line of a rule, or of all together."""
    rule = figures.rule
    return FigureLine(
        rule=choice_label("warning", "rule", rule.value) if rule else _("All warnings"),
        raised=formats.count(figures.raised),
        open=formats.count(figures.open),
        hits=formats.count(figures.hits),
        false_alarms=formats.count(figures.false_alarms),
        hit_rate=_share(figures.hit_rate, formats),
        mean_days=_number(figures.mean_days, formats),
        in_time=_share(figures.in_time, formats),
    )


def _share(value: Value, formats: Formats) -> str:
    exact = _decimal(value)
    return p_("figure", "n/a") if exact is None else formats.percent(exact)


def _number(value: Value, formats: Formats) -> str:
    exact = _decimal(value)
    return p_("figure", "n/a") if exact is None else formats.number(exact)


def _decimal(value: Value) -> Decimal | None:
    return shown(value, places=_PLACES) if isinstance(value, Fraction) else None
