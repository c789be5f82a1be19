"""Makes the organisation, its sectors and its users, with the records that devices read."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.entities.organisation import ROLES
from app.domain.errors import ValidationError
from app.domain.ids import new_id
from app.domain.schema import join_labels
from server.services.access.passwords import LARGEST_PASSWORD, SMALLEST_PASSWORD, Passwords
from server.services.moments import milliseconds
from server.settings import Clock
from server.store.bulk import load_records
from server.store.database import Database
from server.store.organisations import Organisation, add_organisation, find_organisation
from server.store.people import StoredUser, add_user, find_user_by_login


def make_organisation(database: Database, org: int, *, name: str, clock: Clock) -> Organisation:
    """Return the organisation, making it where there is none."""

    def make() -> Organisation:
        return Organisation(server_id=new_id(clock()), epoch=new_id(clock()), name=name)

    with database.reading() as work:
        found = find_organisation(work, org)
    if found is not None:
        return found
    made = make()
    database.write(lambda work: add_organisation(work, org, made, at=milliseconds(clock())))
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """A person to let in.

    Attributes:
        login: Sign-in name.
        name: Shown.
        password_hash: From `Passwords.hash`.
        roles: Of `organisation.ROLES`.
        sector_id: None for people of the group.
        id: Given by seeded data; made when blank.
    """

    login: str
    name: str
    password_hash: str
    roles: frozenset[str]
    sector_id: str | None = None
    id: str = ""


def enlist_user(database: Database, org: int, new: NewUser, *, clock: Clock) -> str:
    """Let a person sign in, and tell everybody's devices the name; return the id.

    Raises:
        ValidationError: `user.roles`, `user.login.taken`.
    """
    if not new.roles or not new.roles <= set(ROLES):
        raise ValidationError("user.roles", roles=sorted(new.roles))
    user_id = new.id or new_id(clock())
    with database.reading() as work:
        if find_user_by_login(work, org, new.login) is not None:
            raise ValidationError("user.login.taken")
    stored = StoredUser(user_id, new.login, new.name, new.password_hash, new.roles, new.sector_id)
    now = milliseconds(clock())
    database.write(lambda work: add_user(work, org, stored, at=now))
    body = {
        "name": new.name,
        "login": new.login,
        "roles": join_labels(new.roles),
        "sector_id": new.sector_id,
        "state": "active",
    }
    load_records(database, org, "user", [(user_id, body)], now=now)
    return user_id


def add_sector(database: Database, org: int, name: str, *, clock: Clock) -> str:
    """Make a sector and return its id."""
    sector_id = new_id(clock())
    rows = [(sector_id, {"name": name})]
    load_records(database, org, "sector", rows, now=milliseconds(clock()))
    return sector_id


def checked_hash(passwords: Passwords, password: str) -> str:
    """Return the hash of a password that is long enough.

    Raises:
        ValidationError: `user.password.length`.

    Source: NIST SP 800-63B, section 5.1.1.1: at least eight letters, no other rules.
    """
    if not SMALLEST_PASSWORD <= len(password) <= LARGEST_PASSWORD:
        raise ValidationError("user.password.length", smallest=SMALLEST_PASSWORD)
    return passwords.hash(password)
