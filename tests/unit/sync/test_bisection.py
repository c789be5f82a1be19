"""Bisection finds every record that differs, asks little, and ends, however the two sides look."""

import random

import pytest

from app.domain.digests import DIGEST_BYTES, summary_of
from sync.integrity import bisection
from sync.integrity.bisection import Branch, Difference
from sync.wire.comparing import Single

PART = ("book", "contact")


def numbered(count):
    return {f"{number:06d}": number * 7 + 1 for number in range(count)}


def branch_of(rows):
    return Branch(PART, sorted(rows.items()))


def spoken(rows, branch):
    """What a server with these rows says of a branch."""
    span = branch.span
    return sorted(
        (one, digest)
        for one, digest in rows.items()
        if one > span.after and (not span.until or one <= span.until)
    )


def search(here, there, most=bisection.LARGEST_LISTED):
    """Do what the device does; return the difference and how many questions it took."""
    branches, small, found, questions = [branch_of(here)], [], Difference(), 0
    while branches:
        questions += 1
        unequal = [
            branch
            for branch in branches
            if branch.summary != summary_of(digest for _, digest in spoken(there, branch))
        ]
        small += [branch for branch in unequal if branch.is_small]
        branches = [part for one in unequal if not one.is_small for part in one.divided()]
    while small:
        questions += 1
        room, listed = most, []
        for branch in small:
            rows = spoken(there, branch)[:room]
            room -= len(rows)
            listed.append(tuple(Single(i, d.to_bytes(DIGEST_BYTES, "big")) for i, d in rows))
        small = found.note_listed(small, listed)
    return found, questions


def assert_found(here, there, **options):
    found, questions = search(here, there, **options)
    wanted = {one for one in there if here.get(one) != there[one]}
    assert {one for _, one in found.wanted} == wanted
    assert {one for _, one in found.extra} == here.keys() - there.keys()
    assert len(found.wanted) + len(found.extra) == len(wanted) + len(here.keys() - there.keys())
    return questions


def test_equal_sides_take_one_question():
    assert assert_found(numbered(5_000), numbered(5_000)) == 1


@pytest.mark.parametrize("size", [1, 63, 64, 65, 1_000, 20_000])
def test_one_wrong_record_is_found_in_few_questions(size):
    there = numbered(size)
    for at in {0, size // 2, size - 1}:
        here = {**there, f"{at:06d}": 0}
        assert assert_found(here, there) <= 5


@pytest.mark.parametrize("here", [0, 1, 64, 65, 3_000])
def test_an_empty_side_gets_everything(here):
    assert_found(numbered(here), {})
    assert_found({}, numbered(here))


def test_records_beyond_both_ends_are_found():
    middle = {one: digest for one, digest in numbered(3_000).items() if "000500" < one < "002500"}
    assert_found(middle, numbered(3_000))
    assert_found(numbered(3_000), middle)


@pytest.mark.parametrize("seed", range(30))
def test_any_difference_is_found(seed, monkeypatch):
    chance = random.Random(seed)
    monkeypatch.setattr(bisection, "LARGEST_LISTED", 50)
    here, there = numbered(chance.randrange(900)), numbered(chance.randrange(900))
    for rows in (here, there):
        for one in chance.sample(sorted(rows), len(rows) // chance.randint(2, 50)):
            if chance.random() < 0.5:
                del rows[one]
            else:
                rows[one] = chance.randrange(10**6)
    assert_found(here, there, most=50)


def test_a_server_that_leaves_out_a_list_is_noticed():
    with pytest.raises(ValueError, match="shorter"):
        Difference().note_listed([branch_of(numbered(3))], [])
