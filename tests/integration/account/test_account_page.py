"""The page of an account says what the records say, in few statements."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import event

from app.commands.accounts.editing import edit_account
from app.commands.visits.plans import plan_visit
from app.domain.errors import NotFoundError
from app.queries.accounts.page import KINDS, read_account_page, read_timeline
from tests.support.account_records import ACCOUNT, DAY, NOW, OTHER, REP, fill_account, key, put
from tests.support.devices import make_workspace


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield workspace
    workspace.store.close()


def conflict(number, subject, field, state="open"):
    return {
        "id": key(number),
        "subject_entity": "account",
        "subject_id": subject,
        "field": field,
        "state": state,
    }


def test_the_page_of_an_unknown_account_is_refused(desk):
    with pytest.raises(NotFoundError):
        read_account_page(desk, key(999))


def test_who_decides_stands_first_among_the_people(desk):
    people = read_account_page(desk, ACCOUNT).contacts
    assert [person.fields["name"] for person in people] == ["林秀珍", "林浩", "苏敏"]


def test_the_credit_strip_adds_debts_and_open_orders(desk):
    page = read_account_page(desk, ACCOUNT)
    assert page.credit.owed_minor == 23_800_000
    assert page.credit.available_minor == 1_700_000
    assert page.credit.overdue_minor == 4_200_000
    assert page.credit.oldest_days == 18
    assert page.credit_as_of_at == NOW - int(DAY * 0.1)


def test_money_collected_but_not_confirmed_is_told_apart(desk):
    with desk.store.unit_of_work() as work:
        fields = {"account_id": ACCOUNT, "collected_on": "2026-11-22", "means": "cash"}
        work.create("collection", {**fields, "amount_minor": 70_000}, desk.author)
        work.commit(desk.author)
    page = read_account_page(desk, ACCOUNT)
    assert page.around.unbooked_minor == 70_000
    assert page.credit.owed_minor == 23_800_000


def test_last_year_is_compared_up_to_the_same_day(desk):
    sales = read_account_page(desk, ACCOUNT).sales
    assert len(sales.sold) == len(sales.plan) == len(sales.last) == 11
    assert sales.sold[-1] == 20_000_000
    assert sales.plan[1] == 16_000_000
    with desk.store.unit_of_work() as work:
        late = {"id": key(801), "account_id": ACCOUNT, "sold_on": "2025-11-24"}
        put(work, "sales_record", [{**late, "amount_minor": 1_000}])
        work.commit()
    later = read_account_page(desk, ACCOUNT).sales
    assert later.last[-1] == sales.last[-1] + 1_000
    assert later.last_to_date_minor == sales.last_to_date_minor


def test_an_old_block_is_stale_and_a_fresh_one_is_not(desk):
    ages = {age.block: age for age in read_account_page(desk, ACCOUNT).ages}
    assert not ages["A"].is_stale
    assert ages["B"].is_stale
    assert ages["B"].days == 143
    assert ages["E"].confirmed_on is None


def test_completeness_counts_what_the_people_contribute(desk):
    assert read_account_page(desk, ACCOUNT).filled.score > Decimal("0.8")
    assert "contact" in read_account_page(desk, OTHER).filled.missing


def test_an_offline_edit_shows_as_waiting_until_it_is_sent(desk):
    assert read_account_page(desk, ACCOUNT).around.waiting == 0
    edit_account(desk, ACCOUNT, {"remark": "已谈妥"})
    assert read_account_page(desk, ACCOUNT).around.waiting == 1


def test_an_open_conflict_of_a_person_counts_on_the_page(desk):
    with desk.store.unit_of_work() as work:
        rows = [
            conflict(901, ACCOUNT, "address"),
            conflict(902, key(12), "mobile"),
            conflict(903, ACCOUNT, "phone", "kept"),
        ]
        put(work, "conflict", rows)
        work.commit()
    fields = read_account_page(desk, ACCOUNT).around.conflict_fields
    assert sorted(fields) == ["address", "mobile"]


def test_the_timeline_runs_from_plans_ahead_to_the_oldest_fact(desk):
    kinds = [kind for kind in KINDS if kind != "sale"]
    entries = read_timeline(desk, ACCOUNT, kinds).entries
    assert [entry.kind for entry in entries] == [
        *("plan", "visit", "promise", "visit", "collection", "receivable"),
        *("complaint", "contract", "receivable", "contract"),
    ]
    places = [entry.place for entry in entries]
    assert places == sorted(places, reverse=True)
    assert entries[0].starts == "09:30"


def test_sales_of_one_day_and_what_was_reported_stand_in_the_timeline(desk):
    rows = [
        {"id": key(811), "sold_on": "2026-11-20", "amount_minor": 300, "document_number": "XS-1"},
        {"id": key(812), "sold_on": "2026-11-20", "amount_minor": 200, "document_number": "XS-1"},
        {"id": key(813), "sold_on": "2026-11-21", "amount_minor": -50},
    ]
    incident = {"id": key(821), "kind": "fire", "happened_on": "2026-11-22", "content": "失火"}
    task = {"id": key(822, 0.1), "content": "核对", "due_on": "2026-11-30", "state": "open",
            "assignee_id": REP}  # fmt: skip
    with desk.store.unit_of_work() as work:
        put(work, "sales_record", [{**row, "account_id": ACCOUNT} for row in rows])
        put(work, "incident", [{**incident, "account_id": ACCOUNT}])
        put(work, "task", [{**task, "account_id": ACCOUNT}])
        work.commit()
    found = read_timeline(desk, ACCOUNT, ["sale", "incident", "task"]).entries[:4]
    assert [(entry.kind, entry.day_on, entry.amount_minor) for entry in found] == [
        ("task", None, None),
        ("incident", "2026-11-22", None),
        ("sale", "2026-11-21", -50),
        ("sale", "2026-11-20", 500),
    ]
    assert (found[3].words, found[3].more) == ("XS-1", "2")


def test_a_plan_that_lies_behind_is_not_shown_as_ahead(desk):
    plans = read_timeline(desk, ACCOUNT, ["plan"]).entries
    assert [plan.day_on for plan in plans] == ["2026-11-23"]


def test_a_debt_is_late_with_what_is_left_and_a_settled_one_is_paid(desk):
    money = read_timeline(desk, ACCOUNT, ["receivable"]).entries
    assert [(entry.state, entry.amount_minor) for entry in money] == [
        ("late", 4_200_000),
        ("paid", 18_600_000),
    ]


def test_an_unsigned_contract_stands_where_it_was_made(desk):
    contracts = {entry.words: entry for entry in read_timeline(desk, ACCOUNT, ["contract"]).entries}
    assert contracts["HT-2026-0977"].moment_at == NOW - 28 * DAY
    assert contracts["HT-2026-0418"].day_on == "2026-01-05"


def test_a_new_entry_is_marked_as_waiting(desk):
    plan_visit(desk, ACCOUNT, dt.date(2026, 11, 25))
    plans = read_timeline(desk, ACCOUNT, ["plan"]).entries
    assert [plan.waiting for plan in plans] == [True, False]


def test_pages_of_the_timeline_join_without_gap_or_repeat(desk):
    with desk.store.unit_of_work() as work:
        rows = [
            {
                "id": key(5000 + number),
                "account_id": ACCOUNT,
                "author_id": key(3),
                "way": "visit",
                "started_at": NOW - (100 + number // 7) * DAY,
            }
            for number in range(70)
        ]
        put(work, "visit_log", rows)
        work.commit()
    found, after, has_more = [], None, True
    while has_more:
        page = read_timeline(desk, ACCOUNT, ["visit"], after)
        assert len(page.entries) <= 30
        found += [entry.id for entry in page.entries]
        after, has_more = page.entries[-1].place, page.has_more
    assert len(found) == len(set(found)) == 72


def test_the_page_takes_the_same_few_statements_however_much_happened(desk):
    def count_statements():
        counted = []
        engine = desk.store._engine

        def count(*_arguments):
            counted.append(1)

        event.listen(engine, "before_cursor_execute", count)
        read_account_page(desk, ACCOUNT)
        event.remove(engine, "before_cursor_execute", count)
        return len(counted)

    before = count_statements()
    with desk.store.unit_of_work() as work:
        rows = [{"id": key(6000 + n), "account_id": ACCOUNT, "name": f"人{n}"} for n in range(50)]
        put(work, "contact", rows)
        work.commit()
    assert count_statements() == before
    assert before <= 12
