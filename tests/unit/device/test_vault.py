from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from app.device.database_key import DatabaseKey, KeyPurpose
from app.device.errors import (
    DamagedSlotError,
    DeviceError,
    KeychainSecretMissingError,
    KeyWipedError,
    NewerSlotError,
    SlotExistsError,
    SlotMissingError,
    WaitBeforeRetryError,
    WeakKdfError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from app.device.key_slot import SlotIdentity, checksum_of, read_slot
from app.device.key_stretching import PRODUCTION_FLOOR, SlotMode
from app.device.keychain import NoKeychain
from app.device.vault import change_passphrase, create_slot, open_slot

PASSPHRASE = "river lamp stone violet"
OTHER = "another good sentence"


def rewrite(path, edit, *, mend_checksum):
    fields = json.loads(path.read_bytes())
    edit(fields)
    if mend_checksum:
        fields["checksum"] = checksum_of(fields)
    path.write_text(json.dumps(fields))


@pytest.fixture
def slot(paths, keychain, identity, floor):
    create_slot(paths.key_slot, PASSPHRASE, keychain, identity, floor=floor)
    return paths.key_slot


@pytest.fixture
def unlock(slot, keychain, floor, now):
    return lambda passphrase, at=now: open_slot(slot, passphrase, keychain, now=at, floor=floor)


@pytest.fixture
def change(slot, keychain, floor, now):
    return lambda old, new: change_passphrase(
        slot, keychain, old=old, new=new, now=now, floor=floor
    )


def test_the_production_price_makes_and_opens_a_slot(paths, keychain, identity, now):
    made = create_slot(paths.key_slot, PASSPHRASE, keychain, identity)
    cost = read_slot(paths.key_slot).header.cost

    assert (cost.memory_kib, cost.passes, cost.lanes) == (65_536, 3, 4)
    assert open_slot(paths.key_slot, PASSPHRASE, keychain, now=now).hex() == made.hex()


def test_without_a_keychain_a_guess_costs_four_times_the_memory(paths, identity, now):
    made = create_slot(paths.key_slot, PASSPHRASE, NoKeychain(), identity)
    header = read_slot(paths.key_slot).header

    assert header.mode is SlotMode.PASSPHRASE_ONLY
    assert header.cost.memory_kib == 256 * 1024
    assert open_slot(paths.key_slot, PASSPHRASE, NoKeychain(), now=now).hex() == made.hex()


def test_every_slot_gets_another_database_key(paths, keychain, identity, floor):
    first = create_slot(paths.key_slot, PASSPHRASE, keychain, identity, floor=floor)
    second = create_slot(paths.folder / "other.json", PASSPHRASE, keychain, identity, floor=floor)

    assert first.hex() != second.hex()


def test_a_second_slot_is_refused_and_the_first_one_stays(slot, keychain, identity, floor, unlock):
    with pytest.raises(SlotExistsError):
        create_slot(slot, OTHER, keychain, identity, floor=floor)

    unlock(PASSPHRASE)


def test_the_file_holds_neither_key_nor_device_secret(paths, keychain, identity, floor):
    key = create_slot(paths.key_slot, PASSPHRASE, keychain, identity, floor=floor)
    content = b"".join(path.read_bytes() for path in paths.folder.iterdir() if path.is_file())

    assert keychain.secrets.keys() == {"server-1|user-7|device-3"}
    for secret in (key.raw(), keychain.secrets[identity.account], PASSPHRASE.encode()):
        assert secret not in content
        assert secret.hex().encode() not in content


def test_full_width_letters_open_the_same_slot(paths, keychain, identity, floor, now):
    create_slot(paths.key_slot, "kpdwft173xuz9", keychain, identity, floor=floor)

    open_slot(paths.key_slot, "ｋｐｄｗｆｔ１７３ｘｕｚ９", keychain, now=now, floor=floor)


def test_a_wrong_passphrase_is_refused(unlock):
    with pytest.raises(WrongPassphraseError):
        unlock(OTHER)


def test_a_copied_profile_does_not_open_without_the_keychain_secret(slot, keychain, floor, now):
    keychain.secrets.clear()

    with pytest.raises(KeychainSecretMissingError):
        open_slot(slot, PASSPHRASE, keychain, now=now, floor=floor)
    with pytest.raises(KeychainSecretMissingError):
        open_slot(slot, PASSPHRASE, NoKeychain(), now=now, floor=floor)


def test_another_machines_keychain_secret_does_not_open_it(keychain, identity, unlock):
    keychain.secrets[identity.account] = bytes(32)

    with pytest.raises(WrongPassphraseError):
        unlock(PASSPHRASE)


def test_a_missing_slot_says_so(paths, keychain, now):
    with pytest.raises(SlotMissingError):
        open_slot(paths.key_slot, PASSPHRASE, keychain, now=now)


HEADER_CHANGES = {
    "version": lambda f: f.update(version=0),
    "mode": lambda f: f.update(mode="passphrase_only"),
    "unknown mode": lambda f: f.update(mode="none"),
    "server": lambda f: f.update(server="server-2"),
    "user": lambda f: f.update(user="user-8"),
    "device": lambda f: f.update(device="device-4"),
    "kdf name": lambda f: f["kdf"].update(name="argon2i"),
    "memory": lambda f: f["kdf"].update(memory_kib=72),
    "passes": lambda f: f["kdf"].update(passes=2),
    "lanes": lambda f: f["kdf"].update(lanes=2),
    "huge memory": lambda f: f["kdf"].update(memory_kib=10**12),
    "salt": lambda f: f.update(salt="A" * 22 + "=="),
    "short salt": lambda f: f.update(salt="AAAA"),
    "nonce": lambda f: f.update(nonce="A" * 16),
    "wrapped": lambda f: f.update(wrapped="A" * 64),
    "extra field": lambda f: f.update(note="x"),
    "missing field": lambda f: f.pop("nonce"),
}


@pytest.mark.parametrize("name", HEADER_CHANGES)
def test_an_altered_field_is_damage(slot, unlock, name):
    rewrite(slot, HEADER_CHANGES[name], mend_checksum=False)

    with pytest.raises(DamagedSlotError):
        unlock(PASSPHRASE)


@pytest.mark.parametrize("name", HEADER_CHANGES)
def test_a_right_checksum_does_not_open_an_altered_field(slot, keychain, unlock, name):
    (secret,) = keychain.secrets.values()
    keychain.secrets["server-2|user-7|device-3"] = secret
    keychain.secrets["server-1|user-8|device-3"] = secret
    keychain.secrets["server-1|user-7|device-4"] = secret
    rewrite(slot, HEADER_CHANGES[name], mend_checksum=True)

    with pytest.raises((WrongPassphraseError, DamagedSlotError, WeakKdfError)):
        unlock(PASSPHRASE)


def test_every_flipped_byte_of_the_file_is_noticed(slot):
    whole = slot.read_bytes()
    accepted = []
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 0x01
        slot.write_bytes(flipped)
        try:
            read_slot(slot)
        except DamagedSlotError:
            continue
        accepted.append(whole[place : place + 1])

    # Only blanks between the fields may change: they carry nothing.
    assert set(accepted) <= {b" ", b"\n"}


@pytest.mark.parametrize("part", ["memory_kib", "passes", "lanes"])
def test_a_lowered_price_is_refused_by_the_production_floor(slot, keychain, now, part):
    def lower(fields):
        fields["kdf"].update(memory_kib=65_536, passes=3, lanes=4)
        fields["kdf"][part] -= 1

    rewrite(slot, lower, mend_checksum=True)

    with pytest.raises(WeakKdfError):
        open_slot(slot, PASSPHRASE, keychain, now=now, floor=PRODUCTION_FLOOR)


def test_a_slot_of_a_newer_version_asks_for_an_update(slot, unlock):
    rewrite(slot, lambda f: f.update(version=2, shape="new"), mend_checksum=True)

    with pytest.raises(NewerSlotError):
        unlock(PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 5000, b"x" * 20_000])
