"""What was printed for an account stands in its timeline."""

from __future__ import annotations

import datetime as dt

import pytest

from app.queries.accounts.page import read_timeline
from tests.support.account_records import ACCOUNT, DAY, NOW, fill_account, key, put
from tests.support.devices import make_workspace
from ui.formats import Formats
from ui.screens.account.history_words import EventWords


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield workspace
    workspace.store.close()


def test_a_printed_letter_stands_in_the_timeline(desk):
    letter = {
        "id": key(830),
        "account_id": ACCOUNT,
        "paper": "reminder",
        "level": "demand",
        "number": "CK-1",
        "copies": 1,
        "printed_at": NOW - DAY,
        "amount_minor": 5_000,
    }
    with desk.store.unit_of_work() as work:
        put(work, "letter", [letter])
        work.commit()
    (entry,) = read_timeline(desk, ACCOUNT, ["letter"]).entries
    assert (entry.state, entry.words, entry.moment_at) == ("reminder", "CK-1", NOW - DAY)
    words = EventWords(Formats("en", dt.UTC), desk.today(), desk.moment).event(entry)
    assert words.icon == "printer"
    assert "CK-1" in words.body
    assert key(830) in {one.id for one in read_timeline(desk, ACCOUNT).entries}
