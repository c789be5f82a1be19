"""Cuts rows into batches, each small enough for one unit of work and one message."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from typing import Protocol

from app.domain.fields import FieldValue
from app.domain.importing.cells import RawRow, cell_text
from app.domain.importing.judging import Action, Judged

MOST_ROWS = 400
MOST_LETTERS = 200_000
"""A group of the journal travels as a whole, so it must stay far below the largest message."""


class Table(Protocol):
    """A table in a file."""

    @property
    def name(self) -> str:
        """Name of the file."""
        ...

    @property
    def sha256(self) -> str:
        """Digest of the file as it was looked at."""
        ...

    @property
    def options(self) -> dict[str, FieldValue]:
        """How the file is read: its sheet, its encoding, its separator."""
        ...

    def read_as(self, options: Mapping[str, FieldValue]) -> Table:
        """Return the same file read as `options` say."""
        ...

    def rows(self) -> Generator[RawRow, None, None]:
        """Yield its rows from the beginning; closed where it is not read to its end."""
        ...

    def check_unchanged(self) -> None:
        """Refuse a file that is no longer what was looked at."""
        ...


def rows_below(table: Table, line: int) -> Generator[RawRow, None, None]:
    """Yield the rows below a line; closed where it is not read to its end."""
    with closing(table.rows()) as rows:
        for row in rows:
            if row.line > line:
                yield row


def in_batches(judged: Iterable[Judged]) -> Iterator[list[Judged]]:
    """Yield judged rows in batches; what is skipped counts little, because nothing is written."""
    batch: list[Judged] = []
    rows = letters = 0
    for one in judged:
        batch.append(one)
        rows += 1
        if one.action is not Action.SKIP:
            letters += sum(len(cell_text(cell)) for cell in one.row.cells)
        if rows >= MOST_ROWS or letters >= MOST_LETTERS:
            yield batch
            batch, rows, letters = [], 0, 0
    if batch:
        yield batch
