"""The quotation (报价单), in Chinese, in English or in both."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.papers.head import HeadWords, paper_head
from app.documents.papers.paper import PaperPlan
from app.documents.papers.tables import Column, Foot, plain_table
from app.documents.papers.text import address_row, body_row, line_row, term_row
from app.documents.papers.writing import seal_place, writing_line
from app.documents.setting.blocks import Block, Gap, Group
from app.documents.setting.fonts import FontSet
from app.documents.setting.tables import Table
from app.documents.setting.tongue import Tongue
from app.domain.capitals import RENMINBI, capital_amount
from app.domain.contracts.wording.values import figures
from app.domain.papers.quotation import QuotationPaper, QuotedLine

_PERCENT = 100


def plan_quotation(paper: QuotationPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set a quotation.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 11; R089; Civil Code art. 473 (price lists and the like invite offers).
    """
    title = "Quotation" if tongue.is_english else "报价单"
    return PaperPlan(title, paper.number, paper.letterhead, list(_blocks(paper, tongue, fonts)))


def _blocks(paper: QuotationPaper, tongue: Tongue, fonts: FontSet) -> Iterator[Block]:
    is_both = tongue.language == "both"
    words = HeadWords(
        title="Quotation" if tongue.is_english else "报价单",
        second="Quotation" if is_both else "",
        number=paper.number,
        fact=_days(paper, tongue),
    )
    yield paper_head(words, paper.letterhead.sender, tongue, fonts)
    greeting = {"en": "To  ", "zh": "致　", "both": "致\u00a0To　"}[tongue.language]
    contact = f"　{paper.contact}" if paper.contact else ""
    yield address_row(greeting, paper.account_name, fonts, after=contact)
    yield from _both(
        "感谢垂询。按贵方需求，报价如下：",
        "Thank you for your enquiry. We are pleased to quote as follows:",
        tongue,
        fonts,
    )
    yield Gap(5)
    yield _goods(paper, tongue, fonts)
    yield Gap(7)
    for label, zh, en in _terms(paper, tongue):
        yield term_row(label, zh if zh == en else tongue.stack(zh, en), fonts)
    yield Gap(3)
    author = "　".join(part for part in (paper.author, paper.author_phone) if part)
    quoted = tongue.say("报价人：", "Quoted by: ")
    yield line_row(f"{quoted}{author}", fonts)
    yield Group(_end(paper, tongue, fonts), takes_along=True)


def _end(paper: QuotationPaper, tongue: Tongue, fonts: FontSet) -> list[Block]:
    agreed = tongue.stack("同意订购（签字／盖章）", "We wish to order (signature, seal)")
    return [
        seal_place(paper.letterhead.sender.name, tongue.day(paper.quoted_on), fonts),
        Gap(4),
        writing_line(((agreed, 0.68), (tongue.say("日期", "Date"), 0.32)), fonts, height=26),
    ]


def _both(zh: str, en: str, tongue: Tongue, fonts: FontSet) -> Iterator[Block]:
    if tongue.language != "en":
        yield body_row(zh, fonts)
    if tongue.language != "zh":
        yield body_row(en, fonts, is_small=tongue.language == "both", before=0)


def _days(paper: QuotationPaper, tongue: Tongue) -> str:
    if tongue.language == "both":
        return f"{_days(paper, Tongue('zh'))}\n{_days(paper, Tongue('en'))}"
    day = tongue.day(paper.quoted_on)
    if paper.valid_to_on is None:
        return day
    until = tongue.day(paper.valid_to_on)
    if tongue.is_english:
        return f"{day}, valid to {until}"
    return f"{day}　有效期至{until}"


def _goods(paper: QuotationPaper, tongue: Tongue, fonts: FontSet) -> Table:
    stack, total = tongue.stack, paper.total_minor
    has_list = any(line.is_reduced for line in paper.lines)
    columns = [
        Column(stack("序号", "No."), "center"),
        Column(stack("品名", "Product"), share=1.2),
        Column(stack("规格型号", "Specification"), share=1),
        Column(stack("单位", "Unit"), "center", most=40),
        Column(stack("数量", "Quantity"), "right"),
        *([Column(stack("目录价", "List price"), "right")] if has_list else []),
        Column(stack("含税单价", "Unit price"), "right"),
        Column(stack("税率", "VAT"), "center"),
        Column(stack("金额", "Amount"), "right"),
    ]
    rows = [
        _row(number, line, tongue, has_list=has_list)
        for number, line in enumerate(paper.lines, start=1)
    ]
    return plain_table(
        columns,
        rows,
        fonts,
        feet=(
            Foot(stack("价税合计", "Total with VAT"), tongue.money(total)),
            Foot(
                stack("大写", "In Chinese words"),
                capital_amount(total, prefix=RENMINBI),
                is_right=False,
            ),
        ),
        blank_note=tongue.say("（以下空白）", "(nothing below)"),
    )


def _row(number: int, line: QuotedLine, tongue: Tongue, *, has_list: bool) -> tuple[str, ...]:
    name = line.name
    if tongue.language != "zh":
        name = tongue.name(line.name, line.name_en)
    if tongue.is_english and line.name_en:
        name = line.name_en
    tax = "—" if line.tax_basis_points is None else _percent(line.tax_basis_points)
    return (
        str(number),
        name,
        line.specification,
        line.unit,
        f"{line.quantity:,}",
        *((figures(line.list_price_minor),) if has_list else ()),
        figures(line.unit_price_minor),
        tax,
        figures(line.amount_minor),
    )


def _percent(basis_points: int) -> str:
    whole, part = divmod(basis_points, _PERCENT)
    return f"{whole}.{part:02d}".rstrip("0").rstrip(".") + "%"


def _terms(paper: QuotationPaper, tongue: Tongue) -> Iterator[tuple[str, str, str]]:
    """Yield label, Chinese and English of each term; what was agreed stands in both as written."""
    say = tongue.stack
    until, until_en = "", ""
    if paper.valid_to_on is not None:
        chinese, english = Tongue("zh"), Tongue("en")
        until = f"至{chinese.day(paper.valid_to_on)}；"
        until_en = f"Until {english.day(paper.valid_to_on)}. "
    invites = (
        f"{until_en}This quotation invites offers and is no contract; an order binds us once it is "
        "confirmed in writing."
    )
    yield (
        say("有效期", "Validity"),
        f"{until}以我公司书面确认的订单为成交依据，本报价单是要约邀请，不是合同。",
        invites,
    )
    delivery = paper.delivery_terms
    yield (
        say("交货", "Delivery"),
        delivery or "订单确认后七日内送至贵方指定的仓库，运费由我方承担。",
        delivery or "Within seven days of our confirmation to your warehouse, carriage paid.",
    )
    payment = paper.payment_terms
    yield (
        say("付款", "Payment"),
        payment or "款到发货；符合信用条件的，可另签合同约定账期。",
        payment or "In advance; a credit period can be agreed by contract.",
    )
    version = paper.price_version
    yield (
        say("价格依据", "Prices"),
        f"{f'价格表 {version} 版；' if version else ''}含增值税，可开具增值税专用发票。",
        f"{f'Price list {version}; ' if version else ''}VAT included, VAT invoice on request.",
    )
    if paper.remark:
        yield say("备注", "Remarks"), paper.remark, paper.remark
