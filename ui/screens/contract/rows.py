"""What the contract page is given to show, in finished words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.domain.contracts.clauses.parts import ColumnKind

Level = Literal["error", "warning"]
Tone = Literal["quiet", "accent", "ok", "warn", "bad", "info", "frost"]


@dataclass(frozen=True, slots=True)
class HeadView:
    """What stands above the form.

    Attributes:
        title: Name of the template.
        number: Its number, and whether that is provisional.
        account: Name of the account.
        state: Words of the state.
        tone: Colour of the state.
        icon: Its icon.
        locked: Why nothing can be changed; empty while it can.
        notice: What to do so that it can be signed; empty when nothing is in the way.
        is_checked: Whether the checks still matter: not for what is on paper already.
        papers_link: Words of the link behind the notice to its papers; empty for none.
        is_secret: Whether it carries the mark of a business secret.
        quoted: The quotation that it stands on; empty for none.
    """

    title: str
    number: str
    account: str
    state: str
    tone: Tone
    icon: str
    locked: str = ""
    notice: str = ""
    is_checked: bool = True
    papers_link: str = ""
    is_secret: bool = False
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class FindingView:
    """One thing the checks found.

    Attributes:
        level: Must be mended, or should be read.
        words: The sentence.
        place: Label of the field.
        group: Heading of its group.
        target: Field to jump to; empty for the contract as a whole.
    """

    level: Level
    words: str
    place: str
    group: str
    target: str


@dataclass(frozen=True, slots=True)
class FieldNote:
    """The line below a field."""

    level: Level
    words: str


@dataclass(frozen=True, slots=True)
class OriginView:
    """Where a value came from.

    Attributes:
        word: Beside the label; empty where somebody simply filled in what was blank.
        words: Where, when and by whom, in full.
        is_changed: Whether it was typed over what a file said.
    """

    word: str
    words: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The check list.

    Attributes:
        findings: Errors first.
        errors: How many must be mended.
        warnings: How many should be read.
        passed: How many fields passed.
        notes: Line below a field by its name.
    """

    findings: tuple[FindingView, ...]
    errors: int
    warnings: int
    passed: int
    notes: Mapping[str, FieldNote]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column of a table in the form."""

    key: str
    title: str
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class LineView:
    """One row of a table in the form.

    Attributes:
        key: What the row is called while the form is open.
        name: Name of the goods.
        sub: Specification.
        cells: Words by column.
        states: "warning" or "error" by column.
    """

    key: str
    name: str
    sub: str
    cells: Mapping[str, str]
    states: Mapping[str, Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of the form.

    Attributes:
        name: Field of the template.
        lines: Its rows.
        sums: Label and amount of each total.
        capitals: The total in capital numerals.
        newer: Words of the button that takes newer list prices over; empty without any.
    """

    name: str
    lines: tuple[LineView, ...]
    sums: tuple[tuple[str, str], ...] = ()
    capitals: str = ""
    newer: str = ""


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product that can be added."""

    id: str
    name: str
    sub: str
    price: str


@dataclass(frozen=True, slots=True)
class LineForm:
    """One row of a table, opened to be edited as a whole.

    Attributes:
        table: Field of the template.
        key: The row; empty for a new one.
        title: Of the dialog.
        columns: What can be typed.
        cells: Text by column.
    """

    table: str
    key: str
    title: str
    columns: tuple[ColumnView, ...]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PrintPlan:
    """What the print dialog says and asks.

    Attributes:
        title: Of the dialog.
        is_draft: Whether copies carry the draft mark.
        reasons: Why they do.
        first: Number of the first copy.
        copies: How many are proposed.
        total: Of how many originals.
        numbering: Says that the final number is given with the first copy; empty when it has one.
        needs_reason: Whether originals were printed before.
        history: What was printed before, in words.
        file_name: Proposed for the PDF.
        made: How many originals were made; from one on, the first copy can be chosen.
    """

    title: str
    is_draft: bool
    reasons: tuple[str, ...]
    first: int
    copies: int
    total: int
    numbering: str
    needs_reason: bool
    history: tuple[str, ...]
    file_name: str
    made: int = 0


@dataclass(frozen=True, slots=True)
class StepView:
    """The button of a step.

    Attributes:
        name: The step.
        words: On the button.
        icon: Before them.
        reason: Why it is not possible now; empty when it is.
        in_menu: Whether it stands in the menu instead of the bar.
    """

    name: str
    words: str
    icon: str
    reason: str = ""
    in_menu: bool = False


@dataclass(frozen=True, slots=True)
class StepField:
    """One line of a step's dialog.

    Attributes:
        key: What the answer is called.
        label: Above the line.
        value: What stands there first; its kind makes the line one for words, days or a tick.
        required: Whether it must be filled.
        hint: Below the line.
        choices: Keys and words to choose from; none for a free line.
        is_money: Whether it takes an amount, in 分.
    """

    key: str
    label: str
    value: str | dt.date | bool | None
    required: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class StepForm:
    """What a step asks.

    Attributes:
        name: The step.
        title: Of the dialog.
        body: What it means.
        fields: Lines to fill.
        act_words: On the button that takes the step.
        keep_words: On the other one; empty for the usual words.
        deviations: What lies outside the template's limits.
        changes: What was typed over files, earlier contracts and price lists.
        is_final: Whether nothing brings it back.
    """

    name: str
    title: str
    body: str
    fields: tuple[StepField, ...]
    act_words: str
    keep_words: str = ""
    deviations: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    is_final: bool = False
