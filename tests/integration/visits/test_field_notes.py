"""Incidents, competitors seen, needs, comments and tasks that come out of visits."""

from __future__ import annotations

import datetime as dt

import pytest

from app.commands.visits.field_notes import (
    answer_need,
    finish_task,
    give_task,
    hand_over_need,
    inspect_visit,
    report_incident,
)
from app.commands.visits.finishing import finish_visit
from app.commands.visits.log_notes import comment_visit
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.visits.draft import NeedLine, SightingLine, VisitDraft
from app.queries.visits.form import read_visit, review_rights
from tests.support.account_records import ACCOUNT, NOW, key, put
from tests.support.record_crew import HEAD, record_workspace, seen_by

RIVAL = key(951)
TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def desk(tmp_path):
    workspace = record_workspace(tmp_path)
    with workspace.store.unit_of_work() as work:
        put(work, "competitor", [{"id": RIVAL, "name": "海川食品"}])
        work.commit()
    yield workspace
    workspace.store.close()


def draft(**more):
    given = {"account_id": ACCOUNT, "started_at": NOW - 3_600_000, "zone": "Asia/Shanghai"}
    return VisitDraft(**{**given, "purposes": ("order",), "content": "谈补货", **more})


def rows(desk, entity, *columns):
    with desk.store.snapshot() as look:
        found = look.connection.exec_driver_sql(
            f'SELECT {", ".join(columns)} FROM "{entity}" ORDER BY rowid'
        )
        return [tuple(row) for row in found]


def visited(desk):
    finish_visit(desk, draft())
    return rows(desk, "visit_log", "id")[-1][0]


def test_what_was_seen_of_competitors_and_needed_become_records_of_the_visit(desk):
    seen = (
        SightingLine("海川食品", "鸡精", 1_250, "买十送一"),
        SightingLine("无名厂"),
        SightingLine(),
    )
    finish_visit(desk, draft(sightings=seen, needs=(NeedLine("packaging", "小包装"), NeedLine())))
    log = rows(desk, "visit_log", "id")[-1][0]
    assert rows(desk, "competitor_sighting", "competitor_id", "competitor_name", "price_minor",
                "visit_log_id", "seen_on") == [
        (RIVAL, "海川食品", 1_250, log, TODAY.isoformat()),
        (None, "无名厂", None, log, TODAY.isoformat()),
    ]  # fmt: skip
    assert rows(desk, "customer_need", "kind", "content", "state", "visit_log_id") == [
        ("packaging", "小包装", "noted", log)
    ]
    page = read_visit(desk, log)
    assert page.sightings[0] == ("海川食品", "鸡精", 1_250, "买十送一")
    assert page.needs == (("packaging", "小包装", "noted"),)


def test_a_sighting_needs_the_name_of_the_competitor(desk):
    before = rows(desk, "visit_log", "id")
    with pytest.raises(ValidationError) as refused:
        finish_visit(desk, draft(sightings=(SightingLine(activity="降价"),)))
    assert refused.value.code == "competitor_sighting.competitor.blank"
    assert rows(desk, "visit_log", "id") == before


def test_a_need_is_handed_over_and_answered(desk):
    finish_visit(desk, draft(needs=(NeedLine("product", "无糖酱油"),)))
    need = rows(desk, "customer_need", "id")[0][0]
    hand_over_need(desk, need, handed_to="产品开发部")
    answer_need(seen_by(desk, HEAD), need, answer="明年三月上市")
    assert rows(desk, "customer_need", "state", "handed_to", "answer") == [
        ("answered", "产品开发部", "明年三月上市")
    ]


def test_an_incident_is_a_unit_of_its_own_before_the_log(desk):
    report_incident(desk, ACCOUNT, kind="fire", happened_on=TODAY, content="仓库失火")
    visited(desk)
    with desk.store.snapshot() as look:
        order = look.connection.exec_driver_sql(
            "SELECT entity FROM journal_operation WHERE entity IN ('incident', 'visit_log')"
            " ORDER BY device_seq"
        )
        assert [row[0] for row in order] == ["incident", "visit_log"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"content": "  "}, "incident.content.blank"),
        ({"happened_on": TODAY + dt.timedelta(days=1)}, "credit.date.future"),
    ],
)
def test_an_incident_says_what_happened_and_lies_in_the_past(desk, given, code):
    whole = {"kind": "fire", "happened_on": TODAY, "content": "仓库失火", **given}
    with pytest.raises(ValidationError) as refused:
        report_incident(desk, ACCOUNT, **whole)
    assert refused.value.code == code


def test_the_head_comments_a_log_and_the_rep_may_not(desk):
    log = visited(desk)
    comment_visit(seen_by(desk, HEAD), log, "跟进很好，月底前再谈一次回款")
    (comment,) = read_visit(desk, log).comments
    assert comment.content == "跟进很好，月底前再谈一次回款"
    with pytest.raises(NotAllowedError):
        comment_visit(desk, log, "自评")
    with pytest.raises(ValidationError):
        comment_visit(seen_by(desk, HEAD), log, " ")
    assert review_rights(seen_by(desk, HEAD)) == {"visit_comment", "task", "inspection"}
    assert review_rights(desk) == frozenset()


def test_a_task_goes_to_who_wrote_the_log_and_is_done_by_him(desk):
    log = visited(desk)
    head = seen_by(desk, HEAD)
    task, _changes = give_task(head, log, content="核对库存", due_on=TODAY + dt.timedelta(days=3))
    assert rows(desk, "task", "assignee_id", "given_by", "state") == [(desk.user_id, HEAD, "open")]
    finish_task(desk, task, answer="已核对，差 2 箱")
    assert rows(desk, "task", "state", "done_on", "answer") == [
        ("done", TODAY.isoformat(), "已核对，差 2 箱")
    ]
    assert read_visit(desk, log).tasks[0][3:] == ("done", "已核对，差 2 箱")


def test_a_rep_gives_no_tasks_and_nobody_gives_one_for_yesterday(desk):
    log = visited(desk)
    with pytest.raises(NotAllowedError):
        give_task(desk, log, content="自己做", due_on=TODAY)
    with pytest.raises(ValidationError) as refused:
        give_task(seen_by(desk, HEAD), log, content="晚了", due_on=TODAY - dt.timedelta(days=1))
    assert refused.value.code == "task.due.past"


def test_what_an_inspection_found_stands_beside_the_claims_and_the_rep_cannot_write_it(desk):
    log = visited(desk)
    verdicts = {"visit_held": "confirmed", "people": "unchecked", "stock": "differs",
                "result": "confirmed"}  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        inspect_visit(seen_by(desk, HEAD), log, verdicts, " ")
    assert refused.value.code == "inspection.content.blank"
    inspect_visit(seen_by(desk, HEAD), log, verdicts, "货架只有 3 箱")
    (found,) = read_visit(desk, log).inspections
    assert (found.verdicts, found.content) == (tuple(verdicts.values()), "货架只有 3 箱")
    with pytest.raises(NotAllowedError):
        inspect_visit(desk, log, verdicts, "自查")
