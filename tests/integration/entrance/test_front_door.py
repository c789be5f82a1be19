"""The front door with the real server, the real vault and the real store."""

import errno
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from app.commands.files.choosing import ChosenFile
from app.commands.files.sealing import seal_file
from app.commands.sync.centre import resend_refused
from app.device.errors import (
    AlreadyOpenError,
    KeychainError,
    KeychainSecretMissingError,
    SlotExistsError,
    WrongPassphraseError,
)
from app.device.keychain import NoKeychain
from app.profiles import Surroundings
from app.store.errors import DamagedStoreError, DiskFullError
from app.store.held.blobs import Blobs
from app.store.soundness.self_check import check_store
from sync.attachments.sending import Uploader
from sync.engine import SyncEngine
from sync.errors import ServerRefusedError
from sync.sessions import DeviceIdentity, SignedTransport
from sync.transport import HttpTransport
from sync.wire import codec
from tests.support.devices import Clock
from tests.support.fixed_clock import FixedClock
from tests.support.memory_keychain import MemoryKeychain
from tests.support.server import make_server
from ui.door.admission import EntryRefusedError, SignInForm
from ui.door.front_door import FrontDoor

ADDRESS = "https://roadbook.example.com"
LOGIN, PASSWORD, PASSPHRASE = "lan", "correct horse", "violet harbour lamp seven"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with make_server(tmp_path_factory.mktemp("office"), clock=FixedClock()) as server:
        server.add_user(LOGIN, PASSWORD, ("rep",), server.add_sector())
        yield server


@pytest.fixture
def keychain():
    return MemoryKeychain()


@pytest.fixture
def root(tmp_path):
    return tmp_path / "profiles"


@pytest.fixture
def door(root, keychain, server):
    around = Surroundings(NoKeychain(), codec, Clock(), "Asia/Shanghai")
    return FrontDoor(
        root,
        around,
        look_for_keychain=lambda: keychain,
        connect_to=lambda _address: HttpTransport(ADDRESS, server.client()),
    )


def form(**other):
    return replace(SignInForm(ADDRESS, LOGIN, PASSWORD, "LAPTOP-7"), **other)


def make(door, admission, *, with_keychain=True, replaces=False):
    profile = door.make(admission, PASSPHRASE, with_keychain=with_keychain, replaces=replaces)
    door.remember(
        profile.paths, last_server_address=admission.address, last_user_name=admission.login
    )
    return profile


def code_of(door, sign_in):
    with pytest.raises(EntryRefusedError) as refused:
        door.enrol(sign_in)
    return refused.value.code


def files(root):
    return sorted(path for path in root.rglob("*") if path.is_file()) if root.exists() else []


def test_signing_in_writes_nothing_to_the_disk(door, root):
    admission = door.enrol(form())
    assert admission.session.user_name == "Lan"
    assert files(root) == []


def test_a_profile_made_is_unlocked_again_without_any_server(door):
    admission = door.enrol(form())
    make(door, admission).close()
    (known,) = door.known_profiles()
    assert (known.user_name, known.address) == (LOGIN, ADDRESS)
    profile = door.unlock(known, PASSPHRASE)
    assert profile.workspace.user_id == admission.session.user_id
    assert profile.device_id == admission.device_id
    profile.close()


def test_a_wrong_password_is_told_apart(door):
    assert code_of(door, form(password="wrong")) == "session.denied"


def test_guessing_ends_in_a_wait_in_seconds(door, server):
    server.add_user("guess", PASSWORD, ("rep",))
    codes = [code_of(door, form(login="guess", password="wrong")) for _try in range(6)]
    assert set(codes) - {"session.denied"} <= {"session.too_many_attempts", "sync.busy"}
    with pytest.raises(EntryRefusedError) as refused:
        door.enrol(form(login="guess"))
    assert refused.value.params["seconds"] > 0


def answering(status, headers, body):
    def answer(_request):
        return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))

    client = httpx.Client(transport=httpx.MockTransport(answer), base_url=ADDRESS)
    return lambda _address: HttpTransport(ADDRESS, client)


