"""The phases in which processes are killed: how each begins, and what must hold afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.ids import new_id
from app.store.held.blobs import Blobs
from app.store.migrate import CURRENT_FORM
from app.store.soundness.self_check import check_store
from benchmarks.sync_world import account_rows, contact_rows
from server.asgi import open_database, utc_now
from server.store.bulk import load_records
from sync.attachments.sending import Uploader
from sync.errors import SyncError
from tests.support.real_device import RealDevice, reopen_device
from tests.support.server_process import ORG

if TYPE_CHECKING:
    from tests.faults.kill import World

Enrol = Callable[[Path], RealDevice]
_ROWS_A_ROUND, _ROWS_OF_A_BOOK = 1_500, 12_000
_TRIES = 20


def check_device(device: RealDevice) -> list[str]:
    """Return what is wrong with a device's store after a kill."""
    store = device.profile.workspace.store
    store.empty_log()
    with store.snapshot() as look:
        found = [f"device: {finding.rule}" for finding in check_store(look)]
        keys = look.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    return found + ["device: foreign keys"] * bool(keys)


def sync_until_quiet(device: RealDevice) -> list[str]:
    """Sync until nothing waits; return what hinders it."""
    said = ""
    for _ in range(_TRIES):
        try:
            device.engine.run_once()
        except SyncError as error:
            said = error.code
            continue
        with device.profile.workspace.store.snapshot() as look:
            if not look.journal.first_waiting():
                return []
    return [f"sync does not come to rest: {said}"]


def rows_of(device: RealDevice, entity: str) -> dict[str, tuple[Any, ...]]:
    with device.profile.workspace.store.snapshot() as look:
        rows = look.connection.exec_driver_sql(f'SELECT * FROM "{entity}"')
        return {str(row[0]): tuple(row[1:]) for row in rows}


class Phase:
    """Saves visits on one device; other phases say what they do otherwise."""

    name = "edit"
    seconds = 0.5
    entities = ("account", "visit_log", "commitment", "attachment")

    def __init__(self, world: World) -> None:
        self.world = world
        self.account = ""
        self.laptop = world.folder / "laptop"

    def begin(self, enrol: Enrol) -> None:
        device = enrol(self.laptop)
        workspace = device.profile.workspace
        with workspace.store.unit_of_work() as work:
            fields = {"name": "百禾粮油", "type": "dealer", "status": "active"}
            self.account = work.create("account", fields, workspace.author)
            work.commit(workspace.author)
        device.engine.run_once()
        device.close()

    def next_folder(self) -> Path:
        return self.laptop

    def here(self, device: RealDevice) -> set[str]:
        return set(rows_of(device, "visit_log"))

    def check(self, device: RealDevice) -> list[str]:
        return []

    def finish(self, enrol: Enrol) -> list[str]:
        laptop = reopen_device(self.laptop, self.world.address)
        wrong = sync_until_quiet(laptop)
        wrong += self.send_files(laptop)
        desk = enrol(self.world.folder / "desk")
        wrong += sync_until_quiet(desk)
        for entity in self.entities:
            if rows_of(desk, entity) != rows_of(laptop, entity):
                wrong.append(f"two devices differ in {entity}")
        for device in (laptop, desk):
            wrong += check_device(device)
            device.close()
        return wrong

    def send_files(self, device: RealDevice) -> list[str]:
        return []


class Push(Phase):
    """Saves and sends in turn; every round also has to come to rest."""

    name = "push"
    seconds = 0.8

    def check(self, device: RealDevice) -> list[str]:
        return sync_until_quiet(device)


