"""The window onto the map, the places of names, and the groups of dots."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

from app.exchange.map_layers import read_map_layer
from ui.charts.flat_region import flatten_layer
from ui.charts.map_clusters import cluster, dot
from ui.charts.map_projection import FlatBox, MapWindow, fit_window, flatten
from ui.resources import resource_folder

REGIONS = flatten_layer(read_map_layer(resource_folder() / "maps" / "china.geojson"))
WINDOW = MapWindow(2.1, -0.55, 1_000.0, 800.0, 600.0)


def made(key, latitude, longitude, state="plain"):
    return dot(key, key, grade="", state=state, is_rough=False, place=(latitude, longitude))


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.name)
def test_a_name_stands_inside_its_region_however_bent_it_is(region):
    outlines = [QPolygonF([QPointF(x, y) for x, y in ring]) for ring in region.rings]
    line = region.title
    assert line.right > line.left
    middle = QPointF((line.left + line.right) / 2, line.top)
    assert any(outline.containsPoint(middle, Qt.FillRule.OddEvenFill) for outline in outlines)


def test_a_region_lies_in_its_box_with_all_its_islands():
    for region in REGIONS:
        for x, y in (point for ring in region.rings for point in ring):
            assert FlatBox(x, y, x, y).touches(region.whole)
    assert any(region.main.area < region.whole.area for region in REGIONS)


def test_a_level_line_is_seen_from_the_window_that_it_crosses_and_from_no_other():
    line = FlatBox(2.0, -0.5, 2.2, -0.5)
    assert line.touches(WINDOW.seen())
    assert not line.touches(WINDOW.moved(0, 2_000).seen())


def test_north_is_up_and_east_is_right():
    here, north, east = flatten(31, 120), flatten(32, 120), flatten(31, 121)
    assert north[1] < here[1]
    assert east[0] > here[0]


def test_what_lies_under_the_mouse_stays_there_when_zooming():
    at = (130.0, 420.0)
    under = (
        WINDOW.x + (at[0] - WINDOW.width / 2) / WINDOW.scale,
        WINDOW.y + (at[1] - WINDOW.height / 2) / WINDOW.scale,
    )
    nearer = WINDOW.zoomed(3.0, at, least=10.0)
    assert nearer.scale == 3_000.0
    assert nearer.to_pixels(under) == pytest.approx(at)


def test_zoom_stops_at_both_ends():
    assert WINDOW.zoomed(1e9, (0, 0), least=10.0).scale == 3_000_000.0
    assert WINDOW.zoomed(1e-9, (0, 0), least=10.0).scale == 10.0


def test_all_points_fit_into_the_window_with_a_margin():
    points = [flatten(31.3, 120.6), flatten(39.9, 116.4), flatten(23.1, 113.3)]
    window = fit_window(points, 900, 500)
    for x, y in map(window.to_pixels, points):
        assert 40 <= x <= 860
        assert 40 <= y <= 460


def test_one_place_is_not_zoomed_without_end():
    assert fit_window([flatten(31, 120)], 800, 600).scale <= 3_000_000.0


def test_a_length_is_told_as_it_is_on_the_earth():
    at = flatten(31.0, 120.0)
    window = MapWindow(at[0], at[1], 10_000.0, 800, 600)
    other = flatten(31.0, 121.0)
    pixels = (other[0] - at[0]) * window.scale
    assert window.metres(pixels) == pytest.approx(95_300, rel=0.01)


def test_dots_that_would_cover_each_other_become_one_round():
    dots = [made("a", 31.30, 120.60), made("b", 31.302, 120.602), made("c", 39.9, 116.4)]
    groups = cluster(dots, 2_000.0)
    assert sorted(len(group.dots) for group in groups) == [1, 2]
    assert sorted(len(group.dots) for group in cluster(dots, 3_000_000.0)) == [1, 1, 1]


def test_a_round_shows_the_worst_that_is_in_it():
    dots = [made("a", 31.3, 120.6), made("b", 31.3, 120.6, "alarm"), made("c", 31.3, 120.6, "late")]
    (group,) = cluster(dots, 2_000.0)
    assert group.state == "alarm"
    assert not group.can_split


def test_moving_the_map_changes_no_group():
    dots = [made(str(at), 31 + at * 0.01, 120 + at * 0.013) for at in range(60)]
    keys = [{one.key for one in group.dots} for group in cluster(dots, 3_000.0)]
    assert keys == [{one.key for one in group.dots} for group in cluster(dots, 3_999.0)]
