"""The device's own run of the warning rules, one rule a unit of work; begun when data changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.domain.changes import ChangeSet
from app.domain.warnings.arrears import judge_debt
from app.domain.warnings.complaints import judge_trouble
from app.domain.warnings.expense import judge_expense
from app.domain.warnings.finding import Finding
from app.domain.warnings.incident import judge_incident
from app.domain.warnings.life import OPEN_STATES
from app.domain.warnings.loss import judge_loss
from app.domain.warnings.neglect import judge_contact, judge_promise
from app.domain.warnings.papers import judge_papers
from app.domain.warnings.pattern import judge_pattern
from app.domain.warnings.progress import judge_progress
from app.domain.warnings.purchases import month_day
from app.domain.warnings.rules import Rule
from app.domain.warnings.settling import returns
from app.domain.warnings.stock_out import judge_stock
from app.domain.warnings.thresholds import PREFIX, ByClass, read_thresholds
from app.domain.warnings.worsening import judge_creditworth
from app.store.local_findings import keep_local, read_warning_records
from app.store.reads.settings import list_settings
from app.store.reads.warning_facts.expenses import read_expense_facts
from app.store.reads.warning_facts.field import (
    read_incident_facts,
    read_papers_facts,
    read_pattern_facts,
    read_stock_facts,
)
from app.store.reads.warning_facts.money import read_creditworth_facts, read_debt_facts
from app.store.reads.warning_facts.neglect import read_contact_facts, read_promise_facts
from app.store.reads.warning_facts.sales import read_sales_facts, read_trouble_facts
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

_Findings = Iterator[Finding | None]


@dataclass(frozen=True, slots=True)
class RuleFamily:
    """Rules that look at the same facts and are judged together.

    Attributes:
        rules: The rules.
        judge: Yields what they find at all accounts.
    """

    rules: tuple[Rule, ...]
    judge: Callable[[Snapshot, dt.date, ByClass], _Findings]


def run_warning_rules(workspace: Workspace, family: RuleFamily) -> ChangeSet:
    """Judge all accounts of the device by some rules and keep what is found, marked local.

    What the office warns of already is not found again, and a warning that was closed only comes
    back as `settling.returns` says; so no warning stands twice. Judging waits for nobody and keeps
    nobody from writing.

    Source: domain.md 4.2 (the client computes for its own accounts offline and marks them "local,
        to be confirmed"); R145.
    """
    today = workspace.today()
    found: dict[Rule, list[Finding]] = {rule: [] for rule in family.rules}
    with workspace.store.snapshot() as look:
        levels = read_thresholds(list_settings(look, PREFIX), today=today)
        for finding in family.judge(look, today, levels):
            if finding is not None:
                found[finding.rule].append(finding)
    with workspace.store.unit_of_work() as work:
        for rule, findings in found.items():
            keep_local(work, rule, _news(work, rule, findings), today=today)
        return work.commit()


def _news(look: Snapshot, rule: Rule, findings: Iterable[Finding]) -> Iterator[Finding]:
    records = read_warning_records(look, rule)
    for finding in findings:
        record = records.get(finding.account_id)
        if record is None or (record["state"] not in OPEN_STATES and returns(record, finding)):
            yield finding


def _debts(look: Snapshot, today: dt.date, levels: ByClass) -> _Findings:
    for grade, facts in read_debt_facts(look, today):
        yield judge_debt(facts, levels[grade], today=today)


def _sales(look: Snapshot, today: dt.date, levels: ByClass) -> _Findings:
    day, last_sales = month_day(today), dict[str, tuple[str, dt.date]]()
    for grade, facts in read_sales_facts(look, today):
        yield judge_progress(facts, levels[grade], today=today, day=day)
        yield judge_loss(facts, levels[grade], today=today)
        if facts.purchases.last_on is not None:
            last_sales[facts.account_id] = grade, facts.purchases.last_on
    for grade, papers in read_papers_facts(look, today, last_sales=last_sales):
        yield judge_papers(papers, levels[grade], today=today)


def _incidents(look: Snapshot, today: dt.date, levels: ByClass) -> _Findings:
    longest = max(level.incident_days for level in levels.values())
    for grade, facts in read_incident_facts(look, today, days=longest):
        yield judge_incident(facts, levels[grade], today=today)


def _creditworth(look: Snapshot, _today: dt.date, levels: ByClass) -> _Findings:
    for grade, facts in read_creditworth_facts(look):
        yield judge_creditworth(facts, levels[grade])


def _stock(look: Snapshot, today: dt.date, levels: ByClass) -> _Findings:
    longest = max(level.stock_fresh_days for level in levels.values())
    for grade, facts in read_stock_facts(look, today, days=longest):
        yield judge_stock(facts, levels[grade], today=today)


def _trouble(look: Snapshot, today: dt.date, levels: ByClass) -> _Findings:
    for window in {level.complaint_days for level in levels.values()}:
        for grade, facts in read_trouble_facts(look, today, window_days=window):
            if levels[grade].complaint_days == window:
                yield judge_trouble(facts, levels[grade])


def _patterns(look: Snapshot, _today: dt.date, levels: ByClass) -> _Findings:
    for grade, facts in read_pattern_facts(look):
        yield judge_pattern(facts, levels[grade])


def _contacts(look: Snapshot, today: dt.date, levels: ByClass) -> _Findings:
    for grade, facts in read_contact_facts(look, today):
        yield judge_contact(facts, levels[grade], today=today)


def _expenses(look: Snapshot, today: dt.date, levels: ByClass) -> _Findings:
    for grade, facts in read_expense_facts(look, today):
        yield judge_expense(facts, levels[grade])


def _promises(look: Snapshot, today: dt.date, levels: ByClass) -> _Findings:
    for grade, facts in read_promise_facts(look, today):
        yield judge_promise(facts, levels[grade], today=today)


DEVICE_FAMILIES = (
    RuleFamily((Rule.ARREARS,), _debts),
    RuleFamily((Rule.INCIDENT,), _incidents),
    RuleFamily((Rule.CREDIT,), _creditworth),
    RuleFamily((Rule.PATTERN,), _patterns),
    RuleFamily((Rule.EXPENSE,), _expenses),
    RuleFamily((Rule.PROMISE,), _promises),
    RuleFamily((Rule.INACTIVITY,), _contacts),
    RuleFamily((Rule.STOCK,), _stock),
    RuleFamily((Rule.COMPLAINTS,), _trouble),
    RuleFamily((Rule.PROGRESS, Rule.LOSS, Rule.PAPERS), _sales),
)
"""All that a device computes for its own accounts, the quick ones first.

Source: domain.md 4.2 (where computed); the source names some of them, the data suffice for all but
the company's receivables."""
