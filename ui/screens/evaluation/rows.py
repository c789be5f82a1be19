"""What the score sheet shows and what is filled in, as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One line of the sheet.

    Attributes:
        code: Of the sub-indicator.
        words: What it is called.
        is_measured: Whether a hard number stands beside its score.
        number: The number known from before.
    """

    code: str
    words: str
    is_measured: bool
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion with its lines.

    Attributes:
        code: Of the criterion.
        words: What it is called.
        weight: Its part of the score, in words.
        is_gate: Without it there is no cooperation.
        indicators: Its lines.
    """

    code: str
    words: str
    weight: str
    is_gate: bool
    indicators: tuple[IndicatorView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """The sheet as it is opened.

    Attributes:
        account: Name of the account.
        schemes: Id and name of the schemes that can be chosen.
        scheme_id: The chosen one.
        criteria: In the order of the scheme.
        attitudes: Key and words of what can be said about the enthusiasm.
        today: Calendar date.
        refusal: Why nothing can be saved; empty when it can.
    """

    account: str
    schemes: tuple[tuple[str, str], ...]
    scheme_id: str
    criteria: tuple[CriterionView, ...]
    attitudes: tuple[tuple[str, str], ...]
    today: dt.date
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in the sheet.

    Attributes:
        scores: 1 to 5 by sub-indicator.
        numbers: By sub-indicator.
        attitude: Key, or empty.
        conclusion: In words.
        next_review_on: None when it is not said.
    """

    scores: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    attitude: str = ""
    conclusion: str = ""
    next_review_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One earlier evaluation.

    Attributes:
        when: Its day and who made it.
        score: In per cent.
        change: Since the one before it; empty for the first.
        role: Colour of the change.
        gate: What its gate said, in words; empty for an open one.
    """

    when: str
    score: str
    change: str
    role: str
    gate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """What the sheet comes to as it stands.

    Attributes:
        score: In per cent.
        evidence: Part of the scheme that rests on scores, in words.
        change: Against the last evaluation; empty without one.
        gate: What the gate says.
        gate_tone: How loudly.
        gate_icon: Its icon.
        by_criterion: Score of each criterion by its code.
        cautions: What else is to be minded.
        trend: Earlier evaluations, the latest first.
    """

    score: str
    evidence: str
    change: str
    gate: str
    gate_tone: Tone
    gate_icon: str
    by_criterion: Mapping[str, str]
    cautions: tuple[str, ...]
    trend: tuple[TrendLine, ...]
