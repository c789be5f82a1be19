"""Debts with their ages and clocks, and a statement that agrees with the credit line."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import event

from app.commands.credit.claims import note_debt_event
from app.domain.errors import NotFoundError, ValidationError
from app.queries.accounts.page import read_account_page
from app.queries.credit.claims import read_debts, read_statement
from app.queries.credit.line import read_credit
from tests.support.account_records import ACCOUNT, OTHER, fill_account, key, of_account, put
from tests.support.devices import make_workspace

TODAY = dt.date(2026, 11, 23)
LATE, OPEN = key(301), key(302)


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield workspace
    workspace.store.close()


def receive(desk, entity, *rows):
    with desk.store.unit_of_work() as work:
        put(work, entity, of_account(rows))
        work.commit()


def note(desk, kind, happened_on, receivable_id=""):
    on = dt.date.fromisoformat(happened_on)
    return note_debt_event(desk, ACCOUNT, kind, happened_on=on, receivable_id=receivable_id)[0]


def clocks(desk):
    found = read_debts(desk, ACCOUNT).documents
    return {debt.document.id: debt.clock.last_day.isoformat() for debt in found if debt.clock}


def test_the_open_documents_are_listed_by_their_due_day(desk):
    debts = read_debts(desk, ACCOUNT)
    assert [(debt.document.id, debt.days_late) for debt in debts.documents] == [
        (LATE, 18),
        (OPEN, 0),
    ]
    assert debts.documents[0].document.debt.balance_minor == 4_200_000
    assert debts.documents[0].document.document_number == "XS-301"


def test_the_ages_are_those_of_the_credit_line(desk):
    receive(
        desk,
        "receivable",
        {
            "id": key(310),
            "issued_on": "2026-06-01",
            "due_on": "2026-08-24",
            "amount_minor": 7,
        },
    )
    ages = read_debts(desk, ACCOUNT).ageing
    assert ages == read_credit(desk, ACCOUNT).strip.ageing
    assert ages == read_account_page(desk, ACCOUNT).credit.ageing
    assert (ages.days_1_to_30_minor, ages.over_90_minor) == (4_200_000, 7)


def test_an_event_on_a_document_moves_its_clock_alone(desk):
    note(desk, "reminder", "2026-11-20", LATE)
    assert clocks(desk) == {LATE: "2029-11-20", OPEN: "2029-12-20"}


def test_an_event_on_the_whole_account_moves_every_clock_that_runs(desk):
    note(desk, "statement_confirmed", "2026-11-22")
    assert clocks(desk) == {LATE: "2029-11-22", OPEN: "2029-12-20"}


def test_a_reminder_is_kept_with_its_author_and_its_proof(desk):
    made, _ = note_debt_event(
        desk, ACCOUNT, "reminder", happened_on=TODAY, receivable_id=LATE, evidence=" EMS 1 "
    )
    with desk.store.snapshot() as look:
        kept = look.records.read("debt_event", made).fields
    assert (kept["author_id"], kept["evidence"]) == (desk.user_id, "EMS 1")


def test_neither_a_reminder_of_tomorrow_nor_one_of_a_strange_document_is_kept(desk):
    with pytest.raises(ValidationError, match=r"credit\.date\.future"):
        note(desk, "reminder", "2026-11-24")
    with pytest.raises(NotFoundError):
        note_debt_event(desk, OTHER, "reminder", happened_on=TODAY, receivable_id=LATE)
    with pytest.raises(ValidationError, match=r"field\.choice"):
        note(desk, "gossip", "2026-11-20")
    assert clocks(desk)[LATE] == "2029-11-05"


def test_a_credit_note_has_no_clock(desk):
    row = {"id": key(311), "issued_on": "2026-06-01", "due_on": "2026-08-24"}
    receive(desk, "receivable", {**row, "amount_minor": -500})
    assert key(311) not in clocks(desk)
    assert len(read_debts(desk, ACCOUNT).documents) == 3


def test_a_debt_whose_period_ends_soon_is_pressing_until_it_is_reminded_of(desk):
    row = {"id": key(312), "issued_on": "2023-12-01", "due_on": "2024-01-10"}
    receive(desk, "receivable", {**row, "amount_minor": 900})
    assert [debt.document.id for debt in read_debts(desk, ACCOUNT).pressing] == [key(312)]
    note(desk, "reminder", "2026-11-23", key(312))
    assert read_debts(desk, ACCOUNT).pressing == ()


def test_the_statement_closes_with_the_debt_of_the_credit_line(desk):
    found = read_statement(desk, ACCOUNT, first=dt.date(2026, 11, 1), last=TODAY)
    assert found.closing_minor == read_credit(desk, ACCOUNT).strip.owed_minor == 23_800_000
    assert (found.opening_minor, found.charged_minor, found.paid_minor) == (
        42_400_000,
        0,
        18_600_000,
    )
    assert [row.entry.document_number for row in found.rows] == ["林秀珍"]


def test_money_that_finance_has_not_confirmed_stands_in_no_statement(desk):
    paid = {"id": key(422), "collected_on": "2026-11-20", "means": "cash", "amount_minor": 100}
    receive(desk, "collection", {**paid, "state": "deposited"})
    found = read_statement(desk, ACCOUNT, first=dt.date(2026, 11, 10), last=TODAY)
    assert (found.rows, found.closing_minor) == ((), 23_800_000)


def test_an_account_without_debts_has_an_empty_statement(desk):
    found = read_statement(desk, OTHER, first=dt.date(2026, 11, 1), last=TODAY)
    assert (found.opening_minor, found.closing_minor, found.rows) == (0, 0, ())
    assert read_debts(desk, OTHER).documents == ()


def test_a_period_that_ends_before_it_begins_is_refused(desk):
    with pytest.raises(ValidationError, match=r"credit\.dates\.order"):
        read_statement(desk, ACCOUNT, first=TODAY, last=dt.date(2026, 11, 22))


def test_debts_take_two_statements_however_many_there_are(desk):
    rows = [
        {
            "id": key(500 + at),
            "issued_on": "2026-06-01",
            "due_on": "2026-08-24",
            "amount_minor": 1,
        }
        for at in range(40)
    ]
    receive(desk, "receivable", *rows)
    seen = []
    with desk.store.snapshot() as look:
        engine = look.connection.engine
    event.listen(engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    assert len(read_debts(desk, ACCOUNT).documents) == 42
    assert len([sql for sql in seen if sql.startswith("SELECT")]) == 2
