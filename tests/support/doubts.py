"""A device that is damaged, doubts itself, and is compared with its server."""

from __future__ import annotations

from typing import Any

from app.domain.schema import ENTITIES
from sync.engine import RoundReport
from sync.integrity.comparing import note_due
from tests.support.synced_device import SyncedDevice


def new_account(one: SyncedDevice, **fields: Any) -> str:
    return one.create("account", name="百禾粮油", type="dealer", status="active", **fields)


def contacts(desk: SyncedDevice, account: str, count: int) -> list[str]:
    ids = []
    with desk.workspace.store.unit_of_work() as work:
        for number in range(count):
            fields = {"account_id": account, "name": f"{number}"}
            ids.append(work.create("contact", fields, desk.workspace.author))
        work.commit(desk.workspace.author)
    desk.sync()
    return ids


def damage(desk: SyncedDevice, sql: str, *values: Any) -> None:
    with desk.workspace.store.unit_of_work() as work:
        touched = work.connection.exec_driver_sql(sql, values).rowcount
        work.commit()
    assert touched


def doubt(desk: SyncedDevice) -> None:
    with desk.workspace.store.unit_of_work() as work:
        note_due(work)
        work.commit()


def compare(desk: SyncedDevice) -> tuple[RoundReport, list[str]]:
    """Compare; return the report and how often each path was asked."""
    doubt(desk)
    carry, asked = desk.network.handle_request, []

    def count(request):
        asked.append(request.url.path)
        return carry(request)

    desk.network.handle_request = count
    report = desk.sync()
    desk.network.handle_request = carry
    return report, asked


def assert_alike(desk: SyncedDevice) -> None:
    """Nothing differs any more."""
    report, asked = compare(desk)
    assert report.rows_received == 0
    assert asked == ["/v1/sync", "/v1/digests"]


def everything(one: SyncedDevice) -> dict[str, dict[str, tuple[Any, ...]]]:
    return {entity: one.everything(entity) for entity in ENTITIES}
