"""Cards over time: plan by product, last year and Spring Festival, forecast, changes of class."""

from __future__ import annotations

from fractions import Fraction

from app.domain.analysis.abc import ClassChange
from app.domain.analysis.figures import NotAvailable, Value, available, descending, whole_minor
from app.domain.analysis.forecast import Method
from app.domain.analysis.periods import month_period
from app.domain.analysis.plan import Progress, joined_progress
from app.queries.figures.class_changes import ChangesFigure
from app.queries.figures.festival import FestivalFigure, SameLine
from app.queries.figures.forecasts import ForecastFigure, ForecastLine
from app.queries.figures.sales import PlanFigure
from ui.formats import MISSING
from ui.models.cells import Name, Num
from ui.screens.analysis.goods_cards import Names, product_name
from ui.screens.analysis.rows import CardView, TableRow
from ui.screens.analysis.spelling import Spelling
from ui.texts import _, n_

_IN_QUARTER = 3


def product_plan_card(found: PlanFigure, names: Names, spell: Spelling) -> CardView:
    """Return each product against its plans of the period, the furthest behind first."""
    parts: dict[str, list[Progress]] = {}
    for month in found.months.values():
        for code, part in month.by_product.items():
            parts.setdefault(code, []).append(part)
    joined = {code: joined_progress(months) for code, months in parts.items()}
    planned = {code: one for code, one in joined.items() if not one.lacks_plan}
    ordered = sorted(planned.items(), key=lambda row: (_ascending(row[1].gap), row[0]))
    behind = sum(gap < 0 for gap in available(one.gap for one in planned.values()))
    words = n_(
        "{count} product is behind its plan", "{count} products are behind their plan", behind
    )
    return CardView(
        key="product_plan",
        note=_("months with a plan, up to today"),
        finding=words.format(count=spell.formats.count(behind)) if planned else "",
        rows=tuple(
            _plan_row(product_name(names, code, spell), one, spell) for code, one in ordered
        ),
        explanation=spell.explain("product_plan", _("Plan and actual by product"), found.basis),
        empty="" if planned else _("No plan of this period names products."),
    )


def _ascending(value: Value) -> tuple[bool, Fraction]:
    is_unknown, negated = descending(value)
    return is_unknown, -negated


def _plan_row(name: str, one: Progress, spell: Spelling) -> TableRow:
    return TableRow(
        (
            Name(name),
            spell.money_cell(one.planned or 0),
            spell.money_cell(one.actual),
            spell.share_cell(one.completion),
            _money(one.planned_to_date, spell),
            _money(one.gap, spell),
        )
    )


def _money(value: Value, spell: Spelling) -> Num:
    if isinstance(value, NotAvailable):
        return spell.number_cell(value)
    return spell.money_cell(whole_minor(value))


def festival_card(found: FestivalFigure, spell: Spelling) -> CardView:
    """Return the sales against last year: by the calendar, by Spring Festival, around it."""
    is_known = any(line.comparison.amount_minor for line in found.lines)
    by_way = {line.way: line.comparison.change for line in found.lines}
    finding = _("By the calendar {calendar}, by Spring Festival {lunar}").format(
        calendar=spell.change(by_way["calendar"]), lunar=spell.change(by_way["lunar"])
    )
    return CardView(
        key="festival",
        note=_("by the calendar and by Spring Festival"),
        finding=finding if is_known else "",
        rows=tuple(_festival_row(line, spell) for line in found.lines),
        explanation=spell.explain("festival", _("Against last year"), found.basis),
        empty="" if is_known else _("No sales in this period"),
    )


def _festival_row(line: SameLine, spell: Spelling) -> TableRow:
    words = {
        "calendar": _("same days of the calendar"),
        "lunar": _("as far from Spring Festival"),
        "festival": _("around Spring Festival"),
    }
    compared = line.comparison
    days = spell.days(line.earlier) if line.earlier is not None else ""
    return TableRow(
        (
            Name(f"{words[line.way]}: {days}" if days else words[line.way]),
            _sum(compared.amount_minor, spell),
            _sum(compared.before_minor, spell),
            spell.change_cell(compared.change),
        )
    )


def _sum(minor: int | None, spell: Spelling) -> Num:
    return Num(MISSING) if minor is None else spell.money_cell(minor)


def changes_card(found: ChangesFigure, spell: Spelling, shown: int) -> CardView:
    """Return the changes of local classes by closed quarter, the latest first."""
    count = len(found.changes)
    words = n_("{count} change in four quarters", "{count} changes in four quarters", count)
    return CardView(
        key="changes",
        note=_("closed quarters, local classes"),
        finding=words.format(count=spell.formats.count(count)) if count else "",
        rows=tuple(_change_row(found, change) for change in found.changes[:shown]),
        explanation=spell.explain("changes", _("Changes of class"), found.basis),
        empty="" if count else _("No class changed in the closed quarters that are known here."),
    )


def _change_row(found: ChangesFigure, change: ClassChange) -> TableRow:
    begins = change.period.first_on
    quarter = _("Q{quarter} {year}").format(
        quarter=(begins.month - 1) // _IN_QUARTER + 1, year=begins.year
    )
    return TableRow(
        (
            Name(found.names.get(change.account_id, "")),
            quarter,
            change.old or MISSING,
            change.new or MISSING,
        ),
        change.account_id,
    )


def forecast_card(found: ForecastFigure, spell: Spelling) -> CardView:
    """Return the running month as the closed ones let expect it, with the error of the method."""
    month = spell.formats.month(month_period(found.month).first_on.month)
    whole = next((line for line in found.lines if line.product is None), None)
    finding = ""
    if whole is not None and isinstance(whole.forecast.value, Fraction):
        error = whole.forecast.errors[whole.forecast.method or Method.MOVING_AVERAGE].mape
        finding = _("{month}: {amount} expected, forecasts were off by {error}").format(
            month=month,
            amount=spell.money(whole_minor(whole.forecast.value)),
            error=spell.share(error),
        )
    return CardView(
        key="forecast",
        note=_("from the closed months; products in pieces"),
        finding=finding,
        rows=tuple(_forecast_row(found, line, spell) for line in found.lines),
        explanation=spell.explain("forecast", _("Forecast of this month"), found.basis),
        empty="" if found.lines else _("No sales in this period"),
    )


def _forecast_row(found: ForecastFigure, line: ForecastLine, spell: Spelling) -> TableRow:
    is_money, forecast = line.product is None, line.forecast
    name = product_name(found.names, line.product, spell) if line.product else _("All products")
    value = forecast.value
    expected = spell.number_cell(value, 0)
    if is_money:
        expected = _money(value, spell)
    method = forecast.method
    return TableRow(
        (
            Name(name),
            spell.money_cell(line.last) if is_money else spell.count_cell(line.last),
            expected,
            spell.number_cell(value)
            if method is None
            else spell.share_cell(forecast.errors[method].mape),
            _method_words(method),
        )
    )


def _method_words(method: Method | None) -> str:
    match method:
        case Method.MOVING_AVERAGE:
            return _("mean of 3 months")
        case Method.SMOOTHING:
            return _("smoothing")
        case Method.SEASONAL:
            return _("season")
        case None:
            return ""
