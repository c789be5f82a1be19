"""Lays blocks out on pages, once, before anything is drawn."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from app.documents.setting.blocks import Block, Gap, Group, PageBreak
from app.documents.setting.page import FIRST_HEIGHT, FIRST_TOP, FULL_HEIGHT, PAGE_HEIGHT, TOP
from app.domain.errors import DomainError

_TOLERANCE = 0.01
_LEAST_BLANK = 40.0


class PageOverflowError(DomainError):
    """A part of the paper is higher than a page and cannot be divided."""

    def __init__(self) -> None:
        super().__init__("document.block.too_high")


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with the height of its upper edge on the page."""

    block: Block
    top: float


@dataclass(frozen=True, slots=True)
class _Page:
    placed: list[Placed]
    top: float
    height: float

    @property
    def used(self) -> float:
        last = self.placed[-1] if self.placed else None
        return self.top - (last.top - last.block.height) if last else 0.0

    @property
    def room(self) -> float:
        return self.height - self.used + _TOLERANCE

    def place(self, block: Block) -> None:
        self.placed.append(Placed(block, self.top - self.used))


def lay_out(blocks: Iterable[Block]) -> tuple[tuple[Placed, ...], ...]:
    """Divide blocks over pages; the first page is higher than the later ones.

    Raises:
        PageOverflowError: A block is higher than a page and cannot be divided.
    """
    waiting = deque(blocks)
    pages = [_Page([], PAGE_HEIGHT - FIRST_TOP, FIRST_HEIGHT)]
    while waiting:
        page = pages[-1]
        rest = _place_next(page, waiting)
        if rest is not None:
            waiting.extendleft(reversed(rest))
            pages.append(_Page([], PAGE_HEIGHT - TOP, FULL_HEIGHT))
    # What vanishes at the top of a page may have opened one for nothing.
    filled = [page for page in pages if page.placed] or pages[:1]
    return tuple(tuple(page.placed) for page in filled)


def _place_next(page: _Page, waiting: deque[Block]) -> list[Block] | None:
    """Place the next block; return what opens the next page when this one is full."""
    block = _tightened(page, waiting.popleft())
    if isinstance(block, PageBreak):
        return [] if page.placed else None
    if isinstance(block, Group) and block.height > FULL_HEIGHT:
        waiting.extendleft(reversed(block.blocks))
        return None
    shown = _as_shown(page, block, waiting)
    if shown is None:
        return None
    needed = shown.least
    if shown.keeps_with_next:
        needed = shown.height + _needed_below(waiting)
    if shown.height <= page.room and (needed <= page.room or not page.placed):
        page.place(shown)
        return None
    if needed <= page.room and (parts := shown.split(page.room)):
        page.place(parts[0])
        return [parts[1]]
    return _carry_over(page, shown, block)


def _tightened(page: _Page, block: Block) -> Block:
    """Return the lower form of a group that would just not fit."""
    if isinstance(block, Group) and block.tighter and block.height > page.room:
        return block.tighter if block.tighter.height <= page.room else block
    return block


def _as_shown(page: _Page, block: Block, waiting: deque[Block]) -> Block | None:
    """Return what a block becomes where it stands; white space may vanish."""
    if not page.placed:
        return block.at_page_top()
    if isinstance(block, Gap) and block.height > page.room and waiting:
        # What follows it goes to the next page as well, and white space vanishes at its top.
        return None if waiting[0].least > page.room else block
    return block


def _needed_below(waiting: deque[Block]) -> float:
    """Return the height of the blocks that keep together after the one being placed."""
    chain = list(takewhile(lambda block: block.keeps_with_next, waiting))
    following = waiting[len(chain)] if len(chain) < len(waiting) else None
    return sum(block.height for block in chain) + (following.least if following else 0.0)


def _carry_over(page: _Page, shown: Block, block: Block) -> list[Block]:
    """Move a block to the next page, or divide what no page could hold."""
    if page.placed:
        if not isinstance(block, Group):
            return [block]
        end = _give_up_end(page) if block.takes_along else []
        if block.note and page.room > _LEAST_BLANK:
            page.place(block.note)
        return [*end, block]
    parts = shown.split(page.room)
    if parts is None:
        raise PageOverflowError
    page.place(parts[0])
    return [parts[1]]


def _give_up_end(page: _Page) -> list[Block]:
    """Take the end off a page: the last part of a block, or a block with what keeps to it."""
    end = len(page.placed)
    while end > 1 and isinstance(page.placed[end - 1].block, Gap):
        end -= 1
    gaps = [placed.block for placed in page.placed[end:]]
    last = page.placed[end - 1]
    if parts := last.block.split(last.block.height - 1):
        page.placed[end - 1 :] = [Placed(parts[0], last.top)]
        return [parts[1], *gaps]
    first = end - 1
    while first and page.placed[first - 1].block.keeps_with_next:
        first -= 1
    if not first:  # nothing else stands on the page
        return []
    taken = [placed.block for placed in page.placed[first:]]
    del page.placed[first:]
    return taken
