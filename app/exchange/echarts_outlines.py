"""Turns the outline files of the ECharts package into the map layer and the table of places."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_ZERO = 64
_SCALE = 1024
_DECIMALS = 3
"""A thousandth of a degree is about 100 m, finer than the outlines themselves."""

_PROVINCE_DIGITS = 2
_TAIWAN, _SOUTH_SEA = "台湾", "南海诸岛"
_INSET_AT, _INSET_STEP, _INSET_SQUEEZE = (126.0, 25.0), 10.5, 0.75
"""Where ECharts sets the inset of the South China Sea, and how it scales it."""

_DIAOYU = "diaoyuIsland.js"
_FIXES = ("src", "coord", "geo", "fix")
_LISTS = re.compile(r"points = (\[.*?\]);", re.DOTALL)
Point = tuple[float, float]


def decode_ring(letters: str, offset: Sequence[int]) -> list[Point]:
    """Return the points (longitude, latitude) of one outline.

    Each pair of letters is a step from the point before, in zigzag code around the letter "@";
    one step is 1/1024 of a degree.

    Source: ECharts 4.9.0, `src/coord/geo/parseGeoJson.js`.
    """
    x, y = offset
    points = []
    for across, up in zip(letters[::2], letters[1::2], strict=True):
        x, y = x + _step(across), y + _step(up)
        points.append((round(x / _SCALE, _DECIMALS), round(y / _SCALE, _DECIMALS)))
    return points


def decode_layer(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plain GeoJSON of an ECharts outline file."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": feature["properties"]["name"]},
                "geometry": {"type": "MultiPolygon", "coordinates": list(_polygons(feature))},
            }
            for feature in source["features"]
        ],
    }


def with_islands(layer: dict[str, Any], fixes: Path) -> dict[str, Any]:
    """Return the layer with what ECharts adds in its program and not in its file.

    The inset of the South China Sea with its islands and the line around them, and Diaoyu Island.

    Args:
        layer: As `decode_layer` returns it.
        fixes: The folder `src/coord/geo/fix` of the package.
    """
    inset = [[[_inset(point) for point in ring]] for ring in _listed(fixes / "nanhai.js")]
    sea = {
        "type": "Feature",
        "properties": {"name": _SOUTH_SEA},
        "geometry": {"type": "MultiPolygon", "coordinates": inset},
    }
    for feature in layer["features"]:
        if feature["properties"]["name"] == _TAIWAN:
            island = [[_near(point) for point in ring] for ring in _listed(fixes / _DIAOYU)]
            feature["geometry"]["coordinates"].append(island)
    return {**layer, "features": [*layer["features"], sea]}


def list_places(
    country: Mapping[str, Any], provinces: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return for every province its centre and those of its cities: latitude, longitude."""
    table: dict[str, Any] = {}
    codes: dict[str, str] = {}
    for feature in country["features"]:
        name, centre = feature["properties"]["name"], feature["properties"]["cp"]
        codes[str(feature["id"])[:_PROVINCE_DIGITS]] = name
        table[name] = {"at": _at(centre), "cities": {}}
    for province in provinces:
        for feature in province["features"]:
            centre = feature["properties"].get("cp")
            name = codes.get(str(feature.get("id"))[:_PROVINCE_DIGITS])
            if centre and name:
                table[name]["cities"][feature["properties"]["name"]] = _at(centre)
    return table


def _polygons(feature: Mapping[str, Any]) -> Iterator[list[list[Point]]]:
    geometry = feature["geometry"]
    offsets, shapes = geometry["encodeOffsets"], geometry["coordinates"]
    if geometry["type"] == "Polygon":
        shapes, offsets = [shapes], [offsets]
    for rings, starts in zip(shapes, offsets, strict=True):
        yield [decode_ring(ring, start) for ring, start in zip(rings, starts, strict=True)]


def _listed(source: Path) -> list[list[Point]]:
    found = _LISTS.search(source.read_text("utf-8"))
    if found is None:
        raise ValueError(source.name)
    rings: list[list[Point]] = json.loads(found[1])
    return rings


def _inset(point: Point) -> Point:
    across, down = point
    x, y = _INSET_AT
    return _near((x + across / _INSET_STEP, y - down * _INSET_SQUEEZE / _INSET_STEP))


def _near(point: Point) -> Point:
    return round(point[0], _DECIMALS), round(point[1], _DECIMALS)


def _step(letter: str) -> int:
    code = ord(letter) - _ZERO
    return (code >> 1) ^ -(code & 1)


def _at(centre: Sequence[float]) -> list[float]:
    longitude, latitude = centre
    return [round(latitude, _DECIMALS), round(longitude, _DECIMALS)]


def main(package: Path, target: Path) -> None:
    """Write `china.geojson` and `places.json`, given the folder of the package."""
    outlines = package / "map" / "json"
    country = json.loads((outlines / "china.json").read_text("utf-8"))
    provinces = [
        json.loads(path.read_text("utf-8"))
        for path in sorted((outlines / "province").glob("*.json"))
    ]
    for name, content in (
        ("china.geojson", with_islands(decode_layer(country), package.joinpath(*_FIXES))),
        ("places.json", list_places(country, provinces)),
    ):
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (target / name).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
