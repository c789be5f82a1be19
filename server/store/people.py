"""Users as the server checks them: sign-in name, password, roles, sector."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.schema import join_labels, split_labels
from server.store.database import Row, Transaction


@dataclass(frozen=True, slots=True)
class StoredUser:
    """One user.

    Attributes:
        id: Also the id of the user's record that devices read.
        login: Sign-in name.
        name: Shown.
        password_hash: Argon2id in its usual spelling.
        roles: Of `organisation.ROLES`.
        sector_id: None for people of the group.
        state: "active", "frozen" or "left".
    """

    id: str
    login: str
    name: str
    password_hash: str
    roles: frozenset[str]
    sector_id: str | None
    state: str = "active"


_COLUMNS = "id, login, name, password_hash, roles, sector_id, state"


def find_user_by_login(work: Transaction, org: int, login: str) -> StoredUser | None:
    """Return the user with a sign-in name."""
    row = work.row(f"SELECT {_COLUMNS} FROM app_user WHERE org = ? AND login = ?", (org, login))
    return _user(row) if row else None


def find_user(work: Transaction, org: int, user_id: str) -> StoredUser | None:
    """Return a user."""
    row = work.row(f"SELECT {_COLUMNS} FROM app_user WHERE org = ? AND id = ?", (org, user_id))
    return _user(row) if row else None


def list_user_ids(work: Transaction, org: int, sector_id: str) -> list[str]:
    """Return everybody who belongs to a sector."""
    rows = work.rows(
        "SELECT id FROM app_user WHERE org = ? AND sector_id = ? ORDER BY id", (org, sector_id)
    )
    return [row[0] for row in rows]


def add_user(work: Transaction, org: int, user: StoredUser, *, at: int) -> None:
    """Write a new user."""
    work.run(
        "INSERT INTO app_user (org, id, login, name, password_hash, roles, sector_id, state,"
        " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(org, user.id, user.login, user.name, user.password_hash),
            *(join_labels(user.roles) or "", user.sector_id, user.state, at),
        ),
    )


def set_user_state(work: Transaction, org: int, user_id: str, state: str) -> None:
    """Write whether a user may work."""
    work.run("UPDATE app_user SET state = ? WHERE org = ? AND id = ?", (state, org, user_id))


def roles_from(text: str) -> frozenset[str]:
    """Read the roles column."""
    return frozenset(split_labels(text or None))


def _user(row: Row) -> StoredUser:
    user_id, login, name, password_hash, roles, sector_id, state = row
    return StoredUser(user_id, login, name, password_hash, roles_from(roles), sector_id, state)
