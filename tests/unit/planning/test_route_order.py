from datetime import UTC, datetime
from itertools import pairwise, permutations
from random import Random

import pytest

from app.planning.nearby import Neighbour, on_the_way
from app.planning.places import Place, distance_metres, place_from_e6
from app.planning.route_order import RoadRules, Stop, as_driven, order_route, timetable


def at(name, latitude, longitude):
    return Stop(name, Place(latitude, longitude))


def names(route):
    return [stop.account_id for stop in route.stops]


def scattered(count, seed):
    random = Random(seed)
    return [at(f"s{n}", 30 + random.random() / 5, 120 + random.random() / 5) for n in range(count)]


def straight_metres(stops, start=None):
    places = [*([start] if start else []), *(stop.place for stop in stops)]
    return sum(distance_metres(one, other) for one, other in pairwise(places))


def test_one_degree_of_latitude_is_111_kilometres():
    assert distance_metres(Place(30, 120), Place(31, 120)) == pytest.approx(111_195, abs=1)


def test_peking_to_shanghai_is_about_1067_kilometres():
    metres = distance_metres(Place(39.9042, 116.4074), Place(31.2304, 121.4737))
    assert metres == pytest.approx(1_067_300, rel=0.001)


def test_stops_on_a_line_are_driven_along_it():
    line = [at("c", 30.3, 120), at("a", 30.1, 120), at("d", 30.4, 120), at("b", 30.2, 120)]
    assert names(order_route(line, start=Place(30, 120))) == ["a", "b", "c", "d"]


def test_without_a_start_the_route_begins_at_an_end_of_the_line():
    line = [at("b", 30.2, 120), at("a", 30.1, 120), at("c", 30.3, 120)]
    assert names(order_route(line)) in (["a", "b", "c"], ["c", "b", "a"])


def test_the_order_of_the_input_does_not_matter():
    stops = scattered(12, seed=1)
    shuffled = stops[:]
    Random(2).shuffle(shuffled)
    start = Place(30, 120)
    assert order_route(stops, start=start).metres == order_route(shuffled, start=start).metres
    assert names(order_route(stops)) == names(order_route(stops))


@pytest.mark.parametrize("seed", range(8))
def test_small_routes_come_close_to_the_best_there_is(seed):
    stops = scattered(7, seed)
    start = Place(30.1, 120.1)
    best = min(straight_metres(order, start) for order in permutations(stops))
    found = straight_metres(order_route(stops, start=start).stops, start)
    assert best <= found * 1.000001
    assert found <= best * 1.15


def test_no_stretch_turned_around_would_shorten_25_stops():
    stops = list(order_route(scattered(25, seed=3)).stops)
    length = straight_metres(stops)
    for left in range(len(stops)):
        for right in range(left + 1, len(stops)):
            turned = stops[:left] + stops[left : right + 1][::-1] + stops[right + 1 :]
            assert straight_metres(turned) >= length - 0.01


def test_stops_without_a_place_come_last_without_a_leg():
    route = order_route([Stop("nowhere", None), at("a", 30.1, 120)], start=Place(30, 120))
    assert names(route) == ["a", "nowhere"]
    assert route.legs[1] is None


def test_nothing_to_drive_is_an_empty_route():
    route = order_route([])
    assert (route.stops, route.metres, route.seconds) == ((), 0, 0)
    assert names(order_route([at("a", 30, 120)])) == ["a"]


def test_two_stops_at_one_place_need_no_way():
    route = order_route([at("a", 30, 120), at("b", 30, 120)], start=Place(30, 120))
    assert (route.metres, route.seconds) == (0, 0)


def test_the_road_is_longer_than_the_line_and_takes_its_time():
    route = as_driven(
        [at("a", 30.1, 120)],
        start=Place(30, 120),
        roads=RoadRules(detour_percent=200, speed_km_per_hour=20),
    )
    assert route.metres == pytest.approx(22_239, abs=1)
    assert route.seconds == pytest.approx(4_003, abs=1)


def test_an_order_chosen_by_hand_is_kept():
    stops = [at("far", 31, 120), at("near", 30.1, 120)]
    assert names(as_driven(stops, start=Place(30, 120))) == ["far", "near"]


def test_the_timetable_adds_ways_and_visits():
    route = as_driven([at("a", 30, 120), at("b", 30.1, 120)], start=Place(30, 120))
    leaves = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    first, second = timetable(route, leaves_at=leaves, visit_minutes=30)
    assert first.arrives_at == leaves
    assert (second.arrives_at - first.leaves_at).total_seconds() == route.seconds
    assert (second.leaves_at - leaves).total_seconds() == route.seconds + 3_600


def test_an_account_600_metres_from_stop_4_is_on_the_way():
    route = [Place(30, 120), None, Place(30.2, 120), Place(30.4, 120)]
    near = Neighbour("near", "C", Place(30.4 + 600 / 111_195, 120))
    far = Neighbour("far", "A", Place(30.3, 120))
    (found,) = on_the_way(route, [far, near])
    assert (found.account_id, found.main.params) == ("near", {"stop": 4, "metres": 600})
    assert on_the_way([None], [near]) == ()


def test_the_nearest_account_on_the_way_comes_first():
    far = Neighbour("a", "A", Place(30.008, 120))
    near = Neighbour("b", "C", Place(30.001, 120))
    found = on_the_way([Place(30, 120)], [far, near])
    assert [visit.account_id for visit in found] == ["b", "a"]


def test_places_come_from_millionths_of_degrees():
    assert place_from_e6(30_250_000, 120_500_000) == Place(30.25, 120.5)
    assert place_from_e6(None, 120_500_000) is None
