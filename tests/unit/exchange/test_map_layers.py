"""Outlines below the map: the program's own, and those of an organisation."""

from __future__ import annotations

import json

import pytest

from app.domain.errors import ValidationError
from app.exchange.echarts_outlines import decode_layer, decode_ring, list_places
from app.exchange.map_layers import read_map_layer
from ui.resources import resource_folder


def layer_file(folder, geometry, **more):
    feature = {"type": "Feature", "properties": {"name": "甲"}, "geometry": geometry}
    path = folder / "own.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature], **more}))
    return path


def test_the_built_in_layer_has_all_regions_and_the_islands_of_the_south_china_sea():
    layer = read_map_layer(resource_folder() / "maps" / "china.geojson")
    assert len(layer.regions) == 35
    assert "南海诸岛" in {region.name for region in layer.regions}
    assert {"江苏", "台湾", "西藏", "香港", "澳门"} <= {region.name for region in layer.regions}
    assert sum(len(ring) for region in layer.regions for ring in region.rings) == 16_249


def test_a_layer_of_ones_own_is_drawn(tmp_path):
    square = [[[120, 31], [121, 31], [121, 32], [120, 31]]]
    layer = read_map_layer(layer_file(tmp_path, {"type": "Polygon", "coordinates": square}))
    assert layer.regions[0].name == "甲"
    assert layer.regions[0].rings == (((120.0, 31.0), (121.0, 31.0), (121.0, 32.0), (120.0, 31.0)),)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"features": []}', '{"features": [{"geometry": {"type": "Point"}}]}',
     '{"features": 7}', "[" * 100_000],
)  # fmt: skip
def test_a_file_that_is_no_layer_is_refused(tmp_path, content):
    path = tmp_path / "own.geojson"
    path.write_text(content)
    with pytest.raises(ValidationError) as refused:
        read_map_layer(path)
    assert refused.value.code == "map.layer.unreadable"


def test_metres_in_place_of_degrees_are_refused(tmp_path):
    line = {"type": "LineString", "coordinates": [[13_413_000, 3_650_000], [13_414_000, 3_650_000]]}
    with pytest.raises(ValidationError):
        read_map_layer(layer_file(tmp_path, line))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ValidationError):
        read_map_layer(tmp_path / "gone.geojson")


def test_the_letters_of_an_outline_are_steps_from_its_start():
    start = [120 * 1024, 31 * 1024]
    # "B" is a step of one to the right or up, "A" one back, "@" none.
    assert decode_ring("@@", start) == [(120.0, 31.0)]
    points = decode_ring("B@@BA@", start)
    assert points == [(120.001, 31.0), (120.001, 31.001), (120.0, 31.001)]


def test_places_are_listed_under_their_province():
    country = {
        "features": [
            {"id": "320000", "properties": {"name": "江苏", "cp": [119.7, 33.0]},
             "geometry": {"type": "Polygon", "coordinates": ["@@"], "encodeOffsets": [[1, 1]]}}
        ]
    }  # fmt: skip
    city = {"id": "320500", "properties": {"name": "苏州市", "cp": [120.6, 31.3]}}
    island = {"id": "329999", "properties": {"name": "无名"}}
    table = list_places(country, [{"features": [city, island]}])
    assert table == {"江苏": {"at": [33.0, 119.7], "cities": {"苏州市": [31.3, 120.6]}}}
    assert decode_layer(country)["features"][0]["geometry"]["coordinates"] == [[[(0.001, 0.001)]]]
