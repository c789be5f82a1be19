"""The reply to a complaint (投诉答复函) with the customer's answer to it."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.papers.facts import facts_block
from app.documents.papers.head import HeadWords, paper_head
from app.documents.papers.paper import PaperPlan
from app.documents.papers.text import address_row, body_row, boxes, heading_row, line_row
from app.documents.papers.writing import cut_line, seal_place, writing_line
from app.documents.setting.blocks import Block, Gap, Group
from app.documents.setting.characters import Run
from app.documents.setting.fonts import FontSet
from app.documents.setting.tongue import Tongue
from app.domain.papers.complaint_reply import ComplaintReplyPaper

_COMPLAINT = "complaint"


def plan_complaint_reply(paper: ComplaintReplyPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set a reply.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: domain.md 4.12 (the complainant is told the outcome).
    """
    title = tongue.say("投诉答复函", "Reply to your complaint")
    blocks = list(_blocks(paper, tongue, fonts, title))
    return PaperPlan(title, paper.number, paper.letterhead, blocks)


def _blocks(
    paper: ComplaintReplyPaper, tongue: Tongue, fonts: FontSet, title: str
) -> Iterator[Block]:
    say, letterhead = tongue.say, paper.letterhead
    day = tongue.day(letterhead.day)
    yield paper_head(HeadWords(title, paper.number, day), letterhead.sender, tongue, fonts)
    person = f"　{paper.complainant}" if paper.complainant else ""
    yield address_row("", paper.account_name, fonts, after=f"{person}{say('：', ':')}")
    yield body_row(_opening(paper, tongue), fonts)
    yield heading_row(say("一、您反映的情况", "1. What you told us"), fonts)
    facts = [
        (
            tongue.label(_COMPLAINT, "subject"),
            tongue.choice(_COMPLAINT, "subject", paper.subject) if paper.subject else "",
        ),
        (tongue.label(_COMPLAINT, "content"), paper.content),
        (tongue.label(_COMPLAINT, "demand"), paper.demand),
    ]
    yield facts_block(facts, fonts)
    yield heading_row(say("二、处理结果", "2. What we found and do"), fonts)
    for part in paper.outcome.splitlines():
        if part.strip():
            yield body_row(part.strip(), fonts)
    yield Gap(4)
    yield body_row(_closing(paper, tongue), fonts)
    yield Group(_end(paper, tongue, fonts), takes_along=True)


def _opening(paper: ComplaintReplyPaper, tongue: Tongue) -> str:
    when = tongue.day(paper.received_on) if paper.received_on else ""
    on_day, on_day_en = (f"于{when}", f" of {when}") if when else ("", "")
    number = f"（编号 {paper.complaint_number}）" if paper.complaint_number else ""
    number_en = f" (No. {paper.complaint_number})" if paper.complaint_number else ""
    return tongue.say(
        f"您{on_day}反映的问题{number}我们已经收悉。感谢您告诉我们；给您带来不便，深表歉意。"
        "现将调查和处理结果答复如下：",
        f"Thank you for your message{on_day_en}{number_en}. We are sorry for the trouble it "
        "caused you. This is what we found and what we do about it:",
    )


def _closing(paper: ComplaintReplyPaper, tongue: Tongue) -> str:
    name = f" {paper.author}" if paper.author else ""
    phone = f"，电话 {paper.phone}" if paper.phone else ""
    phone_en = f", telephone {paper.phone}" if paper.phone else ""
    return tongue.say(
        f"如对以上处理仍有意见，请与我们联系：{name.strip()}{phone}。我们会在七日内再次答复。",
        f"Should you not be satisfied, please tell us:{name}{phone_en}. We answer within seven "
        "days.",
    )


def _end(paper: ComplaintReplyPaper, tongue: Tongue, fonts: FontSet) -> list[Block]:
    say, letterhead = tongue.say, paper.letterhead
    answer = [
        Run(say("客户意见：", "Your answer: ")),
        *boxes(
            [
                (say("满意", "satisfied"), False),
                (say("基本满意", "fairly satisfied"), False),
                (say("不满意", "not satisfied"), False),
            ]
        ),
    ]
    names = (
        (say("意见", "Remarks"), 0.46),
        (say("签字", "Signature"), 0.27),
        (say("日期", "Date"), 0.27),
    )
    return [
        seal_place(letterhead.sender.name, tongue.day(letterhead.day), fonts),
        cut_line(say("客户回复", "Reply of the customer"), fonts),
        line_row(answer, fonts),
        Gap(4),
        writing_line(names, fonts, height=28),
    ]
