"""A colleague carries a file that only the server can read."""

from __future__ import annotations

import json

import pytest

from app.store import facts
from server.store.devices import set_device_state
from sync.bundles import courier as courier_module
from sync.bundles.courier import Courier, hand_back, take_along
from sync.bundles.reading import read_bundle
from sync.errors import OfflineError
from sync.wire.bundles.faults import BundleError
from tests.support.server import ORG
from tests.support.stick import add_photo, waiting

OCTETS = "application/octet-stream"


@pytest.fixture
def ben(device):
    return device("ben")


@pytest.fixture
def written(desk, stick):
    account = desk.create("account", name="百禾粮油", type="dealer", status="active")
    add_photo(desk, account)
    stick.write(desk)
    return desk


def takes(one, path):
    return take_along(one.workspace.store, one.workspace.files, path)


def hand_over(one):
    one.network.offline = False
    return Courier(one.workspace.store, one.workspace.files, one.wire).run(lambda: False)


def carried(one):
    with one.workspace.store.snapshot() as look:
        return json.loads(look.facts.read_text(facts.BUNDLES_CARRIED) or "[]")


def test_a_colleagues_file_is_handed_over_in_chunks_and_its_answer_can_be_fetched(
    written, ben, stick, monkeypatch, server
):
    monkeypatch.setattr(courier_module, "CHUNK_BYTES", 100_000)
    assert takes(ben, stick.path("up"))
    ((sha256, size),) = carried(ben)
    assert size == stick.path("up").stat().st_size
    stick._wait()
    assert hand_over(ben) == 1
    assert carried(ben) == []
    assert not ben.workspace.files.has_file(sha256)
    with server.database.reading() as work:
        (row,) = work.rows("SELECT user_id, details FROM audit WHERE action = 'bundle.taken'")
    assert row[0] == written.workspace.user_id
    assert "groups=2 refused=0 files=1 carried_by=" in row[1]
    answer = ben.wire.call("GET", f"/v1/bundles/{sha256}/answer", expect=OCTETS)
    stick.path("down").write_bytes(answer)
    assert stick.read(written).units == 2
    assert waiting(written) == 0


def brought(one):
    with one.workspace.store.snapshot() as look:
        return json.loads(look.facts.read_text(facts.BUNDLES_BROUGHT) or "[]")


def test_the_answer_travels_back_on_the_stick_to_the_one_who_did_not_send(
    written, ben, stick, tmp_path
):
    takes(ben, stick.path("up"))
    stick._wait()
    hand_over(ben)
    ((sha256, _size),) = brought(ben)
    folder = tmp_path / "way back"
    folder.mkdir()
    assert hand_back(ben.workspace.store, ben.workspace.files, folder) == 1
    assert brought(ben) == []
    assert not ben.workspace.files.has_file(sha256)
    (answer,) = folder.iterdir()
    with pytest.raises(BundleError) as refused:
        read_bundle(ben.workspace.store, answer, ben.workspace.now_milliseconds)
    assert refused.value.code == "bundle.other_device"
    report = read_bundle(written.workspace.store, answer, written.workspace.now_milliseconds)
    assert (report.units, report.files, waiting(written)) == (2, 1, 0)
    assert hand_back(ben.workspace.store, ben.workspace.files, folder) == 0


@pytest.mark.usefixtures("written")
def test_an_answer_stays_until_it_could_be_written(ben, stick, tmp_path):
    takes(ben, stick.path("up"))
    stick._wait()
    hand_over(ben)
    with pytest.raises(BundleError) as refused:
        hand_back(ben.workspace.store, ben.workspace.files, tmp_path / "no such folder")
    assert refused.value.code == "bundle.unwritable"
    assert len(brought(ben)) == 1


def test_what_the_office_gives_is_what_the_colleague_may_bring_back(written, stick):
    stick.take()
    stick.give(written, "given")
    assert stick.read(written, "given").units == 2
    assert waiting(written) == 0


