"""The clean-up list finds what each account's own page would say."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from app.commands.accounts.editing import create_account
from app.queries.accounts.cleaning import Problem, find_unclean, list_unclean
from app.queries.accounts.merges import list_twins
from app.queries.accounts.page import read_account_page
from tests.support.account_records import ACCOUNT, DAY, NOW, OTHER, REP, fill_account, key, put
from tests.support.demo_workspace import demo_workspace
from tests.support.devices import make_workspace

TWIN, ARCHIVED, BUYER = key(501), key(502), key(503)


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield workspace
    workspace.store.close()


def add(workspace, *rows):
    with workspace.store.unit_of_work() as work:
        put(work, "account", rows)
        work.cards.mark([row["id"] for row in rows], words=True)
        work.cards.refresh(workspace.today())
        work.commit()


def unclean(workspace, problem=None):
    listing = find_unclean(workspace)
    return {row.id: row for row in list_unclean(workspace, listing, listing.places(problem))}


def test_each_problem_is_told_for_the_account_that_has_it(workspace):
    found = unclean(workspace)
    assert found[ACCOUNT].problems == (Problem.INCOMPLETE, Problem.STALE)
    assert set(found[OTHER].problems) == {
        *(Problem.INCOMPLETE, Problem.STALE, Problem.UNOWNED, Problem.NO_CONTACT),
        Problem.NO_VISIT,
    }
    assert [row.id for row in unclean(workspace, Problem.UNOWNED).values()] == [OTHER]


def test_what_was_made_here_and_not_sent_yet_is_nobody_elses(workspace):
    account_id, _ = create_account(workspace, {"name": "新店", "type": "retailer"})
    assert Problem.UNOWNED not in unclean(workspace)[account_id].problems


def test_an_archived_account_is_left_alone(workspace):
    add(workspace, {"id": ARCHIVED, "name": "旧店", "type": "retailer", "status": "archived"})
    assert ARCHIVED not in unclean(workspace)


def test_a_twin_is_found_through_code_reading_or_telephone(workspace):
    base = {"type": "dealer", "status": "active", "owner_id": REP}
    for twin in (
        {"name": "另外一家", "uscc": "91320507MA1XK2QF3H"},
        {"name": "百合粮油商贸行"},
        {"name": "百禾粮油商贸部", "phone": "13905120001"},
    ):
        add(workspace, {"id": TWIN, **base, "uscc": None, "phone": None, **twin})
        doubled = unclean(workspace, Problem.DUPLICATE)
        assert set(doubled) == {ACCOUNT, TWIN}
        assert [one.id for one in list_twins(workspace, ACCOUNT).twins] == [TWIN]


def test_a_shared_telephone_alone_makes_no_twin(workspace):
    row = {"id": TWIN, "name": "同福食品", "type": "dealer", "status": "active"}
    add(workspace, {**row, "phone": "13905120001"})
    assert unclean(workspace, Problem.DUPLICATE) == {}


def test_a_buyer_without_a_class_is_told(workspace):
    add(workspace, {"id": BUYER, "name": "新买家", "type": "dealer", "status": "active"})
    assert set(unclean(workspace, Problem.UNGRADED)) == {BUYER}


def test_a_call_counts_for_a_year(workspace):
    add(workspace, {"id": BUYER, "name": "新买家", "type": "dealer", "status": "active"})

    def call(days_ago):
        with workspace.store.unit_of_work() as work:
            log = {"id": key(504), "account_id": BUYER, "author_id": REP, "way": "visit"}
            put(work, "visit_log", [{**log, "started_at": NOW - days_ago * DAY}])
            work.cards.mark([BUYER], words=False)
            work.cards.refresh(workspace.today())
            work.commit()
        return BUYER in unclean(workspace, Problem.NO_VISIT)

    assert [call(364), call(367)] == [False, True]


def test_the_list_says_of_the_demo_what_the_pages_of_its_accounts_say(tmp_path):
    workspace = demo_workspace(tmp_path)
    listing = find_unclean(workspace)
    rows = list_unclean(workspace, listing, listing.places(None))
    assert len(rows) > 50
    for row in rows[:40]:
        page = read_account_page(workspace, row.id)
        assert row.filled == page.filled
        assert row.stale == tuple(age for age in page.ages if age.is_stale)
        assert (Problem.INCOMPLETE in row.problems) == bool(page.filled.missing)
        assert (Problem.STALE in row.problems) == bool(row.stale)
    person = next(line for line in listing.people if line.quality.owner_id == workspace.user_id)
    assert person.quality.accounts == listing.whole.accounts
    workspace.store.close()


def test_all_files_are_judged_in_as_many_statements_however_many_there_are(workspace):
    counted = []

    def count(*_arguments):
        counted.append(1)

    engine = workspace.store._engine
    event.listen(engine, "before_cursor_execute", count)
    find_unclean(workspace)
    few = len(counted)
    more = [
        {"id": key(600 + at), "name": f"店{at}号", "type": "retailer", "status": "active"}
        for at in range(50)
    ]
    add(workspace, *more)
    counted.clear()
    find_unclean(workspace)
    assert len(counted) == few
