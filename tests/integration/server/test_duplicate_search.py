"""The search for duplicates over all sectors, and how much of a pair each person is told."""

import pytest

from app.domain.policy import Actor, Role
from server.__main__ import main
from server.services.carrying.duplicates import search_duplicates
from tests.support.device import fresh_id
from tests.support.server import ORG, make_server

PHONE = "13900000001"
ANNA, BEN, CARL = (fresh_id() for _ in range(3))


@pytest.fixture
def here(tmp_path):
    with make_server(tmp_path) as server:
        server.east, server.west = server.add_sector("华东"), server.add_sector("华西")
        yield server


def account(server, name, sector, owner=None, **more):
    fields = {"name": name, "type": "dealer", "status": "active", "sector_id": sector}
    return server.add_record("account", {**fields, "owner_id": owner, **more})


def search(server, *roles, sector=None, user="u"):
    asker = Actor(id=user, roles=frozenset(roles), sector_id=sector or "") if roles else None
    with server.database.reading() as work:
        return search_duplicates(work, ORG, asker)


def told(pairs):
    return [[side.name for side in pair.sides] for pair in pairs]


@pytest.fixture
def pair(here):
    one = account(here, "百禾粮油有限公司", here.east, ANNA, phone=PHONE)
    other = account(here, "百禾粮油", here.west, BEN)
    here.add_record("contact", {"account_id": other, "name": "陈掌柜", "mobile": PHONE})
    account(here, "顺丰商行", here.west, BEN, phone="13900000002")
    return one, other


def test_group_marketing_is_told_both_with_their_sectors(here, pair):
    (found,) = search(here, Role.GROUP_MARKETING)
    assert {(side.id, side.sector) for side in found.sides} == {
        (pair[0], "华东"),
        (pair[1], "华西"),
    }


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize("role", [Role.SECTOR_HEAD, Role.SECTOR_ADMIN])
def test_a_head_is_told_only_that_the_other_is_known_elsewhere(here, role):
    assert told(search(here, role, sector=here.east)) == [["百禾粮油有限公司"]]
    assert told(search(here, role, sector=here.west)) == [["百禾粮油"]]


@pytest.mark.usefixtures("pair")
def test_a_rep_is_told_of_own_accounts_only(here):
    assert told(search(here, Role.REP, sector=here.east, user=ANNA)) == [["百禾粮油有限公司"]]
    assert search(here, Role.REP, sector=here.east, user=CARL) == ()


@pytest.mark.usefixtures("pair")
def test_pairs_of_others_are_not_even_counted(here):
    assert search(here, Role.SECTOR_HEAD, sector=here.add_sector("华北")) == ()


@pytest.mark.parametrize(("state", "count"), [("proposed", 1), ("declined", 0), ("undone", 0)])
def test_what_somebody_has_decided_is_not_asked_again(here, pair, state, count):
    fields = {"account_id": pair[1], "loser_id": pair[0], "state": state}
    here.add_record("account_merge", fields)
    found = search(here)
    assert len(found) == count
    assert all(one.is_proposed for one in found)


def test_the_command_shows_what_the_named_person_may_see(here, pair, tmp_path, capsys):
    here.add_user("head", "correct horse", ("sector_head",), here.east)
    data = ["--data", str(tmp_path / "server")]
    assert main(["duplicates", *data]) == 0
    whole = capsys.readouterr().out
    assert pair[0] in whole
    assert pair[1] in whole
    assert "1 pairs" in whole
    assert main(["duplicates", *data, "--seen-by", "head"]) == 0
    seen = capsys.readouterr().out
    assert "known elsewhere" in seen
    assert pair[1] not in seen
    assert "华西" not in seen
    assert main(["duplicates", *data, "--seen-by", "nobody"]) == 1
