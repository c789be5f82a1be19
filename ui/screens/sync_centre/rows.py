"""What the sync centre's view shows, as finished words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.queries.sync.centre import Tab, TabCounts
from ui.theme.tokens import Tone

Side = Literal["mine", "theirs"]
Action = Literal["repair", "resend", "export", "give_up", "go_on"]


@dataclass(frozen=True, slots=True)
class HeadWords:
    """The strip above the list.

    Attributes:
        icon: Of the connection.
        tone: Colour role of the icon.
        title: Online, offline, running, stopped.
        note: Last sync, or how far the round is.
        waiting: What waits, in items and bytes.
        share: How far the round is, 0 to 1; None when that is not known.
        is_running: Whether a round goes on.
        asks_who: Whether it goes on only after signing in again.
    """

    icon: str
    tone: str
    title: str
    note: str
    waiting: str = ""
    share: float | None = None
    is_running: bool = False
    asks_who: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """One entry of the list.

    Attributes:
        key: Which detail it opens.
        icon: By the kind of record.
        title: What was done, and to whom.
        note: When, or why it came back.
        tag: State in words.
        tone: State's colour.
        tag_icon: State's icon.
    """

    key: str
    icon: str
    title: str
    note: str
    tag: str
    tone: Tone
    tag_icon: str


@dataclass(frozen=True, slots=True)
class ListWords:
    """One tab.

    Attributes:
        tab: Which one.
        counts: Of all tabs.
        rows: Its entries.
        chosen: Number of the chosen entry; -1 for none.
        empty_why: Said when there is no entry.
        empty_what: What that means.
    """

    tab: Tab
    counts: TabCounts
    rows: tuple[ListRow, ...]
    chosen: int
    empty_why: str
    empty_what: str


@dataclass(frozen=True, slots=True)
class SideWords:
    """One of two values.

    Attributes:
        value: The value.
        note: Who wrote it and when.
        possible: Whether it can be chosen.
    """

    value: str
    note: str
    possible: bool = True


@dataclass(frozen=True, slots=True)
class ConflictField:
    """One field of a conflict.

    Attributes:
        id: Id of the conflict.
        label: Name of the field.
        base: What both started from.
        mine: The user's own value, or that of the first person.
        theirs: The other value.
        chosen: Which one is picked.
    """

    id: str
    label: str
    base: str
    mine: SideWords
    theirs: SideWords
    chosen: Side


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of the preview."""

    label: str
    value: str
    whose: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """The conflicts of one record.

    Attributes:
        key: Key of the list row.
        title: The record.
        tag: How many fields.
        note: What happens while nothing is decided.
        mine: Head of the first column.
        theirs: Head of the second column.
        mine_letter: First character of the name behind the first column.
        theirs_letter: The same of the second.
        fields: One row each.
        result: What the record holds after saving.
        whole: Which side is picked everywhere; empty when mixed.
    """

    key: str
    title: str
    tag: str
    note: str
    mine: str
    theirs: str
    mine_letter: str
    theirs_letter: str
    fields: tuple[ConflictField, ...]
    result: tuple[ResultLine, ...]
    whole: Side | Literal[""]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field with what was there and what was written."""

    label: str
    value: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class RecordBlock:
    """One record of a unit: what was done with it, unless the unit's title says so; its fields."""

    title: str
    lines: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class ActionWords:
    """Something that can be done with what is shown."""

    action: Action
    words: str
    icon: str
    kind: Literal["plain", "primary", "danger"] = "plain"


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit of work in detail.

    Attributes:
        key: Key of the list row.
        title: What was done.
        tag: State in words.
        tone: State's colour.
        tag_icon: State's icon.
        note: When, how much.
        reason: Why it came back; empty unless refused.
        advice: What can be done about it.
        blocks: What was written, record by record.
        actions: At the foot.
    """

    key: str
    title: str
    tag: str
    tone: Tone
    tag_icon: str
    note: str
    reason: str = ""
    advice: str = ""
    blocks: tuple[RecordBlock, ...] = ()
    actions: tuple[ActionWords, ...] = ()


@dataclass(frozen=True, slots=True)
class TableWords:
    """A table in the detail pane: the last rounds, or files on their way.

    Attributes:
        key: Key of the list row.
        title: Its heading.
        note: One sentence below.
        kind: "rounds" or "files".
        rows: Its rows.
    """

    key: str
    title: str
    note: str
    kind: Literal["rounds", "files"]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class NothingWords:
    """An empty detail pane."""

    why: str
    what: str


@dataclass(frozen=True, slots=True)
class StickWords:
    """How writing or reading a file for a stick went.

    Attributes:
        title: What was done, or that it was not.
        note: What to do next.
        tone: How it went.
        is_running: Whether it is still being done.
    """

    title: str
    note: str = ""
    tone: Tone = "ok"
    is_running: bool = False


Detail = ConflictWords | UnitWords | TableWords | NothingWords
