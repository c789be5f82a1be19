"""The figures propose good and bad customers; whoever is barred is proposed no more."""

from __future__ import annotations

import pytest

from app.domain.credit.lists import CustomerFacts, bad_reasons, is_good

GOOD = {"grade": "A", "sold_minor": 100, "due_minor": 100, "paid_minor": 95}


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({}, ()),
        ({"worst_quality": "doubtful"}, ("marked_debt",)),
        ({"overdue_minor": 1, "oldest_days": 90}, ()),
        ({"overdue_minor": 1, "oldest_days": 91}, ("long_late",)),
        ({"overdue_minor": 1, "due_minor": 100, "paid_minor": 50}, ()),
        ({"overdue_minor": 1, "due_minor": 100, "paid_minor": 49}, ("pays_badly",)),
        ({"complaints": 2}, ()),
        ({"complaints": 3}, ("complaints",)),
        ({"gate_is_shut": True}, ("gate_shut",)),
        ({"gate_is_shut": True, "is_barred": True}, ()),
    ],
)
def test_each_reason_begins_exactly_at_its_limit(facts, wanted):
    assert bad_reasons(CustomerFacts(**facts)) == wanted


def test_a_good_customer_buys_is_graded_and_pays():
    assert is_good(CustomerFacts(**GOOD))
    assert is_good(CustomerFacts(**{**GOOD, "due_minor": 0, "paid_minor": 0}))


@pytest.mark.parametrize(
    "changes",
    [
        {"grade": "C"}, {"grade": ""}, {"sold_minor": 0}, {"paid_minor": 94}, {"overdue_minor": 1},
        {"worst_quality": "bad"}, {"complaints": 3}, {"gate_is_shut": True}, {"is_barred": True},
    ],
)  # fmt: skip
def test_one_thing_against_it_is_enough(changes):
    assert not is_good(CustomerFacts(**{**GOOD, **changes}))
