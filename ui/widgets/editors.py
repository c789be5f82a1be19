"""Entry boxes: one line, passphrase, several lines, one of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.texts import _
from ui.theme.apply import current_theme

EditorState = Literal["", "error", "warning"]

_CARET = 16
_CARET_EDGE = 9
_LINE_EM = 1.448
_TEXT_EDGE = 12
_LONGEST_PASTE = 25_000


def set_editor_state(editor: QWidget, state: EditorState) -> None:
    """Paint an entry box as faulty, doubtful or normal."""
    if editor.property("state") == state:
        return
    editor.setProperty("state", state)
    editor.style().unpolish(editor)
    editor.style().polish(editor)
    editor.update()


class LineEdit(QLineEdit):
    """One line of text.

    Args:
        text: The value.
        placeholder: An example, never the label.
        lead: Icon at the left.
        trail: Icon at the right; `trail_clicked` tells about a click.
        big: 40 px high.
    """

    trail_clicked = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        lead: str = "",
        trail: str = "",
        big: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._signs: list[tuple[QAction, str]] = []
        self.setPlaceholderText(placeholder)
        self.setProperty("big", big)
        self.setCursorPosition(0)
        if lead:
            self._add_sign(lead, QLineEdit.ActionPosition.LeadingPosition)
        if trail:
            action = self._add_sign(trail, QLineEdit.ActionPosition.TrailingPosition)
            action.triggered.connect(self.trail_clicked)

    def set_state(self, state: EditorState) -> None:
        """Show a fault or a doubt in the border."""
        set_editor_state(self, state)

    def set_trail(self, icon: str, words: str) -> None:
        """Change the icon at the right and what it says."""
        action, _old = self._signs[-1]
        self._signs[-1] = (action, icon)
        action.setToolTip(words)
        self._colour_signs()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._colour_signs()

    def _add_sign(self, icon: str, position: QLineEdit.ActionPosition) -> QAction:
        action = self.addAction(current_theme().icon(icon, "text3"), position)
        self._signs.append((action, icon))
        return action

    def _colour_signs(self) -> None:
        for action, icon in getattr(self, "_signs", ()):
            action.setIcon(current_theme().icon(icon, "text3"))


class PassphraseEdit(LineEdit):
    """A hidden line with an eye that shows it while wanted."""

    def __init__(self, *, placeholder: str = "", big: bool = False) -> None:
        super().__init__(placeholder=placeholder, trail="eye", big=big)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)
        self.set_trail("eye", _("Show"))
        self.trail_clicked.connect(self._turn)

    def _turn(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self.set_trail("eye", _("Hide") if hidden else _("Show"))


class TextArea(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it; `left` tells when the focus goes.

    A pasted text is cut at 25,000 characters: more than any field may hold, so that the form says
    that it is too long, and little enough to be laid out at once. Qt needs minutes for a line of
    a million characters, and nothing of the program answers meanwhile.
    """

    left = Signal()

    def __init__(self, text: str = "", *, placeholder: str = "", lines: int = 3) -> None:
        super().__init__(text)
        self._lines = lines
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)

    def set_state(self, state: EditorState) -> None:
        """Show a fault or a doubt in the border."""
        set_editor_state(self, state)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop, of a very long text only the beginning."""
        text = source.text()
        if len(text) > _LONGEST_PASTE:
            source = QMimeData()
            source.setText(text[:_LONGEST_PASTE])
        super().insertFromMimeData(source)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        line = current_theme().metrics("body").lineSpacing()
        return QSize(200, line * self._lines + _TEXT_EDGE)

    def minimumSizeHint(self) -> QSize:
        """Never lower than its lines."""
        return QSize(80, self.sizeHint().height())


class _ChoiceDelegate(QStyledItemDelegate):
    """Rows of a drop-down list in the height of the density."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        theme = current_theme()
        return QSize(super().sizeHint(option, index).width(), theme.px(theme.density.control))


class ComboBox(QComboBox):
    """One of a list, by key.

    Args:
        choices: (key, words) in order.
        big: 40 px high.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]] = (), *, big: bool = False) -> None:
        super().__init__()
        self.setProperty("big", big)
        self.setView(QListView())
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(_ChoiceDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.set_choices(choices)
        self.activated.connect(lambda _index: self.chosen.emit(self.key()))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the list; the first is chosen."""
        self.clear()
        for key, words in choices:
            self.addItem(words, key)

    def key(self) -> str:
        """Return the key of the choice, empty if there is none."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose without telling; an unknown key leaves nothing chosen."""
        self.setCurrentIndex(self.findData(key))

    def set_state(self, state: EditorState) -> None:
        """Show a fault or a doubt in the border."""
        set_editor_state(self, state)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the caret."""
        super().paintEvent(event)
        role = "text3" if self.isEnabled() else "disabled"
        at = QPointF(self.width() - _CARET - _CARET_EDGE, (self.height() - _CARET) / 2)
        QPainter(self).drawPixmap(at, current_theme().pixmap("chevron-down", role, _CARET))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a form must not change its values."""
        event.ignore()