@pytest.mark.parametrize(
    ("status", "headers", "body", "code"),
    [
        (200, {"content-type": "text/html"}, b"<h1>Hotel</h1>", "sync.not_our_server"),
        (302, {"location": "http://login.hotel"}, b"", "sync.not_our_server"),
        (200, {"content-type": "application/json"}, b'{"a": 1}', "sync.not_our_server"),
        (503, {"content-type": "text/html"}, b"busy", "sync.offline"),
        (503, {"retry-after": "9"}, b"", "sync.busy"),
    ],
)
def test_whoever_else_answers_is_told_apart(door, status, headers, body, code):
    door._connect_to = answering(status, headers, body)
    assert code_of(door, form()) == code


@pytest.mark.parametrize(
    ("address", "code"),
    [("not an address", "server.address"), ("http://roadbook.example.com", "server.plain")],
)
def test_an_address_that_cannot_be_used_is_told_before_anything_is_sent(door, address, code):
    door._connect_to = HttpTransport
    assert code_of(door, form(address=address)) == code


def test_the_line_is_closed_after_signing_in(door):
    def refuse(_request):
        raise httpx.ConnectError("no network")

    client = httpx.Client(transport=httpx.MockTransport(refuse), base_url=ADDRESS)
    door._connect_to = lambda address: HttpTransport(address, client)
    assert code_of(door, form()) == "sync.offline"
    assert client.is_closed


def test_the_same_user_is_known_by_address_and_by_id(door):
    admission = door.enrol(form())
    assert door.find_same(admission) is None
    make(door, admission).close()
    assert door.find_known(f" {ADDRESS.upper()}/", LOGIN) is not None
    assert door.find_known(ADDRESS, "he") is None
    again = door.enrol(form())
    assert door.find_same(again).paths == door.known_profiles()[0].paths


def test_a_profile_that_is_there_is_never_overwritten_by_accident(door, root):
    make(door, door.enrol(form())).close()
    before = {path: path.read_bytes() for path in files(root)}
    with pytest.raises(SlotExistsError):
        make(door, door.enrol(form()))
    assert {path: path.read_bytes() for path in files(root)} == before


def test_a_replaced_profile_is_put_aside_and_kept(door, root):
    first = door.enrol(form())
    make(door, first).close()
    second = door.enrol(form())
    make(door, second, replaces=True).close()
    (known,) = door.known_profiles()
    profile = door.unlock(known, PASSPHRASE)
    assert profile.device_id == second.device_id
    profile.close()
    assert len(list(root.glob("*.aside-*"))) == 1


def test_a_profile_in_use_cannot_be_replaced(door):
    profile = make(door, door.enrol(form()))
    with pytest.raises(AlreadyOpenError):
        make(door, door.enrol(form()), replaces=True)
    profile.close()


def test_a_keychain_that_refuses_leaves_nothing_behind(door, root, keychain):
    admission = door.enrol(form())
    keychain.locked = True
    with pytest.raises(KeychainError):
        make(door, admission)
    assert files(root) == []
    make(door, admission, with_keychain=False).close()
    profile = door.unlock(door.known_profiles()[0], PASSPHRASE)
    profile.close()


def test_a_failed_replacement_brings_the_old_profile_back(door, keychain):
    make(door, door.enrol(form())).close()
    keychain.locked = True
    with pytest.raises(KeychainError):
        make(door, door.enrol(form()), replaces=True)
    keychain.locked = False
    door.unlock(door.known_profiles()[0], PASSPHRASE).close()


def test_a_wrong_passphrase_and_a_lost_secret_are_told_apart(door, keychain):
    make(door, door.enrol(form())).close()
    (known,) = door.known_profiles()
    with pytest.raises(WrongPassphraseError):
        door.unlock(known, PASSPHRASE + "x")
    keychain.secrets.clear()
    with pytest.raises(KeychainSecretMissingError):
        door.unlock(known, PASSPHRASE)


def test_a_profile_open_elsewhere_is_told(door):
    profile = make(door, door.enrol(form()))
    with pytest.raises(AlreadyOpenError):
        door.unlock(door.known_profiles()[0], PASSPHRASE)
    profile.close()


