"""What the Today screen shows, as finished words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from ui.screens.analysis.rows import Explanation
from ui.theme.tokens import Tone

StopPhase = Literal["done", "now", "later", "not_done"]


@dataclass(frozen=True, slots=True)
class TagWords:
    """A tag: words on the ground of a state."""

    words: str
    tone: Tone = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLine:
    """One stop of the route.

    Attributes:
        plan_id: The planned visit.
        account_id: The account.
        number: As it stands in the pin.
        phase: Decides pin, ink and what can be done.
        time: "09:30", "~11:40" when estimated.
        time_role: Ink of the time: text, text3, or warn when it cannot be kept.
        name: Of the account.
        note: Person and the one thing to know.
        tags: Purposes.
        leg: The way to the next stop in words; empty after the last one.
        action: Words of the filled button of the current stop.
        state: Words at the right of a stop that is over.
        hint: Tool tip: remark, reason, estimated arrival.
        latitude: Degrees; None when the file has no coordinates.
        longitude: Degrees.
    """

    plan_id: str
    account_id: str
    number: str
    phase: StopPhase
    time: str
    time_role: str
    name: str
    note: str
    tags: tuple[TagWords, ...]
    leg: str
    action: str
    state: str
    hint: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class ThingLine:
    """Something to take along: key for the tick, words, whether it is packed."""

    key: str
    words: str
    is_packed: bool


@dataclass(frozen=True, slots=True)
class RouteBlock:
    """The route with its note and what to take along.

    Attributes:
        note: Stops, distance, end.
        stops: In order.
        things: To take along.
        packed: "2 / 4".
        emptiness: Why there is no stop, and what to do; empty when there are stops.
        can_plan: Whether a route can be proposed for the empty day.
    """

    note: str
    stops: tuple[StopLine, ...]
    things: tuple[ThingLine, ...]
    packed: str
    emptiness: tuple[str, str]
    can_plan: bool


@dataclass(frozen=True, slots=True)
class DueLine:
    """An account that should be visited, with its reason.

    Attributes:
        account_id: The account.
        grade: Class letter.
        name: Of the account.
        reason: The most urgent one as a sentence.
        tag: The same in two words.
        further: The other reasons, one a line, for the tool tip.
    """

    account_id: str
    grade: str
    name: str
    reason: str
    tag: TagWords
    further: str


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A key figure with unit and judgement; see `Kpi.show_figure`.

    `explanation` says formula, period and data date when asked.
    """

    figure: str
    unit: str
    note: str
    role: str
    icon: str
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise: words, to whom, when, whether it is kept."""

    promise_id: str
    account_id: str
    words: str
    whom: str
    when: str
    role: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class DebtLine:
    """Late money of an account: how late, and how much exactly."""

    account_id: str
    name: str
    note: str
    amount: str


@dataclass(frozen=True, slots=True)
class TodoLine:
    """Something that waits: icon, words, whom it is about, when, its ink.

    `kind`, `id` and `account_id` say where it leads.
    """

    kind: str
    id: str
    account_id: str
    icon: str
    words: str
    whom: str
    when: str
    role: str


@dataclass(frozen=True, slots=True)
class UnsentLine:
    """What waits to be sent: icon of the kind, words, what happens to it, its ink."""

    icon: str
    words: str
    note: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBlock:
    """The pane at the right.

    Attributes:
        promises: All of them, the most pressing first.
        promises_in_sight: How many are shown at once.
        debts: Shown lines.
        debt_total: "共 7.6万"; empty when nothing is late.
        debts_more: Words of the link to the rest; empty when all are shown.
        unsent: Lines by kind.
        unsent_count: Records and files in all.
        todo: Tasks, statements that are due, customers to be asked for their plan.
    """

    promises: tuple[PromiseLine, ...]
    promises_in_sight: int
    debts: tuple[DebtLine, ...]
    debt_total: str
    debts_more: str
    unsent: tuple[UnsentLine, ...]
    unsent_count: int
    todo: tuple[TodoLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPage:
    """The whole screen.

    Attributes:
        title: Greeting with the user's name.
        meta: Date and weekday.
        figures: Sales, money due, coverage, contracts.
        route: Stops.
        due: Accounts that should be visited.
        due_count: How many, with a plus sign when there are more than are listed.
        side: Promises, late money, what waits.
    """

    title: str
    meta: str
    figures: tuple[FigureCell, ...]
    route: RouteBlock
    due: tuple[DueLine, ...]
    due_count: str
    side: SideBlock


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """An account found by the picker of "Log visit"."""

    account_id: str
    plan_id: str
    name: str
    note: str
    grade: str


@dataclass(frozen=True, slots=True)
class PostponeForm:
    """What the question begins with.

    Attributes:
        plan_id: The planned visit.
        name: The account.
        today: The calendar's day.
        day: Proposed.
        starts: Time that was agreed, or "".
    """

    plan_id: str
    name: str
    today: dt.date
    day: dt.date
    starts: str
