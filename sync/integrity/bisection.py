"""Halving, sixteen ways: from one entity of a book down to the records that differ. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.digests import DIGEST_BYTES, Summary, summary_of
from app.store.held.digests import Digests, Part
from sync.wire.comparing import LARGEST_LISTED, Single, Span

SMALL = 64
"""So many records are listed one by one; more are divided."""
_WAYS = 16


@dataclass(frozen=True, slots=True)
class Branch:
    """Some records of one entity in one book, as this device has them.

    Attributes:
        part: Book and entity.
        rows: Ids and digests here, by ascending id.
        after: Ids greater than this; "" from the first.
        until: Ids up to this one; "" to the last.
    """

    part: Part
    rows: Digests
    after: str = ""
    until: str = ""

    @property
    def span(self) -> Span:
        """How the server is asked about it."""
        return Span(*self.part, self.after, self.until)

    @property
    def summary(self) -> Summary:
        """What it comes to here."""
        return summary_of(digest for _, digest in self.rows)

    @property
    def is_small(self) -> bool:
        """Whether its records are to be listed."""
        return len(self.rows) <= SMALL

    def divided(self) -> Iterator[Branch]:
        """Yield its parts, of about the same number of records here."""
        size = -(-len(self.rows) // _WAYS)
        after = self.after
        for start in range(0, len(self.rows), size):
            rows = self.rows[start : start + size]
            is_last = start + size >= len(self.rows)
            until = self.until if is_last else rows[-1][0]
            yield Branch(self.part, rows, after, until)
            after = until


@dataclass(slots=True)
class Difference:
    """What two sides do not have alike, by entity and id.

    Attributes:
        wanted: Wrong or missing here.
        extra: Here and not on the server.
    """

    wanted: list[tuple[str, str]] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    def note(self, branch: Branch, theirs: Sequence[Single]) -> None:
        """Compare the records of a branch one by one."""
        entity = branch.part[1]
        here = {
            record_id: digest.to_bytes(DIGEST_BYTES, "big") for record_id, digest in branch.rows
        }
        there = {single.record_id: single.digest for single in theirs}
        self.wanted += [(entity, one) for one, digest in there.items() if here.get(one) != digest]
        self.extra += [(entity, one) for one in here if one not in there]

    def note_listed(
        self, branches: Sequence[Branch], listed: Sequence[Sequence[Single]]
    ) -> list[Branch]:
        """Compare what was listed; return what has to be listed still.

        Raises:
            ValueError: There is no list for some branch.
        """
        is_cut = sum(map(len, listed)) >= LARGEST_LISTED
        reached = max((at for at, singles in enumerate(listed) if singles), default=-1)
        left: list[Branch] = []
        for at, (branch, singles) in enumerate(zip(branches, listed, strict=True)):
            if not is_cut or at < reached:
                self.note(branch, singles)
            elif at > reached:
                left.append(branch)
            else:
                left.append(self._note_beginning(branch, singles))
        return left

    def _note_beginning(self, branch: Branch, singles: Sequence[Single]) -> Branch:
        """Compare a branch as far as it was listed; return the rest of it."""
        last = singles[-1].record_id
        known = [row for row in branch.rows if row[0] <= last]
        self.note(Branch(branch.part, known, branch.after, last), singles)
        return Branch(branch.part, branch.rows[len(known) :], last, branch.until)
