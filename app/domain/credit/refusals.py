"""When supply is refused, above all on credit, however good the offered terms are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.domain.analysis.credit_line import CreditStrip
from app.domain.analysis.figures import is_below
from app.domain.analysis.risk_ratios import BalanceSheet, RiskFlag, risk_ratios

GATE_CODE = "credit.refuse.gate_shut"
LOWEST_CURRENT = 1
"""Below this the account cannot pay what falls due within a year; our own reading of "unsound"."""
LOWEST_PAYMENT_RATE = Decimal("0.5")
"""Of what fell due within a year; below it the ability to pay counts as weak. Our own."""

_GIVEN_UP = frozenset({"bad", "dead"})
_LARGE_SHARE = 2  # overdue is large from the half of everything owed


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalFacts:
    """What is known against an account besides its money.

    Attributes:
        gate_is_shut: The last evaluation found its credit standing below the gate.
        worst_quality: Worst mark of an open debt; empty for none.
        verdict: Of the last credit investigation; empty for none.
        sheet: Its figures.
    """

    gate_is_shut: bool = False
    worst_quality: str = ""
    verdict: str = ""
    sheet: BalanceSheet = field(default_factory=BalanceSheet)


NOTHING_KNOWN = RefusalFacts()


def refusals(facts: RefusalFacts, strip: CreditStrip) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield code and values of every reason to refuse supply, in the order of the source.

    A shut gate is not among them: it shuts cash as well, see `GATE_CODE`.

    Source: domain.md 4.4, step 2; R054.
    """
    if facts.worst_quality in _GIVEN_UP:
        yield "credit.refuse.bad_record", {}
    if _pays_badly(strip):
        yield "credit.refuse.weak_payment", {"overdue_minor": strip.overdue_minor}
    ratios = risk_ratios(facts.sheet)
    if is_below(ratios.current, LOWEST_CURRENT) or RiskFlag.NEGATIVE_EQUITY in ratios.flags:
        yield "credit.refuse.unsound_capital", {}
    if facts.verdict == "refused":
        yield "credit.refuse.high_risk", {}
    if RiskFlag.LOSS in ratios.flags:
        yield "credit.refuse.poor_business", {}


def _pays_badly(strip: CreditStrip) -> bool:
    is_large = strip.overdue_minor > 0 and strip.overdue_minor * _LARGE_SHARE >= strip.owed_minor
    return is_large and strip.payment_rate is not None and strip.payment_rate < LOWEST_PAYMENT_RATE