class Pull(Phase):
    """Receives what the office put into the book since."""

    name = "pull"
    seconds = 0.6
    entities = ("account", "contact")

    def begin(self, enrol: Enrol) -> None:
        super().begin(enrol)
        self.load(_ROWS_A_ROUND)

    def load(self, contacts: int) -> None:
        database = open_database(self.world.settings)
        now = int(utc_now().timestamp() * 1000)
        rows = contact_rows(contacts, (self.account,), self.world.chance)
        # The rows bring the same ids every time.
        dated = [(new_id(utc_now()), fields) for _, fields in rows]
        load_records(database, ORG, "contact", dated, now=now)
        database.close()

    def check(self, device: RealDevice) -> list[str]:
        wrong = sync_until_quiet(device)
        self.load(_ROWS_A_ROUND // 3)
        return wrong


class Bulk(Pull):
    """Receives a whole book for the first time."""

    name = "bulk"
    seconds = 0.9

    def begin(self, enrol: Enrol) -> None:
        database = open_database(self.world.settings)
        now = int(utc_now().timestamp() * 1000)
        accounts = account_rows(400, self.world.user, self.world.sector, self.world.chance)
        ids = tuple(row[0] for row in accounts)
        load_records(database, ORG, "account", accounts, now=now)
        contacts = contact_rows(_ROWS_OF_A_BOOK, ids, self.world.chance)
        load_records(database, ORG, "contact", contacts, now=now)
        database.close()
        enrol(self.world.folder / "template").close()
        self.expected = {"account": set(ids), "contact": {row[0] for row in contacts}}

    def next_folder(self) -> Path:
        shutil.rmtree(self.laptop, ignore_errors=True)
        shutil.copytree(self.world.folder / "template", self.laptop)
        return self.laptop

    def check(self, device: RealDevice) -> list[str]:
        wrong = sync_until_quiet(device)
        for entity, ids in self.expected.items():
            if set(rows_of(device, entity)) != ids:
                wrong.append(f"the book is not whole: {entity}")
        return wrong + check_device(device)


class Migration(Phase):
    """Opens a store of an older form, which brings it to today's."""

    name = "migration"
    seconds = 0.9

    def begin(self, enrol: Enrol) -> None:
        super().begin(enrol)
        device = reopen_device(self.laptop, self.world.address)
        self._make_old(device)
        device.close()
        self.laptop.rename(self.world.folder / "template")

    def _make_old(self, device: RealDevice) -> None:
        """Fill it, and take away what the newest form added, as far as any form may have."""
        workspace = device.profile.workspace
        for number in range(60):
            with workspace.store.unit_of_work() as work:
                for _ in range(10):
                    fields = {"name": f"{number} {new_id(workspace.now())}", "type": "dealer"}
                    work.create("account", {**fields, "status": "active"}, workspace.author)
                work.commit(workspace.author)
        self.expected = {
            row: self._kept(values) for row, values in rows_of(device, "account").items()
        }
        with workspace.store.unit_of_work() as work:
            run = work.connection.exec_driver_sql
            for column in ("wechat", "email", "post"):
                run(f'ALTER TABLE contact DROP COLUMN "{column}"')
            run('ALTER TABLE account DROP COLUMN "phone"')
            for index in (
                run(
                    "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
                    " AND tbl_name IN ('account', 'contact', 'visit_log', 'contract')"
                )
                .scalars()
                .all()
            ):
                run(f'DROP INDEX "{index}"')
            run("DROP TABLE conflict")
            run(f"PRAGMA user_version = {CURRENT_FORM - 1}")
            work.commit()

    @staticmethod
    def _kept(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(sorted(str(value) for value in values if value is not None))

    def next_folder(self) -> Path:
        shutil.rmtree(self.laptop, ignore_errors=True)
        shutil.copytree(self.world.folder / "template", self.laptop)
        return self.laptop

    def check(self, device: RealDevice) -> list[str]:
        rows = {row: self._kept(values) for row, values in rows_of(device, "account").items()}
        with device.profile.workspace.store.snapshot() as look:
            form = look.connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            look.connection.exec_driver_sql("SELECT wechat, email, post FROM contact").fetchall()
            look.connection.exec_driver_sql("SELECT * FROM conflict").fetchall()
        wrong = [] if rows == self.expected else ["rows differ after the upgrade"]
        return wrong + ([] if form == CURRENT_FORM else [f"form {form}"])

    def finish(self, enrol: Enrol) -> list[str]:
        return []


class Attachment(Phase):
    """Seals files, saves records that name them, sends both."""

    name = "attachment"
    seconds = 0.8

    def here(self, device: RealDevice) -> set[str]:
        files = device.profile.workspace.files
        with device.profile.workspace.store.snapshot() as look:
            digests = Blobs(look.connection).all_digests()
        return {digest for digest in digests if files.is_intact(digest)}

    def check(self, device: RealDevice) -> list[str]:
        return sync_until_quiet(device) + self.send_files(device)

    def send_files(self, device: RealDevice) -> list[str]:
        workspace, said = device.profile.workspace, ""
        uploader = Uploader(workspace.store, workspace.files, device.engine._wire)
        for _ in range(_TRIES):
            try:
                uploader.run(lambda: False)
            except SyncError as error:
                said = error.code
                continue
            with workspace.store.snapshot() as look:
                if not Blobs(look.connection).waiting(1):
                    return []
        return [f"files are not sent: {said}"]


PHASES: dict[str, type[Phase]] = {
    phase.name: phase for phase in (Phase, Push, Pull, Bulk, Migration, Attachment)
}
