"""Finds the work that was never sent in a damaged store, and brings it into a new one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.changes import Group, Op
from app.store.file.damaged_pages import DamagedFile
from app.store.file.page_rows import Row, read_rows
from app.store.held.rows import HELD
from app.store.journal import ACKNOWLEDGED, REFUSED, WAITING, WITHDRAWN, GroupCodec, Verdict
from app.store.unit_of_work import UnitOfWork

RESCUED = "store.rescued"
"""Reason under which rescued work waits for the rep."""

_STATES = frozenset({WAITING, ACKNOWLEDGED, REFUSED, WITHDRAWN})
_TO_RESCUE = frozenset({WAITING, REFUSED})
_DIGEST_BYTES = 32
_COLUMNS = frozenset({4, 8})
"""Of unfinished forms, and of units of work."""


@dataclass(frozen=True, slots=True)
class RescuedDraft:
    """An unfinished form.

    Attributes:
        kind: Of the form.
        subject_id: What it is about.
        body: What was typed, as JSON.
        saved_at: Milliseconds since 1970 UTC.
    """

    kind: str
    subject_id: str
    body: str
    saved_at: int


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was found.

    Attributes:
        groups: Units of work that the server does not have, or refused; oldest first.
        drafts: Unfinished forms.
        lost: Units of work that must have been between those that were found; nobody can say
            whether they had been sent.
    """

    groups: tuple[Group, ...]
    drafts: tuple[RescuedDraft, ...]
    lost: int

    @property
    def attachments(self) -> frozenset[str]:
        """SHA-256 of the files that the units of work name."""
        operations = (operation for group in self.groups for operation in group.operations)
        made = (operation.values for operation in operations if operation.op is Op.CREATE)
        return frozenset(str(values["sha256"]) for values in made if values.get("sha256"))


def rescue_work(database: Path, key: bytes, codec: GroupCodec) -> Rescued:
    """Read unsent units of work and unfinished forms out of a file that SQLite refuses.

    A unit is taken from any copy of its page, broken seal or not, because its own digest proves
    every byte of it. A form has none, so it is taken from intact pages only, in its newest copy.
    Nothing is written.

    Raises:
        OSError: The disk refused to read.

    Source: reliability.md P10, X31.
    """
    file, finds = DamagedFile(database, key), _Finds(codec)
    if file.has_versions:
        # A long row that was written over in the log is whole only with the pages of its own time.
        finds.read(file, file.oldest)
    finds.read(file, file.newest)
    return finds.rescued()


def bring_in(work: UnitOfWork, rescued: Rescued, now: int) -> None:
    """Put rescued work into a new store: the rep looks at it and sends it again.

    It is not sent by itself, because some of it may have arrived before the damage was noticed.
    It stands like the work of an earlier identity of the device, before the first new unit.
    """
    digest = b""
    for number, group in enumerate(rescued.groups, start=-len(rescued.groups)):
        digest = work.journal.insert(number, digest, group)
        verdicts = [
            Verdict(operation.op_id, REFUSED, 0, "" if place else RESCUED, {})
            for place, operation in enumerate(group.operations)
        ]
        work.journal.settle_group(number, REFUSED, verdicts, now)
    for draft in rescued.drafts:
        body: Mapping[str, object] = json.loads(draft.body)
        work.drafts.write(draft.kind, draft.subject_id, body, draft.saved_at)


class _Finds:
    """Gathers rows; a later copy of a row takes the place of an earlier one."""

    def __init__(self, codec: GroupCodec) -> None:
        self._codec = codec
        self._groups: dict[int, tuple[str, bytes]] = {}
        self._drafts: dict[tuple[str, str], RescuedDraft] = {}
        self._seen: set[int] = set()

    def read(self, file: DamagedFile, overflow: Callable[[int], bytes]) -> None:
        """Take what a file holds; `overflow` gives the further pages of long rows."""
        for copy in file.copies():
            if copy.number == 1:
                continue
            for row in read_rows(copy.content, overflow, columns=_COLUMNS):
                is_group = self._take_group(row, copy.is_intact)
                if not is_group and copy.is_intact and copy.is_newest:
                    self._take_draft(row)

    def rescued(self) -> Rescued:
        wanted = sorted(seq for seq, (state, _) in self._groups.items() if state in _TO_RESCUE)
        numbers = [seq for seq in self._seen if seq > 0]
        gaps = max(numbers) - min(numbers) + 1 - len(numbers) if numbers else 0
        groups = (self._codec.decode_group(self._groups[seq][1]) for seq in wanted)
        return Rescued(tuple(groups), tuple(self._drafts.values()), gaps)

    def _take_group(self, row: Row, is_intact: bool) -> bool:
        match row:
            case (
                int(seq),
                [None, str(), int(), bytes(body), bytes(previous), bytes(digest), str(state), _],
            ) if len(digest) == _DIGEST_BYTES:
                if self._codec.chain_digest(previous, body) == digest:
                    self._seen.add(seq)
                    self._groups[seq] = (state if state in _STATES else WAITING, body)
                elif is_intact:
                    # Settled, and what it told of records that left was taken out since.
                    self._seen.add(seq)
                    self._groups.pop(seq, None)
                return True
            case _:
                return False

    def _take_draft(self, row: Row) -> None:
        match row[1]:
            case [str(kind), str(subject), str(body), int(saved)] if kind != HELD:
                if _is_form(body):
                    self._drafts[kind, subject] = RescuedDraft(kind, subject, body, saved)
            case _:
                return


def _is_form(body: str) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except ValueError:
        return False
