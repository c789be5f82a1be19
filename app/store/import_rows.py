"""Rows of a file that wait for a person, and how files were understood; on this device only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.fields import FieldValue
from app.domain.importing.cells import CellProblem, cell_text
from app.domain.importing.decisions import Decisions, decisions_body, decisions_from
from app.domain.importing.headings import Column, heading_key
from app.domain.importing.judging import MENDED, Judged
from app.domain.importing.plans import ImportPlan, plan_body, plan_from
from app.store.unit_of_work import Snapshot, UnitOfWork

_OPTIONS = "options"
PLAN, ROWS, COLUMNS = "import_plan", "import_rows", "import_columns"
WORDS = "import_words"


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken in.

    Attributes:
        line: In the file.
        cells: As they were shown there, save those that were mended.
        problems: Why, and what was mended.
    """

    line: int
    cells: tuple[str, ...]
    problems: tuple[CellProblem, ...]


def keep_rejected(work: UnitOfWork, exchange_id: str, rejected: Sequence[Judged], now: int) -> None:
    """Keep the rejected rows of one batch, in the unit of work that writes the others."""
    if not rejected:
        return
    rows = [
        [
            one.row.line,
            [cell_text(cell) for cell in one.read.cells],
            [
                [each.code, each.field, _plain(each.params)]
                for each in one.problems
                if each.is_fault or each.code == MENDED
            ],
        ]
        for one in rejected
    ]
    work.drafts.write(ROWS, f"{exchange_id}/{rejected[0].row.line:010d}", {"rows": rows}, now)


def read_rejected(look: Snapshot, exchange_id: str) -> Iterator[RejectedRow]:
    """Yield the rejected rows of an import in the order of the file."""
    found = look.connection.exec_driver_sql(
        "SELECT body FROM draft WHERE kind = ? AND subject_id > ? AND subject_id < ?"
        " ORDER BY subject_id",
        (ROWS, f"{exchange_id}/", f"{exchange_id}0"),
    )
    for body in found.scalars().all():
        for line, cells, problems in json.loads(body)["rows"]:
            said = tuple(CellProblem(code, field, params) for code, field, params in problems)
            yield RejectedRow(line, tuple(cells), said)


def forget_rejected(work: UnitOfWork, but_for: Iterable[str]) -> None:
    """Forget rejected rows and plans of earlier imports, save those that are not at their end."""
    kept = set(but_for)
    for kind in (ROWS, PLAN):
        for subject, _ in work.drafts.subjects(kind):
            if subject.split("/")[0] not in kept:
                work.drafts.delete(kind, subject)


def keep_plan(
    work: UnitOfWork,
    exchange_id: str,
    plan: ImportPlan,
    options: Mapping[str, FieldValue],
    now: int,
) -> None:
    """Keep what an import is about to do, and what its headings were taken for.

    Args:
        work: Its first unit of work.
        exchange_id: Its record.
        plan: What it does.
        options: How its file is read.
        now: Milliseconds since 1970 UTC.
    """
    work.drafts.write(PLAN, exchange_id, {**plan_body(plan), _OPTIONS: dict(options)}, now)
    named = {heading_key(each.heading): each.field for each in plan.columns if each.heading}
    before = work.drafts.read(COLUMNS, plan.entity) or {}
    work.drafts.write(COLUMNS, plan.entity, {**before, **named}, now)
    if plan.decisions:
        kept: dict[str, Any] = dict(work.drafts.read(WORDS, plan.entity) or {})
        for name, words in decisions_body(plan.decisions).items():
            kept[name] = {**kept.get(name, {}), **words}
        work.drafts.write(WORDS, plan.entity, kept, now)


def read_plan(look: Snapshot, exchange_id: str) -> ImportPlan | None:
    """Return what an import was doing; None where this device no longer knows."""
    body = look.drafts.read(PLAN, exchange_id)
    return plan_from(body) if body else None


def read_options(look: Snapshot, exchange_id: str) -> Mapping[str, FieldValue]:
    """Return how the file of an import is read.

    Raises:
        KeyError: This device does not know the import.
    """
    options: Mapping[str, FieldValue] = (look.drafts.read(PLAN, exchange_id) or {})[_OPTIONS]
    return options


def read_remembered(look: Snapshot, entity: str) -> Mapping[str, str]:
    """Return what headings were taken for in earlier imports, by `heading_key`."""
    return look.drafts.read(COLUMNS, entity) or {}


def read_remembered_words(look: Snapshot, entity: str) -> Decisions:
    """Return what was decided about words in earlier imports."""
    return decisions_from(look.drafts.read(WORDS, entity) or {})


def headings_of(plan: ImportPlan | None) -> tuple[Column, ...]:
    """Return the columns of a plan, if it is known."""
    return plan.columns if plan else ()


def _plain(params: Mapping[str, object]) -> dict[str, Any]:
    simple = (str, int, float, bool, type(None))
    return {
        name: value if isinstance(value, simple) else str(value) for name, value in params.items()
    }
