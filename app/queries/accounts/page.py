"""Questions behind the page of one account."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from zoneinfo import ZoneInfo

from app.domain.accounts.company_words import LabelGroup
from app.domain.accounts.completeness import (
    Completeness,
    ContactFacts,
    completeness,
    filled_fields,
    weights_for,
)
from app.domain.accounts.confirmations import BlockAge, block_ages
from app.domain.analysis.credit_line import CreditLimit, CreditStrip, credit_strip
from app.domain.analysis.receivables import year_before
from app.domain.credit.blacklist_life import APPROVED
from app.domain.entities.accounts import BLOCKS
from app.domain.errors import NotFoundError
from app.domain.fields import FieldValue
from app.store.reads.accounts.company_words import read_label_groups
from app.store.reads.accounts.merges import standing_account
from app.store.reads.accounts.page import (
    ContactDetail,
    ContractSummary,
    OpenPromise,
    Surroundings,
    list_account_contracts,
    list_contacts,
    list_open_promises,
    list_receivables,
    read_surroundings,
    sum_sales_between,
    sum_sales_by_month,
    sum_sales_plan,
)
from app.store.reads.accounts.timeline import KINDS, TimelineEntry, TimelineRequest, list_timeline
from app.store.reads.credit.blacklist import list_entries
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = [
    "KINDS",
    "AccountPage",
    "ContactDetail",
    "ContractSummary",
    "OpenPromise",
    "SalesYear",
    "Surroundings",
    "TimelineEntry",
    "TimelinePage",
    "read_account_page",
    "read_timeline",
]

PAGE = 30
"""Timeline entries on one page."""


@dataclasses.dataclass(frozen=True, slots=True)
class SalesYear:
    """Sales of the running year month by month, all in minor units.

    Attributes:
        year: The year.
        sold: January to the running month, which is not complete yet.
        plan: The same months of the plan; None where nothing was planned.
        last: The same months of last year.
        last_to_date_minor: Last year up to the same day, for a fair comparison.
    """

    year: int
    sold: tuple[int, ...]
    plan: tuple[int | None, ...]
    last: tuple[int, ...]
    last_to_date_minor: int


@dataclasses.dataclass(frozen=True, slots=True)
class TimelinePage:
    """Some entries of the timeline.

    Attributes:
        entries: Newest first.
        has_more: Whether older ones exist.
    """

    entries: tuple[TimelineEntry, ...]
    has_more: bool


@dataclasses.dataclass(frozen=True, slots=True)
class AccountPage:
    """Everything the page of one account shows.

    Attributes:
        id: Record id.
        fields: Every field of the account, None where nothing is known.
        around: Names and open work.
        contacts: People.
        credit: The credit line, computed from what the device has.
        credit_as_of_at: When the office's figures were true, milliseconds; None when unknown.
        sales: This year against plan and last year.
        contracts: Contracts.
        promises: Promises to be kept.
        filled: How complete the file is.
        ages: Age of every block A to E.
        timeline: The newest entries.
        today: The day it was read for.
        barred_for: Why the group barred it, for those who may know; empty otherwise.
        label_groups: Labels that the company offers, by industry.
    """

    id: str
    fields: Mapping[str, FieldValue]
    around: Surroundings
    contacts: tuple[ContactDetail, ...]
    credit: CreditStrip
    credit_as_of_at: int | None
    sales: SalesYear
    contracts: tuple[ContractSummary, ...]
    promises: tuple[OpenPromise, ...]
    filled: Completeness
    ages: tuple[BlockAge, ...]
    timeline: TimelinePage
    today: dt.date
    barred_for: str = ""
    label_groups: tuple[LabelGroup, ...] = ()


def read_account_page(
    workspace: Workspace, account_id: str, kinds: Collection[str] = (), *, entries: int = PAGE
) -> AccountPage:
    """Return the whole page of an account in one look at the store.

    Of an account that was merged, the page of the one that stands for it.

    Args:
        workspace: Store, clock and zone.
        account_id: The account.
        kinds: Kinds of timeline entries; empty for all.
        entries: How many of them, when more than one page is already shown.

    Raises:
        NotFoundError: The account is not on this device; `record.unknown`.
    """
    today = workspace.today()
    with workspace.store.snapshot() as look:
        record = look.records.read("account", account_id)
        if record is None:
            account_id = standing_account(look, account_id)
            record = look.records.read("account", account_id)
        if record is None:
            raise NotFoundError("record.unknown", entity="account")
        fields = record.fields
        contacts = list_contacts(look, account_id)
        as_of = fields["credit_as_of_at"]
        return AccountPage(
            id=account_id,
            fields=fields,
            around=read_surroundings(look, account_id),
            contacts=contacts,
            credit=_credit(look, account_id, fields, today),
            credit_as_of_at=as_of if isinstance(as_of, int) else None,
            sales=_sales(look, account_id, today),
            contracts=list_account_contracts(look, account_id),
            promises=list_open_promises(look, account_id),
            filled=_completeness(fields, contacts),
            ages=_ages(fields, today),
            timeline=_timeline(look, _request(workspace, account_id, kinds), entries),
            today=today,
            barred_for=_barred_for(look, account_id) if fields["blacklisted"] else "",
            label_groups=read_label_groups(look),
        )


def read_timeline(
    workspace: Workspace,
    account_id: str,
    kinds: Collection[str] = (),
    after: tuple[int, str] | None = None,
) -> TimelinePage:
    """Return the entries that follow `after`, or the newest."""
    with workspace.store.snapshot() as look:
        return _timeline(look, _request(workspace, account_id, kinds, after), PAGE)


def _barred_for(look: Snapshot, account_id: str) -> str:
    entries = list_entries(look, account_id)
    return next((reason for _, state, reason in entries if state == APPROVED), "")


def _request(
    workspace: Workspace,
    account_id: str,
    kinds: Collection[str],
    after: tuple[int, str] | None = None,
) -> TimelineRequest:
    offset = workspace.now().astimezone(ZoneInfo(workspace.zone)).utcoffset() or dt.timedelta()
    return TimelineRequest(
        account_id=account_id,
        today=workspace.today().isoformat(),
        offset_minutes=int(offset.total_seconds() // 60),
        kinds=tuple(kinds),
        after=after,
    )


def _timeline(look: Snapshot, wanted: TimelineRequest, count: int) -> TimelinePage:
    # One more than wanted tells whether there is another page.
    entries = list_timeline(look, dataclasses.replace(wanted, limit=count + 1))
    return TimelinePage(tuple(entries[:count]), len(entries) > count)


def _credit(
    look: Snapshot, account_id: str, fields: Mapping[str, FieldValue], today: dt.date
) -> CreditStrip:
    amount = fields["credit_limit_minor"]
    limit = CreditLimit(
        amount_minor=amount if isinstance(amount, int) else None,
        is_unlimited=bool(fields["credit_unlimited"]),
    )
    receivables = list_receivables(look, account_id, since=year_before(today))
    orders = int(fields["open_orders_minor"] or 0)
    return credit_strip(limit, receivables, open_orders_minor=orders, today=today)


def _sales(look: Snapshot, account_id: str, today: dt.date) -> SalesYear:
    start = today.replace(year=today.year - 1, month=1, day=1)
    sold = sum_sales_by_month(look, account_id, since=start)
    plan = sum_sales_plan(look, account_id, today.year)
    this_year = [f"{today.year}-{month:02d}" for month in range(1, today.month + 1)]
    last_year = [f"{today.year - 1}-{month:02d}" for month in range(1, today.month + 1)]
    last = tuple(sold.get(month, 0) for month in last_year)
    same_day = year_before(today)
    return SalesYear(
        year=today.year,
        sold=tuple(sold.get(month, 0) for month in this_year),
        plan=tuple(plan.get(month) for month in this_year),
        last=last,
        last_to_date_minor=sum(last[:-1])
        + sum_sales_between(look, account_id, same_day.replace(day=1), same_day),
    )


def _ages(fields: Mapping[str, FieldValue], today: dt.date) -> tuple[BlockAge, ...]:
    confirmed = {block: _day(fields[f"block_{block.lower()}_confirmed_on"]) for block in BLOCKS}
    grade = fields["class"]
    return block_ages(
        confirmed, account_class=grade if isinstance(grade, str) else None, today=today
    )


def _completeness(
    fields: Mapping[str, FieldValue], contacts: Iterable[ContactDetail]
) -> Completeness:
    facts = [
        ContactFacts(
            has_phone=bool(contact.fields["mobile"] or contact.fields["phone"]),
            decides=contact.fields["decision_role"] == "decides",
        )
        for contact in contacts
    ]
    return completeness(filled_fields(fields, facts), weights=weights_for(str(fields["type"])))


def _day(value: FieldValue) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None
