"""What one proposes and another decides, on the device: offline it holds at once."""

from __future__ import annotations

import dataclasses

import pytest

from app.commands.credit.decisions import (
    decide,
    lift_blacklisting,
    note_appeal,
    propose_blacklisting,
    propose_debt_mark,
    propose_terms,
)
from app.domain.errors import NotAllowedError, ValidationError
from app.queries.accounts.ownership import read_ownership
from app.queries.accounts.page import read_account_page
from app.queries.credit.line import Order, judge_order
from app.queries.records.forms import read_record
from tests.support.account_records import ACCOUNT, REP, SECTOR, fill_account, key, put
from tests.support.devices import make_workspace

HEAD, BOSS, CLERK, OTHER_CLERK = key(901), key(902), key(903), key(904)
DEBT = key(910)
ROLES = {REP: "rep", HEAD: "sector_head", BOSS: "group_management", CLERK: "finance",
         OTHER_CLERK: "finance"}  # fmt: skip
ENTRY = {
    "account_id": ACCOUNT,
    "reason": "fraud",
    "words": "拿样品冒充订货，骗取陈列费",
    "evidence": "门店照片与收据",
    "review_on": "2027-11-23",
}
MARK = {"account_id": ACCOUNT, "receivable_id": DEBT, "quality": "bad", "reason": "店已关"}
TERMS = {"name": "经销商", "version": "2", "period_days": 30, "valid_from_on": "2026-12-01"}


@pytest.fixture
def desk_of(tmp_path):
    """Return the same store as somebody else sees it."""
    workspace = make_workspace(tmp_path, REP)
    fill_account(workspace)
    with workspace.store.unit_of_work() as work:
        put(work, "user", [
            {"id": user, "name": role, "login": f"u{number}", "roles": role, "sector_id": SECTOR}
            for number, (user, role) in enumerate(ROLES.items())
        ])  # fmt: skip
        debt = {"id": DEBT, "account_id": ACCOUNT, "issued_on": "2024-01-01"}
        put(work, "receivable", [{**debt, "due_on": "2024-02-01", "amount_minor": 900}])
        work.commit()
    yield lambda user: dataclasses.replace(workspace, user_id=user)
    workspace.store.close()


def refused(task):
    with pytest.raises((NotAllowedError, ValidationError)) as caught:
        task()
    return caught.value.code


def test_an_approved_blacklisting_holds_at_once_and_only_some_learn_why(desk_of):
    head, boss = desk_of(HEAD), desk_of(BOSS)
    entry, _ = propose_blacklisting(head, ENTRY)
    assert not read_account_page(head, ACCOUNT).fields["blacklisted"]
    assert read_ownership(head, ACCOUNT).barring == entry
    decide(boss, "blacklist_entry", entry, is_approved=True)
    page = read_account_page(head, ACCOUNT)
    assert (page.fields["blacklisted"], page.barred_for) == (1, "fraud")
    found = judge_order(desk_of(REP), ACCOUNT, Order(1))[0].objections[0]
    assert (found.code, dict(found.params)) == ("credit.order.blacklisted", {})
    assert refused(lambda: read_record(desk_of(REP), "blacklist_entry", entry)) == (
        "record.not_allowed"
    )
    note_appeal(head, entry, appeal="称系店员所为")
    lift_blacklisting(boss, entry, reason="已退款")
    assert not read_account_page(head, ACCOUNT).fields["blacklisted"]
    kept = read_record(head, "blacklist_entry", entry).fields
    assert (kept["appeal"], kept["lift_reason"]) == ("称系店员所为", "已退款")


def test_who_may_not_is_told_why(desk_of):
    rep, head, boss = desk_of(REP), desk_of(HEAD), desk_of(BOSS)
    assert refused(lambda: propose_blacklisting(rep, ENTRY)) == "record.not_allowed"
    assert not read_ownership(rep, ACCOUNT).may_bar
    assert read_ownership(head, ACCOUNT).may_bar
    entry, _ = propose_blacklisting(head, ENTRY)
    assert refused(lambda: propose_blacklisting(head, ENTRY)) == "blacklist.asked"
    refusal = {"is_approved": False}
    assert refused(lambda: decide(head, "blacklist_entry", entry, is_approved=True)) == (
        "blacklist.step.role"
    )
    assert refused(lambda: decide(boss, "blacklist_entry", entry, **refusal)) == (
        "blacklist.step.incomplete"
    )
    assert refused(lambda: lift_blacklisting(boss, entry, reason="x")) == "blacklist.step.unknown"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("words", " ", "blacklist.words.blank"),
        ("evidence", None, "blacklist.evidence.blank"),
        ("review_on", None, "blacklist.review.blank"),
        ("review_on", "2026-11-23", "blacklist.review.past"),
    ],
)
def test_an_entry_needs_words_evidence_and_a_day_ahead(desk_of, field, value, code):
    assert refused(lambda: propose_blacklisting(desk_of(HEAD), {**ENTRY, field: value})) == code


def quality(workspace):
    return read_record(workspace, "receivable", DEBT).fields.get("quality")


def test_a_debt_is_marked_by_two_hands(desk_of):
    clerk, other = desk_of(CLERK), desk_of(OTHER_CLERK)
    assert refused(lambda: propose_debt_mark(desk_of(REP), MARK)) == "record.not_allowed"
    assert refused(lambda: propose_debt_mark(clerk, {**MARK, "reason": ""})) == (
        "debt_mark.reason.blank"
    )
    mark, _ = propose_debt_mark(clerk, MARK)
    assert quality(clerk) is None
    assert refused(lambda: decide(clerk, "debt_mark", mark, is_approved=True)) == (
        "debt_mark.step.author"
    )
    decide(other, "debt_mark", mark, is_approved=True)
    assert quality(clerk) == "bad"
    assert refused(lambda: propose_debt_mark(clerk, MARK)) == "debt_mark.quality.same"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"period_days": -1}, "credit_policy.days.negative"),
        ({"cap_basis_points": 10_001}, "credit_policy.share"),
        ({"discount_basis_points": 100}, "credit_policy.discount_half"),
        ({"discount_basis_points": 100, "discount_days": 31}, "credit_policy.discount_late"),
        ({"valid_from_on": None}, "credit_policy.start_blank"),
    ],
)
def test_terms_make_sense_before_anybody_approves_them(desk_of, changes, code):
    assert refused(lambda: propose_terms(desk_of(CLERK), {**TERMS, **changes})) == code


def test_terms_are_written_by_finance_and_approved_by_the_management(desk_of):
    clerk, boss = desk_of(CLERK), desk_of(BOSS)
    terms, _ = propose_terms(clerk, TERMS)
    assert refused(lambda: decide(clerk, "credit_policy", terms, is_approved=True)) == (
        "credit_policy.step.role"
    )
    decide(boss, "credit_policy", terms, is_approved=True)
    assert read_record(clerk, "credit_policy", terms).fields["state"] == "approved"
