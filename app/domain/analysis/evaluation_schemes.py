"""Evaluation schemes as data: criteria, sub-indicators, weights and the gate."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

LOWEST_SCORE, HIGHEST_SCORE = 1, 5


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a scheme.

    Attributes:
        code: Stable name.
        weight: Its part of the score, not negative; scaled when the weights do not add up to 1.
        indicators: Codes of the sub-indicators that are scored 1 to 5.
    """

    code: str
    weight: Decimal
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """What accounts of a kind are judged by.

    Attributes:
        code: Stable name.
        criteria: In order of importance: on a tie the first one decides.
        gate: Code of the criterion without which there is no cooperation; "" for none.
        gate_score: Below it the gate is shut.
    """

    code: str
    criteria: tuple[Criterion, ...]
    gate: str = ""
    gate_score: Decimal = Decimal(3)

    def __post_init__(self) -> None:
        codes = [criterion.code for criterion in self.criteria]
        indicators = [code for criterion in self.criteria for code in criterion.indicators]
        if len(set(codes)) < len(codes) or len(set(indicators)) < len(indicators):
            raise ValueError("codes of a scheme are unique")
        if any(criterion.weight < 0 or not criterion.indicators for criterion in self.criteria):
            raise ValueError("a criterion has indicators and no negative weight")
        if not sum(criterion.weight for criterion in self.criteria):
            raise ValueError("the weights of a scheme cannot all be zero")
        if self.gate and self.gate not in codes:
            raise ValueError("the gate is one of the criteria")


DEALER_SCHEME = Scheme(
    "dealer",
    (
        Criterion("enthusiasm", Decimal("0.30"), ("attitude", "behaviour")),
        Criterion(
            "ability",
            Decimal("0.35"),
            ("methods", "distribution", "capital", "brands", "facilities"),
        ),
        Criterion("credit", Decimal("0.25"), ("credit_standing",)),
        Criterion("social", Decimal("0.10"), ("family", "social_position")),
    ),
    gate="credit",
)
"""Dealer evaluation (客户评价). Source: domain.md 2.3, weights of Appendix C; R039, R041."""

UTILITY_SCHEME = Scheme(
    "utility",
    (
        Criterion("demand", Decimal("0.40"), ("volume", "demand_features", "profit")),
        Criterion("discipline", Decimal("0.40"), ("payment", "contracts", "metering", "prices")),
        Criterion("cooperation", Decimal("0.20"), ("cooperation",)),
    ),
    gate="discipline",
)
"""The second indicator set; its grouping and weights are proposals. Source: domain.md 2.3; R041."""
