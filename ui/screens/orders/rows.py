"""What the page of an order shows, as finished words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class ProductChoice:
    """A product that may be added: its words for the list, and what is searched in."""

    id: str
    words: str
    note: str
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line of goods.

    Attributes:
        name: Product.
        note: Specification and unit.
        quantity: Whole units; None while nothing is typed.
        list_price: Price of the day in words.
        unit_minor: What was agreed for one unit; None without a price.
        amount: Quantity × price in words.
        reason: Why it comes back.
        hint: What the rep may agree to, or what the account bought.
    """

    name: str
    note: str
    quantity: int | None
    list_price: str
    unit_minor: int | None
    amount: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class SumLine:
    """A figure of the check with its words and its ink."""

    words: str
    figure: str
    role: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """The credit check beside the goods.

    Attributes:
        title: Heading.
        tone: How the answer is shown.
        icon: Its sign.
        answer: The answer in a sentence.
        reasons: Every reason against it.
        sums: Owed, ordered, this order, free.
        owed: For the bar, minor units.
        orders: Open orders with this one, minor units.
        limit: None when there is nothing to compare with.
        as_of: Of when the office's figures are.
    """

    title: str
    tone: Tone
    icon: str
    answer: str
    reasons: tuple[str, ...] = ()
    sums: tuple[SumLine, ...] = ()
    owed: int = 0
    orders: int = 0
    limit: int | None = None
    as_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """The head of an order.

    Attributes:
        title: What it is.
        account: Whose.
        grade: Class of the account.
        state: State in words.
        tone: Ground of the state.
        icon: Sign of the state.
        ordered_on: Day of the order.
        delivery_on: Day on which the goods are wanted.
        is_on_credit: Whether it is paid later.
        remark: Anything else.
        decision: What the office said; empty while it said nothing.
        is_return: Whether goods come back.
        is_editable: Whether it may be changed here.
        is_kept: Whether it stands in the store, so that its day is fixed.
        steps: What the user may do with it.
    """

    title: str
    account: str
    grade: str
    state: str
    tone: Tone
    icon: str
    ordered_on: dt.date
    delivery_on: dt.date | None
    is_on_credit: bool
    remark: str
    decision: str
    is_return: bool
    is_editable: bool
    is_kept: bool
    steps: frozenset[str]
