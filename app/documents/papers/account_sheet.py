"""The account sheet (客户资料卡): the file of a customer on paper."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.papers.facts import facts_block
from app.documents.papers.head import HeadWords, paper_head
from app.documents.papers.paper import PaperPlan
from app.documents.papers.tables import BETWEEN_TABLES, Column, plain_table
from app.documents.papers.text import address_row, heading_row, line_row
from app.documents.papers.writing import SpareRoom, empty_lines
from app.documents.setting.blocks import Block, Gap
from app.documents.setting.fonts import FontSet
from app.documents.setting.tables import Table
from app.documents.setting.tongue import Tongue, short_day, value_text
from app.domain.contracts.wording.values import figures
from app.domain.papers.account_sheet import AccountSheetPaper

_ACCOUNT = "account"
_FIRST = (
    *("type", "tier", "status", "class", "owner_id", "parent_id", "dealings_since_on"),
    *("address", "delivery_address", "phone", "principal", "manager", "legal_representative"),
    *("uscc", "preferred_channel", "preferred_time", "business_kinds"),
)
_SECTIONS = (
    (
        *("经营特征", "Characteristics"),
        (
            *("market_area", "selling_ability", "potential", "philosophy", "direction"),
            *("business_policy", "features", "attributes"),
        ),
    ),
    (
        *("经营与交易", "Business and dealings"),
        (
            *("sales_results", "market_share", "competitiveness", "market_position"),
            *("competitor_relation", "business_relation", "cooperation", "sales_activity"),
            *("problems", "strategy", "outlook", "reputation", "finances", "credit_condition"),
        ),
    ),
    (
        *("渠道与能力", "Distribution"),
        (
            *("brands", "best_sellers", "downstream_count", "coverage_area"),
            *("warehouse_square_metres", "vehicles", "staff", "return_window_days"),
        ),
    ),
)
_MONTHS_A_ROW = 6
_CREDIT = ("credit_limit_minor", "credit_period_days", "credit_state", "open_orders_minor")


def plan_account_sheet(paper: AccountSheetPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set the sheet of an account.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: R162; domain.md 2.1.
    """
    title = tongue.say("客户资料卡", "Account sheet")
    blocks = list(_blocks(paper, tongue, fonts, title))
    return PaperPlan(title, paper.number, paper.letterhead, blocks)


def _blocks(
    paper: AccountSheetPaper, tongue: Tongue, fonts: FontSet, title: str
) -> Iterator[Block]:
    say, letterhead = tongue.say, paper.letterhead
    day = tongue.day(letterhead.day)
    yield paper_head(HeadWords(title, paper.number, day), letterhead.sender, tongue, fonts)
    yield address_row("", paper.name, fonts)
    yield Gap(3)
    yield facts_block(_facts(paper, _FIRST, tongue), fonts)
    for zh, en, fields in _SECTIONS:
        facts = _facts(paper, fields, tongue)
        if any(value for _, value in facts):
            yield heading_row(say(zh, en), fonts)
            yield facts_block(facts, fonts)
    yield from _part(say("联系人", "Contacts"), _contacts(paper, tongue, fonts), fonts)
    yield heading_row(say("信用与应收", "Credit and debts"), fonts)
    credit = _facts(paper, _CREDIT, tongue)
    if any(value for _, value in credit):
        yield facts_block(credit, fonts)
        yield Gap(4)
    yield _ageing(paper, tongue, fonts)
    if paper.sales:
        yield heading_row(say("近十二个月销售", "Sales of twelve months"), fonts)
        yield from _sales(paper, fonts)
    yield from _part(say("合同", "Contracts"), _contracts(paper, tongue, fonts), fonts)
    yield from _part(say("未了承诺", "Open promises"), _promises(paper, tongue, fonts), fonts)
    yield from _part(say("最近拜访", "Last visits"), _visits(paper, tongue, fonts), fonts)
    notes = line_row(say("现场记录：", "Notes:"), fonts, is_sans=True, before=8)
    yield SpareRoom([notes, *empty_lines(4, fonts)])


