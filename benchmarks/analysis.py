"""The figures of 20,000 accounts and 500,000 history rows, against DuckDB on a plain copy."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.domain.analysis.figures import Value
from app.domain.analysis.periods import Period
from app.queries.figures import accounts, dashboard, products, receivables, sales, turnover
from app.queries.figures.class_changes import read_class_changes
from app.queries.figures.classes import read_classes
from app.queries.figures.composition import read_composition
from app.queries.figures.forecasts import read_forecasts
from app.queries.figures.golden import read_golden
from app.queries.figures.outlook import read_outlook
from app.queries.figures.people import read_people_figures
from app.queries.figures.profit import read_profit
from app.queries.figures.quality import read_quality
from app.queries.figures.ranking import read_ranking
from app.queries.figures.reach import read_reach
from app.queries.figures.retention import read_retention
from app.queries.figures.rfm import read_rfm
from app.queries.figures.segments import read_segments
from app.queries.figures.service import read_work
from app.queries.figures.standing import read_standing
from app.queries.figures.year import read_year
from app.workspace import Workspace
from benchmarks.analysis_floor import TABLES, statements
from benchmarks.analysis_setting import open_analysis
from benchmarks.frame import DEFAULT_RUNS, Row, duration_ms, median_ms, report
from benchmarks.large_setting import DAY
from benchmarks.peers.duckdb_process import DuckdbProcess
from benchmarks.peers.own_venv import PeerMissingError
from benchmarks.sync_turns import without_collector

PERIOD = Period(dt.date(DAY.year, 1, 1), DAY)
YEAR = Period(PERIOD.first_on, dt.date(DAY.year, 12, 31))


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table.

    Attributes:
        name: Its name there.
        read: Asks the device.
        as_rows: Spells the answer as the floor does, for comparison.
    """

    name: str
    read: Callable[[], Any]
    as_rows: Callable[[Any], Iterable[Sequence[Any]]]


def main() -> None:
    """Measure every figure and all of them together."""
    profile = open_analysis()
    try:
        figures = _figures(profile.workspace)
        with without_collector():
            rows, remarks = _measured(profile.workspace, figures)
            rows += _without_floor(profile.workspace)
    finally:
        profile.close()
    report("analysis", rows, remarks=remarks)


def _measured(workspace: Workspace, figures: list[Figure]) -> tuple[list[Row], list[str]]:
    def whole() -> object:
        return dashboard.read_dashboard(workspace, PERIOD)

    try:
        with DuckdbProcess() as floor:
            floor.take_over(workspace, TABLES)
            asked = statements(PERIOD, accounts.WINDOW_DAYS)
            rows = [
                _against(floor, figure.name, figure.read, [asked[figure.name]])
                for figure in figures
            ]
            rows.append(_against(floor, "dashboard", whole, list(asked.values())))
            for figure in figures:
                _check(figure, floor.rows(asked[figure.name]))
    except PeerMissingError as error:
        alone = [Row(figure.name, median_ms(figure.read), "ms") for figure in figures]
        return [*alone, Row("dashboard", median_ms(whole), "ms")], [f"{error}; there is no floor"]
    return rows, ["every figure is equal to DuckDB's to the last cent"]


def _without_floor(workspace: Workspace) -> list[Row]:
    """Measure the further figures; none may take longer than 500 ms."""
    account_id = accounts.read_abc_classes(workspace, PERIOD).analysis.lines[0].account_id
    questions: dict[str, Callable[[], object]] = {
        "year": lambda: read_year(workspace, YEAR, DAY),
        "classes": lambda: read_classes(workspace, PERIOD),
        "retention": lambda: read_retention(workspace, PERIOD),
        "composition": lambda: read_composition(workspace, PERIOD),
        "outlook": lambda: read_outlook(workspace, DAY),
        "work": lambda: read_work(workspace, PERIOD),
        "ranking": lambda: read_ranking(workspace, PERIOD),
        "rfm": lambda: read_rfm(workspace, DAY),
        "golden": lambda: read_golden(workspace, DAY),
        "segments": lambda: read_segments(workspace, PERIOD),
        "standing": lambda: read_standing(workspace, account_id),
        "profit": lambda: read_profit(workspace, PERIOD, DAY),
        "people": lambda: read_people_figures(workspace, PERIOD),
        "class-changes": lambda: read_class_changes(workspace, DAY),
        "quality": lambda: read_quality(workspace, DAY),
        "reach": lambda: read_reach(workspace, PERIOD),
        "forecasts": lambda: read_forecasts(workspace, DAY),
    }
    return [Row(name, median_ms(read), "ms") for name, read in questions.items()]


