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


def test_what_was_spent_and_what_went_further_down_stand_in_the_timeline(desk):
    spent = {"id": key(831), "account_id": ACCOUNT, "spent_on": "2026-11-20", "kind": "gift"}
    sold = {"id": key(832), "account_id": ACCOUNT, "sold_on": "2026-11-21", "level": "outlet"}
    with desk.store.unit_of_work() as work:
        put(work, "selling_expense", [{**spent, "amount_minor": 9_900, "state": "requested"}])
        put(work, "channel_sale", [{**sold, "buyer": "Corner shop", "quantity": 3}])
        work.commit()
    words = EventWords(Formats("en", dt.UTC), desk.today(), desk.moment)
    (expense,) = read_timeline(desk, ACCOUNT, ["expense"]).entries
    (channel,) = read_timeline(desk, ACCOUNT, ["channel"]).entries
    assert words.event(expense).title == "Spent ¥99: Gift"
    assert words.event(expense).tone == "warn"
    assert words.event(channel).title == "Reached lower tier: Outlet"
    assert words.event(channel).body == "3 units, Corner shop"
    newest = [one.id for one in read_timeline(desk, ACCOUNT).entries]
    assert newest.index(key(832)) < newest.index(key(831))