def _part(words: str, table: Table | None, fonts: FontSet) -> Iterator[Block]:
    if table is not None:
        yield heading_row(words, fonts)
        yield table


def _facts(
    paper: AccountSheetPaper, fields: tuple[str, ...], tongue: Tongue
) -> list[tuple[str, str]]:
    return [
        (
            tongue.label(_ACCOUNT, name),
            value_text(_ACCOUNT, name, paper.fields.get(name), tongue, paper.names),
        )
        for name in fields
    ]


def _contacts(paper: AccountSheetPaper, tongue: Tongue, fonts: FontSet) -> Table | None:
    say = tongue.say
    columns = (
        Column(say("姓名", "Name"), most=110),
        Column(say("职务", "Post"), share=1),
        Column(say("角色", "Roles"), share=1),
        Column(say("电话", "Telephone"), most=120),
    )
    rows = [
        (each.name, each.post, tongue.choices("contact", "roles", each.roles), each.phone)
        for each in paper.contacts
    ]
    return plain_table(columns, rows, fonts) if rows else None


def _ageing(paper: AccountSheetPaper, tongue: Tongue, fonts: FontSet) -> Table:
    ageing, say = paper.ageing, tongue.say
    buckets = (
        (say("应收合计", "Owed"), ageing.total_minor),
        (say("未到期", "Not due"), ageing.not_due_minor),
        (say("1–30 日", "1–30 days"), ageing.days_1_to_30_minor),
        (say("31–60 日", "31–60 days"), ageing.days_31_to_60_minor),
        (say("61–90 日", "61–90 days"), ageing.days_61_to_90_minor),
        (say("90 日以上", "Over 90 days"), ageing.over_90_minor),
    )
    columns = [Column(heading, "right", share=1) for heading, _ in buckets]
    return plain_table(columns, [[figures(minor) for _, minor in buckets]], fonts)


def _sales(paper: AccountSheetPaper, fonts: FontSet) -> Iterator[Block]:
    months = paper.sales
    for start in range(0, len(months), _MONTHS_A_ROW):
        part = months[start : start + _MONTHS_A_ROW]
        columns = [Column(month, "right", share=1) for month, _ in part]
        yield from [Gap(BETWEEN_TABLES)] if start else ()
        yield plain_table(columns, [[figures(minor) for _, minor in part]], fonts)


def _contracts(paper: AccountSheetPaper, tongue: Tongue, fonts: FontSet) -> Table | None:
    say = tongue.say
    columns = (
        Column(say("编号", "Number"), most=140),
        Column(say("名称", "Title"), share=1),
        Column(say("状态", "State"), "center"),
        Column(say("金额", "Amount"), "right"),
        Column(say("到期", "Ends on"), "center"),
    )
    rows = [
        (
            each.number,
            each.title,
            tongue.choice("contract", "state", each.state),
            "" if each.total_minor is None else figures(each.total_minor),
            short_day(each.valid_to_on),
        )
        for each in paper.contracts
    ]
    return plain_table(columns, rows, fonts) if rows else None


def _promises(paper: AccountSheetPaper, tongue: Tongue, fonts: FontSet) -> Table | None:
    columns = (
        Column(tongue.say("期限", "Due"), "center"),
        Column(tongue.say("内容", "What"), share=1),
    )
    rows = [(short_day(each.due_on), each.content) for each in paper.promises]
    return plain_table(columns, rows, fonts) if rows else None


def _visits(paper: AccountSheetPaper, tongue: Tongue, fonts: FontSet) -> Table | None:
    say = tongue.say
    columns = (
        Column(say("日期", "Date"), "center"),
        Column(say("拜访人", "By"), most=60),
        Column(say("目的", "Purposes"), share=0.5),
        Column(say("内容", "Content"), share=1),
    )
    rows = [
        (
            short_day(each.on),
            each.author,
            tongue.choices("visit_log", "purposes", each.purposes),
            each.content,
        )
        for each in paper.visits
    ]
    return plain_table(columns, rows, fonts) if rows else None