def test_a_file_that_is_no_slot_is_damage(slot, content):
    slot.write_bytes(content)

    with pytest.raises(DamagedSlotError):
        read_slot(slot)


def test_a_new_passphrase_opens_the_same_database_key(slot, unlock, change):
    before = unlock(PASSPHRASE).hex()
    old = read_slot(slot)
    change(PASSPHRASE, OTHER)
    new = read_slot(slot)

    assert unlock(OTHER).hex() == before
    assert (new.header.salt, new.header.nonce) != (old.header.salt, old.header.nonce)
    with pytest.raises(WrongPassphraseError):
        unlock(PASSPHRASE)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [(OTHER, PASSPHRASE, WrongPassphraseError), (PASSPHRASE, "short", WeakPassphraseError)],
)
def test_a_refused_change_leaves_the_old_passphrase(unlock, change, old, new, error):
    with pytest.raises(error):
        change(old, new)

    unlock(PASSPHRASE)


CRASHING_CHANGE = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from app.device.key_stretching import KdfCost, KdfFloor
from app.device.vault import change_passphrase

class Kept:
    available = True
    def read_secret(self, name):
        return bytes.fromhex(sys.argv[2])

whole = os.replace
def crash(source, target):
    if str(target).endswith("keyslot.json"):
        os.kill(os.getpid(), signal.SIGKILL)
    whole(source, target)
