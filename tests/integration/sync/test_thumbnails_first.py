"""Small pictures travel before photos, both ways; a whole photo comes when somebody opens it."""

import hashlib

import pytest

from app.commands.files.choosing import ChosenFile
from app.commands.files.sealing import seal_file
from app.store.held.blobs import Blobs, Errand
from app.store.reads.sync.centre import read_waiting_files
from app.store.reads.sync.status import read_sync_status
from sync.attachments import fetching
from sync.attachments.fetching import Fetcher
from sync.attachments.sending import CHUNK_BYTES, Uploader
from sync.bundles.courier import Courier
from sync.errors import NotOurServerError, OfflineError, ServerRefusedError
from sync.rounds import FullRound
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, enrolled

STEP = fetching._ABSENT_MILLISECONDS


class Desk:
    """A device that does full rounds, with a switch for connections that cost by the byte."""

    def __init__(self, device):
        self.device, self.workspace = device, device.workspace
        self.is_metered, self.asked, self.now = False, [], 0
        store, files, wire = self.workspace.store, self.workspace.files, device.wire
        self.fetcher = Fetcher(store, files, wire, lambda: self.now)
        self.uploader = Uploader(store, files, wire)
        courier = Courier(store, files, wire)
        self.rounds = FullRound(
            device.engine, self.uploader, self.fetcher, lambda: not self.is_metered, courier
        )
        carry = device.network.handle_request

        def noted(request):
            self.asked.append((request.method, request.url.path.rpartition("/")[2]))
            return carry(request)

        device.network.handle_request = noted

    def sync(self):
        shown = []
        self.rounds.run_once(progress=shown.append)
        return shown

    def attach(self, photo, thumbnail, subject="visit_log"):
        account = self.device.create("account", name="百禾", type="dealer", status="active")
        line = seal_file(self.workspace, ChosenFile(photo, "image/jpeg", "a.jpg", thumbnail))
        with self.workspace.store.unit_of_work() as work:
            blobs = Blobs(work.connection)
            blobs.release(line.digests)
            fields = {
                "account_id": account,
                "subject_entity": subject,
                "subject_id": account,
                "sha256": line.sha256,
                "size_bytes": line.size_bytes,
                "thumbnail_sha256": line.thumbnail_sha256 or None,
                "thumbnail_bytes": line.thumbnail_bytes or None,
            }
            work.create("attachment", fields, self.workspace.author)
            work.commit(self.workspace.author)
        return line

    def has(self, sha256):
        return self.workspace.files.has_file(sha256)

    def waiting(self, errand=Errand.EVERYTHING):
        with self.workspace.store.snapshot() as look:
            return [blob.sha256 for blob in Blobs(look.connection).waiting(99, errand)]


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as made:
        made.add_user("anna", PASSWORD, ("rep",), made.add_sector())
        made.add_user("wang", PASSWORD, ("rep",), made.add_sector("华南"))
        yield made


@pytest.fixture
def desk_of(server, tmp_path):
    made = []

    def make(name, login="anna"):
        made.append(Desk(enrolled(server, tmp_path / name, login)))
        made[-1].sync()
        return made[-1]

    yield make
    for desk in made:
        desk.workspace.store.close()


def picture(shade, size):
    return bytes([shade]) * size


def nothing():
    return False


def test_small_pictures_go_first_then_records_then_contracts_then_photos(desk_of):
    desk = desk_of("desk")
    photo = desk.attach(picture(1, 90_000), picture(2, 900))
    scan = desk.attach(picture(3, 99_000), picture(4, 800), subject="contract")
    desk.asked.clear()
    desk.sync()
    sent = [name for method, name in desk.asked if method in {"PUT", "POST"}]
    assert sent == [
        scan.thumbnail_sha256,
        photo.thumbnail_sha256,
        "sync",
        scan.sha256,
        photo.sha256,
    ]


