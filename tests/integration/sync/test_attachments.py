"""A photo taken offline reaches the server whole, however often the line breaks."""

import hashlib
import io

import pytest

from app.store.held.blobs import Blobs
from sync.attachments.sending import CHUNK_BYTES, Uploader
from sync.errors import OfflineError
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, enrolled

PHOTO = bytes(range(256)) * (CHUNK_BYTES // 100)


@pytest.fixture
def desk(tmp_path):
    with make_server(tmp_path) as server:
        server.add_user("anna", PASSWORD, ("rep",), server.add_sector())
        one = enrolled(server, tmp_path / "anna", "anna")
        yield one
        one.workspace.store.close()


def save_photo(desk, photo=PHOTO):
    account = desk.create("account", name="百禾粮油", type="dealer", status="active")
    stored = desk.workspace.files.store_file(io.BytesIO(photo))
    with desk.workspace.store.unit_of_work() as work:
        blobs = Blobs(work.connection)
        blobs.keep(stored.sha256, stored.size_bytes)
        blobs.release([stored.sha256])
        fields = {
            "account_id": account,
            "subject_entity": "account",
            "subject_id": account,
            "sha256": stored.sha256,
            "size_bytes": stored.size_bytes,
        }
        work.create("attachment", fields, desk.workspace.author)
        work.commit(desk.workspace.author)
    return stored.sha256


def uploader(desk):
    return Uploader(desk.workspace.store, desk.workspace.files, desk.wire)


def state_of(desk):
    with desk.workspace.store.snapshot() as look:
        return look.connection.exec_driver_sql("SELECT state, sent_bytes FROM blob").one()


def fetched(desk, sha256):
    path = f"/v1/blobs/{sha256}"
    return desk.wire.call("GET", path, expect="application/octet-stream")


def test_a_photo_arrives_whole_and_the_receipt_is_noted(desk):
    sha256 = save_photo(desk)
    desk.sync()
    assert uploader(desk).run(lambda: False) == 1
    assert tuple(state_of(desk)) == ("sent", len(PHOTO))
    assert hashlib.sha256(fetched(desk, sha256)).hexdigest() == sha256


def test_a_broken_line_costs_only_the_chunk_that_was_on_it(desk):
    sha256 = save_photo(desk)
    desk.sync()
    carry, puts = desk.network.handle_request, []

    def break_after_two(request):
        if request.method == "PUT":
            puts.append(request.url.params["offset"])
            desk.network.offline = len(puts) == 3
        return carry(request)

    desk.network.handle_request = break_after_two
    with pytest.raises(OfflineError):
        uploader(desk).run(lambda: False)
    assert tuple(state_of(desk)) == ("waiting", 2 * CHUNK_BYTES)
    desk.network.offline = False
    assert uploader(desk).run(lambda: False) == 1
    assert puts.count("0") == 1
    assert hashlib.sha256(fetched(desk, sha256)).hexdigest() == sha256


def test_a_photo_that_the_server_has_is_not_sent_again(desk):
    save_photo(desk)
    desk.sync()
    uploader(desk).run(lambda: False)
    sent = desk.wire.transport.traffic.sent
    assert uploader(desk).run(lambda: False) == 0
    assert desk.wire.transport.traffic.sent == sent


def test_a_photo_that_the_disk_lost_does_not_keep_back_the_others(desk):
    lost, kept = save_photo(desk, PHOTO[:50_000]), save_photo(desk)
    path = desk.workspace.files._path(lost)
    raw = bytearray(path.read_bytes())
    raw[-100] ^= 1
    path.write_bytes(raw)
    desk.sync()
    assert uploader(desk).run(lambda: False) == 1
    assert hashlib.sha256(fetched(desk, kept)).hexdigest() == kept
    with desk.workspace.store.snapshot() as look:
        assert [blob.sha256 for blob in Blobs(look.connection).waiting(9)] == [lost]
