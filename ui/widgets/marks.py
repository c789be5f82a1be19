"""Small signs: icon, tag, class square, avatar, key cap, the product's mark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.apply import current_theme
from ui.theme.tokens import RADIUS_TAG, Tone
from ui.widgets.painting import (
    CENTRE,
    TAG_HEIGHT,
    inset,
    paint_class,
    paint_tag,
    tag_width,
)

_AVATAR_LETTER = 0.42
_MARK_GRID = 24
_KEY_PAD = 6


class _Sign(QWidget):
    """A painted sign that never takes the focus and keeps its size."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Icon(_Sign):
    """An icon beside words; alone it needs a tool tip and a name."""

    def __init__(self, name: str, role: str = "text2", size: int = 16, *, words: str = "") -> None:
        super().__init__(words)
        self._icon, self._role, self._size = name, role, size
        self.setToolTip(words)

    def set_icon(self, name: str, role: str = "text2") -> None:
        """Show another icon."""
        self._icon, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon in the ink of its role."""
        del event
        picture = current_theme().pixmap(self._icon, self._role, self._size)
        QPainter(self).drawPixmap(0, 0, picture)


class Tag(_Sign):
    """A status tag: words on a soft ground, with an icon if it is a state."""

    def __init__(
        self, words: str, tone: Tone = "quiet", icon: str = "", *, outline: bool = False
    ) -> None:
        super().__init__(words)
        self._words, self._tone, self._icon, self._outline = words, tone, icon, outline

    def show_words(self, words: str, tone: Tone = "quiet", icon: str = "") -> None:
        """Show another state."""
        self._words, self._tone, self._icon = words, tone, icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return what it says."""
        return self._words

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        theme = current_theme()
        return QSize(tag_width(theme, self._words, self._icon), theme.px(TAG_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tag."""
        del event
        paint_tag(
            QPainter(self),
            current_theme(),
            QPointF(0, self.height() / 2),
            self._words,
            tone=self._tone,
            icon=self._icon,
            outlined=self._outline,
        )


class ClassMark(_Sign):
    """The A/B/C square of an account."""

    def __init__(self, letter: str, size: int = 20) -> None:
        super().__init__(letter)
        self._letter, self._size = letter, size

    def show_letter(self, letter: str) -> None:
        """Show another class."""
        self._letter = letter
        self.setAccessibleName(letter)
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the square; without a class nothing."""
        del event
        if self._letter:
            at = QPointF(0, self.height() / 2)
            paint_class(QPainter(self), current_theme(), at, self._letter, size=self._size)


class Avatar(_Sign):
    """The first character of a name in a circle."""

    def __init__(
        self, letter: str, tone: Tone = "quiet", size: int = 32, *, solid: bool = False
    ) -> None:
        super().__init__()
        self._letter, self._tone, self._size, self._solid = letter[:1], tone, size, solid

    def show_letter(self, letter: str) -> None:
        """Show another person's character."""
        self._letter = letter[:1]
        self.update()

    def sizeHint(self) -> QSize:
        """A square around the circle."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle and letter."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour(self._tone) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("solid") if self._solid else theme.soft(self._tone))
        painter.drawEllipse(inset(QRectF(self.rect())))
        font = theme.font("dense-m").__copy__()
        font.setPixelSize(round(self._size * _AVATAR_LETTER))
        painter.setFont(font)
        painter.setPen(theme.colour("on_solid" if self._solid else self._tone))
        painter.drawText(self.rect(), CENTRE, self._letter)


class KeyCap(_Sign):
    """The name of a key, for hints."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys)
        self._keys = keys

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        theme = current_theme()
        return QSize(theme.width_of(self._keys, "micro") + 2 * _KEY_PAD, theme.px(19))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cap."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line2"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(inset(QRectF(self.rect())), RADIUS_TAG, RADIUS_TAG)
        painter.setPen(theme.colour("text3"))
        painter.setFont(theme.font("micro"))
        painter.drawText(self.rect(), CENTRE, self._keys)


class Logo(_Sign):
    """The product's mark: a page with a road through it."""

    def __init__(self, size: int = 24) -> None:
        super().__init__()
        self._size = size

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, the road and its two stops."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._size / _MARK_GRID, self._size / _MARK_GRID)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("solid"))
        painter.drawRoundedRect(QRectF(1, 1, 22, 22), 6, 6)
        road = QPainterPath(QPointF(7, 18.5))
        road.cubicTo(QPointF(7, 11), QPointF(17, 14), QPointF(17, 6.5))
        white = theme.colour("on_solid")
        painter.strokePath(road, QPen(white, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(white)
        painter.drawEllipse(QRectF(14.7, 4.2, 4.6, 4.6))
        painter.drawEllipse(QRectF(5.2, 16.2, 3.6, 3.6))