os.replace = crash
floor = KdfFloor(KdfCost(64, 1, 1), KdfCost(128, 1, 1))
change_passphrase(Path(sys.argv[1]), Kept(), old=sys.argv[3], new=sys.argv[4],
                  now=datetime(2026, 3, 2, 9, tzinfo=UTC), floor=floor)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a matter of POSIX")
def test_a_crash_before_the_rename_leaves_the_old_slot(slot, keychain, identity, unlock, change):
    secret = keychain.secrets[identity.account].hex()
    command = [sys.executable, "-c", CRASHING_CHANGE, str(slot), secret, PASSPHRASE, OTHER]
    ended = subprocess.run(command, cwd=Path.cwd(), check=False, timeout=60)

    assert ended.returncode == -9
    assert slot.with_name("keyslot.json.new").exists()
    unlock(PASSPHRASE)
    change(PASSPHRASE, OTHER)
    assert not slot.with_name("keyslot.json.new").exists()


def test_a_full_disk_leaves_the_old_slot(unlock, change, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as faults:
        faults.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            change(PASSPHRASE, OTHER)

    unlock(PASSPHRASE)


def test_wrong_passphrases_make_the_next_try_wait_but_never_lock_out(now, unlock):
    waits = []
    for _ in range(40):
        try:
            unlock(OTHER, now)
        except WaitBeforeRetryError as error:
            waits.append(error.seconds)
            now += timedelta(seconds=error.seconds)
        except WrongPassphraseError:
            continue

    assert waits[:5] == [1, 2, 4, 8, 16]
    assert max(waits) == 3600
    now += timedelta(seconds=3600)
    unlock(PASSPHRASE, now)
    with pytest.raises(WrongPassphraseError):
        unlock(OTHER, now)


def test_even_the_right_passphrase_waits(now, unlock):
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            unlock(OTHER)

    with pytest.raises(WaitBeforeRetryError):
        unlock(PASSPHRASE)
    unlock(PASSPHRASE, now + timedelta(seconds=1))


@pytest.mark.parametrize(
    "content", [b"{}", b"", b'{"count": 0, "last_at": "2026-03-02", "mac": ""}']
)
def test_a_forged_counter_does_not_make_guessing_free(slot, now, unlock, content):
    slot.with_name("keyslot.json.tries").write_bytes(content)

    with pytest.raises(WaitBeforeRetryError) as refused:
        unlock(PASSPHRASE)
    wait = timedelta(seconds=refused.value.seconds)
    unlock(PASSPHRASE, now + wait)


def test_a_clock_set_back_does_not_lengthen_the_wait(now, unlock):
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            unlock(OTHER)

    with pytest.raises(WaitBeforeRetryError) as refused:
        unlock(PASSPHRASE, now - timedelta(days=400))
    assert refused.value.seconds == 1


def test_derived_keys_differ_by_purpose_and_stay_the_same():
    key = DatabaseKey(bytes(range(32)))
    keys = {purpose: key.derive(purpose) for purpose in KeyPurpose}

    assert len({*keys.values(), key.raw()}) == len(KeyPurpose) + 1
    assert keys == {purpose: key.derive(purpose) for purpose in KeyPurpose}
    assert all(len(each) == 32 for each in keys.values())


def test_a_wiped_key_is_of_no_use_and_never_shown():
    key = DatabaseKey(b"k" * 32)
    inner = key._key
    assert "6b6b" not in repr(key)
    assert "kkk" not in repr(key)
    key.wipe()

    assert inner == b""
    with pytest.raises(KeyWipedError):
        key.hex()
    with pytest.raises(KeyWipedError):
        key.derive(KeyPurpose.JOURNAL)


@pytest.mark.parametrize("ids", [("", "u", "d"), ("s|u", "x", "d")])
def test_ids_that_could_be_joined_in_two_ways_are_refused(ids):
    with pytest.raises(ValueError, match="vertical bar"):
        SlotIdentity(*ids)


def test_every_error_of_the_vault_has_a_code(unlock):
    with pytest.raises(DeviceError) as refused:
        unlock(OTHER)
    assert refused.value.code == "device.passphrase.wrong"
