"""A photo in small that opens it large; a sign tells when the photo itself is not here yet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from app.queries.records.photos import PhotoGlance
from ui.texts import _
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_INSET
from ui.widgets.painted_button import PaintedButton
from ui.widgets.painting import paint_words

_SIDE, _SIGN, _BAND = 80, 24, 22
_BAND_PAD = 4
_GROUND = 0.92


class PhotoButton(PaintedButton):
    """One photo of a visit."""

    def __init__(self, photo: PhotoGlance) -> None:
        super().__init__(photo.name)
        self.sha256 = photo.sha256
        self._is_here = photo.is_here
        self._is_fetching = False
        self._picture: QPixmap | None = None
        pixmap = QPixmap()
        if photo.picture and pixmap.loadFromData(photo.picture):
            self._picture = pixmap
        self._explain()

    def sign(self) -> str:
        """Return what is written over the picture; nothing when the photo is here."""
        if self._is_fetching:
            return _("Fetching…")
        if self._is_here:
            return ""
        return _("Preview only") if self._picture else _("Not here yet")

    def show_fetching(self, *, is_on: bool) -> None:
        """Show that the photo is on its way."""
        self._is_fetching = is_on
        self._explain()
        self.update()

    def corner_radius(self) -> float:
        """As round as it is painted."""
        return RADIUS_INSET

    def wanted_size(self, theme: Theme) -> QSize:
        """A square, whatever the name."""
        side = theme.px(_SIDE)
        return QSize(side, side)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the picture cut to a rounded square, or the sign of one, and the words over it."""
        box = QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        clip = QPainterPath()
        clip.addRoundedRect(box, RADIUS_INSET, RADIUS_INSET)
        painter.setClipPath(clip)
        painter.fillRect(box, theme.colour("quiet_soft"))
        if self._picture is None:
            at = box.center() - QPointF(_SIGN / 2, _SIGN / 2)
            painter.drawPixmap(at, theme.pixmap("image", "text3", _SIGN))
        else:
            painter.drawPixmap(box, self._picture, _middle_square(self._picture))
        if self.sign():
            self._paint_sign(painter, theme, box)

    def _paint_sign(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        height = theme.px(_BAND)
        band = QRectF(box.left(), box.bottom() - height, box.width(), height)
        painter.fillRect(band, theme.colour("raised", _GROUND))
        words = band.adjusted(_BAND_PAD, 0, -_BAND_PAD, 0)
        centre = Qt.AlignmentFlag.AlignHCenter
        paint_words(painter, theme, words, self.sign(), style="micro", role="text2", align=centre)

    def _explain(self) -> None:
        state = "" if self._is_here else _("The full photo is not on this computer yet.")
        self.setToolTip("\n".join(part for part in (self.words(), state) if part))
        self.setAccessibleDescription(self.sign() or state)


def _middle_square(picture: QPixmap) -> QRectF:
    side = min(picture.width(), picture.height())
    return QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)