def test_a_begun_photo_does_not_hold_up_a_new_small_picture(desk_of):
    desk = desk_of("desk")
    old = desk.attach(picture(1, 2 * CHUNK_BYTES), b"")
    with desk.workspace.store.unit_of_work() as work:
        Blobs(work.connection).note_progress(old.sha256, CHUNK_BYTES)
        work.commit()
    new = desk.attach(picture(2, 5_000), picture(3, 900))
    assert desk.waiting() == [new.thumbnail_sha256, old.sha256, new.sha256]


def test_a_small_picture_costs_one_request(desk_of):
    desk = desk_of("desk")
    line = desk.attach(picture(1, 5_000), picture(2, 900))
    desk.asked.clear()
    desk.uploader.run(nothing, Errand.THUMBNAILS)
    assert desk.asked == [("PUT", line.thumbnail_sha256)]


def test_another_device_sees_the_picture_with_the_record_and_the_photo_stays_away(desk_of):
    desk, laptop = desk_of("desk"), desk_of("laptop")
    line = desk.attach(picture(1, 90_000), picture(2, 900))
    desk.sync()
    shown = laptop.sync()
    assert laptop.workspace.files.read_file(line.thumbnail_sha256) == picture(2, 900)
    assert not laptop.has(line.sha256)
    assert shown[-1].touched.touches("attachment")
    assert laptop.waiting() == []


def test_on_a_metered_connection_only_small_pictures_and_contracts_travel(desk_of):
    desk, laptop = desk_of("desk"), desk_of("laptop")
    desk.is_metered = laptop.is_metered = True
    photo = desk.attach(picture(1, 90_000), picture(2, 900))
    scan = desk.attach(picture(3, 99_000), picture(4, 800), subject="contract")
    desk.sync()
    laptop.sync()
    assert desk.waiting() == [photo.sha256]
    assert laptop.has(photo.thumbnail_sha256)
    with pytest.raises(ServerRefusedError):
        laptop.fetcher.fetch(photo.sha256, nothing)
    laptop.fetcher.fetch(scan.sha256, nothing)
    desk.is_metered = False
    desk.sync()
    assert desk.waiting() == []


