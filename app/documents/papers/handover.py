"""The hand-over list (交接清单) with two boxes a line and three signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.documents.papers.head import HeadWords, paper_head
from app.documents.papers.paper import PaperPlan
from app.documents.papers.tables import CellText, Column, Foot, plain_table
from app.documents.papers.text import body_row, heading_row, line_row
from app.documents.papers.writing import empty_lines, writing_line
from app.documents.setting.blocks import Block, Gap, Group
from app.documents.setting.characters import Run, TickBox
from app.documents.setting.fonts import FontSet
from app.documents.setting.tables import Table
from app.documents.setting.tongue import Tongue
from app.domain.accounts.handover import OpenKind
from app.domain.contracts.wording.values import figures
from app.domain.papers.handover import HandedAccount, HandoverPaper

_KINDS = {
    OpenKind.DEBT: ("应收账款", "Debt"),
    OpenKind.CONTRACT: ("合同", "Contract"),
    OpenKind.COMMITMENT: ("承诺待办", "Promise"),
    OpenKind.COMPLAINT: ("投诉", "Complaint"),
}
_OTHERS = (
    ("合同原件与客户档案", "Original contracts, customer files"),
    ("空白与作废合同", "Blank and void contracts"),
    ("样品与物料", "Samples and material"),
    ("设备与账号", "Devices and logins"),
    ("印章与介绍信", "Seals and letters of introduction"),
)
_BLANK = "\u00a0" * 24


def plan_handover(paper: HandoverPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set a hand-over list.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 11; domain.md 4.11 (transfer).
    """
    title = tongue.say("交接清单", "Hand-over list")
    blocks = list(_blocks(paper, tongue, fonts, title))
    return PaperPlan(title, paper.number, paper.letterhead, blocks)


def _blocks(paper: HandoverPaper, tongue: Tongue, fonts: FontSet, title: str) -> Iterator[Block]:
    say, letterhead = tongue.say, paper.letterhead
    words = HeadWords(title, paper.number, tongue.day(letterhead.day))
    yield paper_head(words, letterhead.sender, tongue, fonts)
    yield body_row(_opening(paper, tongue), fonts)
    yield heading_row(say("一、客户", "1. Customers"), fonts)
    yield _accounts(paper.accounts, tongue, fonts)
    yield heading_row(say("二、未了事项", "2. What is open"), fonts)
    yield _things(paper.accounts, tongue, fonts)
    yield heading_row(say("三、文件与物品", "3. Papers and things"), fonts)
    yield _others(tongue, fonts)
    yield Gap(6)
    yield Group(_end(tongue, fonts), takes_along=True)


def _opening(paper: HandoverPaper, tongue: Tongue) -> list[Run]:
    say = tongue.say
    sector = f"（{paper.sector}）" if paper.sector else ""
    sector_en = f" ({paper.sector})" if paper.sector else ""
    return [
        Run(say("移交人", "Handed over by ")),
        Run(paper.giver or _BLANK, is_underlined=True),
        Run(say(f"{sector}将下列客户、款项、文件和物品移交给接收人", f"{sector_en} to ")),
        Run(paper.receiver or _BLANK, is_underlined=True),
        Run(say("，由监交人", ", witnessed by ")),
        Run(_BLANK, is_underlined=True),
        Run(
            say(
                "到场监督。逐项核对后在相应方格内打勾；不符之处写入备注。",
                ". Tick each line once it is checked; note below what does not agree.",
            )
        ),
    ]


def _accounts(accounts: Sequence[HandedAccount], tongue: Tongue, fonts: FontSet) -> Table:
    say = tongue.say
    columns = (
        Column(say("序号", "No."), "center"),
        Column(say("编号", "Number"), most=90),
        Column(say("名称", "Name"), share=1),
        Column(say("所在地", "Place"), most=70),
        Column(say("应收", "Owed"), "right"),
        Column(say("其中逾期", "Overdue"), "right"),
        *_box_columns(tongue),
    )
    rows: list[tuple[CellText, ...]] = [
        (
            *(str(place), each.number, each.name, each.city),
            *(figures(each.owed_minor), figures(each.overdue_minor)),
            *_boxes(),
        )
        for place, each in enumerate(accounts, start=1)
    ]
    owed = sum(each.owed_minor for each in accounts)
    late = sum(each.overdue_minor for each in accounts)
    feet = (
        Foot(say("应收合计", "Owed in all"), tongue.money(owed)),
        Foot(say("其中逾期", "Overdue"), tongue.money(late)),
    )
    return plain_table(columns, rows, fonts, feet=feet)


def _things(accounts: Sequence[HandedAccount], tongue: Tongue, fonts: FontSet) -> Table:
    say = tongue.say
    columns = (
        Column(say("客户", "Customer"), share=0.8),
        Column(say("类别", "Kind"), most=60),
        Column(say("内容与编号", "What"), share=1),
        Column(say("期限", "Due"), "center"),
        Column(say("金额", "Amount"), "right"),
        *_box_columns(tongue),
    )
    rows: list[tuple[CellText, ...]] = []
    for account in accounts:
        for thing in account.things:
            amount = "" if thing.amount_minor is None else figures(thing.amount_minor)
            kind = say(*_KINDS[thing.kind])
            words = (account.name, kind, thing.words, thing.due_on or "", amount)
            rows.append((*words, *_boxes()))
    return plain_table(columns, rows, fonts, blank_note=say("（以下空白）", "(nothing below)"))


def _others(tongue: Tongue, fonts: FontSet) -> Table:
    say = tongue.say
    columns = (
        Column(say("类别", "Kind"), share=0.7),
        Column(say("内容、编号与数量（手写）", "What, number, quantity (by hand)"), share=1),
        *_box_columns(tongue),
    )
    rows: list[tuple[CellText, ...]] = [(say(zh, en), "", *_boxes()) for zh, en in _OTHERS]
    return plain_table(columns, rows, fonts, air=6)


def _box_columns(tongue: Tongue) -> tuple[Column, Column]:
    return (
        Column(tongue.say("移交", "Given"), "center"),
        Column(tongue.say("接收", "Taken"), "center"),
    )


def _boxes() -> tuple[CellText, CellText]:
    return ([TickBox(is_ticked=False)], [TickBox(is_ticked=False)])


def _end(tongue: Tongue, fonts: FontSet) -> list[Block]:
    say = tongue.say
    words = say(
        "接收人自签字之日起负责上列事项；移交前形成的款项差异由移交人说明。本清单一式叁份，移交人、"
        "接收人、档案管理员各执壹份。",
        "From the day of signature the receiver answers for what is listed; differences that arose "
        "before are explained by the giver. Three copies: giver, receiver, custodian.",
    )
    people = (
        (say("移交人", "Given by"), 0.34),
        (say("接收人", "Taken by"), 0.33),
        (say("监交人", "Witness"), 0.33),
    )
    days = tuple((say("日期", "Date"), share) for share in (0.34, 0.33, 0.33))
    return [
        line_row(say("备注：", "Remarks:"), fonts, is_sans=True),
        *empty_lines(2, fonts),
        Gap(4),
        body_row(words, fonts, is_small=True),
        Gap(6),
        writing_line(people, fonts, height=28),
        writing_line(days, fonts, height=28),
    ]
