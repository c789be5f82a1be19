"""Reading the sync centre costs the same few queries however much is listed."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from app.queries.sync.centre import LISTED, read_sync_centre
from tests.support.sync_scene import ACCOUNT, SECOND, create, edit, settle, sync_workspace


@pytest.fixture
def workspace(tmp_path):
    made = sync_workspace(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def queries(workspace):
    """Count the statements of a reading."""
    with workspace.store.snapshot() as look:
        engine = look.connection.engine

    def count(tab):
        seen = []
        listen = lambda *args: seen.append(args[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listen)
        found = read_sync_centre(workspace, tab)
        event.remove(engine, "before_cursor_execute", listen)
        return found, len(seen)

    return count


def fill(workspace, times, code=""):
    for number in range(times):
        contact = {"account_id": SECOND, "name": f"林{number}"}
        for unit in (
            edit(workspace, ACCOUNT, phone=f"{times}-{number}"),
            create(workspace, ("contact", contact))[0],
        ):
            if code:
                settle(workspace, unit, code)


@pytest.mark.parametrize(("tab", "code"), [("waiting", ""), ("needs", "record.not_allowed")])
def test_no_query_is_made_for_a_row(workspace, queries, tab, code):
    fill(workspace, 1, code)
    few, before = queries(tab)
    fill(workspace, 30, code)
    many, after = queries(tab)
    assert len(many.units) + len(many.refused) == 31 * (len(few.units) + len(few.refused))
    assert after == before


def test_a_list_is_bounded_and_its_count_is_not(workspace):
    fill(workspace, LISTED // 2 + 5)
    found = read_sync_centre(workspace, "waiting")
    assert len(found.units) == LISTED
    assert found.counts.waiting == LISTED + 10


def test_names_of_records_that_are_gone_come_from_what_was_written(workspace):
    _number, (contact,) = create(workspace, ("contact", {"account_id": SECOND, "name": "林秀珍"}))
    with workspace.store.unit_of_work() as work:
        work.records.delete("contact", [contact])
        work.commit()
    directory = read_sync_centre(workspace, "waiting").directory
    assert directory.name(contact) == "林秀珍"
    assert directory.name(directory.account_of("contact", contact)) == "桥头便民超市"
