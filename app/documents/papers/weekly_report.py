"""The weekly report (周报) of a rep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.documents.papers.head import HeadWords, paper_head
from app.documents.papers.paper import PaperPlan
from app.documents.papers.tables import BETWEEN_TABLES, Column, plain_table
from app.documents.papers.text import body_row, heading_row
from app.documents.papers.writing import empty_lines, writing_line
from app.documents.setting.blocks import Block, Gap, Group
from app.documents.setting.fonts import FontSet
from app.documents.setting.tongue import Tongue, short_day
from app.domain.contracts.wording.values import figures as money
from app.domain.papers.weekly_report import WeekFigures, WeeklyReportPaper, WeekVisit


def plan_weekly_report(paper: WeeklyReportPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set the report of a week.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    title = tongue.say("周报", "Weekly report")
    year, week, _day = paper.first.isocalendar()
    blocks = list(_blocks(paper, tongue, fonts, title))
    return PaperPlan(title, f"{year}-W{week:02d}", paper.letterhead, blocks)


def _blocks(
    paper: WeeklyReportPaper, tongue: Tongue, fonts: FontSet, title: str
) -> Iterator[Block]:
    say = tongue.say
    first, last = tongue.day(paper.first), tongue.day(paper.last)
    fact = say(f"{first}至{last}　{paper.person}", f"{first} to {last}  {paper.person}")
    yield paper_head(HeadWords(title, "", fact), paper.letterhead.sender, tongue, fonts)
    yield heading_row(say("一、本周数字", "1. The week in figures"), fonts, before=0)
    for place, part in enumerate(_figures(paper.figures, tongue)):
        columns = [Column(heading, "right", share=1) for heading, _ in part]
        yield from [Gap(BETWEEN_TABLES)] if place else ()
        yield plain_table(columns, [[words for _, words in part]], fonts)
    parts = (
        (say("二、拜访", "2. Visits"), paper.visits, say("内容与结果", "Content and result")),
        (say("三、未执行的计划", "3. Not carried out"), paper.missed, say("原因", "Reason")),
        (say("四、下周计划", "4. Next week"), paper.planned, say("备注", "Remark")),
    )
    for heading, visits, words in parts:
        yield heading_row(heading, fonts)
        yield _table(visits, words, tongue, fonts)
    yield Gap(4)
    yield Group(_end(tongue, fonts), takes_along=True)


def _figures(week: WeekFigures, tongue: Tongue) -> tuple[list[tuple[str, str]], ...]:
    say = tongue.say
    return (
        [
            (say("计划拜访", "Planned"), str(week.planned)),
            (say("已执行", "Done"), str(week.done)),
            (say("未执行", "Not done"), str(week.not_done)),
            (say("实际拜访", "Visits"), str(week.visits)),
            (say("新开客户", "New customers"), str(week.new_accounts)),
            (say("投诉", "Complaints"), str(week.complaints)),
        ],
        [
            (say("订单数", "Orders"), str(week.orders)),
            (say("订单金额", "Ordered"), money(week.ordered_minor)),
            (say("回款", "Collected"), money(week.collected_minor)),
            (say("签约", "Contracts"), str(week.signed)),
            (say("到期未了承诺", "Promises due"), str(week.promises_open)),
        ],
    )


def _table(visits: Sequence[WeekVisit], words: str, tongue: Tongue, fonts: FontSet) -> Block:
    say = tongue.say
    if not visits:
        return body_row(say("无。", "None."), fonts, is_small=True, before=0)
    columns = (
        Column(say("日期", "Date"), "center"),
        Column(say("客户", "Customer"), share=0.8),
        Column(say("目的", "Purposes"), share=0.5),
        Column(words, share=1.2),
    )
    rows = [
        (
            short_day(each.on),
            each.account,
            tongue.choices("visit_log", "purposes", each.purposes),
            each.words,
        )
        for each in visits
    ]
    return plain_table(columns, rows, fonts)


def _end(tongue: Tongue, fonts: FontSet) -> list[Block]:
    say = tongue.say
    names = (
        (say("业务员", "Rep"), 0.34),
        (say("主管批示", "Head"), 0.33),
        (say("日期", "Date"), 0.33),
    )
    return [
        heading_row(say("五、问题与需要的支持", "5. Problems and support needed"), fonts),
        *empty_lines(4, fonts),
        Gap(6),
        writing_line(names, fonts, height=28),
    ]
