"""What the papers say agrees with the books, and a run of many asks the store a fixed number."""

import datetime as dt

import pytest
from sqlalchemy import event

from app.domain.errors import NotFoundError, ValidationError
from app.domain.papers.reminder import ReminderLevel
from app.queries.credit.claims import read_debts, read_statement
from app.queries.papers.account_sheets import read_account_sheets
from app.queries.papers.handovers import read_handover_paper
from app.queries.papers.reminders import read_reminder_papers
from app.queries.papers.statements import read_statement_papers
from app.queries.papers.visit_plans import read_visit_plan_paper
from app.queries.papers.weekly_reports import read_weekly_report
from tests.support.demo_workspace import demo_workspace

FIRST, LAST = dt.date(2026, 9, 1), dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    workspace = demo_workspace(tmp_path_factory.mktemp("demo"))
    yield workspace
    workspace.store.close()


@pytest.fixture(scope="module")
def accounts(desk):
    return rows(desk, "SELECT DISTINCT account_id FROM receivable ORDER BY 1")


@pytest.fixture
def statements(desk):
    """Count the statements that reach the store."""
    counted = []

    def count(*_args):
        counted.append(1)

    engine = desk.store._engine
    event.listen(engine, "before_cursor_execute", count)
    yield counted
    event.remove(engine, "before_cursor_execute", count)


def rows(desk, sql, *values):
    with desk.store.snapshot() as look:
        return [row[0] for row in look.connection.exec_driver_sql(sql, values)]


def test_a_statement_on_paper_is_the_statement_of_the_account(desk, accounts):
    for account_id in accounts[:20]:
        (paper,) = read_statement_papers(desk, [account_id], first=FIRST, last=LAST)
        assert paper.statement == read_statement(desk, account_id, first=FIRST, last=LAST)
        assert paper.ageing == read_debts(desk, account_id).ageing
        assert paper.letterhead.sender.name


def test_a_hundred_papers_ask_the_store_as_often_as_one(desk, accounts, statements):
    def asked(read, ids):
        statements.clear()
        read(ids)
        return len(statements)

    for read in (
        lambda ids: read_statement_papers(desk, ids, first=FIRST, last=LAST),
        lambda ids: read_account_sheets(desk, ids),
        lambda ids: read_handover_paper(desk, ids),
    ):
        one, many = asked(read, accounts[:1]), asked(read, accounts[:100])
        assert 0 < many == one


def test_a_reminder_lists_what_is_overdue_and_nothing_else(desk, accounts):
    papers = read_reminder_papers(desk, accounts, level=ReminderLevel.NOTICE, pay_by_on=LAST)
    assert 0 < len(papers) < len(accounts)
    for paper in papers:
        debts = read_debts(desk, paper.account_id).documents
        late = [debt for debt in debts if debt.days_late and debt.document.debt.balance_minor > 0]
        assert [line.document_number for line in paper.lines] == [
            debt.document.document_number for debt in late
        ]
        assert paper.total_minor == sum(debt.document.debt.balance_minor for debt in late)


def test_no_reminder_is_written_where_nothing_is_overdue(desk):
    quiet = rows(
        desk,
        "SELECT id FROM account WHERE id NOT IN (SELECT account_id FROM receivable"
        " WHERE amount_minor <> coalesce(paid_minor, 0)) LIMIT 1",
    )
    with pytest.raises(ValidationError) as refused:
        read_reminder_papers(desk, quiet, level=ReminderLevel.NOTICE, pay_by_on=LAST)
    assert refused.value.code == "letter.nothing_overdue"
    with pytest.raises(ValidationError) as late:
        read_reminder_papers(desk, quiet, level=ReminderLevel.NOTICE, pay_by_on=FIRST)
    assert late.value.code == "letter.pay_by.past"


def test_the_sums_of_a_handover_are_those_of_the_statements_of_the_day(desk, accounts):
    paper = read_handover_paper(desk, accounts[:30])
    statements_of = read_statement_papers(desk, accounts[:30], first=LAST, last=LAST)
    assert [each.owed_minor for each in paper.accounts] == [
        each.statement.closing_minor for each in statements_of
    ]
    assert paper.giver
    assert any(each.things for each in paper.accounts)


def test_the_plan_of_a_day_holds_the_stops_in_their_order(desk):
    paper = read_visit_plan_paper(desk, desk.today())
    names = rows(
        desk,
        "SELECT a.name FROM visit_plan p JOIN account a ON a.id = p.account_id WHERE p.owner_id = ?"
        " AND p.planned_on = ? AND p.state <> 'not_done' ORDER BY p.position, p.starts",
        desk.user_id,
        desk.today().isoformat(),
    )
    assert [stop.name for stop in paper.stops] == names != []


def test_a_week_counts_its_own_days_only(desk):
    day = desk.today() - dt.timedelta(days=4)
    paper = read_weekly_report(desk, day)
    assert paper.first.weekday() == 0
    assert paper.last - paper.first == dt.timedelta(days=6)
    assert len(paper.visits) == paper.figures.visits > 0
    assert all(paper.first <= visit.on <= paper.last for visit in paper.visits)
    assert all(paper.last < visit.on for visit in paper.planned)


def test_a_sheet_tells_twelve_months_and_the_last_visits(desk, accounts):
    (sheet,) = read_account_sheets(desk, accounts[:1])
    assert [month for month, _ in sheet.sales][-1] == "2026-11"
    assert len(sheet.sales) == 12
    assert list(sheet.visits) == sorted(sheet.visits, key=lambda visit: visit.on, reverse=True)
    with pytest.raises(NotFoundError):
        read_account_sheets(desk, ["nobody"])
