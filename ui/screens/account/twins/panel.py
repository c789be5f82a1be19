"""The banner about an account that may be the same, and both side by side."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.screens.account.twins.rows import TwinComparison, TwinLine, TwinNotice
from ui.texts import _
from ui.widgets.blocks import Banner
from ui.widgets.checks import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_WIDTH = 640
_LABEL = 120
_SIDE = 210
_LINE_HEIGHT = 30
_TALLEST = 320


class TwinPanel(QWidget):
    """Hidden while there is nothing to say.

    Signals:
        compare_requested: The notice whose link was followed.
        act_requested: Fields whose value is taken from the account that goes.
        decline_requested: The proposal is declined.
    """

    compare_requested = Signal(object)
    act_requested = Signal(object)
    decline_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._notice: TwinNotice | None = None
        self._dialog: TwinDialog | None = None
        self._banner = Banner("info", "copy")
        self.link = self._banner.add_link("")
        self.link.clicked.connect(self._follow)
        self.setLayout(column(self._banner, margins=(0, 0, 0, 10)))
        self.hide()

    @property
    def dialog(self) -> TwinDialog | None:
        """The comparison while it is open."""
        return self._dialog

    def words(self) -> str:
        """Return what the banner says."""
        return self._banner.words()

    def show_notice(self, notice: TwinNotice | None) -> None:
        """Show the banner, or hide it."""
        self._notice = notice
        self.setVisible(notice is not None)
        if notice is not None:
            self.link.setVisible(bool(notice.link))
            self.link.set_words(notice.link)
            if notice.words != self._banner.words():
                self._banner.show_words(notice.words)

    def open_comparison(self, comparison: TwinComparison) -> None:
        """Show both side by side."""
        self.close_comparison()
        self._dialog = TwinDialog(self, comparison)
        self._dialog.act_requested.connect(self.act_requested)
        self._dialog.decline_requested.connect(self.decline_requested)
        self._dialog.rejected.connect(self.close_comparison)
        self._dialog.open()

    def close_comparison(self) -> None:
        """Close it."""
        if self._dialog is not None:
            dialog, self._dialog = self._dialog, None
            dialog.accept()
            dialog.deleteLater()

    def _follow(self) -> None:
        self.compare_requested.emit(self._notice)


class TwinDialog(Dialog):
    """One line a field: what stays, and what could be taken from the account that goes.

    Signals:
        act_requested: Names of the fields that are taken.
        decline_requested: Decline.
    """

    act_requested = Signal(object)
    decline_requested = Signal()

    def __init__(self, parent: QWidget, comparison: TwinComparison) -> None:
        super().__init__(parent, comparison.title, comparison.body, width=_WIDTH)
        is_fixed = bool(comparison.decline)
        self.boxes = {line.field: _box(line, is_fixed=is_fixed) for line in comparison.lines}
        if comparison.lines:
            self.add_content(_heading())
            lines = [_line(line, self.boxes[line.field]) for line in comparison.lines]
            inside = ScrollColumn(column(*lines, STRETCH, gap=2))
            inside.setFixedHeight(min(_LINE_HEIGHT * len(lines) + 4, _TALLEST))
            self.add_content(inside)
        self.add_button(_("Cancel"), safe=True)
        if comparison.decline:
            decline = self.add_button(comparison.decline, closes=False)
            decline.clicked.connect(self.decline_requested)
        self.act = self.add_button(comparison.act, "primary", closes=False)
        self.act.clicked.connect(self._tell)

    def _tell(self) -> None:
        self.act_requested.emit([name for name, box in self.boxes.items() if box.isChecked()])


def _heading() -> QWidget:
    return _columns(
        Text(_("Field"), "meta", "text3"),
        Text(_("Stays"), "meta", "text3"),
        Text(_("Take instead"), "meta", "text3"),
    )


def _line(line: TwinLine, box: CheckBox) -> QWidget:
    holder = _columns(
        Text(line.label, "dense", "text2", elide=True),
        Text(line.ours or "—", "dense", elide=True),
        box,
    )
    holder.setFixedHeight(_LINE_HEIGHT - 2)
    return holder


def _columns(label: QWidget, ours: QWidget, theirs: QWidget) -> QWidget:
    for side, width in ((label, _LABEL), (ours, _SIDE)):
        # What is cut where it has no room must still take the room it is given.
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        side.setFixedWidth(width)
    holder = QWidget()
    holder.setLayout(row(label, ours, (theirs, 1), gap=12))
    return holder


def _box(line: TwinLine, *, is_fixed: bool) -> CheckBox:
    box = CheckBox(line.theirs)
    box.setChecked(line.is_taken)
    box.setEnabled(not is_fixed)
    box.setToolTip(line.theirs)
    return box
