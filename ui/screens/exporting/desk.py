"""Writes a list into a file, off the main thread; one desk serves any list. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.commands.exports import ExportResult, ExportWish, export_table
from app.domain.errors import DomainError
from app.queries.exports import ListExport, export_fields, export_rows
from ui.field_texts import choice_label, entity_label, field_label
from ui.screens.context import ScreenContext
from ui.texts import _, n_, sentence


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What the user wants written.

    Attributes:
        path: Where to; its ending decides the form.
        is_whole: Every field rather than the main ones.
        has_personal: Telephone numbers and the like, too.
        encoding: Of a CSV.
    """

    path: Path
    is_whole: bool = False
    has_personal: bool = False
    encoding: str = "utf-8-sig"


class ExportDesk:
    """Writes the records that a list shows now, in its order.

    Args:
        context: What every presenter gets.
        entity: What the list holds.
        list_ids: Returns its records; called off the main thread.
    """

    def __init__(
        self, context: ScreenContext, entity: str, list_ids: Callable[[], Sequence[str]]
    ) -> None:
        self._context, self._entity, self._list_ids = context, entity, list_ids

    def export(self, choice: ExportChoice) -> None:
        """Write the list and say how many rows it has."""
        workspace, entity, list_ids = self._context.workspace, self._entity, self._list_ids

        def task() -> ExportResult:
            fields = export_fields(
                entity, is_whole=choice.is_whole, has_personal=choice.has_personal
            )
            rows = export_rows(workspace, ListExport(entity, list_ids(), fields), choice_label)
            wish = ExportWish(
                path=choice.path,
                subject=entity,
                title=entity_label(entity),
                headings=[field_label(entity, field) for field in fields],
                rows=rows,
                has_personal=choice.has_personal,
                encoding=choice.encoding,
            )
            return export_table(workspace, wish)

        self._context.runner.on_work(
            task, lambda done: self._written(done, choice.path), self._failed
        )

    def _written(self, done: ExportResult, path: Path) -> None:
        self._context.publish(done.changes)
        words = n_("{count} row written to {name}", "{count} rows written to {name}", done.rows)
        count = self._context.formats.count(done.rows)
        self._context.navigation.show_toast(words.format(count=count, name=path.name))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self._context.navigation.show_refusal(
                _("The disk refused. Choose another place, and try again.")
            )
        elif isinstance(error, DomainError):
            self._context.navigation.show_refusal(sentence(error))
        else:
            raise error
