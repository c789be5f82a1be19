"""The visit plan of a day (拜访计划表), which works when the battery is dead."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.papers.head import HeadWords, paper_head
from app.documents.papers.paper import PaperPlan
from app.documents.papers.stop_table import stop_table
from app.documents.papers.text import line_row
from app.documents.papers.writing import empty_lines, writing_line
from app.documents.setting.blocks import Block, Gap, Group
from app.documents.setting.fonts import FontSet
from app.documents.setting.tongue import Tongue
from app.domain.papers.visit_plan import VisitPlanPaper

_KILOMETRE = 1000


def plan_visit_plan(paper: VisitPlanPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set the plan of a day.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 11; R162.
    """
    title = tongue.say("拜访计划表", "Visit plan")
    number = paper.day.isoformat()
    blocks = list(_blocks(paper, tongue, fonts, title))
    return PaperPlan(title, number, paper.letterhead, blocks)


def _blocks(paper: VisitPlanPaper, tongue: Tongue, fonts: FontSet, title: str) -> Iterator[Block]:
    say = tongue.say
    day = f"{tongue.day(paper.day)}　{tongue.weekday(paper.day)}　{paper.person}"
    yield paper_head(HeadWords(title, "", day), paper.letterhead.sender, tongue, fonts)
    yield line_row(_summary(paper, tongue), fonts)
    yield Gap(4)
    if paper.stops:
        yield stop_table(paper.stops, paper.day.isoformat(), tongue, fonts)
        yield Gap(5)
    words = say(
        "临时拜访（未列入计划的客户）与未执行原因：",
        "Unplanned visits, and why planned ones did not take place:",
    )
    names = ((say("业务员", "Rep"), 0.34), (say("主管", "Head"), 0.33))
    yield Group(
        [
            line_row(words, fonts, is_sans=True),
            *empty_lines(3, fonts),
            Gap(4),
            writing_line((*names, (say("交回日期", "Handed in on"), 0.33)), fonts, height=26),
        ],
        takes_along=True,
    )


def _summary(paper: VisitPlanPaper, tongue: Tongue) -> str:
    count = len(paper.stops)
    kilometres = round(paper.metres / _KILOMETRE)
    way = f"，预计 {kilometres} 公里" if kilometres else ""
    way_en = f", about {kilometres} km" if kilometres else ""
    things = list(dict.fromkeys(each for stop in paper.stops for each in stop.preparation))
    taken = f"携带：{'、'.join(things)}。" if things else ""
    taken_en = f" To take along: {', '.join(things)}." if things else ""
    if not count:
        return tongue.say("当日没有计划的拜访。", "No visits are planned for this day.")
    return tongue.say(
        f"行程：{count} 家客户{way}。{taken}", f"Route: {count} customers{way_en}.{taken_en}"
    )
