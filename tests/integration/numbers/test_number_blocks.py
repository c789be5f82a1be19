"""Contract numbers: leased with the sync, given offline, never twice, and none unaccounted for."""

import os
import signal
from types import SimpleNamespace

import msgspec
import pytest

from app.domain.contracts.numbers import read_number
from app.store.number_blocks import NumberBlocks
from server.services.numbers.blocks import LEAST_NUMBERS
from server.store.devices import set_device_state
from sync.errors import OfflineError
from sync.wire import codec
from sync.wire.messages import SyncRequest
from tests.support.numbered import (
    YEAR,
    draft,
    filled_draft,
    give_number,
    left,
    make_house,
    refusals,
)
from tests.support.server import ORG
from tests.support.unjudged import Unjudged


@pytest.fixture
def house(tmp_path):
    with make_house(tmp_path) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgres"])
def either(request, tmp_path):
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    with make_house(tmp_path, url) as made:
        yield made


def requests_of(one):
    """Return what a device sends from now on."""
    sent = []
    call = one.engine._wire.call

    def noted(method, path, *, body=b"", expect):
        if path == "/v1/sync":
            sent.append(codec.decode(body, SyncRequest))
        return call(method, path, body=body, expect=expect)

    one.engine._wire = SimpleNamespace(call=noted)
    return sent


def test_a_device_has_numbers_for_the_season_after_its_first_sync(either):
    anna = either.device("anna")
    assert left(anna) == LEAST_NUMBERS
    assert left(anna, YEAR + 1) == LEAST_NUMBERS  # the year ends before the supply would
    number = give_number(anna, draft(anna))
    assert number.startswith("HL-GX-2026-HZ-00001")


def test_two_devices_never_give_the_same_number(either):
    devices = [either.device(login) for login in ("anna", "ben", "anna")]
    given = [give_number(one, draft(one)) for _round in range(3) for one in devices]
    for one in devices:
        one.sync()
    assert len(set(given)) == len(given)
    assert [refusals(one) for one in devices] == [[], [], []]
    used = [entry.number for entry in either.register() if entry.number]
    assert sorted(used) == sorted(given)


def test_the_numbers_of_a_device_rise(house):
    anna, ben = house.device("anna"), house.device("ben")
    given = []
    for _ in range(LEAST_NUMBERS + 8):
        given.append(read_number(give_number(anna, draft(anna))).sequence)
        if len(given) % 9 == 0:
            anna.sync()
            ben.sync()
    assert given == sorted(set(given))
    assert given[-1] > 2 * LEAST_NUMBERS  # the second block lies behind the one of the colleague


def test_a_quiet_round_asks_for_nothing(house):
    anna = house.device("anna")
    sent = requests_of(anna)
    anna.sync()
    (request,) = sent
    assert request.numbers == ()
    assert b"numbers" not in msgspec.msgpack.encode(request)


def test_a_device_that_runs_short_asks_in_the_round_it_does_anyway(house):
    anna = house.device("anna")
    for _ in range(LEAST_NUMBERS - 9):
        give_number(anna, draft(anna))
    sent = requests_of(anna)
    anna.sync()
    assert [len(request.numbers) for request in sent if request.groups] == [1]
    assert left(anna) == 2 * LEAST_NUMBERS - (LEAST_NUMBERS - 9)


def test_a_block_grows_with_what_the_user_gives(house):
    anna = house.device("anna")
    for _ in range(5):
        for _ in range(11):
            give_number(anna, draft(anna))
        anna.sync()
    given = max(e.last for e in house.register() if e.series == "HL-2026-HZ")
    assert given == 2 * LEAST_NUMBERS + 33


def test_a_lost_answer_leases_nothing_twice(house):
    anna = house.device("anna")
    for _ in range(LEAST_NUMBERS - 9):
        give_number(anna, draft(anna))
    wire = anna.engine._wire

    def answered_in_vain(*told, **more):
        wire.call(*told, **more)
        raise OfflineError

    anna.engine._wire = SimpleNamespace(call=answered_in_vain)
    with pytest.raises(OfflineError):
        anna.sync()
    anna.engine._wire = wire
    anna.sync()
    assert left(anna) == 9 + LEAST_NUMBERS
    counted = sum(e.last - e.first + 1 for e in house.register() if e.series == "HL-2026-HZ")
    assert counted == 2 * LEAST_NUMBERS


