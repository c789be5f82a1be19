from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from app.planning.due_terms import Reason, ReasonCode, Tone
from app.queries.visits.day import DayFigures
from ui.formats import Formats
from ui.screens.today.figure_words import FigureWords
from ui.screens.today.reason_words import ReasonWords
from ui.screens.today.words import date_line, greeting
from ui.texts import install_language

TODAY = dt.date(2026, 11, 23)
ZONE = ZoneInfo("Asia/Shanghai")
FIGURES = {
    "sold_minor": 86_400_000,
    "planned_minor": 120_000_000,
    "overdue_minor": 7_600_000,
    "overdue_accounts": 3,
    "due_today_minor": 5_200_000,
    "due_today_accounts": 1,
    "accounts": 100,
    "covered": 81,
    "covered_before": 75,
    "signed": 1,
    "to_sign": 2,
}


@pytest.fixture(params=["zh_CN", "en"])
def language(request):
    install_language(request.param)
    return request.param


def reason(code, tone=Tone.BAD, **params):
    return Reason(code, tone, 0, params)


@pytest.mark.parametrize(
    ("given", "chinese", "english"),
    [
        (
            reason(
                ReasonCode.RHYTHM,
                account_class="A",
                every_days=14,
                last_visit_on=dt.date(2026, 11, 2),
                late_days=7,
            ),
            ("A 类每 14 天一次，上次拜访 11月2日", "超期 7 天"),
            ("A: every 14 days; last visit 2 Nov", "7 days late"),
        ),
        (
            reason(
                ReasonCode.RHYTHM,
                account_class=None,
                every_days=30,
                last_visit_on=dt.date(2026, 10, 24),
                late_days=0,
            ),
            ("每 30 天一次，上次拜访 10月24日", "今天到期"),
            ("Every 30 days; last visit 24 Oct", "Due today"),
        ),
        (
            reason(ReasonCode.AGREED, about="两周后\n再谈堆头", agreed_on=TODAY, late_days=0),
            ("上次约定“两周后 再谈堆头”", "今天到期"),
            ('Agreed: "两周后 再谈堆头"', "Due today"),
        ),
        (
            reason(ReasonCode.AGREED, about="", agreed_on=TODAY, late_days=1),
            ("上次约定 今天 拜访", "超期 1 天"),
            ("Visit agreed for today", "1 day late"),
        ),
        (
            reason(ReasonCode.FIRST_VISIT, opened_on=dt.date(2025, 11, 2), late_days=9),
            ("2025年11月2日 建档，还没拜访过", "首访"),
            ("File opened 2 Nov 2025, not visited yet", "First visit"),
        ),
        (
            reason(ReasonCode.PROMISE, content="样品", due_on=TODAY, late_days=-1),
            ("承诺：样品", "明天到期"),
            ("Promised: 样品", "Due tomorrow"),
        ),
        (
            reason(ReasonCode.COMPLAINT, due_on=dt.date(2026, 11, 26), late_days=-3),
            ("投诉限11月26日前答复", "剩 3 天"),
            ("Complaint to be answered by 26 Nov", "3 days left"),
        ),
        (
            reason(ReasonCode.MONEY, amount_minor=4_200_000, late_days=18),
            ("逾期款 4.20万", "逾期 18 天"),
            ("¥42k overdue", "18 days late"),
        ),
        (
            reason(ReasonCode.WARNING, rule="W4", severity=2, usual_days=12, elapsed_days=26),
            ("进货变慢：常 12 天一次，已 26 天", "流失预警"),
            ("Usually orders in 12 days, now 26", "Loss risk"),
        ),
        (
            reason(ReasonCode.WARNING, rule="W9", severity=2),
            ("有未结预警 W9", "预警"),
            ("Open warning W9", "Warning"),
        ),
        (
            reason(ReasonCode.CONTRACT, ends_on=dt.date(2026, 12, 15), days_left=22),
            ("合同 12月15日 到期，续签未谈", "剩 22 天"),
            ("Contract ends 15 Dec, no renewal yet", "22 days left"),
        ),
        (
            reason(ReasonCode.CONTRACT, ends_on=dt.date(2026, 11, 22), days_left=-1),
            ("合同 昨天 已到期，未续签", "已到期 1 天"),
            ("Contract ended yesterday, not renewed", "Ended 1 day ago"),
        ),
        (
            reason(ReasonCode.FOLLOW_UP, due_on=TODAY, late_days=0),
            ("交货后回访，今天 到期", "回访"),
            ("Call after delivery, due today", "Call-back"),
        ),
        (
            reason(ReasonCode.NEARBY, stop=4, metres=600),
            ("顺路：离第 4 站 600 米", "顺路"),
            ("On the way: 600 m from stop 4", "Nearby"),
        ),
    ],
)
def test_every_reason_has_a_sentence_and_a_tag(language, given, chinese, english):
    words = ReasonWords(Formats(language, ZONE), TODAY)
    wanted = chinese if language == "zh_CN" else english
    assert (words.sentence(given), words.tag(given).words) == wanted
    assert words.tag(given).tone == given.tone.value


