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


class TableDesk:
    """Writes any table, off the main thread, and says how many rows it has."""

    def __init__(self, context: ScreenContext) -> None:
        self._context = context

    def write(self, make: Callable[[], ExportWish]) -> None:
        """Write what is made off the main thread, and noted before its first row is read."""
        workspace = self._context.workspace

        def task() -> tuple[ExportResult, str]:
            wish = make()
            return export_table(workspace, wish), wish.path.name

        self._context.runner.on_work(task, self._written, self._failed)

    def _written(self, done: tuple[ExportResult, str]) -> None:
        result, name = done
        self._context.publish(result.changes)
        words = n_("{count} row written to {name}", "{count} rows written to {name}", result.rows)
        count = self._context.formats.count(result.rows)
        self._context.navigation.show_toast(words.format(count=count, name=name))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self._context.navigation.show_refusal(
                _("The disk refused. Choose another place, and try again.")
            )
        elif isinstance(error, DomainError):
            self._context.navigation.show_refusal(sentence(error))
        else:
            raise error


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
        self._desk = TableDesk(context)

    def export(self, choice: ExportChoice) -> None:
        """Write the list and say how many rows it has."""
        workspace, entity, list_ids = self._context.workspace, self._entity, self._list_ids

        def make() -> ExportWish:
            fields = export_fields(
                entity, is_whole=choice.is_whole, has_personal=choice.has_personal
            )
            return ExportWish(
                path=choice.path,
                subject=entity,
                title=entity_label(entity),
                headings=[field_label(entity, field) for field in fields],
                rows=export_rows(workspace, ListExport(entity, list_ids(), fields), choice_label),
                has_personal=choice.has_personal,
                encoding=choice.encoding,
                reads=(entity,),
            )

        self._desk.write(make)
