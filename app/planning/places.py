"""Points on the earth and the distances between them."""

from __future__ import annotations

import math
from dataclasses import dataclass

EARTH_RADIUS_METRES = 6_371_008.8
"""Mean radius. Source: IUGG."""

_MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """A point in WGS-84, in degrees."""

    latitude: float
    longitude: float


def place_from_e6(latitude_e6: int | None, longitude_e6: int | None) -> Place | None:
    """Return a point from the millionths of degrees that records hold; None when one lacks."""
    if latitude_e6 is None or longitude_e6 is None:
        return None
    return Place(latitude_e6 / _MICRO, longitude_e6 / _MICRO)


def distance_metres(start: Place, end: Place) -> float:
    """Return the distance as the crow flies (haversine)."""
    first, second = math.radians(start.latitude), math.radians(end.latitude)
    up = math.sin((second - first) / 2)
    along = math.sin(math.radians(end.longitude - start.longitude) / 2)
    share = up * up + math.cos(first) * math.cos(second) * along * along
    return 2 * EARTH_RADIUS_METRES * math.asin(math.sqrt(min(share, 1.0)))