def test_a_photo_that_is_opened_comes_in_pieces_and_goes_on_where_it_broke(desk_of):
    desk, laptop = desk_of("desk"), desk_of("laptop")
    content = bytes(range(256)) * (CHUNK_BYTES // 100)
    line = desk.attach(content, picture(2, 900))
    desk.sync()
    laptop.sync()
    carry, asked = laptop.device.network.handle_request, []

    def break_after_two(request):
        asked.append(request.headers["range"])
        laptop.device.network.offline = len(asked) == 3
        return carry(request)

    laptop.device.network.handle_request = break_after_two
    with pytest.raises(OfflineError):
        laptop.fetcher.fetch(line.sha256, nothing)
    laptop.device.network.offline = False
    laptop.fetcher.fetch(line.sha256, nothing)
    assert sum(piece.startswith("bytes=0-") for piece in asked) == 1
    assert hashlib.sha256(laptop.workspace.files.read_file(line.sha256)).hexdigest() == line.sha256
    asked.clear()
    laptop.fetcher.fetch(line.sha256, nothing)
    assert asked == []


def test_uploads_make_room_for_somebody_who_opens_a_photo(desk_of):
    desk = desk_of("desk")
    line = desk.attach(picture(1, 90_000), b"")
    desk.fetcher.want()
    desk.sync()
    assert desk.waiting() == [line.sha256]
    with pytest.raises(ServerRefusedError):
        desk.fetcher.fetch("0" * 64, nothing)
    desk.sync()
    assert desk.waiting() == []


def test_bytes_that_are_not_the_files_are_thrown_away(desk_of):
    desk, laptop = desk_of("desk"), desk_of("laptop")
    line = desk.attach(picture(1, 90_000), picture(2, 900))
    desk.sync()
    laptop.fetcher._wire = Lying()
    laptop.device.sync()
    with pytest.raises(NotOurServerError):
        laptop.fetcher.fetch(line.sha256, nothing)
    assert laptop.fetcher.fetch_thumbnails(nothing) == 0
    assert not laptop.has(line.sha256)
    assert not laptop.has(line.thumbnail_sha256)


class Lying:
    def call(self, method, path, *, headers=None, expect):
        asked = (headers or {}).get("range", "bytes=0-9").removeprefix("bytes=")
        first, _, last = asked.partition("-")
        return b"x" * (int(last) - int(first) + 1)


def test_a_small_picture_that_is_not_there_yet_is_asked_for_again_later(desk_of):
    desk, laptop = desk_of("desk"), desk_of("laptop")
    line = desk.attach(picture(1, 90_000), picture(2, 900))
    desk.device.sync()  # the record alone, as an interrupted round leaves it
    laptop.sync()
    desk.sync()
    laptop.asked.clear()
    laptop.sync()
    assert ("GET", line.thumbnail_sha256) not in laptop.asked
    laptop.now += STEP
    laptop.sync()
    assert laptop.has(line.thumbnail_sha256)


def test_a_record_does_not_wait_for_a_picture_that_will_not_go(desk_of):
    desk, laptop = desk_of("desk"), desk_of("laptop")
    line = desk.attach(picture(1, 90_000), picture(2, 900))
    carry = desk.device.network.handle_request

    def refuse_pictures(request):
        if request.method == "PUT":
            desk.device.network.offline = True
        try:
            return carry(request)
        finally:
            desk.device.network.offline = False

    desk.device.network.handle_request = refuse_pictures
    with pytest.raises(OfflineError):
        desk.sync()
    assert desk.device.journal_states() == ["acknowledged"] * 2
    assert line.thumbnail_sha256 in desk.waiting()
    laptop.sync()
    assert laptop.device.everything("attachment")


def test_nobody_else_gets_the_picture_by_knowing_its_name(desk_of):
    desk, stranger = desk_of("desk"), desk_of("stranger", "wang")
    line = desk.attach(picture(1, 90_000), picture(2, 900))
    other = desk.attach(picture(5, 90_000), picture(6, 900))
    desk.sync()
    own = stranger.attach(picture(7, 90_000), picture(8, 900))
    stranger.sync()
    for of in (line.sha256, own.sha256, other.sha256, ""):
        path = f"/v1/blobs/{line.thumbnail_sha256}" + (f"?of={of}" if of else "")
        with pytest.raises(ServerRefusedError) as caught:
            stranger.device.wire.call("GET", path, expect="application/octet-stream")
        assert caught.value.code == "blob.unknown"


def test_a_name_that_is_none_is_refused_before_anything_is_looked_up(desk_of):
    desk = desk_of("desk")
    for of in ("%00", "x" * 64, "a" * 63):
        with pytest.raises(ServerRefusedError) as caught:
            desk.device.wire.call("GET", f"/v1/blobs/{'a' * 64}?of={of}", expect="x/y")
        assert caught.value.code == "blob.name"


def test_the_sync_centre_counts_photos_and_not_their_small_pictures(desk_of):
    desk = desk_of("desk")
    line = desk.attach(picture(1, 90_000), picture(2, 900))
    with desk.workspace.store.snapshot() as look:
        assert [file.sha256 for file in read_waiting_files(look, 9)] == [line.sha256]
        status = read_sync_status(look)
    assert (status.files_waiting, status.bytes_waiting) == (1, 90_000)


def test_a_photo_that_leaves_takes_its_small_picture_along_once_both_were_sent(desk_of):
    desk = desk_of("desk")
    line = desk.attach(picture(1, 90_000), picture(2, 900))
    desk.device.sync()
    with desk.workspace.store.unit_of_work() as work:
        work.connection.exec_driver_sql("DELETE FROM attachment")
        work.commit()
    desk.uploader.run(nothing, Errand.THUMBNAILS)
    assert desk.has(line.sha256)
    assert desk.has(line.thumbnail_sha256)
    desk.uploader.run(nothing)
    assert not desk.has(line.sha256)
    assert not desk.has(line.thumbnail_sha256)
