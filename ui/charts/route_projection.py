"""Turns coordinates into points of a drawing, true to scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF

_METRES_PER_DEGREE = 111_195.0
"""One degree of latitude on the mean sphere. Source: IUGG mean radius."""

_LEAST_METRES = 1_500.0
_EDGE = 40
_MOST_EDGE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Projection:
    """An equirectangular view of a small region.

    Attributes:
        latitude: Of the middle, degrees.
        longitude: Of the middle, degrees.
        pixels_per_metre: Scale.
        centre: Where the middle lies in the drawing.
    """

    latitude: float
    longitude: float
    pixels_per_metre: float
    centre: QPointF

    def point(self, latitude: float, longitude: float) -> QPointF:
        """Return where a place lies in the drawing."""
        narrowing = math.cos(math.radians(self.latitude))
        east = (longitude - self.longitude) * narrowing * _METRES_PER_DEGREE
        north = (latitude - self.latitude) * _METRES_PER_DEGREE
        scale = self.pixels_per_metre
        return self.centre + QPointF(east * scale, -north * scale)


def fit(places: Sequence[tuple[float, float]], width: int, height: int) -> Projection:
    """Return the view that shows all places with a margin; at least 1.5 km either way."""
    centre = QPointF(width / 2, height / 2)
    if not places:
        return Projection(0.0, 0.0, 1.0, centre)
    lows = [min(place[axis] for place in places) for axis in (0, 1)]
    highs = [max(place[axis] for place in places) for axis in (0, 1)]
    latitude, longitude = ((low + high) / 2 for low, high in zip(lows, highs, strict=True))
    narrowing = math.cos(math.radians(latitude))
    tall = max((highs[0] - lows[0]) * _METRES_PER_DEGREE, _LEAST_METRES)
    wide = max((highs[1] - lows[1]) * _METRES_PER_DEGREE * narrowing, _LEAST_METRES)
    room_x, room_y = (
        max(side - 2 * min(_EDGE, side * _MOST_EDGE_SHARE), 1.0) for side in (width, height)
    )
    return Projection(latitude, longitude, min(room_x / wide, room_y / tall), centre)