@pytest.mark.usefixtures("written")
def test_a_transfer_that_breaks_off_goes_on_where_it_stopped(ben, stick, monkeypatch, server):
    monkeypatch.setattr(courier_module, "CHUNK_BYTES", 100_000)
    takes(ben, stick.path("up"))
    ben.network.offline = False
    steps = iter([False, False, False])

    def stops():
        return next(steps, True)

    courier = Courier(ben.workspace.store, ben.workspace.files, ben.wire)
    assert courier.run(stops) == 0
    (part,) = server.server.uploads.files.folder.iterdir()
    assert part.stat().st_size == 200_000
    ben.network.offline = True
    with pytest.raises(OfflineError):
        courier.run(lambda: False)
    stick._wait()
    assert hand_over(ben) == 1
    assert not part.exists()


def test_a_file_whose_way_failed_is_kept_for_the_next_round(written, ben, stick, server):
    takes(ben, stick.path("up"))
    with ben.workspace.store.snapshot() as look:
        device_id = look.facts.read_text(facts.DEVICE_ID)
    ((sha256, size),) = carried(ben)
    server.server.uploads.files.append(device_id, sha256, 0, bytes(size // 2))
    assert hand_over(ben) == 0
    assert carried(ben) == [[sha256, size]]
    stick._wait()
    assert hand_over(ben) == 1
    assert waiting(written) == 2


@pytest.mark.usefixtures("written")
def test_an_upload_that_was_whole_when_the_server_fell_begins_anew(ben, stick, server):
    takes(ben, stick.path("up"))
    with ben.workspace.store.snapshot() as look:
        device_id = look.facts.read_text(facts.DEVICE_ID)
    ((sha256, _size),) = carried(ben)
    server.server.uploads.files.append(device_id, sha256, 0, stick.path("up").read_bytes())
    stick._wait()
    assert hand_over(ben) == 1
    assert carried(ben) == []


@pytest.mark.usefixtures("written")
def test_the_same_file_from_two_couriers_is_taken_once(ben, device, stick, server):
    other = device("ben")
    for one in (ben, other):
        takes(one, stick.path("up"))
        stick._wait()
        assert hand_over(one) == 1
    with server.database.reading() as work:
        assert len(work.rows("SELECT id FROM record WHERE entity = 'account'")) == 1


def test_a_file_that_the_server_refuses_is_let_go(written, ben, stick, server):
    with written.workspace.store.snapshot() as look:
        device_id = look.facts.read_text(facts.DEVICE_ID)
    takes(ben, stick.path("up"))
    server.database.write(lambda work: set_device_state(work, ORG, device_id, "revoked"))
    assert hand_over(ben) == 0
    assert carried(ben) == []
    assert len(list(server.server.bundles.quarantine.iterdir())) == 1
    assert list(server.server.uploads.files.folder.iterdir()) == []


def test_only_colleagues_files_are_taken_along(written, ben, stick):
    stick.take()
    assert not takes(written, stick.path("down"))
    with pytest.raises(BundleError, match=r"bundle\.for_the_office"):
        takes(written, stick.path("up"))
    with ben.workspace.store.unit_of_work() as work:
        work.facts.write(facts.SERVER_ID, "another")
        work.commit()
    with pytest.raises(BundleError, match=r"bundle\.other_organisation"):
        takes(ben, stick.path("up"))
    assert carried(ben) == []


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/v1/bundles/xyz?offset=0&size=1", b"x", "bundle.name"),
        (f"/v1/bundles/{'0' * 64}?offset=0&size=1", b"x", "blob.hash"),
        (f"/v1/bundles/{'0' * 64}?offset=5&size=9", b"x", "blob.offset"),
        (f"/v1/bundles/{'0' * 64}?offset=0&size={2**40}", b"x", "bundle.too_large"),
        (f"/v1/bundles/{'0' * 64}?size=1", b"x", "blob.offset"),
    ],
)
def test_a_strange_upload_is_refused(*, ben, path, body, code):
    ben.network.offline = False
    with pytest.raises(Exception, match=code):
        ben.wire.call("PUT", path, body=body, kind=OCTETS, expect="application/json")
    with pytest.raises(Exception, match=r"bundle\.no_answer"):
        ben.wire.call("GET", f"/v1/bundles/{'0' * 64}/answer", expect=OCTETS)
