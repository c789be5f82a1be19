"""Writes down what a device and a server of this release say to each other, for later releases.

`python -m tests.support.capture_wire FOLDER` makes a small company, lets a device live through
everything that the protocol knows, and keeps every body, the journal and the rows at the end.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.domain.ids import new_id
from app.domain.schema import ENTITIES, SCHEMA_VERSION
from app.store import facts
from server.services.company.office import Office
from server.services.rounds import images, snapshots
from server.store.bulk import load_records
from tests.support.in_process_http import InProcessTransport
from tests.support.server import ORG, TestServer, make_server
from tests.support.synced_device import PASSWORD, SyncedDevice, enrolled

_ACCOUNTS = 20
_DAY = 86_400_000


class Capture:
    """Numbers and keeps bodies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self.is_on = False

    def listen(self, server: TestServer) -> None:
        """Hear every device that joins the server from now on, while `is_on`."""
        connect = server.transport

        def transport() -> InProcessTransport:
            made = connect()
            carry = made.handle_request
            made.handle_request = lambda request: self._hear(carry, request)  # type: ignore[method-assign]
            return made

        server.transport = transport  # type: ignore[method-assign]

    def _hear(
        self, carry: Callable[[httpx.Request], httpx.Response], request: httpx.Request
    ) -> httpx.Response:
        answer = carry(request)
        content = answer.read()
        if self.is_on:
            self._count += 1
            name = f"{self._count:02d}-{request.url.path.strip('/').replace('/', '-')}"
            (self._folder / f"{name}.request").write_bytes(request.read())
            (self._folder / f"{name}.answer").write_bytes(content)
        stream = httpx.ByteStream(content)
        return httpx.Response(answer.status_code, headers=answer.headers, stream=stream)

    def keep(self, name: str, what: object) -> None:
        text = json.dumps(what, ensure_ascii=False, indent=1, sort_keys=True)
        (self._folder / name).write_text(text + "\n", "utf-8")


def capture(folder: Path, scratch: Path) -> None:
    """Live through it and keep what was said."""
    folder.mkdir(parents=True, exist_ok=True)
    heard = Capture(folder)
    with make_server(scratch) as server:
        sector = server.add_sector()
        anna = server.add_user("anna", PASSWORD, ("rep",), sector)
        ben = server.add_user("ben", PASSWORD, ("rep",), sector)
        accounts = _fill(server, anna, sector)
        heard.listen(server)
        other = enrolled(server, scratch / "other", "anna")
        other.sync()
        heard.is_on = True
        one = enrolled(server, scratch / "one", "anna")
        one.wire._session = None
        one.sync()
        _work(_Scene(server, one, other, heard), accounts, ben)
        heard.keep("journal.json", _journal(one))
        heard.keep("rows.json", _rows(one))
        identity = {"user_id": anna, "sector_id": sector, "device_id": one.wire._device.device_id}
        heard.keep("identity.json", {**identity, "schema": SCHEMA_VERSION})
        for device in (one, other):
            device.workspace.store.close()


def _fill(server: TestServer, owner: str, sector: str) -> list[str]:
    names = {"type": "dealer", "status": "active", "owner_id": owner, "sector_id": sector}
    accounts = [
        server.add_record("account", {**names, "name": f"百禾粮油{n}", "phone": str(n)})
        for n in range(_ACCOUNTS)
    ]
    people = [
        (new_id(server.clock()), {"account_id": account, "name": f"联系人{n}"})
        for n, account in enumerate(accounts)
    ]
    load_records(server.database, ORG, "contact", people, now=1)
    return accounts


@dataclass
class _Scene:
    server: TestServer
    one: SyncedDevice
    other: SyncedDevice
    heard: Capture

    def elsewhere(self, record_id: str, **fields: Any) -> None:
        """Let the rep's other device write, unheard."""
        self.heard.is_on = False
        self.other.sync()
        self.other.edit("account", record_id, **fields)
        self.other.sync()
        self.heard.is_on = True


def _work(scene: _Scene, accounts: list[str], ben: str) -> None:
    one, server = scene.one, scene.server
    made = one.create("account", name="东仓便民超市", type="retailer", status="prospect")
    contact = one.create("contact", account_id=made, name="林秀珍", mobile="13900000001")
    author = one.workspace.user_id
    one.create("visit_log", account_id=made, author_id=author, started_at=_DAY, way="visit")
    one.sync()
    one.edit("contact", contact, post="buyer", roles="buyer\npayer")
    gone = one.create("contact", account_id=accounts[0], name="陈掌柜")
    one.sync()
    one.delete("contact", gone)
    scene.elsewhere(accounts[1], phone="other", city="台州")
    one.edit("account", accounts[1], phone="one")
    one.sync()
    one.edit("account", accounts[2], staff=8)
    office = Office(server.database, ORG, "", server.clock)
    office.edit("account", accounts[3], {"owner_id": ben})
    office.edit("account", accounts[4], {"credit_limit_minor": 5_000_000})
    one.create("contact", account_id=accounts[3], name="来晚了")
    one.sync()
    _compare(one, contact)
    one.edit("account", accounts[5], city="杭州")
    one.edit("account", accounts[5], city="宁波")


def _compare(one: SyncedDevice, damaged: str) -> None:
    """Let the device find a wrong row by comparing, and ask for it again."""
    with one.workspace.store.unit_of_work() as work:
        sql = "UPDATE contact SET name = 'x' WHERE id = ?"
        work.connection.exec_driver_sql(sql, (damaged,))
        work.facts.write(facts.COMPARE_DUE, "repaired")
        work.commit()
    one.sync()


def _journal(one: SyncedDevice) -> list[dict[str, Any]]:
    with one.workspace.store.snapshot() as look:
        rows = look.connection.exec_driver_sql(
            "SELECT device_seq, group_id, made_at, body, previous, digest, state"
            " FROM journal_group ORDER BY device_seq"
        ).fetchall()
    names = ("device_seq", "group_id", "made_at", "body", "previous", "digest", "state")
    return [
        {n: bytes(v).hex() if isinstance(v, bytes) else v for n, v in zip(names, row, strict=True)}
        for row in rows
    ]


def _rows(one: SyncedDevice) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entity in ENTITIES:
        rows = {key: one.read(entity, key) or {} for key in one.everything(entity)}
        found[entity] = {
            key: {name: value for name, value in row.items() if value is not None}
            for key, row in rows.items()
        }
    return {entity: rows for entity, rows in found.items() if rows}


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshots, "WORTH_ROWS", 10)
        patch.setattr(images, "_PIECE_BYTES", 65_536)
        capture(Path(sys.argv[1]), Path(scratch))


if __name__ == "__main__":
    main()
