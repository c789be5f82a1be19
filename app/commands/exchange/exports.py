"""Commands that write tables out of the house; each is noted before the first byte leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from app.domain.changes import ChangeSet
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.fields import FieldValue
from app.domain.policy import Action, may
from app.exchange.table_writing import ExportValue, write_table
from app.workspace import Workspace

__all__ = ["ExportResult", "ExportWish", "export_table", "save_rejected"]

EXCHANGE = "file_exchange"
_ASKED_EVERY = 200


class TableWriter(Protocol):
    """Writes a table into a file that appears when it is whole."""

    def __call__(
        self,
        path: Path,
        headings: Sequence[str],
        rows: Iterable[Sequence[ExportValue]],
        *,
        title: str,
    ) -> int:
        """Return how many rows were written."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """What is written where.

    Attributes:
        path: Ends in ".xlsx" or ".csv"; what `write` makes of it may end otherwise.
        subject: Entity or list, for the note.
        title: Name of the sheet.
        headings: First row.
        rows: As many values as headings each.
        has_personal: Whether telephone numbers and the like are among them.
        encoding: Of a CSV.
        reads: Entities that the rows come from; who may not read them may not write them out.
        write: Writes them in another form, such as a paper; None for Excel and CSV.
    """

    path: Path
    subject: str
    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[ExportValue]]
    has_personal: bool = False
    encoding: str = "utf-8-sig"
    reads: tuple[str, ...] = ()
    write: TableWriter | None = None


@dataclass(frozen=True, slots=True)
class ExportResult:
    """How an export ended.

    Attributes:
        exchange_id: Its note.
        rows: How many were written; 0 where it was stopped, and then there is no file.
        is_whole: Whether the file is there.
        changes: What screens must read again.
    """

    exchange_id: str
    rows: int
    is_whole: bool
    changes: ChangeSet


class _StoppedError(Exception):
    """The user has had enough."""


def export_table(
    workspace: Workspace,
    wish: ExportWish,
    *,
    tell: Callable[[int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> ExportResult:
    """Write a table; who wrote what when is kept before, how it ended after.

    Args:
        workspace: Who exports, where and when.
        wish: What is written where.
        tell: Told now and then how many rows are written.
        should_stop: Asked now and then; no file appears.

    Raises:
        NotAllowedError: `record.not_allowed`; nothing was noted, read or written.
        ValidationError: `export.cell.long`, `export.rows`.
        OSError: The disk refused.
        StoreFault: The note could not be kept; nothing was written.

    Source: reliability.md T15.
    """
    exchange_id = _note(workspace, wish)
    state, count = "failed", 0
    try:
        rows = _watched(wish.rows, tell, should_stop)
        write = wish.write or partial(write_table, encoding=wish.encoding)
        count = write(wish.path, wish.headings, rows, title=wish.title)
        state = "done"
    except _StoppedError:
        state = "cancelled"
    finally:
        _end(workspace, exchange_id, {"state": state, "rows_done": count})
    touched = frozenset({(EXCHANGE, exchange_id)})
    return ExportResult(exchange_id, count, state == "done", ChangeSet(touched))


def save_rejected(workspace: Workspace, wish: ExportWish) -> ExportResult:
    """Write the rejected rows of an import back, each with its reasons, to be mended there.

    Raises:
        ValidationError: `import.rejected.none`; else as `export_table`.
    """
    rows = list(wish.rows)
    if not rows:
        raise ValidationError("import.rejected.none")
    return export_table(
        workspace,
        ExportWish(
            path=wish.path,
            subject=wish.subject,
            title=wish.title,
            headings=wish.headings,
            rows=rows,
            has_personal=True,
        ),
    )


def _note(workspace: Workspace, wish: ExportWish) -> str:
    author = workspace.author
    with workspace.store.unit_of_work() as work:
        user = work.rights.actor(author.user_id)
        for entity in wish.reads:
            if user is not None and not may(user, Action.READ, entity):
                raise NotAllowedError("record.not_allowed", entity=entity, action=Action.READ.value)
        fields: dict[str, FieldValue] = {
            "direction": "out",
            "owner_id": author.user_id,
            "sector_id": (user.sector_id or None) if user else None,
            "subject": wish.subject,
            "file_name": wish.path.name[-255:],
            "begun_at": author.now(),
            "state": "running",
            "has_personal": int(wish.has_personal),
        }
        exchange_id = work.create(EXCHANGE, fields, author)
        work.commit(author)
    return exchange_id


def _end(workspace: Workspace, exchange_id: str, values: dict[str, FieldValue]) -> None:
    author = workspace.author
    with workspace.store.unit_of_work() as work:
        work.edit(EXCHANGE, exchange_id, {**values, "ended_at": author.now()}, author)
        work.commit(author)


def _watched(
    rows: Iterable[Sequence[ExportValue]],
    tell: Callable[[int], None] | None,
    should_stop: Callable[[], bool] | None,
) -> Iterator[Sequence[ExportValue]]:
    for count, row in enumerate(rows):
        if count % _ASKED_EVERY == 0:
            if should_stop is not None and should_stop():
                raise _StoppedError
            if tell is not None:
                tell(count)
        yield row