def test_no_reason_is_left_without_words(language):
    words = ReasonWords(Formats(language, ZONE), TODAY)
    assert set(words._sentences) == set(ReasonCode)


@pytest.mark.parametrize(
    ("hour", "chinese", "english"),
    [
        (5, "早上好，周岚", "Good morning, 周岚"),
        (11, "中午好，周岚", "Good afternoon, 周岚"),
        (13, "下午好，周岚", "Good afternoon, 周岚"),
        (18, "晚上好，周岚", "Good evening, 周岚"),
        (4, "晚上好，周岚", "Good evening, 周岚"),
    ],
)
def test_the_greeting_follows_the_hour(language, hour, chinese, english):
    assert greeting("周岚", hour) == (chinese if language == "zh_CN" else english)


def test_without_a_name_the_greeting_stands_alone(language):
    assert greeting("", 8) == ("早上好" if language == "zh_CN" else "Good morning")


def test_the_date_names_its_weekday(language):
    wanted = "11月23日 周一" if language == "zh_CN" else "Mon 23 Nov"
    assert date_line(TODAY, Formats(language, ZONE)) == wanted


def cells(language="en", **changed):
    install_language(language)
    figures = DayFigures(**{**FIGURES, **changed})
    return FigureWords(Formats(language, ZONE)).cells(figures, TODAY)


def test_figures_stand_apart_from_their_units():
    sales, money, coverage, contracts = cells("zh_CN")
    assert (sales.figure, sales.unit, sales.note) == (
        "86.4",
        "万 / 计划 120.0万",
        "比进度少 4 个百分点",
    )
    assert (money.figure, money.unit, money.note) == ("12.8", "万 · 4 户", "其中逾期 7.6万")
    assert (coverage.figure, coverage.unit, coverage.note) == ("81", "%", "比前 30 天多 6 个百分点")
    assert (contracts.figure, contracts.unit, contracts.note) == ("1", "份", "2 份待签")


def test_english_figures_carry_their_currency():
    sales, money, _coverage, _contracts = cells("en")
    assert (sales.figure, sales.unit, sales.note) == ("¥864k", "of ¥1.2m plan", "4 points behind")
    assert (money.figure, money.unit) == ("¥128k", "4 accounts")


@pytest.mark.parametrize(
    ("changed", "at", "note", "role"),
    [
        ({"planned_minor": None}, 0, "No plan for this month", "text3"),
        ({"sold_minor": 92_400_000}, 0, "1 point ahead", "ok"),
        ({"sold_minor": 91_400_000}, 0, "On schedule", "ok"),
        ({"overdue_minor": 0, "overdue_accounts": 0}, 1, "Nothing is late", "ok"),
        ({"covered": 75}, 2, "As in the 30 days before", "text3"),
        ({"covered": 74}, 2, "1 point down", "warn"),
        ({"accounts": 0, "covered": 0}, 2, "No accounts yet", "text3"),
        ({"to_sign": 0}, 3, "None waits for signature", "text3"),
    ],
)
def test_every_figure_is_judged_in_words(changed, at, note, role):
    cell = cells(**changed)[at]
    assert (cell.note, cell.role) == (note, role)
