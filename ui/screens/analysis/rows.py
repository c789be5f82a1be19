"""What Analysis shows, as finished words: made by the presenter, drawn by the view."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ui.models.cells import Cell


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a figure says about itself when asked.

    Attributes:
        title: The figure.
        lines: (label, words): formula, period, data date, whose accounts, tax.
    """

    title: str
    lines: tuple[tuple[str, str], ...]

    @property
    def spoken(self) -> str:
        """All of it in one text."""
        return "\n".join(f"{label}: {words}" for label, words in self.lines)


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure with its judgement.

    Attributes:
        key: Which figure.
        label: What is measured.
        figure: As written; "n/a" when it is not available.
        unit: Behind the figure.
        note: The judgement, or the reason of "n/a", in words.
        role: Colour of the note.
        icon: Icon of the note.
        explanation: Said on demand.
    """

    key: str
    label: str
    figure: str
    unit: str
    note: str
    role: str
    icon: str
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a card's table; with an account it leads to its page."""

    cells: tuple[Cell, ...]
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class CurveView:
    """Accounts by rank against their cumulated share.

    Attributes:
        points: (share of the accounts, share of the sales), rising from 0 to 1.
        cuts: Where a class ends, as such points.
        names: What stands above each class.
        limits: Shares of the sales at which the classes change.
        count: Words at the right end of the axis.
    """

    points: tuple[tuple[float, float], ...]
    cuts: tuple[tuple[float, float], ...]
    names: tuple[str, ...]
    limits: tuple[float, ...]
    count: str


@dataclass(frozen=True, slots=True)
class BarsView:
    """Months: sold, planned, a year ago; in the unit of the axis."""

    labels: tuple[str, ...]
    sold: tuple[Decimal, ...]
    plan: tuple[Decimal, ...]
    last: tuple[Decimal, ...]
    running: int | None


Picture = CurveView | BarsView


@dataclass(frozen=True, slots=True)
class CardView:
    """One card.

    Attributes:
        key: Which card.
        note: Quiet words behind the heading.
        finding: What it shows, as a sentence.
        rows: Of its table.
        explanation: Said on demand.
        picture: Its chart; None for a card that is a table.
        link: What the link beside the finding says; empty for none.
        linked: Rows that the link shows.
        empty: Said in place of chart and table when there is nothing to show.
    """

    key: str
    note: str
    finding: str
    rows: tuple[TableRow, ...]
    explanation: Explanation
    picture: Picture | None = None
    link: str = ""
    linked: tuple[TableRow, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class CardHeads:
    """Title of a card and the headings of its table."""

    title: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodView:
    """Which period is shown and which others there are.

    Attributes:
        span: "month", "quarter" or "year".
        name: What the period is called.
        days: Its first and last day that count.
        choices: (how many back, name) of this and earlier ones.
        back: The one that is shown.
    """

    span: str
    name: str
    days: str
    choices: tuple[tuple[int, str], ...]
    back: int


@dataclass(frozen=True, slots=True)
class FilterView:
    """One side by which the figures can be narrowed.

    Attributes:
        side: Field of `FigureFilter`.
        choices: (value, words).
        current: The value that holds; "" for none.
    """

    side: str
    choices: tuple[tuple[str, str], ...]
    current: str


@dataclass(frozen=True, slots=True)
class PartView:
    """What one look at the store gave: some key figures, cards and further figures.

    Attributes:
        as_of: How old the data is, in words.
        figures: For the strip at the top.
        cards: By themselves.
        more: For the list of further figures.
    """

    as_of: str
    figures: tuple[FigureView, ...] = ()
    cards: tuple[CardView, ...] = ()
    more: tuple[FigureView, ...] = ()
