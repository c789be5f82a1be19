"""What a table cell holds: the value says how it is painted and how it is spoken."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class Mark:
    """A state icon behind a name; its words are spoken and stand in the tool tip."""

    icon: str
    role: str
    words: str

    def spoken(self) -> str:
        """Return its words."""
        return self.words


@dataclass(frozen=True, slots=True)
class Name:
    """Class square, name, quiet second line, state marks."""

    text: str
    sub: str = ""
    grade: str = ""
    marks: tuple[Mark, ...] = ()

    def spoken(self) -> str:
        """Return name, class, second line and states."""
        return _join(self.text, self.grade, self.sub, *(mark.words for mark in self.marks))


@dataclass(frozen=True, slots=True)
class Two:
    """A main line, with an icon if wanted, and a quiet line below in a colour role."""

    text: str
    sub: str = ""
    icon: str = ""
    role: str = "text3"

    def spoken(self) -> str:
        """Return both lines."""
        return _join(self.text, self.sub)


@dataclass(frozen=True, slots=True)
class Num:
    """A right-aligned figure with a quiet line below; `exact` stands in the tool tip.

    `value` is what a file gets in place of the words.
    """

    text: str
    role: str = "text"
    sub: str = ""
    strong: bool = False
    exact: str = ""
    value: Decimal | int | None = None

    def spoken(self) -> str:
        """Return the exact figure and its note."""
        return _join(self.exact or self.text, self.sub)


@dataclass(frozen=True, slots=True)
class TagCell:
    """One status tag."""

    text: str
    tone: Tone = "quiet"
    icon: str = ""
    outline: bool = False


@dataclass(frozen=True, slots=True)
class Tags:
    """Status tags; what does not fit is counted (+2), never cut."""

    tags: tuple[TagCell, ...]

    def spoken(self) -> str:
        """Return the words of all tags."""
        return _join(*(tag.text for tag in self.tags))


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line of values; only a fall is coloured. `words` says what the line shows."""

    values: tuple[float, ...]
    falling: bool = False
    words: str = ""

    def spoken(self) -> str:
        """Return what the line shows, in words."""
        return self.words


@dataclass(frozen=True, slots=True)
class Bar:
    """A share as a bar, with its figure behind it and a tick for the plan."""

    share: float
    text: str = ""
    tone: Tone = "accent"
    mark: float | None = None
    value: Decimal | int | None = None

    def spoken(self) -> str:
        """Return the figure."""
        return self.text or f"{self.share:.0%}"


@dataclass(frozen=True, slots=True)
class Tick:
    """The check box of a row: ticked while the row is selected; a click on it toggles."""

    def spoken(self) -> str:
        """Return nothing: the row's own state is spoken."""
        return ""


@dataclass(frozen=True, slots=True)
class Heat:
    """A figure on a ground whose depth (0 to 1) says how much."""

    text: str
    depth: float
    value: Decimal | int | None = None

    def spoken(self) -> str:
        """Return the figure."""
        return self.text


@dataclass(frozen=True, slots=True)
class Edit:
    """A figure in an entry box; `state` is "", "warning" or "error"."""

    text: str
    state: str = ""

    def spoken(self) -> str:
        """Return the figure."""
        return self.text


@dataclass(frozen=True, slots=True)
class Blank:
    """A row whose page has not arrived yet."""

    def spoken(self) -> str:
        """Return nothing."""
        return ""


Cell = str | Name | Two | Num | Tags | Spark | Bar | Tick | Heat | Edit | Blank


def cell_text(cell: Cell) -> str:
    """Return the main text of a cell, for copying and for display roles."""
    match cell:
        case str():
            return cell
        case Name() | Two() | Num() | Heat() | Edit() | Bar():
            return cell.text
        case _:
            return cell.spoken()


def cell_value(cell: Cell) -> str | int | Decimal:
    """Return what a file gets of a cell: the exact value where there is one, else its words."""
    if isinstance(cell, Num | Bar | Heat) and cell.value is not None:
        return cell.value
    return cell_text(cell)


def cell_spoken(cell: Cell) -> str:
    """Return what a screen reader says about a cell."""
    return cell if isinstance(cell, str) else cell.spoken()


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
