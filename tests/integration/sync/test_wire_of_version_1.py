"""Today's code reads, applies and accepts everything that the first release said."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.domain.changes import Group, Op
from app.domain.schema import ENTITIES
from app.store import facts
from app.store.unit_of_work import UnitOfWork
from server.services.rights.books import Actor
from server.services.rounds.push import push
from server.services.verification import verify_database
from server.store.book_names import COMPANY_BOOK, rep_book, sector_book
from server.store.devices import StoredDevice, add_device, find_device
from server.store.people import StoredUser, add_user
from server.store.records import find_record
from sync.engine import SyncEngine
from sync.transport import Traffic
from sync.wire import codec
from sync.wire.comparing import DigestAnswer, DigestRequest
from sync.wire.messages import SentGroup, SyncAnswer, SyncRequest
from sync.wire.sessions import Challenge, Session, SignIn, TokenRequest
from tests.support.devices import make_workspace
from tests.support.server import ORG, make_server
from tests.support.source_tree import ROOT

FOLDER = ROOT / "tests" / "fixtures" / "wire" / "v1"
IDENTITY = json.loads((FOLDER / "identity.json").read_text("utf-8"))
JOURNAL = json.loads((FOLDER / "journal.json").read_text("utf-8"))
ROWS = json.loads((FOLDER / "rows.json").read_text("utf-8"))
JSON_FORMS = {
    "v1-enrolment.request": SignIn,
    "v1-enrolment.answer": Session,
    "v1-challenge.answer": Challenge,
    "v1-tokens.request": TokenRequest,
    "v1-tokens.answer": Session,
}
PACKED_FORMS = {
    "v1-sync.request": SyncRequest,
    "v1-sync.answer": SyncAnswer,
    "v1-digests.request": DigestRequest,
    "v1-digests.answer": DigestAnswer,
}
BODIES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in {".request", ".answer"})


def kind_of(name: str) -> str:
    return name.partition("-")[2]


def request_of(name: str) -> SyncRequest:
    return codec.decode((FOLDER / name).read_bytes(), SyncRequest)


SYNC_REQUESTS = [name for name in BODIES if kind_of(name) == "v1-sync.request"]


@pytest.mark.parametrize("name", [name for name in BODIES if kind_of(name) in JSON_FORMS])
def test_a_message_of_a_session_is_read(name):
    message = codec.decode_json((FOLDER / name).read_bytes(), JSON_FORMS[kind_of(name)])
    assert all(getattr(message, one) for one in message.__struct_fields__)


@pytest.mark.parametrize("name", [name for name in BODIES if kind_of(name) in PACKED_FORMS])
def test_a_sync_message_is_read_and_says_the_same_when_written_again(name):
    form = PACKED_FORMS[kind_of(name)]
    message = codec.decode((FOLDER / name).read_bytes(), form)
    assert codec.decode(codec.encode(message), form) == message


def test_the_set_holds_everything_the_protocol_knows():
    answers = [
        codec.decode((FOLDER / name).read_bytes(), SyncAnswer)
        for name in BODIES
        if kind_of(name) == "v1-sync.answer"
    ]
    groups = [codec.decode_group(g.body) for name in SYNC_REQUESTS for g in request_of(name).groups]
    results = [one for answer in answers for one in answer.results]
    pages = [answer.page for answer in answers if answer.page]
    assert {op.op for group in groups for op in group.operations} == set(Op)
    assert {one.outcome for one in results} == {"applied", "refused"}
    assert {op.outcome for one in results for op in one.results} >= {"applied", "merged", "refused"}
    assert {gone.reason for page in pages for gone in page.gone} == {"deleted", "moved"}
    assert {page.piece.entity for page in pages if page.piece} == {"account", "contact"}
    assert any(request_of(name).again for name in SYNC_REQUESTS)


def test_a_stored_journal_is_read_its_chain_unbroken():
    last = b""
    for number, row in enumerate(JOURNAL, 1):
        body, previous, digest = (bytes.fromhex(row[n]) for n in ("body", "previous", "digest"))
        assert (row["device_seq"], previous) == (number, last)
        assert codec.chain_digest(previous, body) == digest
        assert codec.decode_group(body).group_id == row["group_id"]
        last = digest
    assert {row["state"] for row in JOURNAL} == {"acknowledged", "refused", "waiting"}


def load(work: UnitOfWork, row: dict[str, Any]) -> Group:
    """Put a unit of work into a store as the first release had written it there."""
    body, previous, digest = (bytes.fromhex(row[n]) for n in ("body", "previous", "digest"))
    group = codec.decode_group(body)
    run = work.connection.exec_driver_sql
    run(
        "INSERT INTO journal_group (device_seq, group_id, made_at, body, previous, digest, state)"
        " VALUES (?, ?, ?, ?, ?, ?, 'waiting')",
        (row["device_seq"], group.group_id, group.made_at, body, previous, digest),
    )
    for op in group.operations:
        run(
            "INSERT INTO journal_operation (op_id, device_seq, entity, record_id, op, state)"
            " VALUES (?, ?, ?, ?, ?, 'waiting')",
            (op.op_id, row["device_seq"], op.entity, op.record_id, op.op.value),
        )
        match op.op:
            case Op.CREATE:
                work.records.insert(op.entity, op.record_id, op.values, None)
            case Op.EDIT:
                work.records.update(op.entity, op.record_id, op.values)
            case Op.DELETE:
                work.records.delete(op.entity, [op.record_id])
    return group


@dataclass
class Recorded:
    """Answers as the server of the first release did, in its order."""

    names: list[str] = field(
        default_factory=lambda: [n for n in BODIES if kind_of(n) in PACKED_FORMS and "answer" in n]
    )

    def call(self, method: str, path: str, *, body: bytes = b"", expect: str) -> bytes:
        name = self.names.pop(0)
        assert kind_of(name) == f"{path.strip('/').replace('/', '-')}.answer"
        assert method == "POST"
        assert body
        assert expect
        return (FOLDER / name).read_bytes()


def test_a_device_of_today_ends_where_the_first_release_did(tmp_path):
    workspace = make_workspace(tmp_path, IDENTITY["user_id"])
    wire, unsaved = Recorded(), list(JOURNAL)
    engine = SyncEngine(workspace.store, wire, Traffic(), workspace.now_milliseconds)
    with workspace.store.unit_of_work() as work:
        first = codec.decode((FOLDER / wire.names[0]).read_bytes(), SyncAnswer)
        work.facts.write(facts.SERVER_ID, first.server_id)
        work.commit()
    while wire.names:
        request = request_of(wire.names[0].replace(".answer", ".request"))
        is_compared_next = len(wire.names) > 1 and "digests" in wire.names[1]
        with workspace.store.unit_of_work() as work:
            for _ in request.groups:
                load(work, unsaved.pop(0))
            if is_compared_next:
                damage(work)
            work.commit()
        engine.run_once()
    with workspace.store.unit_of_work() as work:
        for row in unsaved:
            load(work, row)
        work.commit()
    assert rows_of(workspace) == ROWS
    workspace.store.close()


def damage(work: UnitOfWork) -> None:
    """Do as was done when the comparison was captured."""
    groups = (codec.decode_group(bytes.fromhex(row["body"])) for row in JOURNAL)
    named = [op.record_id for one in groups for op in one.operations if op.entity == "contact"]
    sql = "UPDATE contact SET name = 'x' WHERE id = ?"
    work.connection.exec_driver_sql(sql, (named[0],))
    work.facts.write(facts.COMPARE_DUE, "repaired")


def rows_of(workspace) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    with workspace.store.snapshot() as look:
        for entity in ENTITIES:
            ids = look.connection.exec_driver_sql(f'SELECT id FROM "{entity}"').scalars().all()
            rows = look.records.read_many(entity, ids)
            if rows:
                found[entity] = {
                    key: {name: v for name, v in row.fields.items() if v is not None}
                    for key, row in rows.items()
                }
    return found


@pytest.fixture(params=["sqlite", "postgres"])
def server(request, tmp_path: Path):
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    with make_server(tmp_path, url) as made:
        yield made


def test_a_server_of_today_accepts_what_a_device_of_the_first_release_sends(server):
    sent = [g for name in SYNC_REQUESTS for g in request_of(name).groups]
    user, device, sector = (IDENTITY[n] for n in ("user_id", "device_id", "sector_id"))
    person = StoredUser(user, "anna", "Anna", "", frozenset({"rep"}), sector)
    machine = StoredDevice(device, user, bytes(32), "active")
    server.database.write(lambda work: add_user(work, ORG, person, at=1))
    server.database.write(lambda work: add_device(work, ORG, machine, name="laptop", at=1))
    operations = [op for g in sent for op in codec.decode_group(g.body).operations]
    made = {op.record_id for op in operations if op.op is Op.CREATE}
    named = {op.values.get("account_id") for op in operations} | {
        op.record_id for op in operations if op.entity == "account"
    }
    for account in sorted(str(one) for one in named - made - {None}):
        values = {"name": "x", "type": "dealer", "status": "active"}
        server.add_record("account", {**values, "owner_id": user, "sector_id": sector}, account)
    results = server.database.write(lambda work: _push(work, user, device, sector, tuple(sent)))
    assert {result.outcome for result in results} == {"applied"}
    with server.database.reading() as work:
        for op in operations:
            record = find_record(work, ORG, (op.entity, op.record_id))
            assert record is not None
            assert record.is_deleted == (op.op is Op.DELETE) or op.op is Op.CREATE
    assert verify_database(server.database, ORG) == []


def _push(work, user: str, device: str, sector: str, groups: tuple[SentGroup, ...]):
    books = (COMPANY_BOOK, sector_book(sector), rep_book(user))
    actor = Actor(user, device, frozenset({"rep"}), sector, books)
    stored = find_device(work, ORG, device)
    return push(work, ORG, actor=actor, device=stored, groups=groups, now=2**41).results
