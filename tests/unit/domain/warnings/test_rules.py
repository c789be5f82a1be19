"""Each rule warns exactly where its text says, and its evidence says why."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.analysis.credit_line import CreditLimit
from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.frequency import Purchases
from app.domain.analysis.periods import Period
from app.domain.analysis.plan import Plan
from app.domain.analysis.receivables_ratio import warning_line
from app.domain.analysis.risk_ratios import BalanceSheet
from app.domain.analysis.severity import Severity
from app.domain.warnings.arrears import DebtFacts, judge_debt
from app.domain.warnings.complaints import TroubleFacts, judge_trouble
from app.domain.warnings.expense import ExpenseFacts, expense_facts, judge_expense
from app.domain.warnings.incident import IncidentFacts, judge_incident
from app.domain.warnings.loss import judge_loss
from app.domain.warnings.papers import PapersFacts, judge_papers
from app.domain.warnings.pattern import PatternFacts, judge_pattern
from app.domain.warnings.progress import judge_progress
from app.domain.warnings.purchases import SalesFacts, month_day, read_schedule
from app.domain.warnings.receivables_line import judge_line
from app.domain.warnings.stock_out import ProductStock, StockFacts, judge_stock
from app.domain.warnings.thresholds import Thresholds
from app.domain.warnings.worsening import CreditworthFacts, Inquiry, judge_creditworth

LEVELS = Thresholds()
ID = "a" * 32
JUNE = dt.date(2025, 6, 15)
DAY = dt.timedelta(days=1)
MONTH = Period(JUNE.replace(day=1), JUNE)


def debt(owed, limit, orders=0):
    facts = DebtFacts(account_id=ID, owed_minor=owed, open_orders_minor=orders, limit=limit)
    return judge_debt(facts, LEVELS, today=JUNE)


def severity(finding):
    return finding.severity.value if finding else None


@pytest.mark.parametrize(
    ("owed", "expected"),
    [(44_999, None), (45_000, "notice"), (50_000, "notice"), (50_001, "warning"),
     (65_000, "warning"), (65_001, "alarm")],
)  # fmt: skip
def test_a_debt_is_noticed_from_90_percent_and_warned_of_beyond_the_limit(owed, expected):
    assert severity(debt(owed, CreditLimit(50_000))) == expected


def test_the_worked_example_of_a_debt_of_93_percent_is_a_notice_with_its_numbers():
    found = debt(4_650_000, CreditLimit(5_000_000), orders=600_000)
    assert (found.severity, found.value, found.threshold) == (Severity.NOTICE, 4_650_000, 5_000_000)
    assert found.evidence["orders_minor"] == 600_000


def test_without_credit_every_debt_is_too_much_and_no_debt_is_none():
    assert severity(debt(1, CreditLimit(0))) == "warning"
    assert severity(debt(1, CreditLimit(50, valid_to_on=JUNE - DAY))) == "warning"
    assert debt(0, CreditLimit(0)) is None
    assert debt(-5, CreditLimit(0)) is None


def test_an_account_without_limit_is_warned_of_at_its_watch_value():
    unlimited = CreditLimit(is_unlimited=True, watch_minor=1_000)
    assert severity(debt(1_001, unlimited)) == "warning"
    assert debt(10**9, CreditLimit(is_unlimited=True)) is None


def sales(**changes):
    first, last = dt.date(2025, 1, 5), dt.date(2025, 6, 14)
    usual = Purchases(81, first, last)
    given = {"month_minor": 0, "purchases": usual, "days": MONTH}
    if "month_minor" in changes:
        given["bought_minor"] = changes["month_minor"]
    if plan := changes.pop("plan", None):
        given["plans"] = {"2025-06": plan}
    return SalesFacts(account_id=ID, **{**given, **changes})


def progress(**changes):
    facts = sales(**changes)
    return judge_progress(facts, LEVELS, today=JUNE, day=month_day(JUNE))


def test_the_worked_example_of_progress_is_16_percent_behind_the_schedule():
    plan = Plan(100_000, {dt.date(2025, 6, 15): 50_000, dt.date(2025, 6, 30): 50_000})
    found = progress(month_minor=42_000, plan=plan)
    assert (found.severity, found.value) == (Severity.WARNING, 1_600)
    assert found.evidence == {"month_minor": 42_000, "planned_minor": 50_000, "plan_minor": 100_000}


def test_the_worked_example_of_last_year_is_30_percent_less_and_no_alarm_yet():
    assert severity(progress(month_minor=42_000, last_year_minor=60_000)) == "warning"
    assert severity(progress(month_minor=41_999, last_year_minor=60_000)) == "alarm"
    assert severity(progress(month_minor=59_999, last_year_minor=60_000)) == "notice"
    assert progress(month_minor=60_000, last_year_minor=60_000) is None


def test_the_worst_comparison_decides_and_all_that_fell_are_evidence():
    found = progress(month_minor=50, last_year_minor=52, plan=Plan(1_000))
    assert found.severity is Severity.ALARM
    assert {"planned_minor", "last_year_minor"} <= found.evidence.keys()


def test_before_the_first_scheduled_point_and_without_last_year_nothing_is_warned_of():
    later = Plan(100, {dt.date(2025, 6, 20): 100})
    assert progress(plan=later) is None
    assert progress(last_year_minor=0) is None


def test_a_late_purchase_is_noticed_but_never_burns_and_needs_four_purchases():
    bought = Purchases(4, dt.date(2025, 2, 10), dt.date(2025, 5, 11))  # every 30 days, 35 ago
    assert severity(progress(purchases=bought)) == "warning"
    assert severity(progress(purchases=Purchases(4, *(d - 20 * DAY for d in days(bought))))) == (
        "warning"
    )
    assert progress(purchases=Purchases(3, *days(bought))) is None


def days(bought):
    return bought.first_on, bought.last_on


def test_an_account_that_we_stopped_is_neither_behind_nor_lost():
    assert progress(last_year_minor=99, is_barred=True) is None
    assert loss(dt.date(2025, 12, 31), is_barred=True) is None


def loss(today, **changes):
    bought = Purchases(4, dt.date(2025, 1, 5), dt.date(2025, 4, 5))
    return judge_loss(sales(purchases=bought, **changes), LEVELS, today=today)


def test_the_worked_example_is_at_risk_on_4_june_and_lost_on_4_july():
    assert loss(dt.date(2025, 6, 3)) is None
    at_risk, lost = loss(dt.date(2025, 6, 4)), loss(dt.date(2025, 7, 4))
    assert (at_risk.severity, at_risk.value, at_risk.threshold) == (Severity.WARNING, 60, 60)
    assert at_risk.evidence["lost_on"] == "2025-07-04"
    assert lost.severity is Severity.ALARM


def test_an_account_without_a_rhythm_is_not_lost():
    nobody = NotAvailable(Reason.ONE_PURCHASE)
    once = Purchases(1, dt.date(2024, 1, 1), dt.date(2024, 1, 1))
    assert judge_loss(sales(purchases=once, group_interval=nobody), LEVELS, today=JUNE) is None
    assert judge_loss(sales(purchases=Purchases(0)), LEVELS, today=JUNE) is None


def test_spending_warns_beyond_20_percent_over_the_mean_and_burns_over_the_budget():
    def spent(minor, **more):
        facts = ExpenseFacts(
            account_id=ID, month_minor=minor, months_before_minor=(1, 90, 100, 110), **more
        )
        return severity(judge_expense(facts, LEVELS))

    assert spent(120) is None
    assert spent(121) == "warning"
    assert spent(101, budget_minor=100) == "alarm"
    assert spent(100, budget_minor=100) is None


def test_without_months_before_there_is_no_climb():
    assert judge_expense(ExpenseFacts(account_id=ID, month_minor=5), LEVELS) is None


def incident(kind="fire", days_ago=0):
    facts = IncidentFacts(
        account_id=ID, incident_id="i", kind=kind, happened_on=JUNE - days_ago * DAY
    )
    return judge_incident(facts, LEVELS, today=JUNE)


def test_a_reported_incident_burns_and_is_past_after_90_days():
    assert severity(incident()) == "alarm"
    assert severity(incident("other")) == "warning"
    assert severity(incident(days_ago=90)) == "alarm"
    assert incident(days_ago=91) is None
    assert incident(days_ago=-1) is None


def inquiry(number, verdict="", **sheet):
    return Inquiry(
        investigation_id=f"i{number}",
        received_on=dt.date(2024 + number, 1, 1),
        verdict=verdict,
        sheet=BalanceSheet(**sheet),
    )


def worse(*inquiries, barred=""):
    facts = CreditworthFacts(account_id=ID, inquiries=inquiries, barred_relation=barred)
    return judge_creditworth(facts, LEVELS)


def test_a_verdict_without_credit_burns_and_another_worse_one_warns():
    good = inquiry(0, "acceptable")
    assert severity(worse(inquiry(1, "secured"), good)) == "warning"
    assert severity(worse(inquiry(1, "refused"), good)) == "alarm"
    assert worse(inquiry(1, "acceptable"), inquiry(0, "refused")) is None
    assert worse(inquiry(1, "refused")) is None


def test_ratios_that_fell_are_judged_by_the_share_that_was_lost():
    before = inquiry(0, current_assets_minor=200, current_liabilities_minor=100)
    fell = [
        worse(inquiry(1, current_assets_minor=now, current_liabilities_minor=100), before)
        for now in (200, 199, 179, 100)
    ]
    assert [severity(each) for each in fell] == [None, "notice", "warning", "alarm"]
    assert (fell[3].evidence["current_before_bp"], fell[3].evidence["current_bp"]) == (20000, 10000)


def test_a_barred_relation_burns_without_any_investigation():
    found = worse(barred="b" * 32)
    assert (found.severity, found.evidence["barred_account"]) == (Severity.ALARM, "b" * 32)


def company(receivables, assets=100):
    line = warning_line(
        receivables_minor=receivables, assets_minor=assets, assets_on=JUNE, today=JUNE
    )
    return judge_line(ID, line, line_bp=2_000, levels=LEVELS)


def test_beyond_20_percent_of_the_assets_every_debtor_is_told_and_exactly_20_is_within():
    assert company(20) is None
    assert severity(company(21)) == "warning"
    assert severity(company(27)) == "alarm"
    assert company(90, assets=None) is None


def stock(quantity, sold=90, counted_days_ago=0):
    product = ProductStock(
        product_id="p",
        counted_on=JUNE - counted_days_ago * DAY,
        quantity=quantity,
        sold=sold,
    )
    return judge_stock(StockFacts(account_id=ID, products=[product]), LEVELS, today=JUNE)


def test_goods_for_fewer_days_than_agreed_are_warned_of_and_none_left_burns():
    assert stock(15) is None
    assert [severity(stock(left)) for left in (14, 13, 11, 10, 0)] == (
        ["notice", "warning", "warning", "alarm", "alarm"]
    )


def test_what_does_not_sell_and_an_old_count_say_nothing():
    assert stock(0, sold=0) is None
    assert stock(0, counted_days_ago=31) is None


def trouble(complaints=0, bought=0, returned=0):
    facts = TroubleFacts(
        account_id=ID, complaints=complaints, bought_minor=bought, returned_minor=returned
    )
    return judge_trouble(facts, LEVELS)


def test_three_complaints_or_5_percent_returned_warn_and_twice_as_much_burns():
    assert trouble(complaints=2) is None
    assert severity(trouble(complaints=3)) == "warning"
    assert severity(trouble(complaints=6)) == "alarm"
    assert trouble(bought=1_000, returned=49) is None
    assert severity(trouble(bought=1_000, returned=50)) == "warning"
    assert severity(trouble(bought=1_000, returned=100)) == "alarm"
    assert trouble(bought=0, returned=10) is None


def papers(**given):
    return judge_papers(PapersFacts(account_id=ID, **given), LEVELS, today=JUNE)


def test_the_end_of_a_contract_is_told_60_30_and_7_days_before():
    told = [severity(papers(ends_on=JUNE + left * DAY)) for left in (61, 60, 30, 8, 7, 0)]
    assert told == [None, "notice", "warning", "warning", "alarm", "alarm"]


def test_dealings_without_a_contract_are_warned_of_for_90_days():
    assert severity(papers(last_sale_on=JUNE)) == "warning"
    assert papers(last_sale_on=JUNE - 91 * DAY) is None
    assert papers() is None
    ended = papers(ends_on=JUNE - DAY, last_sale_on=JUNE)
    assert ended.evidence["ended_on"] == "2025-06-14"
    assert papers(has_open_end=True, last_sale_on=JUNE) is None


def pattern(*flags, doubted=False):
    return judge_pattern(PatternFacts(account_id=ID, flags=flags, is_doubted=doubted), LEVELS)


def test_signs_of_a_feigned_order_add_up_and_doubted_enthusiasm_weighs_by_itself():
    assert pattern() is None
    assert severity(pattern("no_conditions")) == "notice"
    assert severity(pattern("no_conditions", "agrees_to_all")) == "warning"
    assert severity(pattern(doubted=True)) == "warning"
    assert severity(pattern("no_conditions", "agrees_to_all", doubted=True)) == "alarm"


def test_a_month_counts_monday_to_friday_and_a_plan_may_have_days():
    day = month_day(dt.date(2025, 6, 15))
    assert (day.elapsed, day.working_days) == (10, 21)
    assert read_schedule('{"2025-06-15": 500}') == {dt.date(2025, 6, 15): 500}
    assert [read_schedule(text) for text in (None, "", "[]", "{", '{"x": 1}')] == [None] * 5


def test_months_before_the_first_expense_say_nothing_and_later_ones_without_any_are_0():
    def before(spent):
        return expense_facts(ID, spent, dt.date(2026, 2, 5), budget_minor=None).months_before_minor

    assert before({"2025-12": 30, "2026-02": 5}) == [30, 0]
    assert before({"2025-03": 1, "2026-02": 5}) == [0, 0, 0]
    assert before({"2026-02": 5}) == []
    facts = expense_facts(ID, {"2026-02": 5, "2026-03": 9}, dt.date(2026, 2, 5), budget_minor=4)
    assert (facts.month_minor, facts.budget_minor) == (5, 4)
