"""Beside a limit that is proposed stand the rule of its class and what the account owes."""

from __future__ import annotations

import pytest

from app.queries.records.forms import start_record
from tests.support.account_forms import screen_context
from tests.support.account_records import ACCOUNT, REP, fill_account, put
from tests.support.devices import make_workspace
from ui.screens.records.limit_advice import advice_words, read_advice


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path, REP)
    fill_account(made)
    with made.store.unit_of_work() as work:
        work.connection.exec_driver_sql("DELETE FROM receivable")
        work.connection.exec_driver_sql("DELETE FROM credit_limit")
        work.connection.exec_driver_sql(
            'UPDATE account SET "class" = ?, credit_limit_minor = ?, credit_unlimited = 0',
            ("B", 5_000_000),
        )
        debt = {"id": REP, "account_id": ACCOUNT, "issued_on": "2026-09-01"}
        put(work, "receivable", [{**debt, "due_on": "2026-10-01", "amount_minor": 1_230_000}])
        work.commit()
    yield made
    made.store.close()


def test_the_rule_of_the_class_and_the_sums_are_told(workspace):
    context = screen_context(workspace, [])
    given = {"account_id": ACCOUNT}
    page = read_advice(workspace, start_record(workspace, "credit_limit", given))
    rule, sums = advice_words(page, context.formats).split("\n")
    assert rule.startswith("Class B: a ceiling first")
    assert "Owed ¥12k" in sums
    assert "limit in force ¥50k" in sums


def test_other_records_and_a_limit_without_account_have_no_advice(workspace):
    assert read_advice(workspace, start_record(workspace, "credit_limit", {})) is None
    given = {"account_id": ACCOUNT}
    assert read_advice(workspace, start_record(workspace, "security", given)) is None
