"""Outlines of the map on the flat earth: where they lie, and where their names have room. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.exchange.map_layers import MapLayer, Region
from ui.charts.map_projection import FlatBox, Point, flatten

_MIDDLE = 0.5
_NAME_LEVELS = (0.26, 0.34, 0.42, 0.5, 0.58, 0.66, 0.74)
"""Parts of a region's height at which there may be room for its name."""

FlatRing = tuple[Point, ...]
_NOWHERE = FlatBox(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class FlatRegion:
    """A named area.

    Attributes:
        name: What is written on it.
        rings: Its outlines, holes included.
        whole: The box around all outlines.
        main: The box around the largest.
        title: A line without height inside the largest: where there is most room for a name.
    """

    name: str
    rings: tuple[FlatRing, ...]
    whole: FlatBox
    main: FlatBox
    title: FlatBox


def flatten_layer(layer: MapLayer) -> tuple[FlatRegion, ...]:
    """Return the regions of a layer; takes up to half a second, so it is for a worker."""
    return tuple(_flatten(region) for region in layer.regions if region.rings)


def _flatten(region: Region) -> FlatRegion:
    rings = tuple(tuple(flatten(north, east) for east, north in ring) for ring in region.rings)
    boxes = [_box_around(ring) for ring in rings]
    main = max(range(len(rings)), key=lambda place: boxes[place].area)
    return FlatRegion(
        name=region.name,
        rings=rings,
        whole=_box_around([point for box in boxes for point in _corners(box)]),
        main=boxes[main],
        title=_room_for_name(rings[main], boxes[main]),
    )


def _box_around(points: Sequence[Point]) -> FlatBox:
    across, down = zip(*points, strict=True)
    return FlatBox(min(across), min(down), max(across), max(down))


def _corners(box: FlatBox) -> tuple[Point, Point]:
    return (box.left, box.top), (box.right, box.bottom)


def _room_for_name(ring: FlatRing, box: FlatBox) -> FlatBox:
    """Return a level line inside an outline, as wide and as near to the middle as can be."""
    lines = [
        (FlatBox(left, y, right, y), (right - left) * (1 - abs(part - _MIDDLE)))
        for part in _NAME_LEVELS
        for y in (box.top + (box.bottom - box.top) * part,)
        for left, right in _crossed(ring, y)
    ]
    return max(lines, key=lambda line: line[1], default=(_NOWHERE, 0.0))[0]


def _crossed(ring: FlatRing, y: float) -> Iterator[tuple[float, float]]:
    """Yield the stretches of a level line that lie inside an outline."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise((*ring, ring[0]))
        if (y1 <= y) != (y2 <= y)
    )
    yield from zip(crossings[::2], crossings[1::2], strict=True)
