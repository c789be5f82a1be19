"""What the account page shows, as finished words: made by the presenter, drawn by the view."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ui.screens.analysis.rows import FigureView
from ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class TagView:
    """A tag behind the name; `outline` for a mere kind."""

    words: str
    tone: Tone = "quiet"
    icon: str = ""
    outline: bool = False


@dataclass(frozen=True, slots=True)
class HeadView:
    """The command bar and the line below it.

    Attributes:
        name: Name of the account.
        grade: Class A, B, C; empty when not graded.
        tags: States and kinds behind the name.
        number: Account number; empty while the office has given none.
        facts: (icon, words) such as place, owner, since when.
        visit_words: What the filled button says.
    """

    name: str
    grade: str
    tags: tuple[TagView, ...]
    number: str
    facts: tuple[tuple[str, str], ...]
    visit_words: str


@dataclass(frozen=True, slots=True)
class WarningView:
    """One open warning.

    Attributes:
        title: Rule, since when, where it stands.
        why: The numbers that led to it, as a sentence.
        severity: In words.
        tone: Of the severity.
        icon: Of the severity.
    """

    title: str
    why: str
    severity: str
    tone: Tone
    icon: str


@dataclass(frozen=True, slots=True)
class AlertView:
    """The banner: one sentence about what is wrong, and at most one way on.

    Attributes:
        words: The sentence.
        tone: The worst state of all that is said.
        icon: Its icon.
        link: What the link says; empty for none.
        target: Where it leads: "money" or "sync".
    """

    words: str
    tone: Tone
    icon: str
    link: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class CreditView:
    """The credit strip, money in minor units.

    Attributes:
        owed: Receivables.
        orders: Open orders.
        limit: What the bar is measured by; None draws words instead of a bar.
        words: What stands in the bar's place.
        as_of: The sentence about the age of the figures.
        facts: (label, value, colour role).
    """

    owed: int
    orders: int
    limit: int | None
    words: str
    as_of: str
    facts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """A filled field: label and value."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block of the file while it is read.

    Attributes:
        key: "A" to "E", or "S" for the standing with us.
        title: Its heading.
        age: When it was confirmed, in words; empty where nobody confirms.
        stale: Whether it must be looked at again.
        lines: Filled fields, the telling ones first.
        can_confirm: Whether "still right" can be said.
    """

    key: str
    title: str
    age: str
    stale: bool
    lines: tuple[LineView, ...]
    can_confirm: bool

    @property
    def letter(self) -> str:
        """The letter before the heading; the standing has none."""
        return self.key if self.can_confirm else ""


@dataclass(frozen=True, slots=True)
class ContactView:
    """One person at the account.

    Attributes:
        id: Record id.
        name: Name.
        role: Post and part in decisions.
        note: How to deal with the person.
        number: To be dialled; empty when none is known.
        decides: Whether the avatar stands out.
        waiting: Whether work on the person was not sent yet.
    """

    id: str
    name: str
    role: str
    note: str
    number: str
    decides: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class EventView:
    """One entry of the timeline."""

    icon: str
    title: str
    when: str
    body: str
    tone: Tone
    waiting: bool


@dataclass(frozen=True, slots=True)
class SalesView:
    """The chart: values in the axis unit, and the finding as a sentence.

    Attributes:
        labels: Months.
        sold: This year; the last one is not complete.
        plan: Plan; empty when nothing was planned.
        last: Last year.
        unit: Behind the figures of the axis.
        finding: This year so far and how it compares.
    """

    labels: tuple[str, ...]
    sold: tuple[Decimal, ...]
    plan: tuple[Decimal, ...]
    last: tuple[Decimal, ...]
    unit: str
    finding: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any((*self.sold, *self.plan, *self.last))


@dataclass(frozen=True, slots=True)
class StandingView:
    """How the account stands.

    Attributes:
        figures: Always the same ones.
        note: Among whom, of which days, and as of when.
    """

    figures: tuple[FigureView, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ContractView:
    """One line of the contract table."""

    id: str
    number: str
    title: str
    amount: str
    ends: str
    state: TagView
    waiting: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page."""

    head: HeadView
    alert: AlertView | None
    credit: CreditView
    filled: str
    blocks: tuple[BlockView, ...]
    contacts: tuple[ContactView, ...]
    events: tuple[EventView, ...]
    has_more_events: bool
    sales: SalesView
    contracts: tuple[ContractView, ...]


@dataclass(frozen=True, slots=True)
class LikelyView:
    """An account that a new one may be the same as.

    Attributes:
        id: Record id.
        name: Its name.
        note: Where and what it is.
        grade: Class; empty when not graded.
        why: What both have in common.
        role: Colour role of `why`.
    """

    id: str
    name: str
    note: str
    grade: str
    why: str = ""
    role: str = "text2"
