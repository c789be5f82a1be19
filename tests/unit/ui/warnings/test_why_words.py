"""Why a rule warns stands in one sentence, in both languages."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from app.domain.warnings.rules import Rule
from ui.formats import Formats
from ui.screens.warnings.warning_words import offers
from ui.screens.warnings.why_words import WhyWords
from ui.texts import install_language

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(params=["zh_CN", "en"])
def words(request) -> WhyWords:
    install_language(request.param)
    return WhyWords(Formats(request.param, ZoneInfo("Asia/Shanghai")), TODAY)


EVIDENCE = {
    "W1": {"owed_minor": 4_650_000, "line_minor": 5_000_000, "orders_minor": 1, "basis": "limit"},
    "W2": {"month_minor": 4_200_000, "planned_minor": 5_000_000, "plan_minor": 9_000_000,
           "last_year_minor": 6_000_000, "usual_days": 12, "elapsed_days": 26},
    "W3": {"spent_minor": 900_000, "budget_minor": 800_000},
    "W4": {"usual_tenth_days": 300, "elapsed_days": 60, "state": "at_risk",
           "lost_on": "2026-12-01"},
    "W5": {"kind": "fire", "happened_on": "2026-11-16"},
    "W6": {"before_verdict": "acceptable", "latest_verdict": "refused", "fallen": "current",
           "current_before_bp": 20_000, "current_bp": 15_000, "barred_account": "x"},
    "W7": {"ratio_bp": 2_130, "line_bp": 2_000},
    "W8": {"quantity": 3, "left_days": 4, "counted_on": "2026-11-20"},
    "W9": {"complaints": 3, "window_days": 90, "rate_bp": 550, "returned_minor": 90_000},
    "W10": {"kind": "ending", "ends_on": "2026-12-15", "left_days": 22},
    "W11": {"idle_days": 70, "agreed_on": "2026-11-16", "late_days": 7},
    "W12": {"due_on": "2026-11-18", "late_days": 5, "count": 2},
    "W13": {"flags": "no_conditions,agrees_to_all", "is_doubted": 1},
}  # fmt: skip


def test_every_rule_has_its_sentence_with_its_numbers_and_no_gap(words):
    assert EVIDENCE.keys() == {rule.value for rule in Rule}
    for rule, evidence in EVIDENCE.items():
        said = words.why(rule, evidence, "百禾")
        assert said, rule
        assert "{" not in said, rule


@pytest.mark.parametrize(
    ("rule", "evidence", "said"),
    [
        ("W1", EVIDENCE["W1"] | {"orders_minor": 0}, "欠款 4.65万，授信额度 5.00万，已用 93%。"),
        ("W1", {"owed_minor": 100, "line_minor": 0}, "没有授信，却欠款 ¥1。"),
        ("W2", {"bought_minor": 600_000, "window_days": 240, "window_last_year_minor": 900_000},
         "最近 240 天进货 ¥6,000。去年同期是 ¥9,000。"),
        ("W4", EVIDENCE["W4"], "平常每 30 天进一次货，已有 60 天没进货，到12月1日就算流失。"),
        ("W7", EVIDENCE["W7"],
         "公司应收账款占资产 21.3%，警戒线 20.0%。新的赊销须最高层批准。"),
        ("W8", {"quantity": 0, "left_days": 0, "counted_on": "2026-11-20"},
         "生抽：11月20日盘点时已经没货。"),
        ("W10", {"kind": "missing", "last_sale_on": "2026-11-22"}, "昨天进过货，却没有合同。"),
    ],
)  # fmt: skip
def test_the_numbers_stand_in_the_sentence(rule, evidence, said):
    install_language("zh_CN")
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    assert WhyWords(formats, TODAY).why(rule, evidence, "生抽") == said


def test_a_condition_that_is_gone_is_said_and_unknown_numbers_say_nothing(words):
    gone = words.why("W1", {**EVIDENCE["W1"], "cleared_on": "2026-11-22"})
    assert gone != words.why("W1", EVIDENCE["W1"])
    assert words.why("W1", {}) == ""
    assert words.why("W99", {"a": 1}) == ""


def test_the_usual_next_step_stands_last_and_is_the_only_primary_one():
    for state, usual in (
        ("new", "acknowledge"),
        ("acknowledged", "investigate"),
        ("investigating", "measure"),
        ("measure_set", "resolve"),
    ):
        found = offers(state)
        assert [offer.name for offer in found if offer.is_next] == [usual]
        assert found[-1].name == usual
    assert offers("resolved") == []
