"""What a row does: make, change, wait, or nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from app.domain.accounts.duplicates import Likeness, Match
from app.domain.errors import ValidationError
from app.domain.importing.cells import RawRow
from app.domain.importing.headings import Column
from app.domain.importing.judging import Action, RowJudge
from app.domain.importing.plans import DEFAULTS, ImportPlan, Mode, check_plan, plan_body, plan_from
from app.domain.importing.rules import rule_for
from app.domain.importing.values import Reading
from app.domain.importing.vocabulary import Vocabulary, key_word

HEADINGS = ("客户编号", "客户名称", "客户类型", "电话", "合作日期")
FIELDS = ("number", "name", "type", "phone", "dealings_since_on")
COLUMNS = tuple(
    Column(place, *pair) for place, pair in enumerate(zip(HEADINGS, FIELDS, strict=True))
)
TODAY = dt.date(2026, 11, 23)


class Holdings:
    def __init__(self, twin=None):
        self._twin = twin

    def find_by_key(self, key):
        return {("华信",): ("a1",), ("恒达",): ("a2", "a3")}.get(key, ())

    def find_twins(self, values, line):
        return (self._twin,) if self._twin and "像" in values["name"] else ()


def plan(**changes):
    usual = {"entity": "account", "columns": COLUMNS, "heading_line": 1, "key": ("name",)}
    return ImportPlan(**{**usual, "defaults": DEFAULTS["account"], **changes})


def judge(*rows, twin=None, **changes):
    own = plan(**changes)
    reading = Reading(Vocabulary("account"), lambda _entity, _word: ())
    judging = RowJudge(own, reading, Holdings(twin), rule=rule_for("account", TODAY))
    return [judging.judge(RawRow(line, cells)) for line, cells in enumerate(rows, 2)]


def codes(judged):
    return [problem.code for problem in judged.problems]


def test_a_new_name_makes_a_record_with_the_values_the_file_does_not_say():
    (one,) = judge(("", "新客户", "零售商"))
    assert one.action is Action.CREATE
    assert one.values == {
        "name": "新客户",
        "type": "retailer",
        "status": "prospect",
        "source": "import",
    }


def test_a_known_name_is_rejected_changed_or_either_by_the_mode():
    assert codes(*judge(("", "华 信"), mode=Mode.CREATE)) == ["import.row.exists"]
    (one,) = judge(("", "华信"), mode=Mode.UPDATE)
    assert (one.action, one.record_id, one.values) == (Action.UPDATE, "a1", {"name": "华信"})
    assert judge(("", "华信"), mode=Mode.BOTH)[0].action is Action.UPDATE
    assert judge(("", "新客户"), mode=Mode.BOTH)[0].action is Action.CREATE
    assert codes(*judge(("", "新客户"), mode=Mode.UPDATE)) == ["import.row.missing"]


def test_a_name_of_two_records_is_never_chosen_between():
    assert codes(*judge(("", "恒达"), mode=Mode.BOTH)) == ["import.row.several"]


def test_a_second_row_for_the_same_record_is_rejected_with_the_line_of_the_first():
    first, second = judge(("", "甲商行"), ("", "甲 商行"))
    assert first.action is Action.CREATE
    assert codes(second) == ["import.row.repeated"]
    assert second.problems[0].params == {"line": 2}


def test_a_row_without_its_key_cannot_be_brought_up_to_date():
    assert codes(*judge(("1", "", "零售商"), mode=Mode.UPDATE)) == ["import.row.no_key"]


def test_every_wrong_cell_of_a_row_is_told_at_once():
    (one,) = judge(("", "甲商行", "散户王", "1.39E+10", "2026-02-30"))
    assert one.action is Action.REJECT
    assert [(each.field, each.code) for each in one.problems] == [
        ("type", "import.cell.choice"),
        ("phone", "import.cell.lost"),
        ("dealings_since_on", "import.cell.date"),
    ]


def test_the_rules_of_the_customer_file_hold_for_rows_too():
    assert codes(*judge(("", "……"))) == ["account.name.blank"]
    assert codes(*judge(("", "甲商行", "", "", "2026-11-24"))) == ["account.date.future"]


def test_a_required_value_that_is_missing_is_told():
    assert codes(*judge(("", "", "零售商"), key=())) == ["field.blank"]


def test_a_row_with_more_cells_than_headings_is_rejected_because_its_cells_may_have_slipped():
    assert codes(*judge(("", "甲商行", "零售商", "", "2026-01-01", "溢出"))) == [
        "import.row.longer"
    ]
    assert judge(("", "甲商行", "零售商", "", "", "", " "))[0].action is Action.CREATE


def test_blank_rows_totals_and_repeated_headings_are_no_records():
    blank, total, headings = judge(("", " ", ""), ("合 计", "", "12"), HEADINGS)
    assert {blank.action, total.action, headings.action} == {Action.SKIP}
    assert [codes(blank), codes(total), codes(headings)] == [
        [], ["import.row.total"], ["import.row.headings"],
    ]  # fmt: skip


def test_a_number_of_another_system_is_named_not_dropped():
    (one,) = judge(("KH-1", "甲商行"))
    assert "number" not in one.values
    assert codes(one) == ["import.note.office_gives"]


def twin(likeness):
    return Match("a9", Decimal("0.9"), likeness)


def test_a_likely_duplicate_waits_unless_it_is_allowed_and_a_certain_one_always_waits():
    rows = (("", "像华信"),)
    assert codes(*judge(*rows, twin=twin(Likeness.PROBABLE))) == ["import.row.twin"]
    (one,) = judge(*rows, twin=twin(Likeness.PROBABLE), allows_twins=True)
    assert (one.action, codes(one)) == (Action.CREATE, ["import.row.twin"])
    (one,) = judge(*rows, twin=twin(Likeness.CERTAIN), allows_twins=True)
    assert (one.action, codes(one)) == (Action.REJECT, ["import.row.twin_certain"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"columns": (Column(0, "甲"),)}, "import.plan.empty"),
        ({"columns": (*COLUMNS, Column(5, "名称", "name"))}, "import.plan.twice"),
        ({"mode": Mode.UPDATE, "key": ()}, "import.plan.key"),
        ({"mode": Mode.BOTH, "key": ("uscc",)}, "import.plan.key"),
        ({"columns": COLUMNS[2:], "key": ()}, "import.plan.required"),
    ],
)
def test_a_plan_by_which_nothing_could_come_in_is_refused(changes, code):
    with pytest.raises(ValidationError, match=code.replace(".", r"\.")):
        check_plan(plan(**changes))


def test_a_plan_is_kept_whole():
    own = plan(mode=Mode.BOTH, allows_twins=True)
    assert plan_from(plan_body(own)) == own


def test_a_key_has_one_spelling():
    assert key_word(" Ｈ华 信 ") == key_word("h华信") == "h华信"
