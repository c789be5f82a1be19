"""The little company that every schedule begins with, and the files it is copied from."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from app.domain.fields import FieldValue
from app.domain.ids import id_from
from app.store.file.engine import open_engine
from app.store.migrate import prepare_store
from server.asgi import open_database
from server.services.access.passwords import Passwords
from server.services.access.people import NewUser, enlist_user
from server.services.moments import milliseconds
from server.settings import PasswordCost, Settings
from server.store.bulk import load_records
from server.store.organisations import Organisation, add_organisation
from tests.simulation.chance import START

ORG = 1
PASSWORD = "correct horse"
CHEAP = PasswordCost(memory_kibibytes=8, passes=1, lanes=1)
STORE_KEY = "5a" * 32
STORE_FILE = "roadbook.db"

EAST, NORTH = (id_from(milliseconds=1, entropy=n) for n in (1, 2))
PRODUCTS = tuple(id_from(milliseconds=2, entropy=n) for n in range(3))
TEMPLATE = id_from(milliseconds=3, entropy=1)


@dataclass(frozen=True)
class Person:
    login: str
    id: str
    role: str
    sector: str


def _person(number: int, login: str, role: str, sector: str) -> Person:
    return Person(login, id_from(milliseconds=4, entropy=number), role, sector)


REPS = (
    _person(1, "anna", "rep", EAST),
    _person(2, "ben", "rep", EAST),
    _person(3, "chen", "rep", NORTH),
    _person(4, "dora", "rep", EAST),
)
HEAD = _person(9, "head", "sector_head", EAST)
PEOPLE = (*REPS, HEAD)

Rows = list[tuple[str, dict[str, FieldValue]]]


def common_records() -> dict[str, Rows]:
    """Return what the office keeps for everybody, by entity."""
    template: dict[str, FieldValue] = {
        "code": "T1",
        "name": "购销合同",
        "version": "1",
        "state": "approved",
        "body": "{}",
        "library": "{}",
    }
    return {
        "sector": [(EAST, {"name": "华东"}), (NORTH, {"name": "华北"})],
        "product": [
            (product, {"code": f"P{n}", "name": f"产品{n}", "unit": "箱"})
            for n, product in enumerate(PRODUCTS)
        ],
        "contract_template": [(TEMPLATE, template)],
    }


def person_record(person: Person) -> dict[str, FieldValue]:
    return {
        "name": person.login.title(),
        "login": person.login,
        "roles": person.role,
        "sector_id": person.sector,
        "state": "active",
    }


@dataclass(frozen=True)
class Templates:
    """Ready-made files: making them anew costs more than a whole schedule.

    Attributes:
        server: A data folder with the company in it.
        store: A device's store without a record.
    """

    server: Path
    store: Path


def make_templates(folder: Path) -> Templates:
    return Templates(_server(folder / "server"), _store(folder / STORE_FILE))


def _store(path: Path) -> Path:
    engine = open_engine(path, STORE_KEY)
    prepare_store(engine)
    engine.dispose()
    return path


def server_settings(folder: Path) -> Settings:
    return Settings(data_folder=folder, org=ORG, password_cost=CHEAP)


def _server(folder: Path) -> Path:
    database = open_database(server_settings(folder))
    now = milliseconds(START)
    made = Organisation(server_id="simulated", epoch="first", name="行册集团")
    database.write(lambda work: add_organisation(work, ORG, made, at=now))
    for entity, rows in common_records().items():
        load_records(database, ORG, entity, rows, now=now)
    hashed = Passwords(CHEAP).hash(PASSWORD)
    for person in PEOPLE:
        new = NewUser(
            login=person.login,
            name=person.login.title(),
            password_hash=hashed,
            roles=frozenset({person.role}),
            sector_id=person.sector,
            id=person.id,
        )
        enlist_user(database, ORG, new, clock=lambda: START)
    database.close()
    return folder


def copy_server(templates: Templates, target: Path) -> Path:
    shutil.copytree(templates.server, target)
    return target
