"""Pairs of a whole company: the same as comparing all with all, without doing so."""

import random
from itertools import combinations

import pytest

from app.domain.accounts import duplicate_pairs
from app.domain.accounts.duplicate_pairs import find_pairs
from app.domain.accounts.duplicates import Likeness, compare, duplicate_key

WORDS = "百禾云浦顺丰惠民天元永盛新华嘉和金谷东升宏大恒源"
HOTLINE = "13900000009"
KINDS = ("粮油", "商行", "超市", "食品有限公司", "贸易公司", "批发部", "便利店")


def made(account_id, name, phones=(), tax_number="", address=""):
    return duplicate_key(
        account_id, name=name, phones=phones, tax_number=tax_number, address=address
    )


def company(count, seed=3):
    chance = random.Random(seed)
    for number in range(count):
        core = "".join(chance.choice(WORDS) for _ in range(chance.choice((2, 2, 3, 4))))
        yield made(
            f"{number:06d}",
            core + chance.choice(KINDS),
            [f"139{chance.randrange(200):08d}"] if chance.random() < 0.5 else [],
            f"9133{chance.randrange(300):014d}" if chance.random() < 0.3 else "",
            "杭州市西湖区文三路" + str(chance.randrange(9)) if chance.random() < 0.3 else "",
        )


def by_hand(keys):
    found = {}
    for one, other in combinations(sorted(keys, key=lambda key: key.account_id), 2):
        match = compare(one, other)
        if match.likeness is not Likeness.UNLIKELY:
            found[one.account_id, other.account_id] = match
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_found_otherwise_than_by_comparing_all_with_all(seed):
    keys = list(company(400, seed))
    expected = by_hand(keys)
    assert len(expected) > 20
    assert {(p.first, p.second): p.match for p in find_pairs(keys)} == expected


@pytest.fixture
def compared(monkeypatch):
    """Every pair that was compared."""
    pairs = []

    def counted(left, right):
        pairs.append((left, right))
        return compare(left, right)

    monkeypatch.setattr(duplicate_pairs, "compare", counted)
    return pairs


def test_few_of_all_pairs_are_compared(compared):
    assert find_pairs(list(company(2_000)))
    assert len(compared) < 2_000 * 2_000 / 2 / 20


@pytest.mark.parametrize(("name", "tax_number"), [("", "0000000000"), ("便民超市", "")])
def test_a_crowd_that_shares_everything_costs_by_its_number_and_nobody_is_left_out(
    compared, name, tax_number
):
    count = 1_000
    keys = [
        made(f"{n:04d}", name or f"{chr(0x4E00 + n)}{chr(0x5E00 + n)}", tax_number=tax_number)
        for n in range(count)
    ]
    pairs = find_pairs(keys)
    assert len(compared) <= 30 * count
    assert {side for pair in pairs for side in (pair.first, pair.second)} == {
        key.account_id for key in keys
    }


def test_the_certain_come_first_and_an_account_is_not_its_own_twin():
    keys = [
        made("a", "百禾粮油有限公司", ["13900000001"]),
        made("b", "百禾粮油", ["13900000001"]),
        made("c", "顺丰商行", tax_number="91330000000000000X"),
        made("d", "另一个名字", tax_number="91330000000000000X"),
        made("e", "云浦超市"),
    ]
    pairs = find_pairs(keys)
    assert [(pair.first, pair.second) for pair in pairs] == [("a", "b"), ("c", "d")]
    assert pairs[1].match.likeness is Likeness.CERTAIN


def test_a_telephone_of_very_many_says_nothing_but_a_tax_number_does():
    keys = [made(f"{n:03d}", f"{chr(0x4E00 + n)}{chr(0x5E00 + n)}", [HOTLINE]) for n in range(90)]
    keys += [made(f"t{n}", f"{WORDS[n]}甲{n}乙", tax_number="91330000000000000X") for n in (1, 2)]
    assert [(pair.first, pair.second) for pair in find_pairs(keys)] == [("t1", "t2")]


def test_names_of_two_characters_that_differ_in_their_middle_meet():
    assert len(find_pairs([made("a", "百禾"), made("b", "百顺禾")])) == 1
