"""One paper of every kind, with values that a test can search for on the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.papers.account_sheet import plan_account_sheet
from app.documents.papers.complaint_reply import plan_complaint_reply
from app.documents.papers.handover import plan_handover
from app.documents.papers.investigation import plan_investigation
from app.documents.papers.list_paper import plan_list
from app.documents.papers.quotation import plan_quotation
from app.documents.papers.reminder import plan_reminder
from app.documents.papers.statement import plan_statement
from app.documents.papers.visit_log import plan_visit_log
from app.documents.papers.visit_plan import plan_visit_plan
from app.documents.papers.weekly_report import plan_weekly_report
from app.domain.accounts.handover import OpenKind, OpenThing
from app.domain.analysis.receivables import Ageing
from app.domain.analysis.risk_ratios import BalanceSheet, risk_ratios
from app.domain.credit.account_statement import Entry, account_statement
from app.domain.papers.account_sheet import (
    AccountSheetPaper,
    SheetContact,
    SheetContract,
    SheetPromise,
    SheetVisit,
)
from app.domain.papers.complaint_reply import ComplaintReplyPaper
from app.domain.papers.handover import HandedAccount, HandoverPaper
from app.domain.papers.investigation import InvestigationPaper
from app.domain.papers.letterhead import Imprint, Letterhead, PayAccount, Sender
from app.domain.papers.list_paper import ListPaper
from app.domain.papers.quotation import QuotationPaper, QuotedLine
from app.domain.papers.reminder import OverdueLine, ReminderLevel, ReminderPaper
from app.domain.papers.statement import StatementPaper
from app.domain.papers.visit_log import VisitLogPaper
from app.domain.papers.visit_plan import PlanStop, VisitPlanPaper
from app.domain.papers.weekly_report import WeekFigures, WeeklyReportPaper, WeekVisit

DAY = dt.date(2026, 11, 23)
SHORT_NAME = "苏州禾亭商贸有限公司"
LONG_NAME = (
    "苏州犇鑫镕瑄国际供应链管理（集团）股份有限公司相城调味品冷链仓储配送分公司第二营业部" * 2
)


def letterhead() -> Letterhead:
    """Return the house with one bank account."""
    name = "云岭晴川饮品（上海）有限公司"
    account = PayAccount(name, "示例银行上海青浦支行", "6100000000000188")
    sender = Sender(name, "Yunling Qingchuan Beverages", "021-6000 0188", (account,))
    printed = dt.datetime(2026, 11, 23, 8, 40, tzinfo=dt.UTC)
    return Letterhead(sender, Imprint("顾堃", printed, printed - dt.timedelta(hours=14)))


def statement(count: int, name: str = SHORT_NAME) -> StatementPaper:
    """Return a statement with a number of movements."""
    entries = [
        Entry(DAY - dt.timedelta(days=count - place), place % 3 == 2, f"D-{place:05d}", 100 + place)
        for place in range(count)
    ]
    first = DAY - dt.timedelta(days=count + 1)
    return StatementPaper(
        letterhead=letterhead(),
        number="DZ-KH-00128",
        account_id="a",
        account_name=name,
        contract_number="RB-JX-2026-SH-00128K",
        statement=account_statement(entries, owed_minor=15_568_605, first=first, last=DAY),
        ageing=Ageing(9_348_240, 6_220_365),
    )


def reminder(count: int, name: str = SHORT_NAME) -> ReminderPaper:
    """Return a reminder of a number of documents."""
    lines = tuple(
        OverdueLine(f"XS-{place:05d}", DAY, DAY - dt.timedelta(days=place + 1), 7_000, 100, 1)
        for place in range(count)
    )
    level, pay_by = ReminderLevel.DEMAND, dt.date(2026, 12, 3)
    return ReminderPaper(letterhead(), "CK-KH-00128-2", "a", name, "", level, pay_by, lines)


def quotation(count: int, name: str = SHORT_NAME) -> QuotationPaper:
    """Return a quotation of a number of products, every second one below the list."""
    lines = tuple(
        QuotedLine(
            f"产品 {place}", f"Product {place}", "330 mL × 24", "箱", 9, 700, 700 - place % 2, 1300
        )
        for place in range(count)
    )
    return QuotationPaper(
        letterhead=letterhead(),
        number="BJ-2026-4347A3",
        account_id="a",
        account_name=name,
        contact="陆喆",
        quotation_id="q",
        quoted_on=DAY,
        valid_to_on=dt.date(2026, 12, 23),
        lines=lines,
        price_version="2026-11",
        delivery_terms="",
        payment_terms="",
        remark="",
        author="顾堃",
        author_phone="",
    )


def visit_plan(count: int, name: str = SHORT_NAME) -> VisitPlanPaper:
    """Return a day with a number of stops."""
    stop = PlanStop(
        "a", "KH-00128", name, "永昌路 18 号", "陆喆", "09:00", ("order",), "", ("样品",)
    )
    return VisitPlanPaper(letterhead(), DAY, "顾堃", (stop,) * count, 46_000)


def account_sheet(count: int, name: str = SHORT_NAME) -> AccountSheetPaper:
    """Return a sheet with a number of everything."""
    visit = SheetVisit(DAY, "顾堃", ("order",), "货架缺货，已当场补上。")
    return AccountSheetPaper(
        letterhead=letterhead(),
        fields={
            "name": name,
            "number": "KH-00128",
            "type": "dealer",
            "problems": "资金紧张。" * 30,
        },
        names={},
        contacts=(SheetContact("陆喆", "经理", ("owner",), "13900000017"),) * count,
        ageing=Ageing(1_000),
        sales=tuple((f"2026-{month:02d}", 100 * month) for month in range(1, 13)) if count else (),
        contracts=(SheetContract("RB-1", "经销合同", "performing", 12_830_000, DAY),) * count,
        promises=(SheetPromise(DAY, "补货 30 箱"),) * count,
        visits=(visit,) * count,
    )


def investigation(count: int, name: str = SHORT_NAME) -> InvestigationPaper:
    """Return a report with a number of earlier ones."""
    sheet = BalanceSheet(current_assets_minor=37_193_537, current_liabilities_minor=29_382_894)
    fields = {"method": "agency", "report": "资信一般偏好。" * (count + 1), "verdict": "acceptable"}
    earlier = tuple((DAY.isoformat(), "secured", 100 * place) for place in range(count))
    account = {"name": name, "type": "dealer"}
    return InvestigationPaper(
        letterhead(), "KH-00128", account, fields, risk_ratios(sheet), earlier
    )


def handover(count: int, name: str = SHORT_NAME) -> HandoverPaper:
    """Return a list over a number of accounts with two open things each."""
    things = (
        OpenThing(OpenKind.DEBT, "XS-26101", "2026-11-05", 9_513_870),
        OpenThing(OpenKind.COMMITMENT, "补货 30 箱", "2026-12-05"),
    )
    accounts = (HandedAccount("KH-00128", name, "苏州市", 24_840_565, 6_220_365, things),) * count
    return HandoverPaper(letterhead(), "JJ-261123", "顾堃", "", "华东大区", accounts)


def weekly_report(count: int, name: str = SHORT_NAME) -> WeeklyReportPaper:
    """Return a week with a number of visits, misses and plans."""
    figures = WeekFigures(
        planned=count, done=count, not_done=0, visits=count, orders=1, ordered_minor=123_456,
        collected_minor=0, signed=0, new_accounts=0, complaints=0, promises_open=0,
    )  # fmt: skip
    visits = (WeekVisit(DAY, name, ("order",), "货架缺货，已当场补上。"),) * count
    last = DAY + dt.timedelta(days=6)
    return WeeklyReportPaper(letterhead(), "顾堃", DAY, last, figures, visits, visits, visits)


def visit_log(count: int, name: str = SHORT_NAME) -> VisitLogPaper:
    """Return a log with a number of everything."""
    began = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
    return VisitLogPaper(
        letterhead=letterhead(),
        account_number="KH-00128",
        account_name=name,
        author="顾堃",
        began=began,
        ended=None,
        way="visit",
        purposes=("order",),
        people=("陆喆",),
        mood="good",
        findings=(),
        notes=(("content", "货架缺货，已当场补上。" * 20), ("result", "下单 20 箱。")),
        next_visit_on=DAY,
        counts=(("产品", "箱", 3, None),) * count,
        collections=((12_345, "transfer", "陆喆"),) * count,
        promises=(("补货", DAY, "open"),) * count,
        addenda=(("顾堃", began, "又补 2 箱"),) * count,
        photos=("堆头",) * count,
    )


def complaint_reply(count: int, name: str = SHORT_NAME) -> ComplaintReplyPaper:
    """Return a reply whose outcome has a number of paragraphs."""
    return ComplaintReplyPaper(
        letterhead=letterhead(),
        number="TD-TS-0091",
        account_id="a",
        account_name=name,
        complaint_id="c",
        complaint_number="TS-0091",
        kind="complaint",
        subject="late_delivery",
        complainant="陆喆",
        received_on=DAY,
        content="约定周二到货，周四才到。",
        demand="",
        outcome="\n".join(["调整线路。"] * max(count, 1)),
        author="顾堃",
        phone="021-6000 0188",
    )


def list_paper(count: int, name: str = SHORT_NAME) -> ListPaper:
    """Return a list of a number of accounts that needs two parts, with one empty column."""
    row = (name, "KH-00128", "苏州市", "顾堃", "A", "1,234,567.00", "", "2026-11-02", "货架缺货。")
    headings = ("Name", "Number", "City", "Owner", "Class", "Owed", "Fax", "Last visit", "Remark")
    return ListPaper("Accounts", headings, (row,) * count, frozenset({5}), letterhead())


@dataclass(frozen=True, slots=True)
class Sample:
    """How a paper of a kind is made and set."""

    make: Callable[..., Any]
    plan: Callable[..., Any]


SAMPLES: Mapping[str, Sample] = {
    "statement": Sample(statement, plan_statement),
    "reminder": Sample(reminder, plan_reminder),
    "quotation": Sample(quotation, plan_quotation),
    "visit_plan": Sample(visit_plan, plan_visit_plan),
    "account_sheet": Sample(account_sheet, plan_account_sheet),
    "investigation": Sample(investigation, plan_investigation),
    "handover": Sample(handover, plan_handover),
    "weekly_report": Sample(weekly_report, plan_weekly_report),
    "visit_log": Sample(visit_log, plan_visit_log),
    "complaint_reply": Sample(complaint_reply, plan_complaint_reply),
    "list": Sample(list_paper, plan_list),
}
