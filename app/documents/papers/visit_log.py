"""The log of one visit (拜访记录) on paper."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.papers.facts import Fact, facts_block
from app.documents.papers.head import HeadWords, paper_head
from app.documents.papers.paper import PaperPlan
from app.documents.papers.tables import Column, plain_table
from app.documents.papers.text import address_row, body_row, heading_row, label_row, line_row
from app.documents.papers.writing import writing_line
from app.documents.setting.blocks import Block, Gap, Group
from app.documents.setting.fonts import FontSet
from app.documents.setting.tables import Table
from app.documents.setting.tongue import Tongue, minute_words, short_day
from app.domain.contracts.wording.values import figures
from app.domain.papers.visit_log import VisitLogPaper

_LOG = "visit_log"


def plan_visit_log(paper: VisitLogPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set a visit log.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    title = tongue.say("拜访记录", "Visit log")
    blocks = list(_blocks(paper, tongue, fonts, title))
    return PaperPlan(title, paper.account_number, paper.letterhead, blocks)


def _blocks(paper: VisitLogPaper, tongue: Tongue, fonts: FontSet, title: str) -> Iterator[Block]:
    say, sender = tongue.say, paper.letterhead.sender
    words = HeadWords(title, paper.account_number, tongue.day(paper.began.date()))
    yield paper_head(words, sender, tongue, fonts)
    yield address_row("", paper.account_name, fonts)
    yield Gap(3)
    yield facts_block(_facts(paper, tongue), fonts)
    yield Gap(2)
    for field, text in paper.notes:
        yield label_row(tongue.label(_LOG, field), fonts)
        yield body_row(text, fonts, is_small=True, before=0)
    tables = (
        (say("库存盘点", "Stock"), _counts(paper, tongue, fonts)),
        (say("收款", "Money received"), _collections(paper, tongue, fonts)),
        (say("承诺", "Promises"), _promises(paper, tongue, fonts)),
        (say("事后补记", "Added later"), _addenda(paper, tongue, fonts)),
    )
    for heading, table in tables:
        if table is not None:
            yield heading_row(heading, fonts)
            yield table
    if paper.photos:
        mark = say("；", "; ")
        captions = mark.join(filter(None, paper.photos))
        count = len(paper.photos)
        words_of = say(f"照片 {count} 张", f"{count} photos")
        colon = say("：", ": ") if captions else ""
        yield line_row(f"{words_of}{colon}{captions}", fonts, before=6)
    people = (
        (say("业务员", "Rep"), 0.34),
        (say("客户确认", "Customer"), 0.33),
        (say("主管", "Head"), 0.33),
    )
    yield Group([Gap(10), writing_line(people, fonts, height=30)], takes_along=True)


def _facts(paper: VisitLogPaper, tongue: Tongue) -> list[Fact]:
    say = tongue.say
    ended = f"{paper.ended:%H:%M}" if paper.ended else ""
    began = minute_words(paper.began)
    mark = say("、", ", ")
    return [
        (say("拜访人", "By"), paper.author),
        (say("时间", "When"), f"{began}–{ended}" if ended else began),
        (tongue.label(_LOG, "way"), tongue.choice(_LOG, "way", paper.way)),
        (say("目的", "Purposes"), tongue.choices(_LOG, "purposes", paper.purposes)),
        (say("会见", "Met"), mark.join(paper.people)),
        (
            tongue.label(_LOG, "mood"),
            tongue.choice(_LOG, "mood", paper.mood) if paper.mood else "",
        ),
        (tongue.label(_LOG, "findings"), tongue.choices(_LOG, "findings", paper.findings)),
        (
            tongue.label(_LOG, "next_visit_on"),
            tongue.day(paper.next_visit_on) if paper.next_visit_on else "",
        ),
    ]


def _counts(paper: VisitLogPaper, tongue: Tongue, fonts: FontSet) -> Table | None:
    say = tongue.say
    columns = (
        Column(say("产品", "Product"), share=1),
        Column(say("单位", "Unit"), "center"),
        Column(say("仓库", "Store"), "right"),
        Column(say("货架", "Shelf"), "right"),
    )
    rows = [
        (name, unit, _whole(stored), _whole(shelf)) for name, unit, stored, shelf in paper.counts
    ]
    return plain_table(columns, rows, fonts) if rows else None


def _whole(count: int | None) -> str:
    return "—" if count is None else f"{count:,}"


def _collections(paper: VisitLogPaper, tongue: Tongue, fonts: FontSet) -> Table | None:
    say = tongue.say
    columns = (
        Column(say("付款人", "Payer"), share=1),
        Column(say("方式", "Means"), "center"),
        Column(say("金额", "Amount"), "right"),
    )
    rows = [
        (payer, tongue.choice("collection", "means", means) if means else "", figures(minor))
        for minor, means, payer in paper.collections
    ]
    return plain_table(columns, rows, fonts) if rows else None


def _promises(paper: VisitLogPaper, tongue: Tongue, fonts: FontSet) -> Table | None:
    say = tongue.say
    columns = (
        Column(say("内容", "What"), share=1),
        Column(say("期限", "Due"), "center"),
        Column(say("状态", "State"), "center"),
    )
    rows = [
        (content, short_day(due), tongue.choice("commitment", "state", state))
        for content, due, state in paper.promises
    ]
    return plain_table(columns, rows, fonts) if rows else None


def _addenda(paper: VisitLogPaper, tongue: Tongue, fonts: FontSet) -> Table | None:
    say = tongue.say
    columns = (
        Column(say("时间", "When"), "center"),
        Column(say("补记人", "By"), most=60),
        Column(say("内容", "Words"), share=1),
    )
    rows = [(minute_words(at), author, words) for author, at, words in paper.addenda]
    return plain_table(columns, rows, fonts) if rows else None
