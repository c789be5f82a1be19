"""The middles of cities and provinces, for accounts without coordinates."""

from __future__ import annotations

import json

import pytest

from app.planning.gazetteer import Precision, read_gazetteer
from app.planning.places import Place, distance_metres
from ui.resources import resource_folder

SUZHOU = Place(31.30, 120.60)


@pytest.fixture(scope="module")
def gazetteer():
    return read_gazetteer((resource_folder() / "maps" / "places.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("province", "city"), [("江苏省", "苏州市"), ("江苏", "苏州"), (None, "苏州市"), ("", "苏州")]
)
def test_a_city_is_found_however_it_is_written(gazetteer, province, city):
    found = gazetteer.locate(province, city)
    assert found.precision is Precision.CITY
    assert distance_metres(found.place, SUZHOU) < 20_000


def test_a_city_nobody_knows_stands_in_the_middle_of_its_province(gazetteer):
    found = gazetteer.locate("江苏省", "云浦市")
    assert found.precision is Precision.PROVINCE
    assert found.place == gazetteer.locate("江苏", None).place


def test_a_city_is_never_sought_in_another_province(gazetteer):
    found = gazetteer.locate("浙江省", "苏州市")
    assert found.precision is Precision.PROVINCE


def test_a_name_that_two_provinces_have_is_not_guessed():
    cities = {"海南": [36.28, 100.62]}
    other = {"at": [19.03, 109.83], "cities": {}}
    twice = {
        "青海": {"at": [35.6, 96.8], "cities": cities},
        "某省": {"at": [1, 1], "cities": cities},
    }
    assert read_gazetteer(json.dumps(twice)).locate(None, "海南") is None
    once = read_gazetteer(json.dumps({"青海": twice["青海"], "海南": other}))
    assert once.locate(None, "海南").place == Place(36.28, 100.62)


def test_a_city_that_is_a_province_is_found(gazetteer):
    assert gazetteer.locate("上海市", "上海市").precision is Precision.CITY
    assert gazetteer.locate(None, "重庆市").precision is Precision.CITY


def test_nothing_known_is_no_place(gazetteer):
    assert gazetteer.locate(None, None) is None
    assert gazetteer.locate("", "云浦市") is None
