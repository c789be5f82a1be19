"""Puts the demo's data and people into an empty server."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from app.domain.fields import FieldValue
from server.demo import generate
from server.demo.people import DEMO_PASSWORD, people
from server.services.access.passwords import Passwords
from server.services.moments import milliseconds
from server.settings import PasswordCost
from server.store.bulk import load_records
from server.store.database import Database, Transaction
from server.store.people import StoredUser, add_user

ORG = 1
ZONE = "Asia/Shanghai"


def load_demo(database: Database, size: str, seed: int, now: dt.datetime) -> int:
    """Fill a server whose organisation was made and that holds nothing else; return the rows.

    Args:
        database: The server's.
        size: "small", "field" or "large".
        seed: Of the generator; the same seed makes the same data.
        now: The demo's day is the calendar day of this moment in China.
    """
    at = milliseconds(now)

    def load(entity: str, rows: list[dict[str, FieldValue]]) -> None:
        pairs = [(str(row.pop("id")), row) for row in rows]
        load_records(database, ORG, entity, pairs, now=at)

    today = now.astimezone(ZoneInfo(ZONE)).date()
    count = generate.load_demo(load, size=size, seed=seed, today=today)
    _let_people_in(database, seed, at)
    return count


def _let_people_in(database: Database, seed: int, at: int) -> None:
    # One hash for all: they share the password that everybody may know.
    hashed = Passwords(PasswordCost()).hash(DEMO_PASSWORD)
    users = [
        StoredUser(
            person.id,
            person.login,
            person.name,
            hashed,
            frozenset(person.roles),
            person.sector.id if person.sector else None,
        )
        for person in people(seed)
    ]

    def enlist(work: Transaction) -> None:
        for user in users:
            add_user(work, ORG, user, at=at)

    database.write(enlist)
