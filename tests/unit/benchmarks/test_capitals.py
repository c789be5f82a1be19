"""The comparison of capitals tells usage that is free from a mistake of either side."""

import random

import pytest

from app.domain.capitals import LARGEST_MINOR
from benchmarks.capitals import RULES, difference, random_amounts


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ("壹拾元整", "壹拾元整", ""),
        ("壹拾元零伍角", "壹拾元伍角", "zero-before-jiao"),
        ("玖亿零叁仟伍佰元整", "玖亿叁仟伍佰元整", "zero-for-no-wan"),
        ("捌亿零捌仟零壹拾元零柒角", "捌亿捌仟零壹拾元柒角", "zero-for-no-wan"),
        ("壹拾元整", None, "refused"),
        ("壹拾元零伍分", "壹拾元伍分", "unexplained"),
        ("壹仟元整", "壹万元整", "unexplained"),
    ],
)
def test_a_difference_has_the_kind_of_the_rule_that_decides_it(ours, theirs, kind):
    assert difference(ours, theirs) == kind
    assert kind == "" or kind in RULES


def test_random_amounts_have_every_length_and_stay_in_range():
    amounts = random_amounts(5_000, random.Random(2))
    assert {len(str(abs(amount))) for amount in amounts} == set(range(1, 16))
    assert max(map(abs, amounts)) <= LARGEST_MINOR
    assert min(amounts) < 0
    assert amounts == random_amounts(5_000, random.Random(2))
