"""What `python -m server import` and `revert` do; every function yields the lines to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.domain.errors import NotFoundError, ValidationError
from app.domain.importing.cells import CellProblem, cell_text
from app.domain.importing.headings import (
    LOOKED_AT,
    Column,
    find_headings,
    guess_columns,
    heading_key,
)
from app.domain.importing.judging import Judged
from app.domain.importing.plans import DEFAULTS, KEYS, ImportPlan, Mode
from app.domain.importing.vocabulary import Vocabulary
from app.exchange.table_files import TableFile, look_at_table
from app.exchange.table_writing import ExportValue, write_table
from server.asgi import open_database, utc_now
from server.services.tables.imports import OfficeImport, TableDoor
from server.services.tables.reverts import revert_table
from server.settings import Settings
from server.store.database import Database
from server.store.people import find_user_by_login

_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWish:
    """What was typed.

    Attributes:
        kind: Entity.
        path: The file.
        mode: "create", "update" or "both".
        login: Who does it; "" for the server itself.
        is_dry: Whether nothing is to be written.
        sheet: Name of the sheet; "" for the first that is shown.
        encoding: Of a text; "" where it is found out.
        named: "HEADING=FIELD" where a guess is wrong; nothing behind the sign leaves it out.
        rejected: Where rejected rows go; None for nowhere.
    """

    kind: str
    path: Path
    mode: str
    login: str = ""
    is_dry: bool = False
    sheet: str = ""
    encoding: str = ""
    named: tuple[str, ...] = ()
    rejected: Path | None = None


def take_table(settings: Settings, wish: TableWish) -> Iterator[str]:
    """Take a table of the accounting system in, or say what that would do.

    Raises:
        DomainError: The file, the columns or the person is refused; nothing was written.
        OSError: The rejected rows could not be written.
    """
    table = _chosen(look_at_table(wish.path), wish)
    plan = _plan(table, wish)
    yield from map(_column_line, plan.columns)
    database = open_database(settings)
    try:
        door = TableDoor(database, settings.org, _user_id(database, settings, wish.login), utc_now)
        done = door.run(table, plan, is_dry=wish.is_dry)
    finally:
        database.close()
    yield from _outcome(done, plan)
    if wish.rejected is not None and done.rejected:
        _write_rejected(wish.rejected, plan, done.rejected)
        yield f"rejected rows: {wish.rejected}"


def revert_import(settings: Settings, *, import_id: str, login: str) -> Iterator[str]:
    """Take an import back.

    Raises:
        DomainError: There is none, or it was taken back before.
    """
    database = open_database(settings)
    try:
        door = TableDoor(database, settings.org, _user_id(database, settings, login), utc_now)
        done = revert_table(door, import_id)
    finally:
        database.close()
    yield f"{done.restored} records have their values back, {done.removed} are gone"
    for entity, record_id, name in done.kept:
        yield f"kept, because somebody wrote since: {entity} {record_id} {name}".rstrip()


def _chosen(table: TableFile, wish: TableWish) -> TableFile:
    if wish.sheet:
        if wish.sheet not in table.sheets:
            raise ValidationError("import.file.sheet", name=wish.sheet)
        return table.take_sheet(table.sheets.index(wish.sheet))
    return table.take_encoding(wish.encoding) if wish.encoding and not table.sheets else table


def _plan(table: TableFile, wish: TableWish) -> ImportPlan:
    vocabulary = Vocabulary(wish.kind, is_office=True)
    named = dict(_named(word) for word in wish.named)
    with closing(table.rows()) as found:
        rows = list(islice(found, LOOKED_AT))
    headings = find_headings(rows, vocabulary)
    if headings is None:
        raise ValidationError("import.plan.headings", name=table.name)
    columns = guess_columns(headings, vocabulary, named)
    fields = {column.field for column in columns}
    usable = [key for key in KEYS[wish.kind] if set(key) <= fields]
    return ImportPlan(
        entity=wish.kind,
        columns=columns,
        heading_line=headings.line,
        mode=Mode(wish.mode),
        key=usable[0] if usable else (),
        defaults=DEFAULTS.get(wish.kind, {}),
    )


def _named(word: str) -> tuple[str, str]:
    heading, sign, field = word.rpartition("=")
    if not sign:
        raise ValidationError("import.plan.column", text=word)
    return heading_key(heading), field.strip()


def _user_id(database: Database, settings: Settings, login: str) -> str:
    if not login:
        return ""
    with database.reading() as work:
        user = find_user_by_login(work, settings.org, login)
    if user is None:
        raise NotFoundError("record.unknown", entity="user")
    return user.id


def _column_line(column: Column) -> str:
    unit = f" (counted in {column.factor:,})" if column.factor != 1 else ""
    return f"column {column.heading or column.place + 1!s}: {column.field or 'left out'}{unit}"


def _outcome(done: OfficeImport, plan: ImportPlan) -> Iterator[str]:
    tally = done.tally
    head = f"import {done.id}" if done.id else "dry run, nothing was written"
    yield f"{head}: key {' + '.join(plan.key) or 'none'}"
    yield (
        f"{tally.created} new, {tally.updated} changed, {tally.unchanged} as they were,"
        f" {tally.rejected} rejected, {tally.skipped} skipped"
    )
    for one in done.rejected[:_TOLD]:
        yield f"rejected, {_row_line(one)}"
    for one in done.noted[:_TOLD]:
        yield f"read, {_row_line(one)}"
    for what, rows in (("rejected", done.rejected), ("read in another way", done.noted)):
        if len(rows) > _TOLD:
            yield f"and {len(rows) - _TOLD} more rows {what}"


def _row_line(one: Judged) -> str:
    return f"line {one.row.line}: {'; '.join(map(problem_line, one.problems))}"


def problem_line(problem: CellProblem) -> str:
    """Return what is said about a row in one line."""
    params = " ".join(f"{name}={value}" for name, value in problem.params.items() if value != "")
    return " ".join(part for part in (problem.field, problem.code, params) if part)


def _write_rejected(path: Path, plan: ImportPlan, rejected: Sequence[Judged]) -> None:
    # A row that is longer than the headings keeps its last cells, too.
    width = max(len(plan.columns), *(len(one.row.cells) for one in rejected))
    names = [column.heading for column in plan.columns]
    headings = [*names, *[""] * (width - len(names)), "line", "reasons"]
    write_table(path, headings, (_rejected_row(one, width) for one in rejected), title=plan.entity)


def _rejected_row(one: Judged, width: int) -> list[ExportValue]:
    cells = [cell_text(cell) for cell in one.row.cells]
    reasons = "; ".join(problem_line(each) for each in one.problems if each.is_fault)
    return [*cells, *[""] * (width - len(cells)), one.row.line, reasons]
