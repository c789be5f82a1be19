"""The result of comparing what was sent with what came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.redline.blocks import Block
from app.domain.redline.figures import FigureChange, figure_changes
from app.domain.redline.folding import Spelling, folded, spellings
from app.domain.redline.matching import Match, match_blocks
from app.domain.redline.wording import Part, word_parts

Standing = Literal["equal", "changed", "missing", "added", "moved"]
_BINDING = frozenset({"clause", "point", "goods", "total", "party", "fact", "heading"})


@dataclass(frozen=True, slots=True)
class Row:
    """One block of either text, side by side.

    Attributes:
        standing: What became of it; "moved" where its words stayed.
        is_moved: Whether it stands elsewhere, changed or not.
        kind: What it is.
        number: Of its clause.
        place: What to call it beside or instead of a number.
        sent: Words that were sent; "" for an added one.
        returned: Words that came back; "" for a missing one.
        parts: How one became the other; empty where they are equal.
        figures: Figures that are not the same on both sides.
        spellings: How equal words are spelled differently.
        page: Page of what came back, from 1; 0 where there are no pages.
        is_tracked: Whether Word's tracked changes show the whole change.
        authors: Who tracked it.
    """

    standing: Standing
    is_moved: bool
    kind: str
    number: str
    place: str
    sent: str
    returned: str
    parts: tuple[Part, ...]
    figures: tuple[FigureChange, ...]
    spellings: tuple[Spelling, ...]
    page: int
    is_tracked: bool
    authors: tuple[str, ...]

    @property
    def is_change(self) -> bool:
        """Whether a reader must look at it."""
        return self.standing != "equal"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both texts side by side, in the order of what was sent."""

    rows: tuple[Row, ...]

    @property
    def changes(self) -> tuple[Row, ...]:
        """What must be looked at: changed figures first, then words, filled blanks last."""
        return tuple(sorted((row for row in self.rows if row.is_change), key=_weight))

    @property
    def silent(self) -> tuple[Row, ...]:
        """Changes that no tracked change shows."""
        return tuple(row for row in self.changes if not row.is_tracked)

    @property
    def spelled_otherwise(self) -> int:
        """How many equal blocks are only spelled differently."""
        return sum(bool(row.spellings) for row in self.rows if not row.is_change)

    def count(self, standing: Standing) -> int:
        """Return how many blocks have a standing."""
        return sum(row.standing == standing for row in self.rows)

    @property
    def figures(self) -> int:
        """How many blocks have other figures."""
        return sum(bool(row.figures) for row in self.rows if row.is_change)


def compare_blocks(sent: Sequence[Block], returned: Sequence[Block]) -> Comparison:
    """Compare two texts block by block.

    White space, width of letters and kinds of punctuation are no change, but are told.
    """
    shown = tuple(block for block in returned if block.key)
    struck = {folded(block.before) for block in returned if not block.key}
    matches = match_blocks(sent, shown)
    return Comparison(tuple(_row(match, sent, shown, struck) for match in matches))


def _row(match: Match, sent: Sequence[Block], returned: Sequence[Block], struck: set[str]) -> Row:
    old, new = [sent[at] for at in match.sent], [returned[at] for at in match.returned]
    was, now = "\n".join(each.text for each in old), "\n".join(each.text for each in new)
    is_equal = folded(was) == folded(now)
    lead = (old or new)[0]
    return Row(
        standing=_standing(match, is_equal=is_equal),
        is_moved=match.is_moved,
        kind=lead.kind,
        number=lead.number,
        place=lead.place or lead.label,
        sent=was,
        returned=now,
        parts=() if is_equal else word_parts(was, now),
        figures=() if is_equal else figure_changes(was, now),
        spellings=spellings(was, now) if is_equal else (),
        page=next((each.page for each in new), 0),
        is_tracked=not is_equal and _is_tracked(was, new, struck),
        authors=tuple(dict.fromkeys(name for each in new for name in each.authors)),
    )


def _standing(match: Match, *, is_equal: bool) -> Standing:
    if not match.returned:
        return "missing"
    if not match.sent:
        return "added"
    if is_equal:
        return "moved" if match.is_moved else "equal"
    return "changed"


def _is_tracked(was: str, new: Iterable[Block], struck: set[str]) -> bool:
    before = folded("".join(block.before for block in new))
    return before == folded(was) if new else folded(was) in struck


def _weight(row: Row) -> tuple[bool, bool, bool]:
    """Sort figures before words, binding words before the rest; the order stays within."""
    return (row.kind == "sign", not row.figures, row.kind not in _BINDING)
