"""The statement of account (对账单) with its reply slip."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.papers.head import HeadWords, paper_head
from app.documents.papers.paper import PaperPlan
from app.documents.papers.tables import Column, Foot, plain_table
from app.documents.papers.text import address_row, body_row, boxes, line_row
from app.documents.papers.writing import cut_line, seal_place, writing_line
from app.documents.setting.blocks import Block, Gap, Group
from app.documents.setting.characters import Run
from app.documents.setting.fonts import FontSet
from app.documents.setting.tables import Table
from app.documents.setting.tongue import Tongue, short_day
from app.domain.capitals import RENMINBI, capital_amount
from app.domain.contracts.wording.values import figures
from app.domain.credit.account_statement import StatementRow
from app.domain.credit.terms import CreditTerms
from app.domain.papers.letterhead import Sender
from app.domain.papers.statement import StatementPaper

_BLANK = "\u00a0" * 40


def plan_statement(paper: StatementPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set a statement of account.

    The reply slip stands on one page with the seal place or, where that page is full, with it on
    the next one: whoever cuts it off must not lose a part of the account.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 11; R060.
    """
    title = tongue.say("对账单", "Statement of account")
    blocks = list(_blocks(paper, tongue, fonts, title))
    return PaperPlan(title, paper.number, paper.letterhead, blocks)


def _blocks(paper: StatementPaper, tongue: Tongue, fonts: FontSet, title: str) -> Iterator[Block]:
    letterhead, say = paper.letterhead, tongue.say
    first, last = tongue.day(paper.statement.first), tongue.day(paper.statement.last)
    period = say(f"账期　{first}至{last}", f"Period  {first} to {last}")
    yield paper_head(HeadWords(title, paper.number, period), letterhead.sender, tongue, fonts)
    yield address_row(say("致　", "To  "), paper.account_name, fonts)
    reach = say(*paper.reach.words())
    if reach:
        yield line_row(reach, fonts, is_sans=True)
    yield body_row(_opening(paper, tongue), fonts)
    yield Gap(5)
    yield _movements(paper, tongue, fonts)
    if paper.content.has_ageing:
        yield Gap(8)
        yield ageing_table(paper, tongue, fonts)
    yield Gap(3)
    yield body_row(_request(paper, tongue), fonts, is_small=True)
    end: list[Block] = [seal_place(letterhead.sender.name, tongue.day(letterhead.day), fonts)]
    if paper.content.has_reply:
        end += _reply_slip(paper, tongue, fonts)
    moved = say("（本页以下空白，盖章处见下页）", "(blank below; seal overleaf)")
    yield Group(end, line_row(moved, fonts, is_sans=True, before=10), takes_along=True)


def _opening(paper: StatementPaper, tongue: Tongue) -> str:
    contract = paper.contract_number
    basis = f"根据双方合同 {contract}，" if contract else ""
    basis_en = f" under contract {contract}" if contract else ""
    return tongue.say(
        f"{basis}现将上述期间的往来账目列示如下，请核对。本单金额均含增值税，以人民币计。",
        f"Please check our dealings{basis_en} in this period, as listed below. All amounts are in "
        "RMB and include VAT.",
    )


def _movements(paper: StatementPaper, tongue: Tongue, fonts: FontSet) -> Table:
    statement, say = paper.statement, tongue.say
    opening = ("", "", say("期初余额", "Opening balance"), "", "", figures(statement.opening_minor))
    sums = (
        *("", "", say("本期合计", "Total of the period")),
        *(figures(statement.charged_minor), figures(statement.paid_minor), ""),
    )
    rows: list[tuple[str, ...]] = [opening]
    if paper.content.has_movements:
        rows += [_movement(row, tongue) for row in statement.rows]
    closing = statement.closing_minor
    return plain_table(
        (
            Column(say("日期", "Date"), "center"),
            Column(say("单据号", "Document"), most=120),
            Column(say("摘要", "Text"), share=1),
            Column(say("应收增加", "Charged"), "right"),
            Column(say("应收减少", "Paid"), "right"),
            Column(say("余额", "Balance"), "right"),
        ),
        [*rows, sums],
        fonts,
        feet=(
            Foot(say("期末余额", "Closing balance"), tongue.money(closing)),
            Foot(say("大写", "In Chinese words"), _in_words(closing), is_right=False),
        ),
        blank_note=say("（以下空白）", "(nothing below)"),
    )


def _movement(row: StatementRow, tongue: Tongue) -> tuple[str, ...]:
    entry, say = row.entry, tongue.say
    amount = figures(entry.amount_minor)
    if entry.is_payment:
        words = say("收款", "Payment received")
        payer = entry.document_number
        text = f"{words} {payer}" if payer else words
        return (short_day(entry.on), "", text, "", amount, figures(row.balance_minor))
    text = say("销售", "Delivery") if entry.amount_minor >= 0 else say("退货或折让", "Credit note")
    number = entry.document_number
    return (short_day(entry.on), number, text, amount, "", figures(row.balance_minor))


