"""Icons: an SVG file becomes a sharp picture in the wanted ink."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SHARPNESS = 3  # pictures are drawn for 300 %, so no screen shows them blurred
_DRAWN_STROKE = 'stroke-width="2"'


class IconLibrary:
    """Draws icons once for every ink and size; a new theme makes a new library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawings: dict[str, str] = {}
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}

    def picture(self, name: str, ink: str, *, size: int, stroke: float) -> QPixmap:
        """Return an icon as a square of `size` logical pixels.

        Args:
            name: File name without suffix; it must exist in the folder.
            ink: Colour as #RRGGBB.
            size: Edge in logical pixels.
            stroke: Line width on the drawing's grid of 24 units.
        """
        key = (name, ink, size, stroke)
        if key not in self._pictures:
            self._pictures[key] = self._draw(name, ink, size, stroke)
        return self._pictures[key]

    def _draw(self, name: str, ink: str, size: int, stroke: float) -> QPixmap:
        text = self._drawing(name).replace("currentColor", ink)
        text = text.replace(_DRAWN_STROKE, f'stroke-width="{stroke}"')
        edge = size * _SHARPNESS
        picture = QPixmap(edge, edge)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, edge, edge))
        painter.end()
        picture.setDevicePixelRatio(_SHARPNESS)
        return picture

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            self._drawings[name] = (self._folder / f"{name}.svg").read_text("utf-8")
        return self._drawings[name]
