from decimal import Decimal

from app.domain.accounts.completeness import (
    ContactFacts,
    completeness,
    filled_fields,
    weights_for,
)
from app.domain.schema import ENTITIES

EXAMPLE = {
    "identity": 10,
    "legal": 8,
    "finance": 5,
    "people": 4,
    "more_people": 2,
    "characteristics": 6,
}


def test_28_of_35_is_80_percent_and_the_heaviest_gap_comes_first():
    filled = {"identity", "legal", "people", "characteristics"}
    result = completeness(filled, weights=EXAMPLE)
    assert result.score == Decimal("0.8")
    assert result.missing == ("finance", "more_people")


def test_the_groups_of_a_dealer_weigh_35_as_in_the_specification():
    assert sum(weights_for("dealer").values()) == 35


def test_every_required_field_exists_in_the_schema():
    known = set(ENTITIES["account"].fields)
    for account_type in ENTITIES["account"].fields["type"].choices:
        own = {name for name in weights_for(account_type) if not name.startswith("contact")}
        assert own <= known


def test_a_consumer_needs_no_tax_number():
    assert "tax_number" not in weights_for("consumer")


def test_zero_is_an_answer_but_blank_is_not():
    assert filled_fields({"staff": 0, "city": "", "address": None}) == {"staff"}


def test_contacts_count_together():
    filled = filled_fields({}, [ContactFacts(True, False), ContactFacts(False, True)])
    assert filled == {"contact", "contact.phone", "contact.decides"}


def test_nothing_required_gives_no_score():
    assert completeness((), weights={}).score is None
