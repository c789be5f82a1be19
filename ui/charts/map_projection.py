"""The window onto the map: which part of the earth is drawn, and how large. No Qt."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass

_EARTH_RADIUS_METRES = 6_371_008.8
"""Mean radius. Source: IUGG."""

LARGEST_SCALE = 3_000_000.0
"""Pixels a unit of the flat earth at the nearest: about two metres a pixel."""

_EDGE = 48
_LEAST_SPAN = 0.0004
_MOST_EDGE_SHARE = 0.2
Point = tuple[float, float]


def flatten(latitude: float, longitude: float) -> Point:
    """Return a place on the flat earth (Mercator, unit radius): east, and south downwards."""
    up = math.asinh(math.tan(math.radians(latitude)))
    return math.radians(longitude), -up


@dataclass(frozen=True, slots=True)
class FlatBox:
    """An upright rectangle on the flat earth; a line has no height."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Width by height."""
        return (self.right - self.left) * (self.bottom - self.top)

    def touches(self, other: FlatBox) -> bool:
        """Return whether both have a point in common; a level line is a box too."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class MapWindow:
    """What of the flat earth is seen.

    Attributes:
        x: Middle of the window on the flat earth.
        y: As `x`, downwards.
        scale: Pixels for one unit of the flat earth.
        width: Of the window, pixels.
        height: Of the window, pixels.
    """

    x: float
    y: float
    scale: float
    width: float
    height: float

    def to_pixels(self, point: Point) -> Point:
        """Return where a point of the flat earth lies in the window."""
        return (
            (point[0] - self.x) * self.scale + self.width / 2,
            (point[1] - self.y) * self.scale + self.height / 2,
        )

    def seen(self) -> FlatBox:
        """Return the part of the flat earth that the window shows."""
        across, down = self.width / 2 / self.scale, self.height / 2 / self.scale
        return FlatBox(self.x - across, self.y - down, self.x + across, self.y + down)

    def moved(self, right: float, down: float) -> MapWindow:
        """Return the window with the ground shifted by that many pixels."""
        return dataclasses.replace(
            self, x=self.x - right / self.scale, y=self.y - down / self.scale
        )

    def zoomed(self, factor: float, at: Point, *, least: float) -> MapWindow:
        """Return the window nearer or farther; the ground under the pixel `at` stays there."""
        scale = min(max(self.scale * factor, least), LARGEST_SCALE)
        across, down = at[0] - self.width / 2, at[1] - self.height / 2
        step = 1 / self.scale - 1 / scale
        return dataclasses.replace(
            self, x=self.x + across * step, y=self.y + down * step, scale=scale
        )

    def resized(self, width: float, height: float) -> MapWindow:
        """Return the same part of the earth in another window."""
        return dataclasses.replace(self, width=width, height=height)

    def metres(self, pixels: float) -> float:
        """Return how long a line of that many pixels is in the middle of the window."""
        shrinking = 1 / math.cosh(self.y)
        return pixels / self.scale * shrinking * _EARTH_RADIUS_METRES


def fit_window(points: Sequence[Point], width: float, height: float) -> MapWindow:
    """Return the window that shows all points with a margin."""
    if not points:
        return MapWindow(0.0, 0.0, 1.0, width, height)
    lows = [min(point[axis] for point in points) for axis in (0, 1)]
    highs = [max(point[axis] for point in points) for axis in (0, 1)]
    x, y = ((low + high) / 2 for low, high in zip(lows, highs, strict=True))
    room_x, room_y = (
        max(side - 2 * min(_EDGE, side * _MOST_EDGE_SHARE), 1.0) for side in (width, height)
    )
    span_x, span_y = (max(high - low, _LEAST_SPAN) for low, high in zip(lows, highs, strict=True))
    return MapWindow(x, y, min(room_x / span_x, room_y / span_y, LARGEST_SCALE), width, height)
