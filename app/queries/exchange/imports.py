"""Questions around imports: what a file seems to hold, what it would do, what earlier ones did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice

from app.domain.errors import DomainError, NotFoundError
from app.domain.importing.batches import Table, in_batches, rows_below
from app.domain.importing.cells import RawRow
from app.domain.importing.headings import LOOKED_AT, Column, find_headings, guess_columns
from app.domain.importing.judging import Action, Judged, RowJudge, problem_of
from app.domain.importing.plans import ImportPlan, check_plan
from app.domain.importing.rules import check_step, rule_for
from app.domain.importing.tallies import Tally
from app.domain.importing.values import Reading
from app.domain.importing.vocabulary import Vocabulary, Words
from app.store.import_holdings import DeviceHoldings
from app.store.import_rows import (
    RejectedRow,
    headings_of,
    read_plan,
    read_rejected,
    read_remembered,
)
from app.store.reads.exchanges import ExchangeSummary
from app.store.reads.exchanges import list_exchanges as read_exchanges
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = [
    "ExchangeSummary",
    "ImportPreview",
    "RejectedRow",
    "TableGlance",
    "glance_at_table",
    "judge_mended",
    "list_exchanges",
    "list_rejected",
    "preview_import",
    "rejected_headings",
]

_SHOWN = 300
"""Rows of each kind that a preview keeps; the counts are of all."""
_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class TableGlance:
    """What a file seems to hold.

    Attributes:
        columns: With the field that each probably fills.
        heading_line: Line of the headings; 0 where none was found.
        samples: The first rows below them.
    """

    columns: tuple[Column, ...]
    heading_line: int
    samples: tuple[RawRow, ...]


@dataclass(slots=True)
class ImportPreview:
    """What an import would do; nothing was written.

    Attributes:
        tally: Counts of all rows.
        is_whole: Whether every row was looked at.
        first: The first rows.
        rejected: The first rows that would be rejected.
        noted: The first rows that would be read in another way than they are written.
        reasons: By code and field, how many rows it concerns.
        names: What accounts are called that rows are probably the same as.
        judge: Judges a row again that was mended; None where that is over.
        is_stale: Whether rows were judged again since, so that others may look different now.
    """

    tally: Tally = field(default_factory=Tally)
    is_whole: bool = False
    first: list[Judged] = field(default_factory=list)
    rejected: list[Judged] = field(default_factory=list)
    noted: list[Judged] = field(default_factory=list)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    judge: RowJudge | None = None
    is_stale: bool = False


def glance_at_table(
    workspace: Workspace, table: Table, entity: str, words: Words | None = None
) -> TableGlance:
    """Look at the beginning of a file: its headings, what they mean, some rows.

    Raises:
        ValidationError: `import.file.…`.
    """
    with closing(table.rows()) as found:
        rows = list(islice(found, LOOKED_AT + _SAMPLES))
    vocabulary = Vocabulary(entity, words)
    with workspace.store.snapshot() as look:
        remembered = read_remembered(look, entity)
    headings = find_headings(rows, vocabulary, remembered)
    if headings is None:
        width = max((len(row.cells) for row in rows), default=0)
        return TableGlance(
            tuple(Column(place, "") for place in range(width)), 0, tuple(rows[:_SAMPLES])
        )
    columns = guess_columns(headings, vocabulary, remembered)
    samples = [row for row in rows if row.line > headings.line]
    return TableGlance(columns, headings.line, tuple(samples[:_SAMPLES]))


def preview_import(
    workspace: Workspace,
    table: Table,
    plan: ImportPlan,
    *,
    words: Words | None = None,
    tell: Callable[[Tally], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> ImportPreview:
    """Do everything that an import does, except for writing.

    Raises:
        ValidationError: `import.plan.…`, `import.file.…`.
    """
    check_plan(plan)
    preview = ImportPreview(judge=_judge(workspace, plan, words))
    with closing(_judged(table, plan, preview)) as judged:
        for batch in in_batches(judged):
            if should_stop is not None and should_stop():
                return preview
            with workspace.store.snapshot() as look:
                for one in batch:
                    _count(preview, *_checked(look, workspace.user_id, plan.entity, one))
            preview.tally.line = batch[-1].row.line
            if tell is not None:
                tell(replace(preview.tally))
    preview.is_whole = True
    _name_twins(workspace, preview)
    return preview


def judge_mended(
    workspace: Workspace, preview: ImportPreview, plan: ImportPlan, line: int
) -> Judged | None:
    """Judge a row of a preview again, with what a person wrote anew in it.

    The counts follow. Other rows may be touched by it, for instance where two have the same name
    now: the preview is stale from then on, and only a new one says exactly what will be done.

    Args:
        workspace: Whose device.
        preview: Changed in place.
        plan: With all mends.
        line: Of the row.

    Returns:
        The row as it is judged now; None where the preview does not show it.
    """
    lists = (preview.first, preview.rejected, preview.noted)
    before = next((one for rows in lists for one in rows if one.row.line == line), None)
    if before is None or preview.judge is None:
        return None
    preview.judge.take_mends(plan.mends)
    with workspace.store.snapshot() as look:
        old, was_changed = _checked(look, workspace.user_id, plan.entity, before)
        judged = preview.judge.judge(before.row)
        now, is_changed = _checked(look, workspace.user_id, plan.entity, judged)
    preview.tally.add(old, is_changed=was_changed, times=-1)
    preview.tally.add(now, is_changed=is_changed)
    preview.reasons.subtract(_reasons(old))
    preview.reasons.update(_reasons(now))
    preview.reasons += Counter()  # drops what nobody says any more
    for rows in lists:
        rows[:] = [now if one.row.line == line else one for one in rows]
    preview.is_stale = True
    _name_twins(workspace, preview)
    return now


def list_rejected(workspace: Workspace, exchange_id: str) -> list[RejectedRow]:
    """Return the rows of an import that wait for a person."""
    with workspace.store.snapshot() as look:
        return list(read_rejected(look, exchange_id))


def rejected_headings(workspace: Workspace, exchange_id: str) -> tuple[Column, ...]:
    """Return the columns of the file that an import read; none where this device forgot it."""
    with workspace.store.snapshot() as look:
        return headings_of(read_plan(look, exchange_id))


def list_exchanges(workspace: Workspace, limit: int = 100) -> list[ExchangeSummary]:
    """Return the newest imports and exports."""
    with workspace.store.snapshot() as look:
        return read_exchanges(look, limit)


def _judge(workspace: Workspace, plan: ImportPlan, words: Words | None) -> RowJudge:
    with workspace.store.snapshot() as look:
        holdings = DeviceHoldings(look, plan)
    vocabulary = Vocabulary(plan.entity, words)
    reading = Reading(vocabulary, holdings.find_called, workspace.zone)
    return RowJudge(plan, reading, holdings, rule=rule_for(plan.entity, workspace.today()))


def _judged(
    table: Table, plan: ImportPlan, preview: ImportPreview
) -> Generator[Judged, None, None]:
    if preview.judge is not None:
        with closing(rows_below(table, plan.heading_line)) as rows:
            yield from map(preview.judge.judge, rows)


def _checked(look: Snapshot, user_id: str, entity: str, one: Judged) -> tuple[Judged, bool]:
    """Return a row with what writing it would be refused for, and whether it changes anything."""
    try:
        match one.action:
            case Action.CREATE:
                clean = {name: value for name, value in one.values.items() if value is not None}
                look.rights.check_create(user_id, entity, clean)
            case Action.UPDATE:
                return one, _check_change(look, user_id, entity, one)
    except DomainError as error:
        said = (*one.problems, problem_of(error))
        return replace(one, action=Action.REJECT, problems=said), False
    return one, True


def _check_change(look: Snapshot, user_id: str, entity: str, one: Judged) -> bool:
    record = look.records.read(entity, one.record_id)
    if record is None:
        raise NotFoundError("record.unknown", entity=entity)
    changed = {name: value for name, value in one.values.items() if record.fields[name] != value}
    if changed:
        check_step(entity, record.fields, changed)
        look.rights.check_edit(user_id, record, changed)
    return bool(changed)


def _count(preview: ImportPreview, one: Judged, changes: bool) -> None:
    preview.tally.add(one, is_changed=changes)
    is_noted = one.action is not Action.REJECT and bool(one.problems)
    preview.reasons.update(_reasons(one))
    kept = [preview.first] if one.action is not Action.SKIP else []
    if one.action is Action.REJECT:
        kept.append(preview.rejected)
    if is_noted:
        kept.append(preview.noted)
    for rows in kept:
        if len(rows) < _SHOWN:
            rows.append(one)


def _reasons(one: Judged) -> set[tuple[str, str]]:
    return {(each.code, each.field) for each in one.problems}


def _name_twins(workspace: Workspace, preview: ImportPreview) -> None:
    """Find out what the accounts are called that rows are probably the same as."""
    shown = [*preview.first, *preview.rejected, *preview.noted]
    wanted = {match.account_id for one in shown for match in one.twins[:1]}
    with workspace.store.snapshot() as look:
        found = look.records.read_many("account", wanted)
    preview.names = {key: str(record.fields["name"]) for key, record in found.items()}


def read_import_entity(workspace: Workspace, exchange_id: str) -> str:
    """Return what kind of records an import took in.

    Raises:
        NotFoundError: `record.unknown`.
    """
    with workspace.store.snapshot() as look:
        record = look.records.read("file_exchange", exchange_id)
    if record is None:
        raise NotFoundError("record.unknown", entity="file_exchange")
    return str(record.fields["subject"])
