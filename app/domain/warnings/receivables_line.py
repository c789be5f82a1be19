"""The receivables warning line (应收账款警戒线, W7): a figure of the company, told at accounts."""

from __future__ import annotations

from app.domain.analysis.receivables_ratio import WarningLine
from app.domain.analysis.severity import Severity
from app.domain.warnings.finding import BASIS_POINTS, Finding, basis_points
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds


def judge_line(
    account_id: str, company: WarningLine, *, line_bp: int, levels: Thresholds
) -> Finding | None:
    """Warn at an account that owes while the company's receivables are beyond the line.

    So every order on credit meets it. Without known assets there is no line.

    Args:
        account_id: An account that owes.
        company: Receivables of the whole company; only the server has them.
        line_bp: The line in ten-thousandths of the assets.
        levels: Thresholds; as far beyond the line as is far, it burns.

    Source: domain.md 4.2 (W7), 3.15, 4.4 (4), Appendix A-23; R056.
    """
    ratio = basis_points(company.ratio)
    if not company.is_crossed or ratio is None or company.assets_minor is None:
        return None
    is_far = ratio > line_bp * (1 + levels.far)
    return Finding(
        Rule.RECEIVABLES,
        account_id,
        Severity.ALARM if is_far else Severity.WARNING,
        ratio,
        line_bp,
        {
            "ratio_bp": ratio,
            "line_bp": line_bp,
            "receivables_minor": company.receivables_minor,
            "assets_minor": company.assets_minor,
            "is_stale": int(company.is_stale),
        },
    )


DEFAULT_LINE_BP = BASIS_POINTS // 5
"""20 % of the assets, where the credit policy says nothing. Source: domain.md 3.15."""
