"""Asks what of a list goes into a file, and which file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.screens.exporting.desk import ExportChoice
from ui.screens.exporting.seen import SeenColumn
from ui.texts import _, p_
from ui.widgets.checks import CheckBox
from ui.widgets.choice_row import Segment
from ui.widgets.dialog import Dialog

_EXCEL, _CSV, _CSV_OLD, _PDF = "xlsx", "csv", "gb18030", "pdf"
_KINDS = {
    _EXCEL: ("xlsx", "Excel (*.xlsx)"),
    _CSV: ("csv", "CSV (*.csv)"),
    _CSV_OLD: ("csv", "CSV (*.csv)"),
    _PDF: ("pdf", "PDF (*.pdf)"),
}


class FileDialog(Dialog):
    """In which form a table is written, and where.

    Args:
        parent: Any widget of the window.
        name: What the file is proposed to be called, without an ending.
        title: What is written.
        body: What goes into the file.
        chosen: Told what the user wants.
    """

    def __init__(
        self,
        parent: QWidget,
        name: str,
        chosen: Callable[[ExportChoice], None],
        *,
        title: str,
        body: str,
    ) -> None:
        super().__init__(parent, title, body)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name, self._chosen, self._place, self._title = name, chosen, parent, title
        forms = ((_CSV, "CSV (UTF-8)"), (_CSV_OLD, "CSV (GB18030)"), (_PDF, "PDF"))
        self.form = Segment([(_EXCEL, "Excel"), *forms])
        for part in self.contents():
            self.add_content(part)
        self.add_button(_("Cancel"), safe=True)
        self.write = self.add_button(_("Choose a place…"), "primary", closes=False)
        self.write.clicked.connect(self._ask_place)

    def contents(self) -> Sequence[QWidget]:
        """Return the questions in their order."""
        return (self.form,)

    def choice(self, path: Path) -> ExportChoice:
        """Return what the user wants written into a file."""
        encoding = "gb18030" if self.form.current() == _CSV_OLD else "utf-8-sig"
        return ExportChoice(path, encoding=encoding)

    def _ask_place(self) -> None:
        ending, kind = _KINDS[self.form.current()]
        proposed = f"{self._name}.{ending}"
        chosen, _kind = QFileDialog.getSaveFileName(self._place, self._title, proposed, kind)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != f".{ending}":
            path = path.with_name(f"{path.name}.{ending}")
        choice = self.choice(path)
        self.accept()
        self._chosen(choice)


class ExportDialog(FileDialog):
    """Which columns, with or without personal data, in which form.

    Args:
        parent: Any widget of the window.
        name: What the file is proposed to be called, without an ending.
        chosen: Told what the user wants.
        seen: The columns that the list shows now.
    """

    def __init__(
        self,
        parent: QWidget,
        name: str,
        chosen: Callable[[ExportChoice], None],
        seen: tuple[SeenColumn, ...],
    ) -> None:
        self._seen = seen
        self.columns = Segment(
            [
                ("seen", p_("export", "What is seen")),
                ("main", _("Main columns")),
                ("whole", p_("export", "All columns")),
            ]
        )
        self.personal = CheckBox(
            _("With telephone numbers and other personal data"), _("Only if you may pass them on.")
        )
        body = _("The rows the list shows now, in its order. The file is not encrypted; that it"
                 " was written is noted.")  # fmt: skip
        super().__init__(parent, name, chosen, title=_("Write this list into a file"), body=body)

    def contents(self) -> Sequence[QWidget]:
        """Return the questions in their order."""
        return (self.columns, self.form, self.personal)

    def choice(self, path: Path) -> ExportChoice:
        """Return what the user wants written into a file."""
        return replace(
            super().choice(path),
            seen=self._seen if self.columns.current() == "seen" else (),
            is_whole=self.columns.current() == "whole",
            has_personal=self.personal.isChecked(),
        )


def ask_export(
    parent: QWidget,
    name: str,
    chosen: Callable[[ExportChoice], None],
    seen: tuple[SeenColumn, ...],
) -> ExportDialog:
    """Open the question."""
    dialog = ExportDialog(parent, name, chosen, seen)
    dialog.open()
    return dialog


def ask_figures_export(
    parent: QWidget, name: str, chosen: Callable[[ExportChoice], None]
) -> FileDialog:
    """Open the question about the rows of a figure."""
    body = _("All rows behind this figure, with exact amounts; shares are numbers up to 1. The file"
             " is not encrypted; that it was written is noted.")  # fmt: skip
    dialog = FileDialog(parent, name, chosen, title=_("Write these figures into a file"), body=body)
    dialog.open()
    return dialog
