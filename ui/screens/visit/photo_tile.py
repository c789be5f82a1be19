"""A photo in small, with its caption and a way to take it out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.visits.draft import FileLine
from ui.texts import _
from ui.theme.apply import current_theme
from ui.theme.tokens import RADIUS_INSET
from ui.widgets.buttons import IconButton
from ui.widgets.editors import LineEdit

_SIDE = 96
_CAPTION = 26
_CLOSE = 24


class PhotoTile(QWidget):
    """One photo of the visit.

    Signals:
        captioned: The caption was typed.
        removed: The user takes the photo out.
    """

    captioned = Signal(str)
    removed = Signal()

    def __init__(self, line: FileLine) -> None:
        super().__init__()
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(line.file_name)
        self.caption = LineEdit(line.caption, placeholder=_("Caption"), parent=self)
        self.caption.setProperty("look", "bare")
        self.caption.setMaxLength(200)
        self.caption.setAccessibleName(_("Caption of {name}").format(name=line.file_name))
        self._close = IconButton(
            "x", _("Remove photo {name}").format(name=line.file_name), size=_CLOSE, parent=self
        )
        self.caption.textEdited.connect(self.captioned)
        self._close.clicked.connect(self.removed)

    def show_picture(self, picture: bytes) -> None:
        """Show the small picture; bytes that are none leave the sign of a photo."""
        pixmap = QPixmap()
        if pixmap.loadFromData(picture):
            self._picture = pixmap
            self.update()

    def sizeHint(self) -> QSize:
        """A square with the caption below."""
        return QSize(_SIDE, _SIDE + current_theme().px(_CAPTION))

    def minimumSizeHint(self) -> QSize:
        """It keeps its size."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put caption and cross in their places."""
        super().resizeEvent(event)
        self.caption.setGeometry(2, _SIDE, self.width() - 4, self.height() - _SIDE)
        self._close.move(self.width() - self._close.sizeHint().width() - 2, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture cut to a rounded square, or the sign of one that is not there yet."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(0, 0, _SIDE, _SIDE)
        clip = QPainterPath()
        clip.addRoundedRect(box, RADIUS_INSET, RADIUS_INSET)
        painter.setClipPath(clip)
        painter.fillRect(box, theme.colour("quiet_soft"))
        if self._picture is None:
            at = QPointF(_SIDE / 2 - 12, _SIDE / 2 - 12)
            painter.drawPixmap(at, theme.pixmap("image", "text3", 24))
        else:
            painter.drawPixmap(box, self._picture, _middle_square(self._picture))
            _paint_close_ground(painter, self._close)


def _middle_square(picture: QPixmap) -> QRectF:
    side = min(picture.width(), picture.height())
    return QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)


def _paint_close_ground(painter: QPainter, close: QWidget) -> None:
    """The cross must be seen on any picture."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(current_theme().colour("raised", 0.85))
    painter.drawEllipse(QRectF(close.geometry()).adjusted(1, 1, -1, -1))
