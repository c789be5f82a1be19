"""The payment reminder (催款函) with its receipt of service."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.papers.head import HeadWords, paper_head
from app.documents.papers.paper import PaperPlan
from app.documents.papers.statement import pay_into
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
from app.domain.papers.reminder import ReminderLevel, ReminderPaper

_LEVELS = (
    (ReminderLevel.NOTICE, "提醒", "Notice"),
    (ReminderLevel.DEMAND, "催告", "Demand"),
    (ReminderLevel.FINAL, "最后催告", "Last demand"),
)


def plan_reminder(paper: ReminderPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set a reminder.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 11; Civil Code art. 195 (a demand interrupts the limitation period
    where its service can be shown, hence the receipt).
    """
    title = tongue.say("催款函", "Payment reminder")
    return PaperPlan(
        title, paper.number, paper.letterhead, list(_blocks(paper, tongue, fonts, title))
    )


def _blocks(paper: ReminderPaper, tongue: Tongue, fonts: FontSet, title: str) -> Iterator[Block]:
    letterhead, say = paper.letterhead, tongue.say
    day = tongue.day(letterhead.day)
    yield paper_head(HeadWords(title, paper.number, day), letterhead.sender, tongue, fonts)
    levels = boxes([(say(zh, en), level is paper.level) for level, zh, en in _LEVELS])
    yield line_row([Run(say("函件级别：", "Level: ")), *levels], fonts, is_sans=True)
    yield Gap(3)
    yield address_row("", paper.account_name, fonts, after=say("：", ":"))
    reach = say(*paper.reach.words())
    if reach:
        yield line_row(reach, fonts, is_sans=True)
    yield body_row(_opening(paper, tongue), fonts)
    yield Gap(5)
    yield _overdue(paper, tongue, fonts)
    yield Gap(5)
    for words in _paragraphs(paper, tongue):
        yield body_row(words, fonts)
    yield Group(
        [
            seal_place(letterhead.sender.name, day, fonts),
            cut_line(say("送达签收", "Receipt of service"), fonts),
            writing_line(
                (
                    (say("收件人签收", "Received by"), 0.40),
                    (say("身份／职务", "Post"), 0.32),
                    (say("时间", "Time"), 0.28),
                ),
                fonts,
                height=26,
            ),
            writing_line(
                (
                    (say("送达方式（快递单号）", "Served by (courier No.)"), 0.6),
                    (say("送达人", "Served by whom"), 0.4),
                ),
                fonts,
                height=26,
            ),
        ],
        takes_along=True,
    )


def _opening(paper: ReminderPaper, tongue: Tongue) -> str:
    day = tongue.day(paper.letterhead.day)
    contract = paper.contract_number
    zh = f"（合同 {contract}）" if contract else ""
    en = f" (contract {contract})" if contract else ""
    if paper.level is ReminderLevel.NOTICE:
        return tongue.say(
            f"贵我双方合作以来，承蒙支持。经核对，截至{day}，下列货款{zh}已超过约定的付款期限，"
            "谨此提醒：",
            f"Thank you for your custom. By our books of {day} the following payments{en} are "
            "past their due day; may we remind you of them:",
        )
    return tongue.say(
        f"经核对，截至{day}，下列货款{zh}已超过约定的付款期限，我公司尚未收到：",
        f"By our books of {day} the following payments{en} are past their due day and have not "
        "reached us:",
    )


def _overdue(paper: ReminderPaper, tongue: Tongue, fonts: FontSet) -> Table:
    say = tongue.say
    rows = [
        (
            line.document_number or "—",
            short_day(line.issued_on),
            short_day(line.due_on),
            figures(line.amount_minor),
            figures(line.paid_minor),
            figures(line.balance_minor),
            str(line.days_late),
        )
        for line in paper.lines
    ]
    total = paper.total_minor
    return plain_table(
        (
            Column(say("单据号", "Document"), share=1),
            Column(say("开单日", "Issued"), "center"),
            Column(say("到期日", "Due"), "center"),
            Column(say("应付", "Amount"), "right"),
            Column(say("已付", "Paid"), "right"),
            Column(say("尚欠", "Open"), "right"),
            Column(say("逾期日数", "Days late"), "right"),
        ),
        rows,
        fonts,
        feet=(
            Foot(say("欠款合计", "Total overdue"), tongue.money(total)),
            Foot(
                say("大写", "In Chinese words"),
                capital_amount(total, prefix=RENMINBI),
                is_right=False,
            ),
        ),
        blank_note=say("（以下空白）", "(nothing below)"),
    )


def _paragraphs(paper: ReminderPaper, tongue: Tongue) -> Iterator[list[Run]]:
    pay = pay_into(paper.letterhead.sender, tongue)
    phone = paper.letterhead.sender.phone
    call = f"以电话 {phone} " if phone else ""
    call_en = f" by telephone {phone}" if phone else ""
    say = tongue.say
    yield [
        Run(say("请贵公司于", "Please pay by ")),
        Run(tongue.day(paper.pay_by_on), is_underlined=True),
        Run(
            say(
                f"前将上述款项付清。{pay}我公司不委托任何个人收取现金，也未变更账户；如收到变更"
                f"账户的通知，请先{call}核实。",
                f". {pay} We authorise no private person to take cash and have not changed our "
                f"account; should you be told otherwise, please check with us{call_en} first.",
            )
        ),
    ]
    yield [Run(_consequence(paper.level, tongue))]
    yield [
        Run(
            say(
                "如贵公司有困难，请在上述日期前提出书面还款计划，我们愿意商谈；如已付款，请提供"
                "凭证并不必理会本函。我公司保留合同和法律赋予的全部权利。",
                "Should you be in difficulties, please send us a plan of payment before that day; "
                "we are ready to talk. If you have paid, please send us the proof and disregard "
                "this letter. All our rights under contract and law are reserved.",
            )
        )
    ]


def _consequence(level: ReminderLevel, tongue: Tongue) -> str:
    match level:
        case ReminderLevel.NOTICE:
            return tongue.say(
                "逾期付款的违约责任，以双方合同的约定为准。",
                "What late payment entails is laid down in our contract.",
            )
        case ReminderLevel.DEMAND:
            return tongue.say(
                "本函是依照合同和法律作出的履行催告。逾期仍未付清的，我公司将依照合同约定计算"
                "违约金，并可以暂停供货。",
                "This letter is a demand for performance under contract and law. If payment is "
                "not made by then, we shall charge the agreed damages and may stop deliveries.",
            )
        case ReminderLevel.FINAL:
            return tongue.say(
                "本函是最后一次履行催告。逾期仍未付清的，我公司将停止供货，并依法通过诉讼或者"
                "仲裁主张欠款、违约金和实现债权的费用。",
                "This is our last demand for performance. If payment is not made by then, we "
                "shall stop deliveries and claim the debt, damages and costs before court or "
                "arbitration.",
            )
