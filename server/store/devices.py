"""Devices, their access tokens, their place in their own chain, and the nonces they spent."""

from __future__ import annotations

from dataclasses import dataclass

from server.store.database import Row, Transaction
from server.store.people import roles_from


@dataclass(frozen=True, slots=True)
class StoredDevice:
    """One enrolled device.

    Attributes:
        id: Made on the device.
        user_id: Whose it is; never changes.
        public_key: Ed25519, 32 bytes.
        state: "active", "suspended" or "revoked".
        expected_seq: Number of the next group.
        last_digest: Digest of the last group.
        sealing_key: X25519, public, to which bundles for it are sealed; empty before it told.
    """

    id: str
    user_id: str
    public_key: bytes
    state: str
    expected_seq: int = 1
    last_digest: bytes = b""
    sealing_key: bytes = b""


@dataclass(frozen=True, slots=True)
class Bearer:
    """What an access token stands for.

    Attributes:
        device: The device that it was given to.
        user_state: State of the device's user.
        roles: The user's roles.
        sector_id: The user's sector.
        expires_at: Milliseconds since 1970 UTC.
    """

    device: StoredDevice
    user_state: str
    roles: frozenset[str]
    sector_id: str | None
    expires_at: int


_DEVICE = "d.id, d.user_id, d.public_key, d.state, d.expected_seq, d.last_digest, d.sealing_key"


def find_device(work: Transaction, org: int, device_id: str) -> StoredDevice | None:
    """Return a device."""
    row = work.row(f"SELECT {_DEVICE} FROM device d WHERE d.org = ? AND d.id = ?", (org, device_id))
    return _device(row) if row else None


def find_bearer(
    work: Transaction, org: int, token_hash: bytes, *, lock: bool = False
) -> Bearer | None:
    """Return who holds an access token.

    Args:
        work: The transaction.
        org: Number of the organisation.
        token_hash: Of the token.
        lock: Whether the device and its user's state stay as they are until it ends.
    """
    locked = work.spelling.lock_sender if lock else ""
    row = work.row(
        f"SELECT {_DEVICE}, u.state, u.roles, u.sector_id, t.expires_at"
        " FROM access_token t"
        " JOIN device d ON d.org = t.org AND d.id = t.device_id"
        " JOIN app_user u ON u.org = d.org AND u.id = d.user_id"
        f" WHERE t.org = ? AND t.hash = ?{locked}",
        (org, token_hash),
    )
    if row is None:
        return None
    state, roles, sector_id, expires_at = row[-4:]
    return Bearer(_device(row[:-4]), state, roles_from(roles), sector_id, expires_at)


@dataclass(frozen=True, slots=True)
class Barred:
    """Who may not work.

    Attributes:
        devices: State of every device that is not active, by id.
        users: Every user who is not active.
    """

    devices: dict[str, str]
    users: frozenset[str]


def list_barred(work: Transaction, org: int) -> Barred:
    """Return the devices and users whose access was withdrawn."""
    devices = work.rows("SELECT id, state FROM device WHERE org = ? AND state <> 'active'", (org,))
    users = work.rows("SELECT id FROM app_user WHERE org = ? AND state <> 'active'", (org,))
    return Barred({row[0]: row[1] for row in devices}, frozenset(row[0] for row in users))


def find_holder(
    work: Transaction, org: int, device_id: str, *, lock: bool = False
) -> Bearer | None:
    """Return a device with its user, as an access token of it would; see `find_bearer`."""
    locked = work.spelling.lock_sender if lock else ""
    row = work.row(
        f"SELECT {_DEVICE}, u.state, u.roles, u.sector_id"
        " FROM device d JOIN app_user u ON u.org = d.org AND u.id = d.user_id"
        f" WHERE d.org = ? AND d.id = ?{locked}",
        (org, device_id),
    )
    if row is None:
        return None
    state, roles, sector_id = row[-3:]
    return Bearer(_device(row[:-3]), state, roles_from(roles), sector_id, 0)


def read_enrolment(work: Transaction, org: int, device_id: str) -> int:
    """Return when a device was enrolled; 0 for one that is unknown."""
    row = work.row("SELECT enrolled_at FROM device WHERE org = ? AND id = ?", (org, device_id))
    return int(row[0]) if row else 0


def note_sealing_key(work: Transaction, org: int, device_id: str, key: bytes) -> None:
    """Write to which key bundles for a device are sealed."""
    work.run("UPDATE device SET sealing_key = ? WHERE org = ? AND id = ?", (key, org, device_id))


