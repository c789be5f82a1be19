"""Judges how accounts buy, return and complain, and what their contracts say (W2, W4, W9, W10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from app.domain.analysis.figures import Value
from app.domain.analysis.frequency import NO_GROUP, Purchases, group_interval
from app.domain.analysis.periods import Period, month_of
from app.domain.analysis.plan import Plan
from app.domain.analysis.same_period import year_earlier
from app.domain.warnings.comparing import LONGEST_DAYS, comparison_days
from app.domain.warnings.complaints import TroubleFacts, judge_trouble
from app.domain.warnings.finding import Finding
from app.domain.warnings.loss import judge_loss
from app.domain.warnings.papers import RUNNING_STATES, PapersFacts, judge_papers
from app.domain.warnings.progress import judge_progress
from app.domain.warnings.purchases import WINDOW_DAYS, SalesFacts, month_day, read_schedule
from server.services.warnings.bodies import (
    ComplaintBody,
    ContractBody,
    PlanBody,
    SaleBody,
    by_account,
    day,
    each_body,
)
from server.services.warnings.setting import Setting

_MILLISECONDS = 1000
_AGREED = frozenset({"agreed", "approved"})


@dataclass(slots=True)
class _Book:
    """The sales of one account by day: the sum, and what of it was bought."""

    sums: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    bought: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, body: SaleBody) -> None:
        self.sums[body.sold_on] += body.amount_minor
        if body.amount_minor > 0:
            self.bought[body.sold_on] += body.amount_minor

    def between(self, first: str, last: str) -> int | None:
        found = [minor for on, minor in self.sums.items() if first <= on <= last]
        return sum(found) if found else None

    def within(self, days: Period) -> int | None:
        return self.between(days.first_on.isoformat(), days.last_on.isoformat())

    def purchases(self, first: str, last: str) -> Purchases:
        days = [on for on in self.bought if first <= on <= last]
        return Purchases(len(days), day(min(days)), day(max(days))) if days else Purchases(0)

    def turnover(self, first: str, last: str) -> tuple[int, int]:
        """Return what was bought and what was returned, neither negative."""
        net = self.between(first, last) or 0
        bought = sum(minor for on, minor in self.bought.items() if first <= on <= last)
        return bought, bought - net


def judge_sales(setting: Setting) -> Iterator[Finding]:
    """Yield what is found about the sales and papers of every account."""
    books = _read_books(setting)
    facts = list(_sales_facts(setting, books))
    month = month_day(setting.today)
    for each in facts:
        level = setting.level(each.account_id)
        found = (
            judge_progress(each, level, today=setting.today, day=month),
            judge_loss(each, level, today=setting.today),
        )
        yield from (finding for finding in found if finding is not None)
    yield from _papers(setting, {each.account_id: each.purchases.last_on for each in facts})
    yield from _trouble(setting, books)


def _read_books(setting: Setting) -> dict[str, _Book]:
    first = (setting.today - timedelta(days=WINDOW_DAYS - 1)).isoformat()
    books: dict[str, _Book] = defaultdict(_Book)
    for account_id, _, body in each_body(setting.work, setting.org, "sales_record", SaleBody):
        if first <= body.sold_on <= setting.today.isoformat():
            books[account_id].add(body)
    return {key: book for key, book in books.items() if setting.is_kept(key)}


def _sales_facts(setting: Setting, books: dict[str, _Book]) -> Iterator[SalesFacts]:
    today, month = setting.today, setting.today.replace(day=1)
    first = (today - timedelta(days=WINDOW_DAYS - 1)).isoformat()
    plans = _plans(setting)
    bought = {key: book.purchases(first, today.isoformat()) for key, book in books.items()}
    intervals = _intervals(setting, bought)
    for account_id, book in books.items():
        account = setting.accounts[account_id]
        days = comparison_days(bought[account_id], today=today)
        yield SalesFacts(
            account_id=account_id,
            month_minor=book.between(month.isoformat(), today.isoformat()) or 0,
            purchases=bought[account_id],
            days=days,
            bought_minor=(book.within(days) or 0) if days is not None else 0,
            last_year_minor=book.within(year_earlier(days)) if days is not None else None,
            plans=plans.get(account_id, {}),
            group_interval=intervals.get(account.type, NO_GROUP),
            is_barred=bool(account.blacklisted or account.frozen),
        )


def _intervals(setting: Setting, bought: dict[str, Purchases]) -> dict[str, Value]:
    groups: dict[str, list[Purchases]] = defaultdict(list)
    for account_id, purchases in bought.items():
        groups[setting.accounts[account_id].type].append(purchases)
    return {kind: group_interval(each) for kind, each in groups.items()}


def _plans(setting: Setting) -> dict[str, dict[str, Plan]]:
    """Return the plans of accounts by month, of this month and of the year before it."""
    month = month_of(setting.today)
    since = month_of(setting.today - timedelta(days=LONGEST_DAYS))
    lines: dict[tuple[str, str], list[PlanBody]] = defaultdict(list)
    for account_id, _, body in each_body(setting.work, setting.org, "sales_plan", PlanBody):
        if since <= body.month <= month and body.state in _AGREED:
            lines[account_id, body.month].append(body)
    found: dict[str, dict[str, Plan]] = defaultdict(dict)
    for (account_id, planned), each in lines.items():
        found[account_id][planned] = _plan(each, has_schedule=planned == month)
    return found


def _plan(lines: Sequence[PlanBody], *, has_schedule: bool) -> Plan:
    """Return the line for everything; without one the sum of its parts."""
    whole = [line for line in lines if line.is_whole]
    schedule = max((line.schedule for line in whole), default="") if has_schedule else ""
    return Plan(sum(line.amount_minor for line in whole or lines), read_schedule(schedule))


def _papers(setting: Setting, last_sales: dict[str, date | None]) -> Iterator[Finding]:
    contracts = by_account(setting.work, setting.org, "contract", ContractBody)
    for account_id in contracts.keys() | last_sales.keys():
        if not setting.is_kept(account_id):
            continue
        running = [one for one in contracts.get(account_id, ()) if one[1].state in RUNNING_STATES]
        last_id, last = max(
            running, key=lambda one: (one[1].valid_to_on, one[0]), default=("", ContractBody())
        )
        today = setting.today.isoformat()
        facts = PapersFacts(
            account_id=account_id,
            has_open_end=any(
                not body.valid_to_on and body.valid_from_on <= today for _, body in running
            ),
            contract_id=last_id,
            ends_on=day(last.valid_to_on),
            last_sale_on=last_sales.get(account_id),
        )
        finding = judge_papers(facts, setting.level(account_id), today=setting.today)
        if finding is not None:
            yield finding


def _trouble(setting: Setting, books: dict[str, _Book]) -> Iterator[Finding]:
    complaints = by_account(setting.work, setting.org, "complaint", ComplaintBody)
    for account_id in complaints.keys() | books.keys():
        if account_id not in setting.accounts:
            continue
        level = setting.level(account_id)
        since = setting.today - timedelta(days=level.complaint_days)
        since_at = datetime.combine(since, time(), UTC).timestamp() * _MILLISECONDS
        counted = [
            body
            for _, body in complaints.get(account_id, ())
            if body.kind == "complaint"
            and body.state != "unfounded"
            and body.received_at >= since_at
        ]
        book = books.get(account_id) or _Book()
        bought, returned = book.turnover(since.isoformat(), setting.today.isoformat())
        facts = TroubleFacts(
            account_id=account_id,
            complaints=len(counted),
            bought_minor=bought,
            returned_minor=returned,
        )
        finding = judge_trouble(facts, level)
        if finding is not None:
            yield finding
