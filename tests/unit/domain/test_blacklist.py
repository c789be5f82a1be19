"""A barred firm is recognised however it is spelled, and nothing of it can be read."""

from __future__ import annotations

import pytest

from app.domain.credit.blacklist import is_barred, marks_of
from app.domain.ids import is_id

SECRET = "5e" * 32
FIRM = {
    "name": "百禾（苏州）商行",
    "uscc": "91320507MA1XK2QF3H",
    "phone": "0512-6789 0123",
    "legal_representative": "林秀珍",
    "address": "河西路 88 号",
}


def hits(**account):
    held = set(marks_of(FIRM, SECRET))
    return [mark for mark in marks_of(account, SECRET) if mark in held]


@pytest.mark.parametrize(
    "account",
    [
        {"name": "百禾(苏州) 商行"},
        {"name": "别的名字", "tax_number": "9132 0507 ma1xk2qf3h"},
        {"phone": "051267890123"},
        {"legal_representative": "林秀珍", "address": "河西路88号"},
    ],
)
def test_spelling_does_not_hide_a_firm(account):
    assert is_barred(hits(**account))


@pytest.mark.parametrize(
    "account",
    [{}, {"name": None, "phone": " "}, {"legal_representative": "林秀珍"},
     {"address": "河西路 88 号"}, {"name": "百禾粮油"}],
)  # fmt: skip
def test_a_namesake_or_a_neighbour_is_not_barred(account):
    assert not is_barred(hits(**account))


def test_a_mark_tells_nothing_and_is_kept_once():
    marks = marks_of(FIRM, SECRET)
    assert len(marks) == len(FIRM)
    assert all(is_id(mark.record_id) for mark in marks)
    assert not any(str(value) in mark.digest for mark in marks for value in FIRM.values())
    assert {mark.digest for mark in marks}.isdisjoint(
        mark.digest for mark in marks_of(FIRM, "5f" * 32)
    )
    assert {mark.record_id for mark in marks} == {mark.record_id for mark in marks_of(FIRM, SECRET)}
