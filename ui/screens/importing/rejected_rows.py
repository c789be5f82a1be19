"""Rejected rows as a table that can be mended and taken in again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.commands.exchange.exports import ExportResult, ExportWish, save_rejected
from app.queries.exchange.exports import ExportValue
from app.queries.exchange.imports import (
    RejectedRow,
    list_rejected,
    read_import_entity,
    rejected_headings,
)
from app.workspace import Workspace
from ui.screens.importing.words import problem_sentences
from ui.texts import p_


def save_rejected_rows(workspace: Workspace, exchange_id: str, path: Path) -> ExportResult:
    """Write the rejected rows of an import as they were, each with its line and its reasons.

    Raises:
        DomainError: As `save_rejected`.
        OSError: The disk refused.
    """
    rows = list_rejected(workspace, exchange_id)
    entity = read_import_entity(workspace, exchange_id)
    names = [column.heading for column in rejected_headings(workspace, exchange_id)]
    width = max([len(names), *(len(row.cells) for row in rows)])
    line, reasons = p_("import", "Line in the file"), p_("import", "Why rejected")
    wish = ExportWish(
        path=path,
        subject=entity,
        title=p_("import", "Rejected rows"),
        headings=[*names, *[""] * (width - len(names)), line, reasons],
        rows=[_cells(row, width, entity) for row in rows],
        has_personal=True,
    )
    return save_rejected(workspace, wish)


def _cells(row: RejectedRow, width: int, entity: str) -> Sequence[ExportValue]:
    blank = [""] * (width - len(row.cells))
    return [*row.cells, *blank, row.line, problem_sentences(entity, row.problems)]
