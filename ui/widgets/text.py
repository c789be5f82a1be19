"""Words on the page: a label whose look is a type style and a colour role."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.apply import current_theme
from ui.widgets.painting import paint_words, tight


class Text(QLabel):
    """Plain words, never markup.

    Args:
        words: What to show.
        style: Type style ("meta", "dense-m", "title" …).
        role: Colour role, a state's name included.
        wrap: Several lines.
        elide: One line that gives way and shows the whole text in its tool tip.
        align: Where the words stand.
        selectable: The user can copy them.
    """

    def __init__(
        self,
        words: str = "",
        style: str = "body",
        role: str = "text",
        *,
        wrap: bool = False,
        elide: bool = False,
        align: Qt.AlignmentFlag | None = None,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style, self._role, self._elides = style, role, elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if align is not None:
            self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.set_words(words)
        self._dress()

    def set_words(self, words: str) -> None:
        """Show other words."""
        self.setText(tight(words))
        self._explain_if_cut()

    def set_role(self, role: str) -> None:
        """Change the colour role."""
        if role != self._role:
            self._role = role
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A cut text explains itself."""
        super().resizeEvent(event)
        self._explain_if_cut()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, with an ellipsis if wanted."""
        if not self._elides:
            super().paintEvent(event)
            return
        role = self._role if self.isEnabled() else "disabled"
        paint_words(
            QPainter(self),
            current_theme(),
            QRectF(self.contentsRect()),
            self.text(),
            style=self._style,
            role=role,
            align=self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask,
        )

    def minimumSizeHint(self) -> QSize:
        """An eliding text gives way down to nothing."""
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self._elides else hint

    def _dress(self) -> None:
        theme = current_theme()
        self.setFont(theme.font(self._style))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.colour(self._role))
        palette.setColor(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, theme.colour("disabled")
        )
        self.setPalette(palette)

    def _explain_if_cut(self) -> None:
        if self._elides:
            is_cut = current_theme().width_of(self.text(), self._style) > self.width() + 1
            self.setToolTip(self.text() if is_cut else "")
