"""What the page of a version is given to show, in finished words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.domain.contracts.texts.diff import WordSpan
from app.domain.contracts.texts.editing import Part
from ui.screens.contract.rows import Level, Tone

EditorKind = Literal["line", "words", "choice", "flag", "day", "lines"]
ButtonKind = Literal["primary", "plain", "ghost", "link", "danger"]
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HeadView:
    """What stands above the page.

    Attributes:
        title: Name of the text.
        meta: Code and version.
        state: Words, colour and icon of where it stands.
        banner: A sentence below the head, with its tone and icon; empty for none.
        banner_link: What can be done about it; empty for nothing.
        is_locked: Whether nothing can be changed.
    """

    title: str
    meta: str
    state: tuple[str, Tone, str]
    banner: str = ""
    banner_tone: Tone = "info"
    banner_icon: str = "info"
    banner_link: str = ""
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One line of the tree.

    Attributes:
        part: What it opens; None for a heading.
        words: What it is called.
        number: Printed before the words.
        depth: 0 for articles and headings, 1 for what stands in them.
        level: The gravest finding in it; empty for none.
        marks: Icons with their words: standard term, condition, shared block, to be checked.
    """

    part: Part | None
    words: str
    number: str = ""
    depth: int = 0
    level: Level | Literal[""] = ""
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EditorSpec:
    """One entry box.

    Attributes:
        key: What it sets.
        label: What is asked for.
        kind: Which editor.
        value: What stands in it: text, key of a choice, ISO day, or "1" and "" for yes and no.
        choices: Of a choice.
        hint: The quiet line below.
        tag: A word beside the label, such as "to be checked".
        lines: Height of several lines.
    """

    key: str
    label: str
    kind: EditorKind
    value: str
    choices: Choices = ()
    hint: str = ""
    tag: str = ""
    lines: int = 3


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """A button below a form; as a sign, its words are its tool tip."""

    key: str
    words: str
    icon: str = ""
    kind: ButtonKind = "plain"
    is_sign: bool = False


@dataclass(frozen=True, slots=True)
class FormView:
    """The form of one part.

    Attributes:
        part: What it edits.
        title: Heading.
        meta: Quiet words behind it.
        rows: Entry boxes side by side, row by row.
        actions: Buttons below.
        banner: Why it is locked, or what has to be confirmed; empty for none.
        confirms: Whether the banner has the button that confirms a wording.
        is_locked: Whether nothing can be typed.
    """

    part: Part
    title: str
    meta: str
    rows: tuple[tuple[EditorSpec, ...], ...]
    actions: tuple[ActionSpec, ...] = ()
    banner: str = ""
    confirms: bool = False
    is_locked: bool = False

    def shape(self) -> tuple[object, ...]:
        """Return what it is made of, without what stands in it."""
        rows = tuple(
            tuple((each.key, each.kind, each.choices, each.label) for each in row)
            for row in self.rows
        )
        return (self.part, rows, self.actions, self.is_locked)


@dataclass(frozen=True, slots=True)
class PointRow:
    """One open point: the question, its place, the answer."""

    id: str
    words: str
    where: str
    answer: str
    part: Part | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One difference between two versions."""

    title: str
    kind: str
    tone: Tone
    zh: tuple[WordSpan, ...]
    en: tuple[WordSpan, ...]
    marks: str = ""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Who did what with the version, and which other versions there are.

    Attributes:
        lines: What happened: icon, words, when or by whom.
        others: Id and name of versions it can be compared with.
        points: Open points and answered ones.
        uses: Of a block, the texts that take it in.
        can_note: Whether a point can be noted or answered.
    """

    lines: tuple[tuple[str, str, str], ...]
    others: Choices
    points: tuple[PointRow, ...]
    uses: tuple[str, ...] = ()
    can_note: bool = False


@dataclass(frozen=True, slots=True)
class InsertGroup:
    """Placeholders that can be put into a wording: words and what is written."""

    title: str
    entries: Choices


def key_of(part: Part | None) -> str:
    """Return a part as signals carry it; empty for none."""
    return "" if part is None else f"{part.kind}:{part.name}"


def part_from(key: str) -> Part | None:
    """Return the part of a key."""
    kind, _colon, name = key.partition(":")
    match kind:
        case "header" | "article" | "clause" | "field":
            return Part(kind, name)
    return None
