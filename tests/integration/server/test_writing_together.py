"""Devices that push at the same time share a commit; none of them notices the others."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.errors import NotFoundError
from server.routes.lane import Lane
from server.services.access.bearers import Signed
from server.services.errors import ProblemError
from server.services.verification import verify_database
from server.store.audit import AuditEntry, add_entry
from server.store.devices import set_device_state
from sync.wire import codec, signing
from sync.wire.messages import PROTOCOL_VERSION, SyncRequest
from tests.support.device import BareDevice, created, fresh_id
from tests.support.server import ORG

DEVICES, ROUNDS = 8, 6


def entry(name):
    return AuditEntry(fresh_id(), 1, name, "nobody", device_id="")


def written(server):
    with server.database.reading() as work:
        return [row[0] for row in work.rows("SELECT action FROM audit WHERE user_id = 'nobody'")]


def test_a_piece_that_fails_leaves_nothing_and_takes_nobody_with_it(server):
    def good(name):
        return lambda work: add_entry(work, ORG, entry(name)) or name

    def bad(work):
        add_entry(work, ORG, entry("bad"))
        raise NotFoundError("record.unknown")

    first, failed, last = server.database.write_together([good("one"), bad, good("two")])
    assert (first, last) == ("one", "two")
    assert isinstance(failed, NotFoundError)
    assert sorted(written(server)) == ["one", "two"]


def test_a_fault_of_the_database_hits_only_the_piece_that_met_it(server):
    twin = entry("twin")

    def add(one):
        return lambda work: add_entry(work, ORG, one) or one.action

    outcomes = server.database.write_together([add(twin), add(twin), add(entry("other"))])
    assert outcomes[0] == "twin"
    assert isinstance(outcomes[1], Exception)
    assert outcomes[2] == "other"
    assert sorted(written(server)) == ["other", "twin"]


@pytest.fixture
def devices(server):
    sector = server.add_sector("x")
    for number in range(DEVICES):
        server.add_user(f"rep{number}", "correct horse", ("rep",), sector)
    made = [BareDevice(server.client(), f"rep{number}").enrol() for number in range(DEVICES)]
    for one in made:
        one.pull()
    return made


def test_many_devices_at_once_are_all_answered_and_all_kept(server, devices):
    gate = threading.Barrier(DEVICES)

    def work(one):
        gate.wait()
        for _ in range(ROUNDS):
            results = one.push(created("account", name="百禾", type="dealer", status="active"))
            assert [result.outcome for result in results] == ["merged"]
        return len(one.ids("account"))

    with ThreadPoolExecutor(DEVICES) as threads:
        assert list(threads.map(work, devices)) == [ROUNDS] * DEVICES
    assert verify_database(server.database, ORG) == []


def test_a_device_revoked_between_its_check_and_its_turn_writes_nothing(server, devices):
    one = devices[0]
    service = server.server.sync
    group = one.group(created("account", name="百禾", type="dealer", status="active"))
    asked = service.understand(signed_by(one, group))
    server.database.write(lambda work: set_device_state(work, ORG, one.id, "revoked"))
    (refused,) = service.push_together((asked,))
    assert isinstance(refused, ProblemError)
    assert refused.code == "device.revoked"
    assert one.next_seq == 2
    with server.database.reading() as work:
        assert work.rows("SELECT id FROM record WHERE entity = 'account'") == []


def signed_by(one, group):
    """Return a round of a device as the routes hand it on."""
    body = codec.encode(SyncRequest(PROTOCOL_VERSION, 1, (group,), cursor=one.cursor))
    token = one.session.access_token
    text = signing.request_text(method="POST", path="/v1/sync", token=token, body=body)
    return Signed(token, one.sign(text), "POST", "/v1/sync", body)


def test_a_known_token_with_somebody_elses_signature_is_refused(server, devices):
    one, other = devices[:2]
    good = signed_by(one, one.group(created("account", name="x", type="dealer", status="active")))
    forged = signed_by(one, one.group(created("account", name="y", type="dealer", status="active")))
    service = server.server.sync
    service.understand(good)
    text = b"another text"
    forged = type(forged)(forged.token, other.sign(text), "POST", "/v1/sync", forged.body)
    assert service.understands_at_once(forged)
    with pytest.raises(ProblemError) as refused:
        service.understand(forged)
    assert refused.value.code == "session.proof"


def test_what_waits_meanwhile_goes_together():
    """While one batch is written, the next one gathers."""
    begun, release, batches = threading.Event(), threading.Event(), []

    def do(several):
        batches.append(list(several))
        begun.set()
        release.wait(10)
        return [ValueError(str(one)) if one == 3 else one * 2 for one in several]

    async def drive():
        lane = Lane(do, threads=1, together=10)
        first = asyncio.create_task(lane.run(1))
        await asyncio.to_thread(begun.wait, 10)
        rest = [asyncio.create_task(lane.run(number)) for number in (2, 3, 4)]
        await asyncio.sleep(0)
        release.set()
        return await asyncio.gather(first, *rest, return_exceptions=True)

    answers = asyncio.run(drive())
    assert batches == [[1], [2, 3, 4]]
    assert answers[:2] == [2, 4]
    assert isinstance(answers[2], ValueError)
    assert answers[3] == 8
