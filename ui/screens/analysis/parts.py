"""The looks at the store that fill the screen, the quick ones first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.same_period import year_earlier
from app.domain.analysis.spans import Stretch, year_of
from app.queries.figures.class_changes import read_class_changes
from app.queries.figures.classes import read_classes
from app.queries.figures.composition import read_composition
from app.queries.figures.festival import read_festival
from app.queries.figures.forecasts import read_forecasts
from app.queries.figures.golden import read_golden
from app.queries.figures.outlook import read_outlook
from app.queries.figures.people import read_people_figures
from app.queries.figures.product_titles import read_product_titles
from app.queries.figures.products import cross_ratios_of, read_margins
from app.queries.figures.profit import read_profit
from app.queries.figures.quality import read_quality
from app.queries.figures.ranking import read_ranking
from app.queries.figures.reach import read_reach
from app.queries.figures.receivables import read_ageing
from app.queries.figures.retention import read_retention
from app.queries.figures.rfm import read_rfm
from app.queries.figures.risk import read_risk
from app.queries.figures.sales import read_plan_progress, read_same_period
from app.queries.figures.segments import read_segments
from app.queries.figures.service import read_work
from app.queries.figures.turnover import read_turnover
from app.queries.figures.year import read_year
from app.workspace import Workspace
from ui.screens.analysis.classes_card import classes_card
from ui.screens.analysis.dealer_cards import people_card, profit_card, reach_card, risk_card
from ui.screens.analysis.goods_cards import cross_card, structure_card, turnover_card
from ui.screens.analysis.key_figures import (
    completion_figure,
    margin_figure,
    receivables_figure,
    retention_figure,
    sales_figure,
)
from ui.screens.analysis.money_cards import ageing_card, year_card
from ui.screens.analysis.more_figures import (
    class_figures,
    movement_figures,
    outlook_figures,
    product_figures,
    work_figures,
)
from ui.screens.analysis.people_cards import (
    composition_card,
    golden_card,
    loss_card,
    rfm_card,
    rhythm_card,
)
from ui.screens.analysis.quality_card import quality_card
from ui.screens.analysis.rows import PartView
from ui.screens.analysis.segments_card import segments_card
from ui.screens.analysis.spelling import Spelling
from ui.screens.analysis.time_cards import (
    changes_card,
    festival_card,
    forecast_card,
    product_plan_card,
)
from ui.texts import _

_SHOWN = 500
_EVERY = 1_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """What every look is given; it runs off the main thread.

    Attributes:
        workspace: Store and clock.
        asked: The period.
        today: Debts, rhythm and losses are those of today, whatever the period: the past of a
            debt that was paid since is not kept.
        spell: Writes values.
        only: The part of the accounts and products that is asked about.
        is_whole: Every row with its name, for a file; else those that a card shows.
    """

    workspace: Workspace
    asked: Stretch
    today: dt.date
    spell: Spelling
    only: FigureFilter = EVERYTHING
    is_whole: bool = False

    @property
    def period(self) -> Period:
        """The days that count."""
        return self.asked.to_date

    @property
    def shown(self) -> int:
        """How many accounts a card lists with their names."""
        return _EVERY if self.is_whole else _SHOWN

    def as_of(self, basis: Basis) -> str:
        """Return how old the data is, in words."""
        when = self.spell.formats.moment(basis.as_of, now=self.spell.now)
        return _("Data as of {when}").format(when=when)


def _sales(look: Look) -> PartView:
    found = read_same_period(look.workspace, look.period, only=look.only)
    return PartView(look.as_of(found.basis), figures=(sales_figure(found, look.spell),))


def _debts(look: Look) -> PartView:
    found = read_ageing(look.workspace, look.today, only=look.only)
    return PartView(
        look.as_of(found.basis),
        figures=(receivables_figure(found, look.spell),),
        cards=(ageing_card(found, look.spell),),
    )


def _year(look: Look) -> PartView:
    found = read_year(look.workspace, year_of(look.asked), look.today, only=look.only)
    return PartView(
        look.as_of(found.basis),
        figures=(completion_figure(found, look.asked, look.spell),),
        cards=(year_card(found, look.spell),),
    )


def _goods(look: Look) -> PartView:
    workspace, period, spell = look.workspace, look.period, look.spell
    ranking = read_ranking(workspace, period, only=look.only)
    earned, turned = (
        read_margins(workspace, period, only=look.only),
        read_turnover(workspace, period, only=look.only),
    )
    before = read_margins(workspace, year_earlier(period), only=look.only)
    cross = cross_card(cross_ratios_of(earned, turned), ranking.names, spell)
    return PartView(
        look.as_of(earned.basis),
        figures=(margin_figure(earned, before, spell),),
        cards=(cross, structure_card(ranking, spell), turnover_card(turned, ranking.names, spell)),
        more=product_figures(ranking, spell),
    )


def _classes(look: Look) -> PartView:
    found = read_classes(look.workspace, look.period, only=look.only, named=look.shown)
    return PartView(
        look.as_of(found.abc.basis),
        cards=(classes_card(found, look.spell, look.shown),),
        more=class_figures(found, look.spell),
    )


def _movement(look: Look) -> PartView:
    found = read_retention(look.workspace, look.period, only=look.only)
    return PartView(
        look.as_of(found.basis),
        figures=(retention_figure(found, look.spell),),
        more=movement_figures(found, look.spell),
    )


def _outlook(look: Look) -> PartView:
    found = read_outlook(look.workspace, look.today, only=look.only, named=look.shown)
    return PartView(
        look.as_of(found.loss.basis),
        cards=(loss_card(found, look.spell, look.shown), rhythm_card(found, look.spell)),
        more=outlook_figures(found, look.spell),
    )


def _composition(look: Look) -> PartView:
    found = read_composition(look.workspace, look.period, only=look.only)
    return PartView(look.as_of(found.basis), cards=(composition_card(found, look.spell),))


def _work(look: Look) -> PartView:
    found = read_work(look.workspace, look.period, only=look.only)
    return PartView(look.as_of(found.basis), more=work_figures(found, look.spell))


def _scores(look: Look) -> PartView:
    found = read_rfm(look.workspace, look.today, only=look.only, named=look.shown)
    return PartView(look.as_of(found.basis), cards=(rfm_card(found, look.spell, look.shown),))


def _golden(look: Look) -> PartView:
    found = read_golden(look.workspace, look.today, only=look.only)
    return PartView(look.as_of(found.basis), cards=(golden_card(found, look.spell, look.shown),))


def _segments(look: Look) -> PartView:
    found = read_segments(look.workspace, look.period, only=look.only)
    return PartView(look.as_of(found.basis), cards=(segments_card(found, look.spell),))


def _profit(look: Look) -> PartView:
    found = read_profit(look.workspace, look.period, look.today, only=look.only, named=look.shown)
    return PartView(look.as_of(found.basis), cards=(profit_card(found, look.spell, look.shown),))


def _plans(look: Look) -> PartView:
    found = read_plan_progress(look.workspace, look.period, only=look.only)
    names = read_product_titles(look.workspace)
    return PartView(look.as_of(found.basis), cards=(product_plan_card(found, names, look.spell),))


def _festival(look: Look) -> PartView:
    found = read_festival(look.workspace, look.period, look.today, only=look.only)
    return PartView(look.as_of(found.basis), cards=(festival_card(found, look.spell),))


def _changes(look: Look) -> PartView:
    found = read_class_changes(look.workspace, look.today, only=look.only, named=look.shown)
    return PartView(look.as_of(found.basis), cards=(changes_card(found, look.spell, look.shown),))


def _forecast(look: Look) -> PartView:
    found = read_forecasts(look.workspace, look.today, only=look.only)
    return PartView(look.as_of(found.basis), cards=(forecast_card(found, look.spell),))


def _risk(look: Look) -> PartView:
    found = read_risk(look.workspace, look.today, only=look.only)
    return PartView(look.as_of(found.basis), cards=(risk_card(found, look.spell, look.shown),))


def _reach(look: Look) -> PartView:
    found = read_reach(look.workspace, look.period, only=look.only)
    return PartView(look.as_of(found.basis), cards=(reach_card(found, look.spell, look.shown),))


def _people(look: Look) -> PartView:
    found = read_people_figures(look.workspace, look.period, only=look.only)
    return PartView(look.as_of(found.basis), cards=(people_card(found, look.spell),))


def _quality(look: Look) -> PartView:
    found = read_quality(look.workspace, look.today, only=look.only)
    return PartView(look.as_of(found.basis), cards=(quality_card(found, look.spell),))


CARD_PARTS: dict[str, Callable[[Look], PartView]] = {
    "ageing": _debts,
    "year": _year,
    **dict.fromkeys(("cross", "structure", "turnover"), _goods),
    "abc": _classes,
    **dict.fromkeys(("loss", "rhythm"), _outlook),
    "composition": _composition,
    "rfm": _scores,
    "golden": _golden,
    "segments": _segments,
    "profit": _profit,
    "product_plan": _plans,
    "festival": _festival,
    "changes": _changes,
    "forecast": _forecast,
    "risk": _risk,
    "reach": _reach,
    "people": _people,
    "quality": _quality,
}
"""The look that fills a card."""

PARTS: tuple[Callable[[Look], PartView], ...] = (
    *(_sales, _debts, _year, _goods, _classes, _movement),
    *(_composition, _outlook, _work, _scores, _golden, _segments),
    *(_profit, _plans, _festival, _changes, _forecast, _risk, _reach, _people, _quality),
)
