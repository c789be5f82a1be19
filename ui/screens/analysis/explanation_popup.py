"""What a figure says about itself: formula, period, data date, in a small window over the page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.screens.analysis.rows import Explanation
from ui.texts import _
from ui.widgets.announce import announce
from ui.widgets.buttons import IconButton
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_WIDTH = 340
_SIZE = 24
_LEAVES = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ExplainButton(IconButton):
    """The "i" beside a figure: hover tells, click or Enter opens the whole explanation."""

    def __init__(self, *, size: int = _SIZE) -> None:
        super().__init__("info", _("How this is computed"), size=size, role="text3")
        self._explanation: Explanation | None = None
        self.popup: ExplanationPopup | None = None
        self.clicked.connect(self.explain)

    def set_explanation(self, explanation: Explanation) -> None:
        """Explain another figure."""
        self._explanation = explanation
        words = _("How is {figure} computed?").format(figure=explanation.title)
        self.setAccessibleName(words)
        self.setAccessibleDescription(explanation.spoken)
        self.setToolTip(explanation.spoken)

    def explain(self) -> None:
        """Open the explanation below the button."""
        if self._explanation is None:
            return
        self.popup = ExplanationPopup(self, self._explanation)
        self.popup.destroyed.connect(self._forget)
        below = self.mapToGlobal(QPoint(0, self.height() + 4))
        screen = self.screen().availableGeometry()
        x = min(below.x(), screen.right() - self.popup.sizeHint().width())
        self.popup.move(max(x, screen.left()), below.y())
        self.popup.show()
        self.popup.setFocus(Qt.FocusReason.PopupFocusReason)
        announce(self, self._explanation.spoken)

    def _forget(self) -> None:
        self.popup = None


class ExplanationPopup(QWidget):
    """Closes with Escape, Enter or a click beside it."""

    def __init__(self, parent: QWidget, explanation: Explanation) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(explanation.title)
        self.setAccessibleDescription(explanation.spoken)
        content = QGridLayout()
        content.setContentsMargins(16, 14, 16, 14)
        content.setHorizontalSpacing(12)
        content.setVerticalSpacing(6)
        content.setColumnStretch(1, 1)
        content.addWidget(Text(explanation.title, "dense-m"), 0, 0, 1, 2)
        for number, (label, words) in enumerate(explanation.lines, start=1):
            top = Qt.AlignmentFlag.AlignTop
            content.addWidget(Text(label, "meta", "text3"), number, 0, top)
            content.addWidget(Text(words, "meta", "text2", wrap=True), number, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Panel(content, "float"))
        self.setFixedWidth(_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close and give the focus back."""
        if event.key() in _LEAVES:
            parent = self.parentWidget()
            self.close()
            if parent is not None:
                parent.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)
