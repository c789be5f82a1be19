"""Cells that a person wrote anew: read instead of the file's, told, never written into it."""

from __future__ import annotations

import json

from app.domain.importing.cells import CellKind, RawRow, SheetValue
from app.domain.importing.headings import Column
from app.domain.importing.judging import Action, RowJudge
from app.domain.importing.mends import Mend, mend_row, with_mend
from app.domain.importing.plans import DEFAULTS, ImportPlan, plan_body, plan_from
from app.domain.importing.values import Reading
from app.domain.importing.vocabulary import Vocabulary

WRONG = Mend(2, 1, "散户王", "零售商")


class Nothing:
    def find_by_key(self, _key):
        return ()

    def find_twins(self, _values, _line):
        return ()


def plan(*mends):
    columns = tuple(Column(at, name, name) for at, name in enumerate(("name", "type", "phone")))
    return ImportPlan(
        entity="account", columns=columns, heading_line=1, key=("name",),
        defaults=DEFAULTS["account"], mends=mends,
    )  # fmt: skip


def judge_of(*mends):
    return RowJudge(plan(*mends), Reading(Vocabulary("account"), lambda *_: ()), Nothing())


def test_a_mended_cell_is_read_instead_and_the_row_says_so():
    row = RawRow(2, ("甲商行", "散户王"))
    found = judge_of(WRONG).judge(row)
    assert (found.action, found.values["type"]) == (Action.CREATE, "retailer")
    (said,) = found.problems
    assert (said.code, said.field, said.is_fault) == ("import.note.mended", "type", False)
    assert said.params == {"text": "散户王", "read": "零售商"}
    assert found.row is row
    assert found.read.cells == ("甲商行", "零售商")


def test_other_rows_are_read_as_they_stand():
    assert judge_of(WRONG).judge(RawRow(3, ("乙商行", "散户王"))).action is Action.REJECT


def test_a_cell_behind_the_end_of_a_short_row_can_be_filled():
    assert mend_row(RawRow(2, ("甲",)), {2: "139"}).cells == ("甲", "", "139")


def test_a_number_that_a_spreadsheet_spoiled_can_be_typed_again():
    lost = SheetValue(CellKind.LOST, "1.39E+10")
    found = judge_of(Mend(2, 2, "1.39E+10", "13905120001")).judge(RawRow(2, ("甲", "", lost)))
    assert found.values["phone"] == "13905120001"


def test_a_row_judged_again_does_not_repeat_itself_but_another_does():
    judge = judge_of()
    first, second = RawRow(2, ("甲商行",)), RawRow(3, ("乙商行",))
    assert judge.judge(first).action is judge.judge(second).action is Action.CREATE
    judge.take_mends([Mend(3, 0, "乙商行", "甲商行")])
    assert [one.code for one in judge.judge(second).problems][-1] == "import.row.repeated"
    judge.take_mends([Mend(3, 0, "乙商行", "丙商行")])
    assert judge.judge(second).action is Action.CREATE
    assert judge.judge(first).action is Action.CREATE


def test_a_cell_counts_once_and_not_at_all_when_it_is_as_it_was():
    twice = with_mend([WRONG], Mend(2, 1, "散户王", "经销商"))
    assert [one.text for one in twice] == ["经销商"]
    assert with_mend(twice, Mend(2, 1, "散户王", "散户王")) == ()


def test_mends_are_kept_with_the_plan():
    assert plan_from(json.loads(json.dumps(plan_body(plan(WRONG))))).mends == (WRONG,)
