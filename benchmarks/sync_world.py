"""A server process with one rep's book in it: accounts, and their contacts as the rows to carry."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.domain.fields import FieldValue
from app.domain.ids import id_from
from server.asgi import open_database, utc_now
from server.services.access.passwords import Passwords
from server.services.access.people import NewUser, add_sector, enlist_user, make_organisation
from server.settings import PasswordCost, Settings
from server.store.bulk import load_records
from server.store.database import Database
from tests.support.server_process import ORG, ServerProcess

PASSWORD = "correct horse battery"  # noqa: S105 - of invented people
CONTACTS_AN_ACCOUNT = 10
_BORN = int(datetime(2025, 3, 1, tzinfo=UTC).timestamp() * 1000)
_ROWS_AT_ONCE = 50_000
_CHEAP = PasswordCost(memory_kibibytes=8, passes=1, lanes=1)

_HAN = [chr(code) for code in range(0x5300, 0x5AB0)]
"""Some 2,000 characters, so that invented texts compress no better than real ones."""
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_PLACES = ("杭州市西湖区", "宁波市海曙区", "苏州市姑苏区", "南京市鼓楼区", "合肥市庐阳区")
_TRADES = ("粮油商行", "食品有限公司", "便利超市", "百货经销部", "酒水贸易有限公司")
_POSTS = ("采购经理", "店长", "总经理", "财务主管", "仓库主管")

Row = tuple[str, dict[str, FieldValue]]


@dataclass(frozen=True, slots=True)
class Book:
    """What one rep holds on the server.

    Attributes:
        login: Sign-in name of the rep.
        accounts: Ids of the accounts.
    """

    login: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class World:
    """A running server and who can sign in.

    Attributes:
        address: Where it listens.
        folder: For devices and floors; removed at the end.
        server: The process.
        books: One for each rep.
    """

    address: str
    folder: Path
    server: ServerProcess
    books: tuple[Book, ...]


@contextmanager
def running_world(
    *, reps: int = 1, contacts: int = 0, accounts: int = 1, database: str = ""
) -> Iterator[World]:
    """Fill a new server, run it as a process of its own, and remove everything at the end.

    Args:
        reps: People with a book each.
        contacts: Contacts of the first rep, spread over that rep's accounts.
        accounts: Accounts of every rep.
        database: PostgreSQL URL instead of the server's own file.
    """
    folder = Path(tempfile.mkdtemp(prefix="roadbook-bench-"))
    server = ServerProcess(folder / "server", database)
    try:
        books = fill(server, reps=reps, contacts=contacts, accounts=accounts)
        yield World(server.start(), folder, server, books)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def fill(server: ServerProcess, *, reps: int, contacts: int, accounts: int) -> tuple[Book, ...]:
    """Make an organisation, its reps, and what stands in their books."""
    settings = Settings(data_folder=server.folder, database_url=server.database)
    database = open_database(settings)
    try:
        make_organisation(database, ORG, name="行册集团", clock=utc_now)
        sector = add_sector(database, ORG, "华东", clock=utc_now)
        hashed = Passwords(_CHEAP).hash(PASSWORD)
        hire = partial(_hire, database, sector, hashed)
        return tuple(
            _fill_book(database, Rep(number, hire(number), sector), accounts, contacts)
            for number in range(reps)
        )
    finally:
        database.close()


@dataclass(frozen=True, slots=True)
class Rep:
    """A person of the benchmark: number, id, sector."""

    number: int
    id: str
    sector: str


def _hire(database: Database, sector: str, hashed: str, number: int) -> str:
    new = NewUser(
        login=_login(number),
        name=f"业务员{number}",
        password_hash=hashed,
        roles=frozenset({"rep"}),
        sector_id=sector,
    )
    return enlist_user(database, ORG, new, clock=utc_now)


def _login(number: int) -> str:
    return f"rep{number}"


def _fill_book(database: Database, rep: Rep, accounts: int, contacts: int) -> Book:
    """Give a rep accounts, and the first one contacts."""
    dice = random.Random(rep.number)  # noqa: S311 - invented names
    held = account_rows(accounts, rep.id, rep.sector, dice)
    _load(database, "account", held)
    ids = tuple(row[0] for row in held)
    if rep.number == 0:
        _load(database, "contact", contact_rows(contacts, ids, dice))
    return Book(_login(rep.number), ids)


def _load(database: Database, entity: str, rows: list[Row]) -> None:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[start : start + _ROWS_AT_ONCE]
        load_records(database, ORG, entity, some, now=_BORN)


def account_rows(count: int, owner: str, sector: str, dice: random.Random) -> list[Row]:
    """Return accounts of 12 fields, about 400 bytes of JSON each."""
    return [(_id(at, dice), _account(owner, sector, dice)) for at in range(count)]


def contact_rows(count: int, accounts: tuple[str, ...], dice: random.Random) -> list[Row]:
    """Return contacts of 12 fields, about 400 bytes of JSON each, under any of the accounts."""
    return [(_id(at, dice), contact_fields(dice.choice(accounts), dice)) for at in range(count)]


def contact_fields(account: str, dice: random.Random) -> dict[str, FieldValue]:
    """Return one contact."""
    return {
        "account_id": account,
        "name": dice.choice(_SURNAMES) + _words(2, dice),
        "sex": dice.choice(("female", "male")),
        "post": dice.choice(_POSTS),
        "department": f"{_words(2, dice)}部",
        "decision_role": dice.choice(("decides", "influences", "uses")),
        "mobile": f"1{dice.randrange(3 * 10**9, 10**10)}",
        "email": f"{dice.getrandbits(32):x}@example.com",
        "wechat": f"wx_{dice.getrandbits(36):x}",
        "address": f"{dice.choice(_PLACES)}{_words(3, dice)}路{dice.randrange(1, 999)}号",
        "relationship": dice.choice(("close", "good", "plain")),
        "remark": _words(10, dice),
    }


def _account(owner: str, sector: str, dice: random.Random) -> dict[str, FieldValue]:
    name = _words(4, dice)
    return {
        "name": f"{name}{dice.choice(_TRADES)}",
        "short_name": name,
        "type": dice.choice(("dealer", "retailer", "agent")),
        "tier": dice.choice(("first", "second", "third")),
        "status": dice.choice(("prospect", "active", "loyal")),
        "owner_id": owner,
        "sector_id": sector,
        "province": "浙江省",
        "city": dice.choice(("杭州市", "宁波市", "苏州市")),
        "address": f"{dice.choice(_PLACES)}{_words(3, dice)}路{dice.randrange(1, 999)}号",
        "phone": f"1{dice.randrange(3 * 10**9, 10**10)}",
        "principal": dice.choice(_SURNAMES) + _words(2, dice),
    }


def _words(count: int, dice: random.Random) -> str:
    return "".join(dice.choices(_HAN, k=count))


def _id(at: int, dice: random.Random) -> str:
    return id_from(milliseconds=_BORN + at * 1000, entropy=dice.getrandbits(74))
