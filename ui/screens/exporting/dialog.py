"""Asks what of a list goes into a file, and which file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.screens.exporting.desk import ExportChoice
from ui.texts import _, p_
from ui.widgets.checks import CheckBox
from ui.widgets.choice_row import Segment
from ui.widgets.dialog import Dialog

_EXCEL, _CSV, _CSV_OLD = "xlsx", "csv", "gb18030"


class ExportDialog(Dialog):
    """How many columns, with or without personal data, in which form.

    Args:
        parent: Any widget of the window.
        name: What the file is proposed to be called, without an ending.
        chosen: Told what the user wants.
    """

    def __init__(self, parent: QWidget, name: str, chosen: Callable[[ExportChoice], None]) -> None:
        body = _("The rows the list shows now, in its order. The file is not encrypted; that it"
                 " was written is noted.")  # fmt: skip
        super().__init__(parent, _("Write this list into a file"), body)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name, self._chosen, self._place = name, chosen, parent
        self.columns = Segment(
            [("main", _("Main columns")), ("whole", p_("export", "All columns"))]
        )
        self.form = Segment([(_EXCEL, "Excel"), (_CSV, "CSV (UTF-8)"), (_CSV_OLD, "CSV (GB18030)")])
        self.personal = CheckBox(
            _("With telephone numbers and other personal data"), _("Only if you may pass them on.")
        )
        for part in (self.columns, self.form, self.personal):
            self.add_content(part)
        self.add_button(_("Cancel"), safe=True)
        self.write = self.add_button(_("Choose a place…"), "primary", closes=False)
        self.write.clicked.connect(self._ask_place)

    def _ask_place(self) -> None:
        form = self.form.current()
        ending, kind = ("xlsx", "Excel (*.xlsx)") if form == _EXCEL else ("csv", "CSV (*.csv)")
        proposed = f"{self._name}.{ending}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self._place, _("Write this list into a file"), proposed, kind
        )
        if not chosen:
            return
        path = Path(chosen)
        choice = ExportChoice(
            path
            if path.suffix.lower() == f".{ending}"
            else path.with_name(f"{path.name}.{ending}"),
            is_whole=self.columns.current() == "whole",
            has_personal=self.personal.isChecked(),
            encoding="gb18030" if form == _CSV_OLD else "utf-8-sig",
        )
        self.accept()
        self._chosen(choice)


def ask_export(parent: QWidget, name: str, chosen: Callable[[ExportChoice], None]) -> ExportDialog:
    """Open the question."""
    dialog = ExportDialog(parent, name, chosen)
    dialog.open()
    return dialog
