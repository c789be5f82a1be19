"""What the import page shows, in words, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.theme.tokens import Tone

Choices = Sequence[tuple[str, str]]
"""Key and words of what can be chosen."""


@dataclass(frozen=True, slots=True)
class FileWords:
    """The file that was chosen.

    Attributes:
        name: Its name; "" while none is chosen.
        note: Size and form.
        sheets: Of a workbook with several; empty else.
        sheet: The chosen one.
        encodings: Of a text; empty else.
        encoding: The one it is read in.
        headings: Of its columns.
        samples: First rows.
    """

    name: str = ""
    note: str = ""
    sheets: Choices = ()
    sheet: str = ""
    encodings: Choices = ()
    encoding: str = ""
    headings: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the file, and the field it fills.

    Attributes:
        place: From 0.
        heading: As written.
        sample: Some of its values.
        field: The field; "" where it is left out.
        unit: What its amounts are counted in, in words.
    """

    place: int
    heading: str
    sample: str
    field: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PlanWords:
    """How rows are to be understood.

    Attributes:
        lines: The columns of the file.
        fields: What a column can fill.
        mode: "create", "update" or "both".
        keys: By what a row can find its record.
        key: The chosen one.
        types: What a new account can be where the file does not say; empty for other records.
        type: The chosen one.
        allows_twins: Whether rows that are probably an account that exists come in.
        has_twins: Whether that question arises.
        trouble: Why it cannot go on; "" when it can.
    """

    lines: tuple[ColumnLine, ...]
    fields: Choices
    mode: str
    keys: Choices
    key: str
    types: Choices
    type: str
    allows_twins: bool
    has_twins: bool
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of the strip."""

    label: str
    figure: str
    role: str = "text"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One row of the file in the check.

    Attributes:
        line: Its number there.
        title: What it says first.
        rest: The other cells.
        what: What would be done, or why not.
        tone: How grave that is.
        problems: What is said about its cells, one sentence each.
        cells: Those that fill anything.
        row_words: What is said about the row as a whole.
    """

    line: str
    title: str
    rest: str
    what: str
    tone: Tone
    problems: tuple[str, ...]
    cells: tuple[MendCell, ...] = ()
    row_words: str = ""


@dataclass(frozen=True, slots=True)
class CheckWords:
    """What an import would do.

    Attributes:
        counts: Figures in order.
        reasons: What is said most often, one sentence each.
        tabs: Key, words and count of each list of rows.
        lists: Rows by key of their tab.
        act: Words of the button that takes the rows in; "" where none can come in.
    """

    counts: tuple[Count, ...]
    reasons: tuple[str, ...]
    tabs: tuple[tuple[str, str, int], ...]
    lists: dict[str, tuple[CheckLine, ...]]
    act: str


@dataclass(frozen=True, slots=True)
class ProgressWords:
    """How far it is.

    Attributes:
        words: In rows.
        share: 0 to 1.
    """

    words: str
    share: float


@dataclass(frozen=True, slots=True)
class ResultWords:
    """How it ended.

    Attributes:
        words: One sentence.
        tone: How well.
        counts: Figures in order.
        can_save: Whether rows wait for a person.
        can_continue: Whether it stopped half-way.
        can_revert: Whether it can be taken back.
        mends: Cells that were written anew for it.
    """

    words: str
    tone: Tone
    counts: tuple[Count, ...]
    can_save: bool = False
    can_continue: bool = False
    can_revert: bool = False
    mends: Sequence[MendLine] = ()


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """An earlier import or export.

    Attributes:
        id: Its record.
        title: File.
        note: When, who, how much.
        tag: Its state.
        tone: How grave that is.
        icon: In or out.
        can_continue: Whether it stopped half-way here.
        can_revert: Whether it can be taken back here.
        can_save: Whether rows of it wait here.
        is_pasted: Whether there was no file, only copied cells.
    """

    id: str
    title: str
    note: str
    tag: str
    tone: Tone
    icon: str
    can_continue: bool
    can_revert: bool
    can_save: bool
    is_pasted: bool = False


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word of the file and what it means.

    Attributes:
        place: In the list.
        field: That its column fills.
        word: As written.
        column: Heading and field, in words.
        rows: How many rows hold it.
        meaning: What it means, in words.
        how: How that is known.
        tone: How much it needs a look.
        key: Of the meaning among the choices.
        choices: What it can mean; the two ways out come first.
    """

    place: int
    field: str
    word: str
    column: str
    rows: str
    meaning: str
    how: str
    tone: Tone
    key: str
    choices: Choices


@dataclass(frozen=True, slots=True)
class WordsWords:
    """The words of the file.

    Attributes:
        lines: In order.
        note: How many need a decision.
        more: Of rows whose words are not listed; "" for none.
    """

    lines: tuple[WordLine, ...]
    note: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class MendCell:
    """One cell of a row that can be written anew.

    Attributes:
        place: Column from 0.
        label: Heading.
        text: What counts.
        written: What the file shows.
        fault: Why the row is rejected for it; "" for nothing.
        note: What else is said about it.
    """

    place: int
    label: str
    text: str
    written: str
    fault: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MendLine:
    """A cell that was written anew, for the report."""

    line: str
    column: str
    written: str
    text: str
