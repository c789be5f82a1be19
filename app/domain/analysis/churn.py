"""Who is at risk and who is lost (客户流失), and when that day comes."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from app.domain.analysis.frequency import Rhythm


class BuyingState(StrEnum):
    """How an account stands to its own rhythm."""

    ACTIVE = "active"
    AT_RISK = "at_risk"
    LOST = "lost"
    NEVER_BOUGHT = "never_bought"
    UNKNOWN = "unknown"  # no rhythm, neither its own nor the group's
    NOT_COUNTED = "not_counted"  # frozen or blacklisted: we stopped, not the account


@dataclass(frozen=True, slots=True)
class ChurnRules:
    """Settings of the organisation; defaults from domain.md Appendix C (2 / 3, 60 days).

    Attributes:
        at_risk_factor: Overdue factor from which an account is at risk.
        lost_factor: From which it is lost.
        lost_days: Days without a purchase before which nobody is lost.
    """

    at_risk_factor: Decimal = Decimal(2)
    lost_factor: Decimal = Decimal(3)
    lost_days: int = 60


DEFAULT_RULES = ChurnRules()


@dataclass(frozen=True, slots=True)
class LossOutlook:
    """The state of an account with the rhythm it came from.

    Attributes:
        state: The state today.
        rhythm: Days since the last purchase, mean interval, overdue factor.
        rules: It was judged by.
    """

    state: BuyingState
    rhythm: Rhythm
    rules: ChurnRules

    @property
    def at_risk_on(self) -> date | None:
        """Day on which it becomes (or became) at risk; None without a rhythm."""
        return _day_of(self.rhythm, factor=self.rules.at_risk_factor)

    @property
    def lost_on(self) -> date | None:
        """Day on which it counts as lost; None without a rhythm."""
        return _day_of(self.rhythm, factor=self.rules.lost_factor, least_days=self.rules.lost_days)


@dataclass(frozen=True, slots=True)
class Season:
    """Purchase days of a seasonal buyer.

    Attributes:
        this_season: So far.
        last_season: Of last year, up to the same day of the season.
        last_whole_season: Of the whole season of last year.
        is_over: Whether this season has ended.
    """

    this_season: int
    last_season: int
    last_whole_season: int
    is_over: bool


def loss_outlook(
    rhythm: Rhythm, *, is_barred: bool = False, rules: ChurnRules = DEFAULT_RULES
) -> LossOutlook:
    """Judge an account by its rhythm: late twice is at risk, three times and 60 days is lost.

    Args:
        rhythm: As of today.
        is_barred: Frozen or blacklisted by us.
        rules: Settings.

    Source: domain.md 3.13; R114, R140.
    """
    state = BuyingState.NOT_COUNTED if is_barred else _state(rhythm, rules)
    return LossOutlook(state, rhythm, rules)


def is_lost(
    *, last_on: date, span_days: int, intervals: int, today: date, rules: ChurnRules = DEFAULT_RULES
) -> bool:
    """Return whether an account counts as lost, for many accounts at once: as `loss_outlook`.

    Args:
        last_on: Its last purchase.
        span_days: Days from the first to the last purchase, its own or the group's.
        intervals: Intervals in these days; without any nobody is judged.
        today: The day it is judged for.
        rules: Settings.

    Source: domain.md 3.13; R114.
    """
    waited = (today - last_on).days
    if not intervals or waited < rules.lost_days:
        return False
    return _has_waited(waited, span_days, intervals, rules.lost_factor)


def seasonal_state(season: Season) -> BuyingState:
    """Judge a seasonal buyer by the same season of last year instead of by the mean interval.

    No purchase so far although there was one by now last year puts it at risk; a whole season
    without one, after a season with some, is a loss.

    Source: domain.md 3.13 (edge); R140.
    """
    if season.this_season > 0:
        return BuyingState.ACTIVE
    if season.last_whole_season <= 0:
        return BuyingState.UNKNOWN
    if season.is_over:
        return BuyingState.LOST
    return BuyingState.AT_RISK if season.last_season > 0 else BuyingState.ACTIVE


def _day_of(rhythm: Rhythm, *, factor: Decimal, least_days: int = 0) -> date | None:
    last_on = rhythm.purchases.last_on
    if last_on is None or not rhythm.intervals:
        return None
    over, under = _ratio(factor)
    days = -(-rhythm.span_days * over // (rhythm.intervals * under))  # rounded up
    return last_on + timedelta(days=max(days, least_days))


def _has_waited(waited: int, span_days: int, intervals: int, factor: Decimal) -> bool:
    """Return whether so many days are the mean interval times a factor, or more."""
    over, under = _ratio(factor)
    return waited * intervals * under >= span_days * over


@functools.lru_cache(maxsize=16)  # settings, asked for twice for every account
def _ratio(factor: Decimal) -> tuple[int, int]:
    return factor.as_integer_ratio()


def _state(rhythm: Rhythm, rules: ChurnRules) -> BuyingState:
    last_on, span, intervals = rhythm.purchases.last_on, rhythm.span_days, rhythm.intervals
    if last_on is None:
        return BuyingState.NEVER_BOUGHT
    if not intervals:
        return BuyingState.UNKNOWN
    waited = max((rhythm.today - last_on).days, 0)
    if waited >= rules.lost_days and _has_waited(waited, span, intervals, rules.lost_factor):
        return BuyingState.LOST
    late = _has_waited(waited, span, intervals, rules.at_risk_factor)
    return BuyingState.AT_RISK if late else BuyingState.ACTIVE