def _against(floor: DuckdbProcess, name: str, read: Callable[[], object], asked: list[str]) -> Row:
    read()
    floor.milliseconds(asked)
    turns = [(duration_ms(read), floor.milliseconds(asked)) for _ in range(DEFAULT_RUNS)]
    ours, theirs = (statistics.median(turn[side] for turn in turns) for side in (0, 1))
    return Row(name, ours, "ms", theirs)


def _check(figure: Figure, theirs: list[list[Any]]) -> None:
    """Compare the answers.

    Raises:
        AssertionError: They differ; then no time means anything.
    """
    ours = [list(row) for row in figure.as_rows(figure.read())]
    width = len(ours[0]) if ours else 0
    same = [[_exact(value) for value in row[:width]] for row in theirs]
    if not ours or sorted(ours, key=repr) != sorted(same, key=repr):
        raise AssertionError(f"{figure.name} differs from DuckDB's")


def _figures(workspace: Workspace) -> list[Figure]:
    return [
        Figure("abc", lambda: accounts.read_abc_classes(workspace, PERIOD), _abc_rows),
        Figure("structure", lambda: products.read_structure(workspace, PERIOD), _structure_rows),
        Figure("margin", lambda: products.read_margins(workspace, PERIOD), _margin_rows),
        Figure("turnover", lambda: turnover.read_turnover(workspace, PERIOD), _turnover_rows),
        Figure("cross-ratio", lambda: products.read_cross_ratios(workspace, PERIOD), _cross_rows),
        Figure("plan", lambda: sales.read_plan_progress(workspace, PERIOD), _plan_rows),
        Figure("same-period", lambda: sales.read_same_period(workspace, PERIOD), _same_rows),
        Figure("loss", lambda: accounts.read_loss_outlook(workspace, DAY), _loss_rows),
        Figure("ageing", lambda: receivables.read_ageing(workspace, DAY), _ageing_rows),
    ]


def _abc_rows(found: accounts.AbcFigure) -> Iterable[Sequence[Any]]:
    total = found.analysis.total_minor
    for line in found.analysis.lines:
        before = _cents(line.before, total) if line.grade else total
        yield line.account_id, line.amount_minor, line.rank, before, line.grade and str(line.grade)


def _structure_rows(found: products.StructureFigure) -> Iterable[Sequence[Any]]:
    return ((line.product, line.amount_minor) for line in found.structure.lines)


def _margin_rows(found: products.MarginFigure) -> Iterable[Sequence[Any]]:
    return ((line.name, line.sales_minor, line.cost_minor) for line in found.margins.lines)


def _turnover_rows(found: turnover.TurnoverFigure) -> Iterable[Sequence[Any]]:
    return (
        (code, line.opening, line.closing, line.sold, line.accounts)
        for code, line in found.lines.items()
        if line.accounts
    )


def _cross_rows(found: products.CrossRatioFigure) -> Iterable[Sequence[Any]]:
    return (
        (line.product, line.contribution)
        for line in found.contributions.lines
        if isinstance(line.contribution, Fraction)
    )


def _plan_rows(found: sales.PlanFigure) -> Iterable[Sequence[Any]]:
    return ((month, at.total.planned, at.total.actual) for month, at in found.months.items())


def _same_rows(found: sales.SamePeriodFigure) -> Iterable[Sequence[Any]]:
    return [(found.comparison.amount_minor, found.comparison.before_minor)]


def _loss_rows(found: accounts.LossFigure) -> Iterable[Sequence[Any]]:
    for account_id, outlook in found.outlooks.items():
        lost_on = outlook.lost_on and outlook.lost_on.isoformat()
        yield account_id, outlook.rhythm.purchases.days, lost_on, str(outlook.state)


def _ageing_rows(found: receivables.AgeingFigure) -> Iterable[Sequence[Any]]:
    ages = found.ageing
    return [
        (
            ages.not_due_minor,
            ages.days_1_to_30_minor,
            ages.days_31_to_60_minor,
            ages.days_61_to_90_minor,
            ages.over_90_minor,
        )
    ]


def _exact(value: Any) -> Any:
    """Return a quotient that came as "1/3" as the fraction it is."""
    return Fraction(value) if isinstance(value, str) and "/" in value else value


def _cents(share: Value, total: int) -> int:
    return int(share * total) if isinstance(share, Fraction) else 0


if __name__ == "__main__":
    main()