def note_bundle_cursor(work: Transaction, org: int, device_id: str, cursor: bytes) -> None:
    """Write where a device stood in the change log when it wrote its last bundle."""
    work.run(
        "UPDATE device SET bundle_cursor = ? WHERE org = ? AND id = ?", (cursor, org, device_id)
    )


def read_bundle_cursor(work: Transaction, org: int, device_id: str) -> bytes:
    """Return where a device stood when it wrote its last bundle; empty when it wrote none."""
    row = work.row("SELECT bundle_cursor FROM device WHERE org = ? AND id = ?", (org, device_id))
    return bytes(row[0] or b"") if row else b""


def add_device(work: Transaction, org: int, device: StoredDevice, *, name: str, at: int) -> None:
    """Write a newly enrolled device."""
    work.run(
        "INSERT INTO device (org, id, user_id, name, public_key, state, last_seen_at,"
        " expected_seq, last_digest, enrolled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(org, device.id, device.user_id, name, device.public_key, device.state, at),
            *(device.expected_seq, device.last_digest, at),
        ),
    )
    work.run(
        "INSERT INTO device_epoch (org, device_id, epoch, first_seq)"
        " SELECT org, ?, epoch, ? FROM org WHERE org = ?",
        (device.id, device.expected_seq, org),
    )


def first_answered_after(work: Transaction, org: int, device_id: str, epoch: str) -> int:
    """Return the first group of a device that was answered after an epoch ended; 0 for none."""
    row = work.row(
        "SELECT min(first_seq) FROM device_epoch WHERE org = ? AND device_id = ? AND epoch > ?",
        (org, device_id, epoch),
    )
    return (row[0] or 0) if row else 0


def set_device_state(work: Transaction, org: int, device_id: str, state: str) -> None:
    """Write whether a device may work."""
    work.run("UPDATE device SET state = ? WHERE org = ? AND id = ?", (state, org, device_id))


def rename_device(work: Transaction, org: int, device_id: str, *, name: str) -> None:
    """Write what a device is called in the list of devices."""
    work.run("UPDATE device SET name = ? WHERE org = ? AND id = ?", (name, org, device_id))


def read_device_name(work: Transaction, org: int, device_id: str) -> str | None:
    """Return what a device is called in the list of devices."""
    row = work.row("SELECT name FROM device WHERE org = ? AND id = ?", (org, device_id))
    return row[0] if row else None


def note_seen(work: Transaction, org: int, device_id: str, *, at: int) -> None:
    """Write when a device was last here."""
    work.run("UPDATE device SET last_seen_at = ? WHERE org = ? AND id = ?", (at, org, device_id))


def advance_chain(work: Transaction, org: int, device: StoredDevice, *, at: int) -> None:
    """Write where a device's chain stands now."""
    work.run(
        "UPDATE device SET expected_seq = ?, last_digest = ?, last_seen_at = ?"
        " WHERE org = ? AND id = ?",
        (device.expected_seq, device.last_digest, at, org, device.id),
    )


def add_token(
    work: Transaction, org: int, token_hash: bytes, *, device_id: str, now: int, expires_at: int
) -> None:
    """Write an access token and forget the device's expired ones."""
    work.run(
        "DELETE FROM access_token WHERE org = ? AND device_id = ? AND expires_at < ?",
        (org, device_id, now),
    )
    work.run(
        "INSERT INTO access_token (org, hash, device_id, expires_at) VALUES (?, ?, ?, ?)",
        (org, token_hash, device_id, expires_at),
    )


def spend_nonce(work: Transaction, org: int, nonce: str, *, now: int, expires_at: int) -> bool:
    """Return whether a nonce was unspent; it is spent from now on."""
    work.run("DELETE FROM nonce WHERE org = ? AND expires_at < ?", (org, now))
    spent = work.run(
        "INSERT INTO nonce (org, nonce, expires_at) VALUES (?, ?, ?)"
        " ON CONFLICT (org, nonce) DO NOTHING",
        (org, nonce, expires_at),
    )
    return spent == 1


def _device(row: Row) -> StoredDevice:
    device_id, user_id, public_key, state, expected_seq, last_digest, sealing_key = row
    return StoredDevice(
        id=device_id,
        user_id=user_id,
        public_key=bytes(public_key),
        state=state,
        expected_seq=expected_seq,
        last_digest=bytes(last_digest),
        sealing_key=bytes(sealing_key or b""),
    )
