"""What the sales screen shows, as finished words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.queries.sales.month import DealerMonth
from ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A key figure with its judgement."""

    figure: str
    note: str
    role: str = "text3"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: its key, its name, three figures, the dealers."""

    key: str
    title: str
    figures: tuple[FigureCell, FigureCell, FigureCell]
    dealers: Sequence[DealerMonth]


@dataclass(frozen=True, slots=True)
class PartView:
    """A target with its bar.

    Attributes:
        words: Product, kind or specification; or a month.
        note: Units sold of units planned.
        figure: Sold of planned, in money.
        share: 0 to 1; None without a target.
        mark: Where it should be; None without a pace.
        tone: Colour of the bar.
    """

    words: str
    note: str
    figure: str
    share: float | None
    mark: float | None
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class DealerView:
    """One dealer's month.

    Attributes:
        account_id: The dealer.
        name: Its name.
        state: Where the plan stands, in words.
        tone: Ground of the state.
        parts: By product.
        schedule: By scheduled day: day, and sold of scheduled.
        support: What we do for it.
        year: The months of the year.
        steps: What the user may do.
        ledger: Every delivery, with what is still open of it.
        stock: By product: opening and closing count, and what went on.
        channel: By tier: what the field or the dealer tells that reached it.
    """

    account_id: str
    name: str
    state: str
    tone: Tone
    parts: tuple[PartView, ...]
    schedule: tuple[PartView, ...]
    support: str
    year: tuple[PartView, ...]
    steps: frozenset[str]
    ledger: tuple[PartView, ...] = ()
    stock: tuple[PartView, ...] = ()
    channel: tuple[PartView, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A heading of a product's sheet with its words."""

    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product's sheet: name, size, plain words, and every price."""

    name: str
    note: str
    lines: tuple[SheetLine, ...]
    prices: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class TargetChoice:
    """A product that a plan may name: id, words, what is searched in, price in minor units."""

    id: str
    words: str
    spoken: str
    price_minor: int


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What the form of a plan begins with.

    Attributes:
        title: Dealer and month.
        whole_minor: The target for everything; None when there are only parts.
        quantities: Units by product.
        products: What may be added.
        is_scheduled: Whether it goes by ten-day periods.
        support: What we do for it.
    """

    title: str
    whole_minor: int | None
    quantities: dict[str, int]
    products: tuple[TargetChoice, ...]
    is_scheduled: bool
    support: str
