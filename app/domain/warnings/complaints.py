"""Multiple complaints and a high return rate (W9)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from app.domain.analysis.figures import share_of
from app.domain.analysis.severity import Severity
from app.domain.warnings.finding import BASIS_POINTS, Finding, basis_points
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds

_TWICE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleFacts:
    """Complaints and returns of an account within `Thresholds.complaint_days`.

    Attributes:
        account_id: The account.
        complaints: Complaints received; enquiries, suggestions and praise are none.
        bought_minor: Goods delivered, without returns.
        returned_minor: Goods returned, not negative.
    """

    account_id: str
    complaints: int = 0
    bought_minor: int = 0
    returned_minor: int = 0


def judge_trouble(facts: TroubleFacts, levels: Thresholds) -> Finding | None:
    """Warn of three complaints in 90 days or of 5 % returned; of twice as much it burns.

    Source: domain.md 4.2 (W9), 4.13, Appendix C; R064.
    """
    rate = share_of(facts.returned_minor, facts.bought_minor)
    limit = Fraction(levels.return_rate)
    high = rate if isinstance(rate, Fraction) and facts.returned_minor and rate >= limit else None
    many = facts.complaints if 0 < levels.complaints <= facts.complaints else 0
    if high is None and not many:
        return None
    burns = many >= _TWICE * levels.complaints > 0 or (high is not None and high >= _TWICE * limit)
    evidence: dict[str, int | str] = {
        "complaints": facts.complaints,
        "window_days": levels.complaint_days,
    }
    if high is not None:
        evidence |= {
            "rate_bp": basis_points(high) or 0,
            "returned_minor": facts.returned_minor,
            "bought_minor": facts.bought_minor,
        }
    return Finding(
        Rule.COMPLAINTS,
        facts.account_id,
        Severity.ALARM if burns else Severity.WARNING,
        many or (basis_points(high) or 0 if high is not None else 0),
        levels.complaints if many else int(limit * BASIS_POINTS),
        evidence,
    )