def test_a_full_disk_is_a_fault_of_the_device(door, monkeypatch):
    admission = door.enrol(form())

    def no_room(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", no_room)
    with pytest.raises(DiskFullError):
        make(door, admission)


def test_an_unfinished_folder_is_no_profile(door):
    admission = door.enrol(form())
    profile = make(door, admission)
    profile.close()
    paths = profile.paths
    for path in (paths.key_slot, *paths.folder.glob("roadbook.db*")):
        path.unlink(missing_ok=True)
    assert door.known_profiles() == ()


def test_settings_that_are_remembered_keep_the_others(door):
    profile = make(door, door.enrol(form()))
    door.remember(profile.paths, language="zh_CN")
    profile.close()
    (known,) = door.known_profiles()
    assert (known.settings.language, known.user_name) == ("zh_CN", LOGIN)


def test_a_server_that_refuses_with_params_passes_them_on(door):
    def connect_to(_address):
        raise ServerRefusedError("user.password.length", {"smallest": 8, "code": "trick"})

    door._connect_to = connect_to
    with pytest.raises(EntryRefusedError) as refused:
        door.enrol(form())
    assert refused.value.params["smallest"] == 8


def save_visit_with_photo(profile):
    workspace = profile.workspace
    photo = seal_file(
        workspace, ChosenFile(b"\xff\xd8\xff" + bytes(9_000), "image/jpeg", "shelf.jpg")
    )
    with workspace.store.unit_of_work() as work:
        fields = {"name": "百禾粮油", "type": "dealer", "status": "active"}
        account = work.create("account", fields, workspace.author)
        attached = {
            "account_id": account,
            "subject_entity": "account",
            "subject_id": account,
            "sha256": photo.sha256,
            "size_bytes": photo.size_bytes,
            "media_type": photo.media_type,
            "file_name": photo.file_name,
        }
        work.create("attachment", attached, workspace.author)
        Blobs(work.connection).release([photo.sha256])
        work.drafts.write("visit", account, {"content": "half a sentence"}, 5)
        work.commit(workspace.author)
    return account, photo.sha256


def test_a_damaged_profile_is_repaired_and_its_unsent_work_arrives(door, server):
    profile = make(door, door.enrol(form()))
    account, photo = save_visit_with_photo(profile)
    profile.close()
    raw = bytearray(profile.paths.database.read_bytes())
    raw[100] ^= 1
    profile.paths.database.write_bytes(raw)

    (known,) = door.known_profiles()
    with pytest.raises(DamagedStoreError) as told:
        door.unlock(known, PASSPHRASE)
    assert (told.value.code, dict(told.value.params)) == (
        "store.repairable",
        {"units": 1, "drafts": 1, "lost": 0},
    )
    admission = door.enrol(form())
    assert door.find_known(ADDRESS, LOGIN) is None
    assert door.find_same(admission) is None
    repaired = make(door, admission)
    workspace = repaired.workspace
    transport = HttpTransport(ADDRESS, server.client())
    key = repaired.device_key
    identity = DeviceIdentity(repaired.device_id, key.public_bytes(), key.sign)
    wire = SignedTransport(transport, identity, lambda: 0.0)
    wire.adopt(admission.session)
    engine = SyncEngine(workspace.store, wire, transport.traffic, workspace.now_milliseconds)
    engine.run_once()
    resend_refused(workspace, -1)
    engine.run_once()
    assert Uploader(workspace.store, workspace.files, wire).run(lambda: False) == 1
    with workspace.store.snapshot() as look:
        assert look.records.read("account", account).revision == 1
        assert look.drafts.read("visit", account) == {"content": "half a sentence"}
        assert check_store(look) == []
    assert workspace.files.is_intact(photo)
    repaired.close()
    (aside,) = repaired.paths.folder.parent.glob("*.aside-*")
    assert (aside / "roadbook.db").read_bytes() == raw


def test_a_wrong_passphrase_reads_nothing_out_of_a_damaged_profile(door):
    profile = make(door, door.enrol(form()))
    profile.close()
    profile.paths.database.unlink()
    (known,) = door.known_profiles()
    with pytest.raises(WrongPassphraseError):
        door.unlock(known, PASSPHRASE + "x")
    with pytest.raises(DamagedStoreError):
        door.unlock(known, PASSPHRASE)