def _in_words(minor: int) -> str:
    words = capital_amount(abs(minor), prefix=RENMINBI)
    return f"（负）{words}" if minor < 0 else words


def ageing_table(paper: StatementPaper, tongue: Tongue, fonts: FontSet) -> Table:
    """Set the open balances by age.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    ageing, say = paper.ageing, tongue.say
    buckets = (
        (say("未到期", "Not due"), ageing.not_due_minor),
        (say("逾期 1–30 日", "1–30 days late"), ageing.days_1_to_30_minor),
        (say("31–60 日", "31–60 days"), ageing.days_31_to_60_minor),
        (say("61–90 日", "61–90 days"), ageing.days_61_to_90_minor),
        (say("90 日以上", "Over 90 days"), ageing.over_90_minor),
    )
    columns = [Column(heading, "right", share=1) for heading, _ in buckets]
    return plain_table(columns, [[figures(minor) for _, minor in buckets]], fonts)


def _request(paper: StatementPaper, tongue: Tongue) -> str:
    reply = paper.content.has_reply
    ask = "请于收到后七日内将下方回执盖章寄回或者拍照回传；如有差异，请写明单据号和金额。"
    ask_en = (
        "Please stamp the slip below and return it, or a photo of it, within seven days; if you "
        "disagree, name documents and amounts. "
    )
    if not reply:
        ask = "如有差异，请于收到后七日内写明单据号和金额。"
        ask_en = "If you disagree, please name documents and amounts within seven days. "
    pay = pay_into(paper.letterhead.sender, tongue)
    return tongue.say(
        f"{ask}{_terms_zh(paper.terms)}本单用于核对账目，不改变合同约定的付款期限。{pay}",
        f"{ask_en}{_terms_en(paper.terms)}This statement does not change the agreed terms of "
        f"payment. {pay}",
    )


def _terms_zh(terms: CreditTerms | None) -> str:
    if terms is None or terms.period_days is None:
        return ""
    words = f"账期为发货后 {terms.period_days} 天"
    if terms.discount_basis_points:
        words += f"，{terms.discount_days} 天内付款减让 {_percent(terms)}"
    return f"{words}。"


def _terms_en(terms: CreditTerms | None) -> str:
    if terms is None or terms.period_days is None:
        return ""
    words = f"Goods are to be paid within {terms.period_days} days"
    if terms.discount_basis_points:
        words += f", less {_percent(terms)} if within {terms.discount_days} days"
    return f"{words}. "


def _percent(terms: CreditTerms) -> str:
    whole, rest = divmod(terms.discount_basis_points, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"


def pay_into(sender: Sender, tongue: Tongue) -> str:
    """Say into which accounts the customer may pay; nothing where the house named none."""
    if not sender.accounts:
        return tongue.say(
            "付款请只汇入合同载明的账户。",
            "Please pay only into the account named in the contract.",
        )
    zh = "；".join(
        f"户名：{each.holder}　开户行：{each.bank}　账号：{each.number}" for each in sender.accounts
    )
    en = "; ".join(f"{each.holder}, {each.bank}, No. {each.number}" for each in sender.accounts)
    return tongue.say(
        f"付款请只汇入我公司指定账户：{zh}。", f"Please pay only into our designated account: {en}."
    )


def _reply_slip(paper: StatementPaper, tongue: Tongue, fonts: FontSet) -> list[Block]:
    say, statement = tongue.say, paper.statement
    day, closing = tongue.day(statement.last), tongue.money(statement.closing_minor)
    sender = paper.letterhead.sender.name
    told = say(
        f"贵公司 {paper.number} 号对账单收悉。截至{day}，账面应付余额 {closing}。",
        f"We have received your statement {paper.number}. The balance as of {day} is {closing}.",
    )
    answer = [
        Run(say("核对结果：", "Our books: ")),
        *boxes(
            [
                (say("相符", "agree"), False),
                (say("不符，我方账面余额为", "differ; our balance is"), False),
            ]
        ),
        Run(say(" ￥", " RMB\u00a0")),
        Run(_BLANK, is_underlined=True),
        Run(say("，差异说明附后。", ", note enclosed.")),
    ]
    return [
        cut_line(say("沿此线裁下　　回执", "Cut here and return this slip"), fonts),
        line_row(f"{sender}{say('：', ':')}", fonts),
        body_row(told, fonts, is_small=True, before=0),
        line_row(answer, fonts, before=2),
        Gap(4),
        writing_line(
            (
                (say("单位（盖章）", "Company (seal)"), 0.46),
                (say("经办人", "Name"), 0.27),
                (say("日期", "Date"), 0.27),
            ),
            fonts,
            height=28,
        ),
    ]
