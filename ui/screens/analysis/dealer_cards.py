"""Cards by account and person: profit, risk ratios, distribution, field work."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, available, whole_minor
from app.domain.analysis.margin import MarginLine
from app.domain.analysis.risk_ratios import RiskFlag
from app.queries.figures.people import PeopleFigure, PersonCounts
from app.queries.figures.profit import ProfitFigure
from app.queries.figures.reach import ReachFigure
from app.queries.figures.risk import RiskFigure, RiskLine
from ui.formats import MISSING
from ui.models.cells import Mark, Name, Num
from ui.reason_texts import reason_sentence
from ui.screens.analysis.rows import CardView, TableRow
from ui.screens.analysis.spelling import Spelling
from ui.texts import _, n_


def profit_card(found: ProfitFigure, spell: Spelling, shown: int) -> CardView:
    """Return what each account earns, contributes and is worth; n/a without costs."""
    lines = found.margins.lines if found.margins else ()
    shares = [found.profits[line.name].contribution for line in lines[:shown]]
    highest = max(available(shares), default=Fraction(0))
    finding = ""
    if found.margins:
        total = found.margins.known
        finding = _("All together {margin} margin; {share} of the accounts stay from year to year")
        finding = finding.format(margin=spell.share(total.rate), share=spell.share(found.retention))
    empty = "" if lines else _("No sales in this period")
    if found.margins is None:
        empty = _("n/a: {reason}").format(reason=reason_sentence(Reason.COST_UNKNOWN))
    return CardView(
        key="profit",
        note=_("the largest gross profit first"),
        finding=finding if lines else "",
        rows=tuple(_profit_row(found, line, highest, spell) for line in lines[:shown]),
        explanation=spell.explain("profit", _("Profit by account"), found.basis),
        empty=empty,
    )


def _profit_row(
    found: ProfitFigure, line: MarginLine, highest: Fraction, spell: Spelling
) -> TableRow:
    earned = found.profits[line.name]
    return TableRow(
        (
            Name(found.names.get(line.name, "")),
            spell.money_cell(line.sales_minor),
            _amount(line.profit_minor, spell),
            spell.share_cell(line.rate),
            spell.share_cell(earned.expense_rate),
            _amount(earned.profit, spell),
            spell.bar_cell(earned.contribution, highest),
            _amount(found.lifetime(line.name), spell),
        ),
        line.name,
    )


def _amount(value: Value, spell: Spelling) -> Num:
    if isinstance(value, NotAvailable):
        return spell.number_cell(value)
    return spell.money_cell(whole_minor(value))


def risk_card(found: RiskFigure, spell: Spelling, shown: int) -> CardView:
    """Return the ratios of every account whose figures were entered, the weakest first."""
    weak = sum(RiskFlag.LOW_QUICK in line.ratios.flags for line in found.lines)
    words = n_(
        "{count} account has a quick ratio below 1",
        "{count} accounts have a quick ratio below 1",
        weak,
    )
    return CardView(
        key="risk",
        note=_("latest year of each account"),
        finding=words.format(count=spell.formats.count(weak)) if found.lines else "",
        rows=tuple(_risk_row(found, line, spell) for line in found.lines[:shown]),
        explanation=spell.explain("risk", _("Risk ratios"), found.basis),
        empty="" if found.lines else _("No credit investigation here holds figures."),
    )


def _risk_row(found: RiskFigure, line: RiskLine, spell: Spelling) -> TableRow:
    ratios = line.ratios
    marks = []
    if RiskFlag.LOSS in ratios.flags:
        marks.append(Mark("trending-down", "bad", _("made a loss")))
    if RiskFlag.NEGATIVE_EQUITY in ratios.flags:
        marks.append(Mark("octagon-alert", "bad", _("negative equity")))
    return TableRow(
        (
            Name(found.names.get(line.account_id, ""), marks=tuple(marks)),
            Num(MISSING if line.year is None else str(line.year), value=line.year),
            spell.number_cell(ratios.current, 2),
            spell.number_cell(ratios.quick, 2),
            spell.share_cell(ratios.profit_on_sales),
            spell.share_cell(ratios.profit_on_equity),
        ),
        line.account_id,
    )


def reach_card(found: ReachFigure, spell: Spelling, shown: int) -> CardView:
    """Return breadth, depth and tiers of the dealers against their plans."""
    behind = sum(
        row.outlet_goal is not None and row.served < row.outlet_goal for row, _judged in found.lines
    )
    words = n_("{count} dealer is below its goal", "{count} dealers are below their goal", behind)
    rows = tuple(
        TableRow(
            (
                Name(found.names.get(row.account_id, "")),
                spell.count_cell(row.served),
                _goal(row.outlet_goal, spell),
                spell.share_cell(judged.breadth),
                spell.number_cell(judged.depth, 1),
                _goal(row.products_goal, spell),
                spell.count_cell(row.tiers),
            ),
            row.account_id,
        )
        for row, judged in found.lines[:shown]
    )
    return CardView(
        key="reach",
        note=_("outlets below each dealer, in this period"),
        finding=words.format(count=spell.formats.count(behind)) if rows else "",
        rows=rows,
        explanation=spell.explain("reach", _("Distribution"), found.basis),
        empty="" if rows else _("No dealer here has accounts below it or a distribution plan."),
    )


def _goal(goal: int | None, spell: Spelling) -> Num:
    if goal is None:
        return spell.number_cell(NotAvailable(Reason.NO_PLAN))
    return spell.count_cell(goal)


def people_card(found: PeopleFigure, spell: Spelling) -> CardView:
    """Return sales, visits and plan execution of each person."""
    rows = tuple(
        TableRow(
            (
                Name(row.name, marks=_away_marks(row, spell)),
                spell.money_cell(row.sales_minor),
                spell.count_cell(row.accounts),
                spell.count_cell(row.visits),
                spell.share_cell(rates.coverage),
                spell.share_cell(rates.execution),
            )
        )
        for row, rates in found.lines
    )
    visits = sum(row.visits for row, _rates in found.lines)
    away = sum(bool(row.away_since) for row, _rates in found.lines)
    words = n_("{count} visit in this period", "{count} visits in this period", visits)
    finding = words.format(count=spell.formats.count(visits))
    if away:
        words = n_(
            "{finding}; {count} person has not logged in for two weeks",
            "{finding}; {count} people have not logged in for two weeks",
            away,
        )
        finding = words.format(finding=finding, count=spell.formats.count(away))
    return CardView(
        key="people",
        note=_("own accounts, visits and plans of each"),
        finding=finding if rows else "",
        rows=rows,
        explanation=spell.explain("people", _("By person"), found.basis),
        empty="" if rows else _("There are no accounts here"),
    )


def _away_marks(row: PersonCounts, spell: Spelling) -> tuple[Mark, ...]:
    """Return that a person stays away. Source: domain.md 4.8 (F5); R144."""
    if not row.away_since:
        return ()
    day = spell.formats.full_day(dt.date.fromisoformat(row.away_since))
    return (Mark("clock-alert", "warn", _("no log-in since {day}").format(day=day)),)
