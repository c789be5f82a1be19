"""Pairs over all sectors, on the device of somebody who may see every sector."""

from __future__ import annotations

import pytest

from app.domain.accounts.duplicates import Clue
from app.domain.policy_terms import Role, sees_over_sectors
from app.queries.accounts.pairs import list_pairs, pair_up, read_compared
from tests.support.account_records import key, put
from tests.support.devices import make_workspace

ME, EAST, WEST = key(700), key(701), key(702)
ONE, OTHER, THIRD = key(710), key(711), key(712)
PHONE = "13900000001"


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path, ME)
    firm = {"type": "dealer", "status": "active"}
    with workspace.store.unit_of_work() as work:
        put(work, "sector", [{"id": EAST, "name": "华东"}, {"id": WEST, "name": "华西"}])
        put(work, "account", [
            {"id": ONE, "name": "百禾粮油有限公司", "sector_id": EAST, "phone": PHONE, **firm},
            {"id": OTHER, "name": "百禾粮油", "sector_id": WEST, **firm},
            {"id": THIRD, "name": "顺丰商行", "sector_id": WEST, "phone": "13900000002", **firm},
        ])  # fmt: skip
        put(work, "contact", [{"id": key(720), "account_id": OTHER, "name": "陈", "mobile": PHONE}])
        work.commit()
    become(workspace, "group_marketing")
    yield workspace
    workspace.store.close()


def become(workspace, roles, **more):
    with workspace.store.unit_of_work() as work:
        put(work, "user", [{"id": ME, "name": "M", "login": "m", "roles": roles, **more}])
        work.commit()


def pairs(desk):
    return list_pairs(desk, pair_up(read_compared(desk)))


def test_two_spellings_of_a_firm_in_two_sectors_are_a_pair_with_what_they_share(desk):
    (pair,) = pairs(desk)
    assert {(side.id, side.sector) for side in (pair.first, pair.second)} == {
        (ONE, "华东"), (OTHER, "华西"),
    }  # fmt: skip
    assert pair.is_across
    assert Clue.PHONE in pair.match.clues


@pytest.mark.parametrize("role", ["rep", "sector_head", "sector_admin", "inspector", "finance"])
def test_whoever_may_not_see_every_sector_is_told_nothing(desk, role):
    become(desk, role, sector_id=EAST)
    assert pairs(desk) == ()


def test_only_management_and_marketing_of_the_group_see_over_sectors():
    seeing = {role for role in Role if sees_over_sectors({role})}
    assert seeing == {Role.GROUP_MANAGEMENT, Role.GROUP_MARKETING}


@pytest.mark.parametrize(("state", "left"), [("proposed", 1), ("declined", 0), ("undone", 0)])
def test_what_somebody_decided_about_is_not_asked_again(desk, state, left):
    with desk.store.unit_of_work() as work:
        put(work, "account_merge", [
            {"id": key(730), "account_id": ONE, "loser_id": OTHER, "state": state}
        ])  # fmt: skip
        work.commit()
    found = pairs(desk)
    assert len(found) == left
    assert all(pair.is_proposed for pair in found)
