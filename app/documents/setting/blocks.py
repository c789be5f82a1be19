"""The blocks a paper is made of: rows of text, gaps, breaks, and groups that stay together."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.setting.sheet import Sheet
from app.documents.setting.typesetting import Paragraph

_LEAST_LINES = 2
_TOLERANCE = 0.01
_MARK_LEFT, _MARK_WIDTH, _MARK_HEIGHT, _MARK_DROP = -11.0, 6.0, 5.4, 2.8


class Block(ABC):
    """Something that is drawn below what came before it; measures in points."""

    @property
    @abstractmethod
    def height(self) -> float:
        """Height it takes."""

    @property
    def least(self) -> float:
        """Height that must be free for it to begin on a page."""
        return self.height

    @property
    def keeps_with_next(self) -> bool:
        """Whether the beginning of the next block must stand on the same page."""
        return False

    def at_page_top(self) -> Block | None:
        """Return what it becomes at the top of a page: gaps vanish there."""
        return self

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Divide it so that the first part fits; None when it must not be divided there."""
        del room
        return None

    @abstractmethod
    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw it with its upper left corner at a point."""


@dataclass(frozen=True, slots=True)
class Gap(Block):
    """White space."""

    points: float
    is_kept: bool = False

    @property
    def height(self) -> float:
        """Height it takes."""
        return self.points

    @property
    def keeps_with_next(self) -> bool:
        """Whether it belongs to the block below it."""
        return self.is_kept

    def at_page_top(self) -> Block | None:
        """Vanish."""
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class PageBreak(Block):
    """The next block begins a page."""

    @property
    def height(self) -> float:
        """Height it takes: none."""
        return 0.0

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of a row with the label before it; both places from the row's left edge."""

    text: Paragraph
    left: float = 0.0
    label: Paragraph | None = None
    label_left: float = 0.0


@dataclass(frozen=True, slots=True)
class Row(Block):
    """Texts side by side whose first lines stand on the same base line and may break together.

    Attributes:
        before: White space above, which vanishes at the top of a page.
        is_marked: Whether a triangle stands in the margin, as before standard terms.
        is_kept: Whether it belongs to the block below it.
    """

    cells: tuple[Cell, ...]
    before: float = 0.0
    is_marked: bool = False
    is_kept: bool = False

    @property
    def height(self) -> float:
        """Height it takes."""
        pairs = zip(self.cells, self._drops, strict=True)
        return self.before + max(cell.text.height + drop for cell, drop in pairs)

    @property
    def _drops(self) -> list[float]:
        """How far each text must sink to share the lowest first base line."""
        depths = [cell.text.style.baseline for cell in self.cells]
        return [max(depths) - depth for depth in depths]

    @property
    def least(self) -> float:
        """Two lines of every text, or all of a text too short to be divided."""
        pairs = zip(self.cells, self._drops, strict=True)
        return self.before + max(_least_height(cell.text) + drop for cell, drop in pairs)

    @property
    def keeps_with_next(self) -> bool:
        """Whether it belongs to the block below it."""
        return self.is_kept

    def at_page_top(self) -> Block:
        """Lose the space above."""
        return replace(self, before=0.0) if self.before else self

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Divide between lines, at least two on either side."""
        counts = self._counts_above(room - self.before)
        if counts is None:
            return None
        above: list[Cell] = []
        below: list[Cell] = []
        for cell, count in zip(self.cells, counts, strict=True):
            first, second = cell.text.cut(count)
            above.append(replace(cell, text=first))
            below.append(Cell(second, cell.left))
        kept = tuple(cell for cell in below if cell.text.lines)
        return replace(self, cells=tuple(above), is_kept=False), Row(kept, is_kept=self.is_kept)

    def _counts_above(self, room: float) -> list[int] | None:
        """Return how many lines of each text go above a break; None where none may be."""
        counts: list[int] = []
        for cell, drop in zip(self.cells, self._drops, strict=True):
            count = _lines_above(cell.text, room - drop)
            if count is None:
                return None
            counts.append(count)
        totals = [len(cell.text.lines) for cell in self.cells]
        if counts == totals:
            return None
        # A text that would just end above goes on beside the one that does not.
        pairs = zip(counts, totals, strict=True)
        can_hold = 2 * _LEAST_LINES
        return [min(n, total - _LEAST_LINES) if total >= can_hold else n for n, total in pairs]

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw labels and texts, and the triangle of a standard term."""
        top -= self.before
        for cell, drop in zip(self.cells, self._drops, strict=True):
            if cell.label:
                cell.label.draw(sheet, x + cell.label_left, top - drop)
            cell.text.draw(sheet, x + cell.left, top - drop)
        if self.is_marked:
            left = x + _MARK_LEFT
            foot = top - self.cells[0].text.style.leading / 2 - _MARK_DROP
            middle = (left + _MARK_WIDTH / 2, foot + _MARK_HEIGHT)
            sheet.polygon([(left, foot), (left + _MARK_WIDTH, foot), middle])


def _least_height(text: Paragraph) -> float:
    can_divide = len(text.lines) >= 2 * _LEAST_LINES
    return text.style.leading * _LEAST_LINES if can_divide else text.height


def _lines_above(text: Paragraph, room: float) -> int | None:
    """Return how many lines go above a break; None when two would not be left on each side."""
    total = len(text.lines)
    count = min(total, int((room + _TOLERANCE) // text.style.leading))
    if count == total:
        return count
    count = min(count, total - _LEAST_LINES)
    return count if count >= _LEAST_LINES else None


@dataclass(frozen=True, slots=True)
class Group(Block):
    """Blocks that stay on one page.

    Attributes:
        note: Explains the blank they leave behind when they move to the next page.
        takes_along: Whether the end of what stands before moves with them, so that lines to
            sign on never stand on a page alone.
        tighter: The same a little lower, placed where it saves a page.
    """

    blocks: Sequence[Block]
    note: Block | None = None
    takes_along: bool = False
    tighter: Group | None = None

    @property
    def height(self) -> float:
        """Height of all of them."""
        return sum(block.height for block in self.blocks)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw one below the other."""
        for block in self.blocks:
            block.draw(sheet, x, top)
            top -= block.height
