"""What the warnings screen shows, as finished words."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningLine:
    """One row of the list.

    Attributes:
        key: What names it.
        account_id: Its account.
        title: The rule in words.
        account: Name of the account.
        when: Since when.
        state: Where it stands.
        severity: In words.
        tone: Of the severity.
        icon: Of the severity.
        is_local: Only this device found it.
    """

    key: tuple[str, str, str]
    account_id: str
    title: str
    account: str
    when: str
    state: str
    severity: str
    tone: Tone
    icon: str
    is_local: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its words below each other."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class StepOffer:
    """One thing that can be done.

    Attributes:
        name: Step of the life of a warning.
        words: A verb.
        is_next: The step that usually comes next.
    """

    name: str
    words: str
    is_next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningDetail:
    """One warning.

    Attributes:
        line: As in the list.
        grade: Class of the account.
        found: When it was found, and as of when the data are.
        step: Number of the step it stands at; the number of steps when it is closed.
        why: Why it warns.
        local_note: What is to be said of a finding of this device; empty otherwise.
        facts: Owner, days, cause, measure.
        foot: Who hears of it next, or who was told.
        offers: What can be done; none when it is closed.
    """

    line: WarningLine
    grade: str
    found: str
    step: int
    why: str
    local_note: str
    facts: tuple[Fact, ...]
    foot: str
    offers: tuple[StepOffer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """What became of the warnings of one rule, or of all.

    Attributes:
        rule: In words.
        raised: All of them.
        open: Not closed.
        hits: Right.
        false_alarms: Wrong.
        hit_rate: Share of the right ones among those that were judged.
        mean_days: Until they were closed.
        in_time: Share closed by the day they were due.
    """

    rule: str
    raised: str
    open: str
    hits: str
    false_alarms: str
    hit_rate: str
    mean_days: str
    in_time: str


@dataclass(frozen=True, slots=True)
class AskForm:
    """What is asked before a step that needs words.

    Attributes:
        step: The step.
        title: The question.
        body: What comes of it.
        label: Of the text.
        act: The verb.
        asks_day: Whether a day by which it is done is asked for, too.
    """

    step: str
    title: str
    body: str
    label: str
    act: str
    asks_day: bool = False
