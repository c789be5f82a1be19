"""Finance chooses terms for an account; orders and statements read them; payments go astray."""

from __future__ import annotations

import datetime as dt

import pytest

from app.commands.credit.terms import choose_terms, put_terms_back
from app.commands.records.saving import change_record, create_record
from app.domain.errors import NotAllowedError, ValidationError
from app.queries.credit.line import Order, judge_order
from app.queries.credit.lists import CreditView, read_credit_lists
from app.queries.credit.terms import read_terms_page
from app.queries.papers.statements import read_statement_papers
from tests.support.account_records import ACCOUNT, REP, key, put
from tests.support.record_crew import FINANCE, HEAD, record_workspace, seen_by

POLICY, DRAFT, OWN = key(801), key(802), key(803)
TERMS = {"name": "重点客户", "version": "3", "period_days": 60, "valid_from_on": "2026-01-01"}


@pytest.fixture
def workspace(tmp_path):
    workspace = record_workspace(tmp_path)
    with workspace.store.unit_of_work() as work:
        discount = {"discount_basis_points": 200, "discount_days": 10}
        put(
            work,
            "credit_policy",
            [
                {"id": POLICY, **TERMS, **discount, "state": "approved"},
                {"id": DRAFT, **TERMS, **discount, "state": "proposed"},
            ],
        )
        account = {"id": OWN, "holder": "公司", "bank": "工行", "number": "1", "state": "active"}
        put(work, "designated_account", [account])
        work.commit()
    yield workspace
    workspace.store.close()


def test_terms_are_chosen_by_finance_and_by_nobody_else(workspace):
    clerk = seen_by(workspace, FINANCE)
    assert read_terms_page(clerk, ACCOUNT).may_choose
    assert not read_terms_page(workspace, ACCOUNT).may_choose
    with pytest.raises(NotAllowedError):
        choose_terms(workspace, ACCOUNT, POLICY)
    with pytest.raises(ValidationError, match=r"credit_terms\.not_in_force"):
        choose_terms(clerk, ACCOUNT, DRAFT)
    earlier, changes = choose_terms(clerk, ACCOUNT, POLICY, "旺季多给")
    assert changes.touches_record("account", ACCOUNT)
    page = read_terms_page(clerk, ACCOUNT)
    assert (page.terms.policy_id, page.terms.is_chosen) == (POLICY, True)
    assert page.choices == [(POLICY, "重点客户 3")]
    put_terms_back(clerk, ACCOUNT, earlier)
    assert not read_terms_page(clerk, ACCOUNT).terms.is_chosen


def test_the_order_check_and_the_statement_read_the_terms(workspace):
    choose_terms(seen_by(workspace, FINANCE), ACCOUNT, POLICY)
    check, _as_of = judge_order(workspace, ACCOUNT, Order(10_000))
    assert check.due_on == dt.date(2026, 11, 23) + dt.timedelta(days=45)
    assert (check.discount_until, check.discount_minor) == (dt.date(2026, 12, 3), 200)
    (paper,) = read_statement_papers(
        workspace, [ACCOUNT], first=dt.date(2026, 10, 1), last=dt.date(2026, 10, 31)
    )
    assert (paper.terms.period_days, paper.terms.discount_days) == (45, 10)


def test_money_through_a_bank_needs_a_designated_account_in_the_plain_form_too(workspace):
    paid = {"account_id": ACCOUNT, "collected_on": "2026-11-20", "amount_minor": 100}
    with pytest.raises(ValidationError) as caught:
        create_record(workspace, "collection", {**paid, "means": "transfer"})
    assert caught.value.params["field"] == "designated_account_id"
    create_record(workspace, "collection", {**paid, "means": "cash"})
    banked = {**paid, "means": "transfer", "designated_account_id": OWN}
    made, _changes = create_record(workspace, "collection", banked)
    with workspace.store.snapshot() as look:
        kept = look.records.read("collection", made).fields
    assert (kept["designated_account_id"], kept["collected_by"]) == (OWN, REP)


def test_a_confirmed_good_customer_stays_in_the_list_until_it_is_withdrawn(workspace):
    def good():
        lines = read_credit_lists(workspace).lines
        return {one.account.id for one in lines if CreditView.GOOD in one.views}

    assert ACCOUNT not in good()
    head = seen_by(workspace, HEAD)
    said = {"account_id": ACCOUNT, "state": "confirmed", "confirmed_on": "2026-11-20"}
    with pytest.raises(NotAllowedError):
        create_record(workspace, "good_customer", said)
    made, _changes = create_record(head, "good_customer", said)
    assert ACCOUNT in good()
    change_record(head, "good_customer", made, {"state": "withdrawn"})
    assert ACCOUNT not in good()
