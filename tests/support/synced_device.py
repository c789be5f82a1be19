"""A device with its real store and engine, joined to a test server without sockets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from app.device.device_key import DeviceKey
from app.store import facts
from app.workspace import Workspace
from sync.engine import RoundReport, SyncEngine
from sync.sessions import DeviceIdentity, SignedTransport, enrol
from sync.transport import HttpTransport
from tests.support.devices import Clock, make_workspace
from tests.support.in_process_http import InProcessTransport
from tests.support.server import BASE_URL, TestServer

PASSWORD = "correct horse"


@dataclass
class SyncedDevice:
    """One device of one user."""

    workspace: Workspace
    engine: SyncEngine
    network: InProcessTransport
    wire: SignedTransport

    def sync(self) -> RoundReport:
        return self.engine.run_once()

    def create(self, entity: str, **fields: Any) -> str:
        with self.workspace.store.unit_of_work() as work:
            record_id = work.create(entity, fields, self.workspace.author)
            work.commit(self.workspace.author)
        return record_id

    def edit(self, entity: str, record_id: str, **fields: Any) -> None:
        with self.workspace.store.unit_of_work() as work:
            work.edit(entity, record_id, fields, self.workspace.author)
            work.commit(self.workspace.author)

    def delete(self, entity: str, record_id: str) -> None:
        with self.workspace.store.unit_of_work() as work:
            work.delete(entity, record_id, self.workspace.author)
            work.commit(self.workspace.author)

    def read(self, entity: str, record_id: str) -> dict[str, Any] | None:
        with self.workspace.store.snapshot() as look:
            record = look.records.read(entity, record_id)
        return dict(record.fields) if record else None

    def everything(self, entity: str) -> dict[str, tuple[Any, ...]]:
        with self.workspace.store.snapshot() as look:
            rows = look.connection.exec_driver_sql(f'SELECT * FROM "{entity}"')
            return {row[0]: tuple(row[1:]) for row in rows}

    def journal_states(self) -> list[str]:
        with self.workspace.store.snapshot() as look:
            rows = look.connection.exec_driver_sql(
                "SELECT state FROM journal_operation ORDER BY device_seq, rowid"
            )
            return [row[0] for row in rows]


def enrolled(
    server: TestServer, folder: Path, login: str, clock: Clock | None = None, key_hex: str = ""
) -> SyncedDevice:
    """Enrol a new device of a user and return it, before its first sync."""
    clock = clock or Clock()
    network = server.transport()
    transport = HttpTransport(
        "https://server.test", httpx.Client(transport=network, base_url=BASE_URL)
    )
    key = DeviceKey.generate()
    workspace = make_workspace(folder, clock=clock, key_hex=key_hex)
    device = DeviceIdentity(workspace.new_id(), key.public_bytes(), key.sign)
    session = enrol(transport, device, login=login, password=PASSWORD, device_name="laptop")
    workspace = Workspace(
        workspace.store, workspace.files, session.user_id, workspace.now, workspace.zone
    )
    with workspace.store.unit_of_work() as work:
        work.facts.write(facts.SERVER_ID, session.server_id)
        work.facts.write(facts.DEVICE_ID, device.device_id)
        work.facts.write(facts.USER_ID, session.user_id)
        work.facts.write(facts.DEVICE_KEY, key.to_bytes())
        work.commit()
    wire = SignedTransport(transport, device, clock.seconds)
    wire.adopt(session)
    engine = SyncEngine(workspace.store, wire, transport.traffic, workspace.now_milliseconds)
    return SyncedDevice(workspace, engine, network, wire)
