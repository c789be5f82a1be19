"""What a person decides about words and cells before a table comes in, and that it is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.commands.exchange.imports import continue_import, run_import
from app.domain.importing.decisions import LEFT_EMPTY, REFUSED, Decision, Way
from app.domain.importing.judging import Action
from app.domain.importing.mends import Mend
from app.domain.importing.plans import Mode
from app.domain.importing.proposals import Origin, decided
from app.exchange.pasted_cells import take_pasted
from app.exchange.table_files import file_digest
from app.queries.exchange.imports import judge_mended, list_rejected, preview_import
from app.queries.exchange.words import survey_words
from tests.support.account_records import ACCOUNT
from tests.support.tables import plan_for
from ui.importing_words import table_words

RETAILER = Decision(Way.TAKE, "retailer")
ROWS = (("甲商行", "散户王"), ("乙商行", "零兽商"), ("丙商行", "—"), ("丁商行", "零售商"))


def types(desk):
    with desk.store.snapshot() as look:
        sql = "SELECT name, type FROM account WHERE source = 'import' ORDER BY name"
        return {str(name): kind for name, kind in look.connection.exec_driver_sql(sql)}


def words_of(desk, source, plan=None, **more):
    survey = survey_words(desk, source, plan or plan_for(desk, source), **more)
    return {one.word: one for column in survey.columns for one in column.proposals}


def test_words_are_listed_with_counts_and_what_they_probably_mean(desk, made):
    source = made(*ROWS, ("戊商行", "散户王"))
    found = words_of(desk, source, words=table_words())
    assert [(one.word, one.rows, one.origin) for one in found.values()] == [
        ("散户王", 2, Origin.OPEN),
        ("—", 1, Origin.OPEN),
        ("零兽商", 1, Origin.GUESSED),
        ("零售商", 1, Origin.KNOWN),
    ]
    assert found["零兽商"].decision == RETAILER


def test_decided_words_come_in_as_decided_and_the_others_as_ever(desk, made):
    source = made(*ROWS)
    decisions = {"type": {"散户王": RETAILER, "—": LEFT_EMPTY, "零售商": REFUSED}}
    plan = plan_for(desk, source, decisions=decisions)
    preview = preview_import(desk, source, plan)
    done = run_import(desk, source, plan)
    assert (preview.tally.created, preview.tally.rejected) == (2, 2)
    assert (done.tally.created, done.tally.rejected) == (2, 2)
    assert types(desk) == {"甲商行": "retailer", "丙商行": "dealer"}
    assert [row.problems[0].code for row in list_rejected(desk, done.exchange_id)] == [
        "import.cell.choice",
        "import.cell.refused",
    ]


def test_a_word_left_empty_keeps_what_stands_here(desk, made):
    source = made(("百禾粮油商贸行", "乱写", "", "新城市"))
    decisions = {"type": {"乱写": LEFT_EMPTY}}
    run_import(desk, source, plan_for(desk, source, mode=Mode.UPDATE, decisions=decisions))
    with desk.store.snapshot() as look:
        fields = look.records.read("account", ACCOUNT).fields
    assert (fields["type"], fields["city"]) == ("dealer", "新城市")


def test_what_was_decided_is_proposed_the_next_time_until_somebody_thinks_otherwise(desk, made):
    source = made(*ROWS)
    run_import(desk, source, plan_for(desk, source, decisions={"type": {"散户王": RETAILER}}))
    again = words_of(desk, source)
    assert (again["散户王"].origin, again["散户王"].decision) == (Origin.REMEMBERED, RETAILER)
    chosen = {"type": {"散户王": REFUSED}}
    kept = decided({"type": tuple(again.values())}, chosen)
    run_import(desk, source, plan_for(desk, source, decisions=kept))
    assert words_of(desk, source)["散户王"].decision == REFUSED


def test_a_remembered_record_that_is_gone_is_not_proposed(desk, made):
    headings = ("客户", "姓名")
    source = made(("老百禾", "王一"), headings=headings)
    meant = {"account_id": {"老百禾": Decision(Way.TAKE, "f" * 32)}}
    run_import(desk, source, plan_for(desk, source, "contact", decisions=meant))
    assert words_of(desk, source, plan_for(desk, source, "contact"))["老百禾"].origin in {
        Origin.OPEN,
        Origin.GUESSED,
    }


def test_a_word_can_mean_another_record(desk, made):
    source = made(("百荷粮油商贸行", "王一"), headings=("客户", "姓名"))
    plan = plan_for(desk, source, "contact")
    (one,) = words_of(desk, source, plan).values()
    assert one.decision == Decision(Way.TAKE, ACCOUNT)  # it sounds the same
    decisions = {"account_id": {one.key: one.decision}}
    done = run_import(desk, source, replace(plan, decisions=decisions))
    assert done.tally.created == 1


def test_counting_words_can_be_stopped_and_writes_nothing(desk, made, monkeypatch):
    monkeypatch.setattr("app.queries.exchange.words._TOLD_EVERY", 1)
    source = made(*ROWS)
    told = []
    stopped = survey_words(
        desk, source, plan_for(desk, source), tell=told.append, should_stop=lambda: len(told) == 2
    )
    assert (stopped.is_whole, stopped.lines, [tally.line for tally in told]) == (False, 4, [2, 3])


def test_a_mended_cell_comes_in_and_the_file_stays_as_it_was(desk, made):
    source = made(*ROWS)
    plan = plan_for(desk, source, mends=(Mend(2, 1, "散户王", "零售商"),))
    done = run_import(desk, source, plan)
    assert types(desk)["甲商行"] == "retailer"
    assert file_digest(source.path) == source.sha256
    assert done.plan.mends == plan.mends


def test_a_mended_row_is_judged_again_at_once_and_the_counts_follow(desk, made):
    source = made(*ROWS)
    plan = plan_for(desk, source)
    preview = preview_import(desk, source, plan)
    assert (preview.tally.created, preview.tally.rejected) == (1, 3)
    now = judge_mended(desk, preview, replace(plan, mends=(Mend(2, 1, "散户王", "零售商"),)), 2)
    assert (now.action, preview.tally.created, preview.tally.rejected) == (Action.CREATE, 2, 2)
    assert preview.is_stale
    assert preview.first[0].action is Action.CREATE
    assert preview.reasons["import.cell.choice", "type"] == 2
    back = judge_mended(desk, preview, plan, 2)
    assert (back.action, preview.tally.created, preview.tally.rejected) == (Action.REJECT, 1, 3)


def test_a_row_mended_to_the_name_of_a_later_one_is_told_exactly_by_the_next_check(desk, made):
    source = made(("甲商行", "散户王"), ("乙商行", "零售商"))
    plan = plan_for(desk, source)
    preview = preview_import(desk, source, plan)
    mends = (Mend(2, 0, "甲商行", "乙商行"), Mend(2, 1, "散户王", "零售商"))
    plan = replace(plan, mends=mends)
    assert judge_mended(desk, preview, plan, 2).action is Action.CREATE
    again = preview_import(desk, source, plan)
    done = run_import(desk, source, plan)
    for tally in (again.tally, done.tally):
        assert (tally.created, tally.rejected) == (1, 1)
    assert [row.line for row in list_rejected(desk, done.exchange_id)] == [3]


def test_what_was_mended_goes_back_with_a_rejected_row(desk, made):
    source = made(("甲商行", "散户王", "1.39E+10"))
    done = run_import(desk, source, plan_for(desk, source, mends=(Mend(2, 1, "散户王", "零售商"),)))
    (row,) = list_rejected(desk, done.exchange_id)
    assert row.cells[1] == "零售商"
    assert {one.code for one in row.problems} == {"import.note.mended", "import.cell.lost"}


@pytest.mark.usefixtures("small_batches")
def test_decisions_and_mends_hold_when_a_stopped_import_goes_on(desk, made):
    source = made(*ROWS)
    plan = plan_for(
        desk, source,
        decisions={"type": {"零兽商": RETAILER, "—": LEFT_EMPTY}},
        mends=(Mend(2, 1, "散户王", "零售商"), Mend(5, 1, "零售商", "—")),
    )  # fmt: skip
    asked = iter([False, True])
    done = run_import(desk, source, plan, should_stop=lambda: next(asked))
    assert not done.is_whole
    whole = continue_import(desk, done.exchange_id, source)
    assert whole.tally.created == 4
    assert types(desk) == {
        "甲商行": "retailer", "乙商行": "retailer", "丙商行": "dealer", "丁商行": "dealer",
    }  # fmt: skip


def test_pasted_cells_come_in_by_the_same_door_and_can_go_on(desk):
    text = "客户名称\t电话\r\n甲商行\t00123\r\n乙商行\t1.39E+10\r\n"
    source = take_pasted(text)
    done = run_import(desk, source, plan_for(desk, source), should_stop=lambda: True)
    assert not done.is_whole
    whole = continue_import(desk, done.exchange_id, take_pasted(text))
    assert (whole.tally.created, whole.tally.rejected) == (1, 1)
    with desk.store.snapshot() as look:
        sql = "SELECT phone FROM account WHERE name = '甲商行'"
        assert look.connection.exec_driver_sql(sql).scalar_one() == "00123"
