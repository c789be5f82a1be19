"""Writes a list into a file, off the main thread; one desk serves any list. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.commands.exchange.exports import ExportResult, ExportWish, export_table
from app.domain.errors import DomainError
from app.queries.exchange.exports import ExportValue, ListExport, export_fields, export_rows
from ui.field_texts import choice_label, entities_label, field_label
from ui.screens.context import ScreenContext
from ui.screens.exporting.pdf_list import PdfList
from ui.screens.exporting.seen import SeenColumn, seen_table
from ui.texts import _, n_, sentence

PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What the user wants written.

    Attributes:
        path: Where to; its ending decides the form.
        seen: The columns that the list shows; empty where fields of the records are wanted.
        is_whole: Every field rather than the main ones.
        has_personal: Telephone numbers and the like, too.
        encoding: Of a CSV.
    """

    path: Path
    seen: tuple[SeenColumn, ...] = ()
    is_whole: bool = False
    has_personal: bool = False
    encoding: str = "utf-8-sig"


class TableDesk:
    """Writes any table, off the main thread, and says how many rows it has."""

    def __init__(self, context: ScreenContext) -> None:
        self._context = context

    def write(self, make: Callable[[], ExportWish]) -> None:
        """Write what is made off the main thread, and noted before its first row is read."""
        workspace, formats = self._context.workspace, self._context.formats

        def task() -> tuple[ExportResult, str]:
            wish = make()
            if wish.path.suffix.lower() == PDF:
                wish = replace(wish, write=PdfList(workspace, formats))
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
        list_rows: Returns its rows as they are shown; called off the main thread.
    """

    def __init__(
        self,
        context: ScreenContext,
        entity: str,
        list_ids: Callable[[], Sequence[str]],
        list_rows: Callable[[], Iterable[Any]],
    ) -> None:
        self._context, self._entity = context, entity
        self._list_ids, self._list_rows = list_ids, list_rows
        self._desk = TableDesk(context)

    def export(self, choice: ExportChoice) -> None:
        """Write the list and say how many rows it has."""
        self._desk.write(lambda: self._seen(choice) if choice.seen else self._fields(choice))

    def _seen(self, choice: ExportChoice) -> ExportWish:
        headings, rows = seen_table(
            choice.seen,
            self._list_rows(),
            has_personal=choice.has_personal,
            is_paper=choice.path.suffix.lower() == PDF,
        )
        return self._wish(choice, headings, rows)

    def _fields(self, choice: ExportChoice) -> ExportWish:
        entity = self._entity
        fields = export_fields(entity, is_whole=choice.is_whole, has_personal=choice.has_personal)
        wanted = ListExport(entity, self._list_ids(), fields)
        headings = [field_label(entity, field) for field in fields]
        return self._wish(
            choice, headings, export_rows(self._context.workspace, wanted, choice_label)
        )

    def _wish(
        self,
        choice: ExportChoice,
        headings: Sequence[str],
        rows: Iterable[Sequence[ExportValue]],
    ) -> ExportWish:
        return ExportWish(
            path=choice.path,
            subject=self._entity,
            title=entities_label(self._entity),
            headings=headings,
            rows=rows,
            has_personal=choice.has_personal,
            encoding=choice.encoding,
            reads=(self._entity,),
        )
