"""Customer loss (客户流失预警, W4): the account buys no more."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from app.domain.analysis.churn import BuyingState, loss_outlook
from app.domain.analysis.frequency import Rhythm, rhythm
from app.domain.analysis.severity import Severity
from app.domain.warnings.finding import Finding
from app.domain.warnings.purchases import WINDOW_DAYS, SalesFacts
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds

_SEVERITIES = {BuyingState.AT_RISK: Severity.WARNING, BuyingState.LOST: Severity.ALARM}
_TENTHS = 10


def judge_loss(facts: SalesFacts, levels: Thresholds, *, today: date) -> Finding | None:
    """Warn of an account twice as late as usual; three times and 60 days late, it is lost.

    Source: domain.md 4.2 (W4), 3.13; R140.
    """
    last_on = facts.purchases.last_on
    if last_on is None:
        return None
    bought = rhythm(
        facts.purchases,
        today=today,
        window_days=WINDOW_DAYS,
        group_interval=facts.group_interval,
    )
    if not _is_late(bought, levels):  # the days are worked out for the few that are
        return None
    found = loss_outlook(bought, is_barred=facts.is_barred, rules=levels.churn)
    severity = _SEVERITIES.get(found.state)
    if severity is None or found.at_risk_on is None or found.lost_on is None:
        return None
    return Finding(
        Rule.LOSS,
        facts.account_id,
        severity,
        (today - last_on).days,
        (found.at_risk_on - last_on).days,
        {
            "elapsed_days": (today - last_on).days,
            "usual_tenth_days": _tenths(bought),
            "purchases": facts.purchases.days,
            "last_on": last_on.isoformat(),
            "lost_on": found.lost_on.isoformat(),
            "state": found.state.value,
        },
    )


def _is_late(bought: Rhythm, levels: Thresholds) -> bool:
    factor = bought.overdue_factor
    return isinstance(factor, Fraction) and factor >= min(
        Fraction(levels.at_risk_factor), Fraction(levels.lost_factor)
    )


def _tenths(bought: Rhythm) -> int:
    interval = bought.mean_interval
    return round(interval * _TENTHS) if isinstance(interval, Fraction) else 0