def test_whoever_writes_no_contracts_gets_no_numbers(house):
    head = house.device("head")
    assert left(head) == 0
    assert house.register() == []


def test_an_exhausted_block_gives_nothing(house):
    anna = house.device("anna")
    for _ in range(LEAST_NUMBERS):
        give_number(anna, draft(anna))
    with anna.workspace.store.unit_of_work() as work:
        assert NumberBlocks(work.connection).take(YEAR, "GX") is None


def test_work_that_is_not_committed_gives_its_number_back(house):
    anna = house.device("anna")
    contract = draft(anna)
    with anna.workspace.store.unit_of_work() as work:
        taken = NumberBlocks(work.connection).take(YEAR, "GX")
        work.edit("contract", contract, {"number": taken.text}, anna.workspace.author)
    assert give_number(anna, contract) == taken.text


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process to kill")
def test_a_kill_between_taking_and_commit_neither_loses_nor_doubles_a_number(house):
    anna = house.device("anna", key_hex="5a" * 32)
    contract = draft(anna)
    anna.workspace.store.close()
    child = os.fork()
    if not child:
        work = anna.workspace.store.unit_of_work()
        number = NumberBlocks(work.connection).take(YEAR, "GX")
        work.edit("contract", contract, {"number": number.text}, anna.workspace.author)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert left(anna) == LEAST_NUMBERS
    assert anna.read("contract", contract)["number"] is None
    assert give_number(anna, contract).startswith("HL-GX-2026-HZ-00001")


def test_a_number_from_nowhere_or_from_a_colleague_is_refused(house):
    anna, ben = house.device("anna"), house.device("ben")
    stolen = give_number(ben, draft(ben))
    for number, code in (
        (stolen, "contract.number.not_leased"),
        (stolen[:-6] + "00001X", "contract.number.check"),
        ("HT-00001", "contract.number.form"),
    ):
        contract = draft(anna)
        anna.edit("contract", contract, number=number)
        anna.sync()
        assert refusals(anna)[-1] == code
        assert anna.read("contract", contract)["number"] is None
    ben.sync()
    assert refusals(ben) == []


def test_a_number_is_refused_on_a_second_contract_and_never_changed(house):
    anna = house.device("anna")
    first, second = draft(anna), draft(anna)
    number = give_number(anna, first)
    anna.edit("contract", second, number=number)
    anna.sync()
    assert refusals(anna) == ["contract.number.used"]
    other = give_number(anna, second)
    anna.edit("contract", first, number=other)
    anna.sync()
    assert refusals(anna)[-1] in {"contract.number.used", "contract.number.fixed"}


def test_a_refused_group_leaves_its_number_unused_and_it_is_not_given_again(house):
    anna = house.device("anna")
    contract = draft(anna)
    anna.sync()
    with anna.workspace.store.unit_of_work() as work:
        work.rights = Unjudged(work.connection, work.records)
        number = NumberBlocks(work.connection).take(YEAR, "GX")
        fields = {"number": number.text, "state": "approved"}
        work.edit("contract", contract, fields, anna.workspace.author)
        work.commit(anna.workspace.author)
    anna.sync()
    assert refusals(anna) == ["contract.step.unknown"]
    assert give_number(anna, contract) != number.text
    anna.sync()
    assert [fate[:3] for fate in house.fates() if fate[1] <= 2] == [
        (1, 1, "leased"),
        (2, 2, "used"),
    ]


def test_a_store_that_went_back_in_time_is_told_which_numbers_are_out(house):
    anna = house.device("anna")
    taken = [give_number(anna, draft(anna)) for _ in range(3)]
    anna.sync()
    with anna.workspace.store.unit_of_work() as work:
        NumberBlocks(work.connection).give_up()  # as a copy of the store from before the lease
        work.commit()
    anna.sync()
    assert left(anna) == LEAST_NUMBERS - len(taken)
    assert give_number(anna, draft(anna)) not in taken


