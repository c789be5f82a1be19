"""Value segments: gold, maintain, develop, abandon, by present profit and potential."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, available, quotient

_HALF = 2


class Segment(StrEnum):
    """The four segments; "abandon" is an internal word, never printed or shown to customers."""

    GOLD = "gold"
    MAINTAIN = "maintain"
    DEVELOP = "develop"
    ABANDON = "abandon"


@dataclass(frozen=True, slots=True)
class AccountValue:
    """The three parts of an account's value.

    Attributes:
        account_id: The account.
        profit: Realised value (既成价值): present profit in minor units; n/a when cost is unknown.
        potential: Potential value (潜在价值): `potential_score`, 1 to 5.
        model_score: Model value (模型价值): effect as a reference, judged 1 to 5; None when not
            judged. It stands beside the segment and does not decide it.
    """

    account_id: str
    profit: Value
    potential: Value
    model_score: int | None = None


@dataclass(frozen=True, slots=True)
class SegmentCuts:
    """Where high begins: settings, or the medians of the accounts that are known."""

    profit: Value
    potential: Value


@dataclass(frozen=True, slots=True)
class SegmentedAccount:
    """An account's segment with the values and cuts it came from.

    Attributes:
        value: The parts of its value.
        segment: None when profit or potential is unknown.
        reason: Why it has no segment; None when it has one.
    """

    value: AccountValue
    segment: Segment | None
    reason: Reason | None

    @property
    def needs_review(self) -> bool:
        """Whether a person has to look before less is done for it; the small may grow."""
        return self.segment is Segment.ABANDON


@dataclass(frozen=True, slots=True)
class Segmentation:
    """All accounts with the cuts that were used."""

    accounts: tuple[SegmentedAccount, ...]
    cuts: SegmentCuts


def potential_score(parts: Iterable[Decimal | int]) -> Value:
    """Return the mean of the parts that are scored 1 to 5; n/a without any.

    The parts are market potential, share of wallet, growth and enthusiasm.

    Source: domain.md 3.18; R116.
    """
    scores = [Fraction(part) for part in parts]
    return quotient(sum(scores, Fraction(0)), len(scores), reason=Reason.POTENTIAL_UNKNOWN)


def segmentation(
    accounts: Iterable[AccountValue],
    *,
    profit_cut_minor: int | None = None,
    potential_cut: Decimal | None = None,
) -> Segmentation:
    """Divide accounts into the four segments; exactly on the cut is high.

    Args:
        accounts: Values of all accounts compared.
        profit_cut_minor: Setting; None takes the median of the known profits.
        potential_cut: Setting; None takes the median of the known potentials.

    Source: domain.md 3.18 (MK segments, working definition); R116.
    """
    listed = list(accounts)
    profits, potentials = (row.profit for row in listed), (row.potential for row in listed)
    cuts = SegmentCuts(
        median(available(profits)) if profit_cut_minor is None else Fraction(profit_cut_minor),
        median(available(potentials)) if potential_cut is None else Fraction(potential_cut),
    )
    return Segmentation(tuple(_segmented(row, cuts) for row in listed), cuts)


def model_mean(accounts: Iterable[SegmentedAccount]) -> Value:
    """Return the mean model value of those that were judged; n/a when nobody was.

    Source: domain.md 3.18 (model value, scored by judgement 1 to 5); R116.
    """
    scores = [row.value.model_score for row in accounts if row.value.model_score is not None]
    return quotient(sum(scores), len(scores), reason=Reason.NOT_SCORED)


def median(values: Sequence[Fraction]) -> Value:
    """Return the middle value, or the mean of the middle two; n/a of nothing."""
    if not values:
        return NotAvailable(Reason.NO_DATA)
    # Over one denominator they are whole numbers, which sort in a tenth of the time.
    unit = math.lcm(*{value.denominator for value in values})
    ordered = sorted(value.numerator * (unit // value.denominator) for value in values)
    middle = len(values) // _HALF
    if len(values) % _HALF:
        return Fraction(ordered[middle], unit)
    return Fraction(ordered[middle - 1] + ordered[middle], _HALF * unit)


def _segmented(value: AccountValue, cuts: SegmentCuts) -> SegmentedAccount:
    for part in (value.profit, value.potential, cuts.profit, cuts.potential):
        if isinstance(part, NotAvailable):
            return SegmentedAccount(value, None, part.reason)
    is_worth = not _is_less(value.profit, cuts.profit)
    is_promising = not _is_less(value.potential, cuts.potential)
    match is_worth, is_promising:
        case True, True:
            segment = Segment.GOLD
        case True, False:
            segment = Segment.MAINTAIN
        case False, True:
            segment = Segment.DEVELOP
        case _:
            segment = Segment.ABANDON
    return SegmentedAccount(value, segment, None)


def _is_less(value: Value, cut: Value) -> bool:
    return isinstance(value, Fraction) and isinstance(cut, Fraction) and value < cut
