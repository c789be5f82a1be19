"""A device with a handful of accounts around one town, and rows put there as the server would."""

from __future__ import annotations

import pytest

from app.store.records import ServerRows
from tests.support.devices import make_workspace

USER = "c0ffee00" * 4
DAY = 86_400_000
NOW = 1_795_395_600_000  # Monday 23 November 2026, 09:00 in China


def key(number):
    """Return an id whose moment is early 2026, so that files count as opened then."""
    return f"019b8000{number:024x}"


@pytest.fixture
def desk(tmp_path):
    return make_workspace(tmp_path / "device", USER)


@pytest.fixture
def put(desk):
    """Write rows and bring the cards of all accounts up to date."""

    def write(entity, *rows):
        names = tuple(sorted({name for row in rows for name in row if name != "id"}))
        with desk.store.unit_of_work() as work:
            work.records.replace(
                ServerRows(
                    entity,
                    names,
                    [row["id"] for row in rows],
                    ["rep:u"] * len(rows),
                    [1] * len(rows),
                    [[row.get(name) for row in rows] for name in names],
                )
            )
            known = work.connection.exec_driver_sql("SELECT id FROM account").scalars().all()
            work.cards.mark(known, words=True)
            while work.cards.refresh(desk.today(), 1_000).remaining:
                pass
            work.commit()

    return write


@pytest.fixture
def account(put):
    """Put an account: number, and what differs from a class B dealer visited yesterday."""

    def write(number, *, visited_days=1, next_on=None, step=None, **fields):
        put(
            "account",
            {
                "id": key(number),
                "name": f"客户{number}",
                "type": "dealer",
                "status": "active",
                "class": "B",
                "city": "苏州市",
                "owner_id": USER,
                **fields,
            },
        )
        if visited_days is not None:
            put(
                "visit_log",
                {
                    "id": key(1_000 + number),
                    "account_id": key(number),
                    "author_id": USER,
                    "way": "visit",
                    "started_at": NOW - visited_days * DAY,
                    "next_visit_on": next_on,
                    "next_step": step,
                },
            )
        return key(number)

    return write


@pytest.fixture
def stop(put):
    """Put a planned visit of today."""

    def write(number, account_id, **fields):
        put(
            "visit_plan",
            {
                "id": key(2_000 + number),
                "account_id": account_id,
                "owner_id": USER,
                "planned_on": "2026-11-23",
                "position": number,
                "state": "planned",
                **fields,
            },
        )
        return key(2_000 + number)

    return write
