"""Two versions of a long text in one: nothing typed is lost, nothing piles up."""

from __future__ import annotations

from random import Random

import pytest

from app.domain.changes import Op, Operation
from app.domain.fields import Custody, Merge, Scope, entity, note
from app.domain.merge import merge_operation
from app.domain.merge_texts import DIVIDER, continue_text, divider_line, merge_texts

LINE = divider_line("沈立 2026-11-22", "周岚 2026-11-23")
LENGTH = 90
FILE = entity("file", Scope.ACCOUNT, Custody.SHARED, note("remark", length=LENGTH))


def merged(now, before, after, *, foreign=True):
    operation = Operation("o" * 32, "file", "r" * 32, Op.EDIT, {"remark": (before, after)}, 3)
    others = {"remark"} if foreign else set()
    return merge_operation(
        FILE, operation, {"remark": now}, changed_by_others=others, divider=lambda _field: LINE
    )


def test_a_note_is_such_a_text_by_itself():
    assert FILE.fields["remark"].merge is Merge.BOTH


def test_both_texts_stand_under_each_other_with_a_line_that_names_both():
    assert merge_texts("月底结账", "要货多", divider=LINE) == f"月底结账\n{LINE}\n要货多"
    assert LINE == "──── ↑ 沈立 2026-11-22 · ↓ 周岚 2026-11-23 ────"


def test_what_both_begin_with_stands_once():
    result = merge_texts("同\n甲", "同\n乙", divider=LINE)
    assert result == f"同\n甲\n{LINE}\n乙"


@pytest.mark.parametrize(
    ("theirs", "mine", "expected"),
    [
        ("甲", "甲", "甲"),
        ("甲\n乙", "甲", "甲\n乙"),
        ("甲", "甲\n乙", "甲\n乙"),
        (None, "甲", "甲"),
        ("甲", None, "甲"),
        (f"同\n甲\n{LINE}\n乙", "同\n乙", f"同\n甲\n{LINE}\n乙"),
        ("同\n乙", f"同\n甲\n{LINE}\n乙", f"同\n甲\n{LINE}\n乙"),
    ],
)
def test_where_one_holds_the_other_no_divider_is_added(theirs, mine, expected):
    assert merge_texts(theirs, mine, divider=LINE) == expected


def test_merging_the_same_texts_again_and_again_adds_nothing():
    text = "同\n甲"
    for _ in range(5):
        text = merge_texts(text, "同\n乙", divider=LINE)
    assert text.count(DIVIDER) == 2


def test_later_versions_of_the_part_that_was_merged_take_its_place():
    joined = merge_texts("同\n甲", "同\n乙", divider=LINE)
    assert continue_text(joined, "同\n乙", "同\n乙丙") == f"同\n甲\n{LINE}\n乙丙"


def test_an_edit_on_top_of_something_else_is_taken_as_it_is():
    assert continue_text("甲", "乙", "丙") == "丙"
    assert continue_text(None, "乙", "丙") == "丙"
    assert continue_text("甲", "甲", None) is None


def test_several_saves_of_one_device_are_not_pushed_out_by_the_last():
    first = merged("同\n甲", "同", "同\n乙")
    joined = first.values["remark"]
    second = merged(joined, "同\n乙", "同\n乙\n丙", foreign=False)
    assert second.values["remark"] == f"同\n甲\n{LINE}\n乙\n丙"


def test_either_text_can_be_brought_back_by_itself():
    result = merged("甲", "同", "乙")
    both = result.values["remark"]
    assert [(one.kept, one.lost, one.incoming_won) for one in result.conflicts] == [
        (both, "甲", True),
        (both, "乙", False),
    ]


def test_a_text_that_was_emptied_on_one_side_stays_and_the_emptying_is_kept_for_a_person():
    result = merged("甲", "同", None)
    assert result.values == {}
    (conflict,) = result.conflicts
    assert (conflict.kept, conflict.lost, conflict.incoming_won) == ("甲", None, False)


def test_texts_too_long_together_are_decided_by_arrival():
    theirs, mine = "甲" * 60, "乙" * 60
    result = merged(theirs, "同", mine)
    assert result.values == {"remark": mine}
    (conflict,) = result.conflicts
    assert (conflict.lost, conflict.incoming_won) == (theirs, True)


def phrase(chance):
    lines = [
        chance.choice("甲乙丙丁戊") * chance.randint(1, 12) for _ in range(chance.randint(0, 4))
    ]
    return "\n".join(lines) or None


@pytest.mark.parametrize("seed", range(20))
def test_nothing_typed_on_either_side_is_missing_from_the_result_or_the_conflicts(seed):
    chance = Random(seed)
    for _ in range(100):
        before, now, after = phrase(chance), phrase(chance), phrase(chance)
        result = merged(now, before, after)
        text = str(result.values.get("remark", now) or "")
        assert len(text) <= LENGTH
        kept = [str(one.lost or "") for one in result.conflicts]
        for typed in (now, after) if now != before else (after,):
            assert (typed or "") == text or (typed or "") in kept


@pytest.mark.parametrize("seed", range(20))
def test_texts_that_fit_together_both_stand_in_the_result_line_by_line(seed):
    chance = Random(seed)
    for _ in range(100):
        theirs, mine = phrase(chance), phrase(chance)
        text = merge_texts(theirs, mine, divider=LINE)
        for typed in (theirs, mine):
            assert all(line in (text or "") for line in (typed or "").split("\n"))