def test_every_number_is_accounted_for(house):
    anna, ben = house.device("anna"), house.device("ben")
    kept, voided = draft(anna), draft(anna)
    for contract in (kept, voided):
        give_number(anna, contract)
    anna.edit("contract", voided, state="void", void_reason="客户改主意")
    give_number(ben, draft(ben))
    for one in (anna, ben):
        one.sync()
    used = ("used", ""), ("void", "contract void: 客户改主意"), ("leased", "")
    told = [fate for fate in house.fates() if fate[1] <= 2 * LEAST_NUMBERS]
    assert [(first, *fate) for first, _last, *fate in told[:3]] == [
        (1, *used[0]),
        (2, *used[1]),
        (3, *used[2]),
    ]
    numbers = [(e.series, n) for e in house.register() for n in range(e.first, e.last + 1)]
    assert len(numbers) == len(set(numbers)) == 4 * LEAST_NUMBERS
    assert "unexplained" not in {fate[2] for fate in house.fates()}


def test_the_numbers_of_a_revoked_device_and_of_a_year_long_over_are_void(house):
    anna, ben = house.device("anna"), house.device("ben")
    give_number(anna, draft(anna))
    anna.sync()
    house.server.database.write(
        lambda work: set_device_state(work, ORG, _id_of(house, ben), "revoked")
    )
    fates = {fate[2:] for fate in house.fates()}
    assert fates == {("used", ""), ("leased", ""), ("void", "device revoked")}
    late = draft(anna)
    give_number(anna, late)
    house.clock.advance(days=38 + 91)
    assert ("void", "year over") in {fate[2:] for fate in house.fates()}
    anna.sync()
    assert refusals(anna) == ["contract.number.closed"]


def test_a_new_year_begins_at_one(house):
    anna = house.device("anna")
    give_number(anna, draft(anna))
    house.clock.advance(days=60)
    assert give_number(anna, draft(anna), YEAR + 1).startswith("HL-GX-2027-HZ-00001")


def test_a_gap_is_seen(house):
    house.device("anna")
    house.server.database.write(
        lambda work: work.run("DELETE FROM number_block WHERE series = ?", ("HL-2026-HZ",))
    )
    assert house.fates()[0] == (1, LEAST_NUMBERS, "unexplained", "")


def test_numbers_given_before_the_blocks_are_not_given_again(house):
    account = house.server.add_record(
        "account", {"name": "华信", "type": "dealer", "status": "active"}
    )
    old = {"account_id": account, "template_id": account, "state": "signed"}
    house.server.add_record("contract", {**old, "number": "HL-JX-2026-HZ-00307M"})
    anna = house.device("anna")
    assert give_number(anna, draft(anna)).startswith("HL-GX-2026-HZ-00308")
    assert house.fates()[0] == (1, 307, "earlier", "")


def test_after_a_restore_no_number_is_given_twice(house):
    anna, ben = house.device("anna"), house.device("ben")
    copy = house.server.back_up()
    for _ in range(LEAST_NUMBERS - 9):
        give_number(anna, draft(anna))
    anna.sync()  # leases a block that the backup does not know
    given = [give_number(anna, draft(anna)) for _ in range(12)]
    anna.sync()
    house.server.restore_from(copy)
    for _ in range(2):
        anna.sync()
        ben.sync()
    given += [give_number(anna, draft(anna)), give_number(ben, draft(ben))]
    anna.sync()
    ben.sync()
    assert refusals(anna) == refusals(ben) == []
    used = [entry.number for entry in house.register() if entry.number]
    assert set(given) <= set(used)
    assert len(used) == len(set(used))
    assert "unexplained" not in {fate[2] for fate in house.fates()}


def test_a_contract_made_offline_is_accepted_with_its_number(house):
    anna = house.device("anna")
    contract = filled_draft(anna)
    number = give_number(anna, contract)
    anna.sync()
    assert anna.read("contract", contract)["number"] == number


def _id_of(house, one):
    with house.server.database.reading() as work:
        rows = work.rows(
            "SELECT id FROM device WHERE org = ? AND user_id = ?", (ORG, one.workspace.user_id)
        )
    return rows[0][0]
