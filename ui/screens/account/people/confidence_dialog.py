"""Shows what was confided about a contact, guarded: only when asked, and not for long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit, TextArea
from ui.widgets.fields import Field
from ui.widgets.layout import column
from ui.widgets.panes import ScrollColumn

_WIDTH = 560
_HEIGHT = 360
SHOWN_SECONDS = 60
"""Then the dialog closes by itself, saved or not."""


class ConfidenceDialog(Dialog):
    """First a warning, then the fields.

    Signals:
        reveal_requested: Show it.
        save_requested: Purpose, and the values that were edited, by field.
    """

    reveal_requested = Signal()
    save_requested = Signal(str, object)

    def __init__(self, parent: QWidget, name: str, *, can_reveal: bool, can_save: bool) -> None:
        body = _(
            "Family, health, beliefs: kept apart, sealed, for the responsible person and the head"
            " only. Every look is noted. It closes by itself after a minute."
        )
        title = _("Confided about {name}").format(name=name)
        super().__init__(parent, title, body, width=_WIDTH)
        self.purpose = LineEdit()
        self.editors: dict[str, TextArea] = {}
        self._before: dict[str, str] = {}
        self._can_save = can_save
        self._hiding = QTimer(self)
        self._hiding.setSingleShot(True)
        self._hiding.setInterval(SHOWN_SECONDS * 1000)
        self._hiding.timeout.connect(self.reject)
        self.add_button(_("Close"), safe=True)
        self.save = self.add_button(_("Save"), "primary", closes=False)
        self.save.clicked.connect(self._tell)
        self.save.hide()
        self.reveal = self.add_button(_("Reveal"), closes=False)
        self.reveal.clicked.connect(self.reveal_requested)
        self.reveal.setVisible(can_reveal)

    def show_values(self, labels: Sequence[tuple[str, str]], values: Mapping[str, str]) -> None:
        """Show the fields, and begin to count down.

        Args:
            labels: Field and what it is called, in order.
            values: Plain values by field, "purpose" among them.
        """
        self.reveal.hide()
        self.save.setVisible(self._can_save)
        self._before = dict(values)
        self.purpose.setText(values.get("purpose", ""))
        self.purpose.setReadOnly(not self._can_save)
        fields: list[QWidget] = [Field(_("Kept for"), self.purpose, required=True)]
        for name, label in labels:
            editor = self.editors[name] = TextArea(values.get(name, ""), lines=2)
            editor.setReadOnly(not self._can_save)
            fields.append(Field(label, editor))
        held = QWidget()
        held.setLayout(column(*fields, gap=12))
        held.setMinimumHeight(held.sizeHint().height())  # the style lets text areas shrink away
        inside = ScrollColumn(column(held, margins=(2, 2, 14, 2)))
        inside.setFixedHeight(_HEIGHT)
        self.add_content(inside)
        self.adjustSize()
        window = self.parentWidget()
        if window is not None:
            self.move(window.frameGeometry().center() - self.rect().center())
        self._hiding.start()

    def _tell(self) -> None:
        edited = {
            name: editor.toPlainText()
            for name, editor in self.editors.items()
            if editor.toPlainText().strip() != self._before.get(name, "")
        }
        self.save_requested.emit(self.purpose.text(), edited)


class ConfidenceAsking:
    """One dialog at a time; closing it forgets what it showed.

    Args:
        page: What it floats above.
    """

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self.dialog: ConfidenceDialog | None = None

    def open(self, name: str, *, can_reveal: bool, can_save: bool) -> ConfidenceDialog:
        """Open the guarded dialog."""
        self.close()
        dialog = ConfidenceDialog(self._page, name, can_reveal=can_reveal, can_save=can_save)
        dialog.rejected.connect(self.close)
        self.dialog = dialog
        dialog.open()
        return dialog

    def close(self) -> None:
        """Close it."""
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.accept()
            dialog.deleteLater()
