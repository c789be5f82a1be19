"""The map of accounts: dots on the outlines, gathered where they would cover each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from ui.charts.map_canvas import MapCanvas
from ui.charts.map_clusters import Cluster, MapDot, cluster
from ui.charts.map_dots import paint_cluster, paint_label, radius_of
from ui.charts.map_projection import MapWindow, Point
from ui.theme.theme import Theme

_REACH = 5
_CLICK_FACTOR = 2.5
_OVERHANG = 30
"""Pixels by which a round may stand over the edge and still be seen."""


class AccountMap(MapCanvas):
    """Shows where accounts are; the list beside it says the same in words.

    Signals:
        dot_chosen: Key of a single account that was clicked.
        group_chosen: Keys of accounts in one place, which no zoom tells apart.
    """

    dot_chosen = Signal(str)
    group_chosen = Signal(object)

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._dots: tuple[MapDot, ...] = ()
        self._clusters: tuple[Cluster, ...] = ()
        self._grid = math.nan
        self._chosen = ""
        self._hovered: Cluster | None = None

    def show_dots(self, dots: Sequence[MapDot], *, keep_place: bool) -> None:
        """Show accounts; unless the place is kept, all of them come into view."""
        self._dots, self._grid, self._hovered = tuple(dots), math.nan, None
        if keep_place:
            self.update()
        else:
            self.fit_all()

    def choose(self, key: str) -> None:
        """Mark an account; it comes into view if it is not."""
        self._chosen = key
        found = next((dot for dot in self._dots if dot.key == key), None)
        if found is not None:
            window = self.window_shown()
            x, y = window.to_pixels(found.at)
            if not (0 <= x <= window.width and 0 <= y <= window.height):
                self.move_ground(window.width / 2 - x, window.height / 2 - y)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name what is under the mouse, unless the ground is dragged."""
        super().mouseMoveEvent(event)
        group = self._at(event.position()) if self._pressed is None else None
        if group is not self._hovered:
            self._hovered = group
            if self._pressed is None:
                hand = Qt.CursorShape.PointingHandCursor
                self.setCursor(hand if group is not None else Qt.CursorShape.ArrowCursor)
            self.update()

    def _wanted_points(self) -> Sequence[Point]:
        return [dot.at for dot in self._dots]

    def _paint_marks(self, painter: QPainter, theme: Theme, window: MapWindow) -> None:
        for group in self._seen():
            at = QPointF(*window.to_pixels(group.at))
            is_chosen = any(dot.key == self._chosen for dot in group.dots)
            paint_cluster(painter, theme, group, at, is_chosen=is_chosen)
        hovered = self._hovered
        if hovered is not None and len(hovered.dots) == 1:
            at, name = QPointF(*window.to_pixels(hovered.at)), hovered.dots[0].name
            paint_label(painter, theme, name, at, radius_of(hovered), within=window.width)

    def _clicked(self, at: QPointF) -> None:
        group = self._at(at)
        if group is None:
            return
        if len(group.dots) == 1:
            self.dot_chosen.emit(group.dots[0].key)
            return
        before = self.window_shown().scale
        if group.can_split:
            self._zoom_at(_CLICK_FACTOR, at)
        if self.window_shown().scale == before:  # as near as it goes, or all in one place
            self.group_chosen.emit(tuple(dot.key for dot in group.dots))

    def _seen(self) -> list[Cluster]:
        """Return the groups within the window; gathered anew only when the squares change."""
        window = self.window_shown()
        grid = math.floor(math.log2(window.scale))
        if grid != self._grid:
            self._grid, self._hovered = grid, None
            self._clusters = cluster(self._dots, window.scale)
        right, bottom = window.width + _OVERHANG, window.height + _OVERHANG
        seen = []
        for group in self._clusters:
            x, y = window.to_pixels(group.at)
            if -_OVERHANG <= x <= right and -_OVERHANG <= y <= bottom:
                seen.append(group)
        return seen

    def _at(self, position: QPointF) -> Cluster | None:
        window, best, found = self.window_shown(), math.inf, None
        for group in self._seen():
            x, y = window.to_pixels(group.at)
            away = math.hypot(x - position.x(), y - position.y())
            if away <= radius_of(group) + _REACH and away < best:
                best, found = away, group
        return found
