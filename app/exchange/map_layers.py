"""Reads the outlines that lie under the map from a GeoJSON file, the program's own or another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.errors import ValidationError

LARGEST_LAYER_BYTES = 8 * 1024 * 1024
MOST_POINTS = 400_000
_WEST, _EAST = -180.0, 180.0
_SOUTH, _NORTH = -85.0, 85.0

Ring = tuple[tuple[float, float], ...]
"""An outline as (longitude, latitude) in degrees."""


@dataclass(frozen=True, slots=True)
class Region:
    """A named area: its outlines, holes included."""

    name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class MapLayer:
    """What lies under the accounts on the map."""

    regions: tuple[Region, ...]


def read_map_layer(path: Path) -> MapLayer:
    """Return the outlines of a GeoJSON file: polygons and lines with their names, WGS-84 degrees.

    Raises:
        ValidationError: `map.layer.unreadable`: too large, no GeoJSON, or nothing to draw.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_LAYER_BYTES + 1)
    except OSError as error:
        raise ValidationError("map.layer.unreadable", file=path.name) from error
    if len(content) > LARGEST_LAYER_BYTES:
        raise ValidationError("map.layer.unreadable", file=path.name)
    try:
        regions = tuple(_regions(json.loads(content)))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValidationError("map.layer.unreadable", file=path.name) from error
    points = sum(len(ring) for region in regions for ring in region.rings)
    if not 0 < points <= MOST_POINTS:
        raise ValidationError("map.layer.unreadable", file=path.name)
    return MapLayer(regions)


def _regions(source: Any) -> Iterator[Region]:
    for feature in source["features"]:
        geometry = feature["geometry"]
        if geometry is None:
            continue
        properties = feature.get("properties") or {}
        rings = tuple(_ring(points) for points in _lines(geometry))
        yield Region(str(properties.get("name") or ""), rings)


def _lines(geometry: Any) -> Iterator[Any]:
    shapes = geometry.get("coordinates", ())
    match geometry["type"]:
        case "MultiPolygon":
            for polygon in shapes:
                yield from polygon
        case "Polygon" | "MultiLineString":
            yield from shapes
        case "LineString":
            yield shapes
        case _:  # points and the like are not drawn
            return


def _ring(points: Any) -> Ring:
    ring = tuple((float(point[0]), float(point[1])) for point in points)
    if not all(_WEST <= x <= _EAST and _SOUTH <= y <= _NORTH for x, y in ring):
        raise ValueError("these are no degrees of longitude and latitude")
    return ring
