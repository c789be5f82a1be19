"""A line that finds a record by its name while it is typed, and holds the one picked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from ui.texts import _
from ui.widgets.editors import LineEdit

_TYPING_PAUSE_MS = 200


class RecordPicker(LineEdit):
    """The id of a record, shown by its name; None when empty. The down key offers what there is.

    Signals:
        lookup_requested: What was typed, after a pause; answer with `offer`.
        misread: Why what was typed names no record.
    """

    lookup_requested = Signal(str)
    misread = Signal(str)

    def __init__(self) -> None:
        super().__init__(lead="search")
        self._id: str | None = None
        self._name = ""
        self._offered: list[tuple[str, str]] = []
        self._names = QStringListModel(self)
        self._popup = QCompleter(self._names, self)
        self._popup.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup.setWidget(self)
        # The stubs know no overloads of signals; names may repeat, places in the list do not.
        self._popup.activated[QModelIndex].connect(self._pick)  # type: ignore[index]
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.lookup_requested.emit(self.text().strip()))
        self.textEdited.connect(lambda _words: self._pause.start())

    def show_record(self, record_id: str | None, name: str) -> None:
        """Show a record without telling."""
        self._pause.stop()  # what was typed before it needs no answer any more
        self._id, self._name = record_id, name
        self.set_state("")
        self.setText(name)
        self.setCursorPosition(0)

    def offer(self, records: Sequence[tuple[str, str]]) -> None:
        """Offer records as (id, name) below the line."""
        self._offered = list(records)
        self._names.setStringList([name for _id, name in records])
        if records and self.hasFocus():
            self._popup.complete()

    def read(self) -> None:
        """Understand the text: nothing, the record picked, or one offered by its whole name."""
        text = self.text().strip()
        named = [(key, name) for key, name in self._offered if name == text]
        if not text:
            self.show_record(None, "")
        elif text == self._name:
            self.set_state("")
        elif len(named) == 1:
            self.show_record(*named[0])
        else:
            self.set_state("error")
            self.misread.emit(_("Pick one from the list"))

    def record_id(self) -> str | None:
        """Return the record last understood."""
        return self._id

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The down key asks for everything that can be picked."""
        if event.key() == Qt.Key.Key_Down:
            self.lookup_requested.emit(self._wanted())
            return
        super().keyPressEvent(event)

    def _wanted(self) -> str:
        """Return what narrows the offer: nothing while the text is the record picked."""
        text = self.text().strip()
        return "" if text == self._name else text

    def _pick(self, index: QModelIndex) -> None:
        self.show_record(*self._offered[index.row()])
        self.setFocus(Qt.FocusReason.PopupFocusReason)
