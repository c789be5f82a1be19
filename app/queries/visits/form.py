"""Questions behind the visit form and the list of visits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.errors import NotFoundError
from app.domain.policy import Action, may
from app.domain.sales.stock import DEFAULT_STOCK_LIMITS
from app.domain.schema import split_labels
from app.domain.visits.draft import VisitDraft
from app.domain.visits.rules import DEFAULT_RHYTHM, SUB_DEALER_TIERS, next_due_on
from app.store.reads.visits.detail import CLAIMS, Addendum, VisitDetail, read_log
from app.store.reads.visits.listing import DraftSummary, VisitSummary, list_drafts, list_logs
from app.store.reads.visits.plans import DayStop, day_stops
from app.store.reads.visits.sheet import (
    DesignatedAccount,
    OpenPromise,
    StockItem,
    VisitAccount,
    VisitContact,
    list_designated,
    list_open_promises,
    list_stock_items,
    list_visit_contacts,
    read_visit_account,
)
from app.store.rights import Rights
from app.workspace import Workspace

__all__ = [
    "CLAIMS",
    "Addendum",
    "DayStop",
    "DesignatedAccount",
    "DraftSummary",
    "OpenPromise",
    "StockItem",
    "VisitAccount",
    "VisitContact",
    "VisitDetail",
    "VisitSheet",
    "VisitSummary",
    "list_visit_drafts",
    "list_visits",
    "read_photo_content",
    "read_visit",
    "read_visit_sheet",
]

_REP = "rep"
_LISTED = 300


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """Everything the form shows beside what is being written.

    Attributes:
        account: The account.
        contacts: Its persons.
        stock: Products, the usual ones first.
        promises: Promises still open from before.
        stop: Which stop of the day this is, from 1; 0 when it was not planned for today.
        stops: How many stops the day has.
        next_stop: The stop to go to after this one; None when there is none.
        proposed_on: Day of the next visit by the rhythm of the account's class.
        rhythm_days: That rhythm.
        designated: Accounts of the company that money may go into, the likeliest first.
    """

    account: VisitAccount
    contacts: tuple[VisitContact, ...]
    stock: tuple[StockItem, ...]
    promises: tuple[OpenPromise, ...]
    stop: int
    stops: int
    next_stop: DayStop | None
    proposed_on: dt.date
    rhythm_days: int
    designated: tuple[DesignatedAccount, ...] = ()


def read_visit_sheet(workspace: Workspace, draft: VisitDraft) -> VisitSheet:
    """Return what lies on the table during a visit.

    Raises:
        NotFoundError: The account is no longer on this device.
    """
    today = workspace.today()
    with workspace.store.snapshot() as look:
        account = read_visit_account(look, draft.account_id, today)
        if account is None:
            raise NotFoundError("record.unknown", entity="account")
        account_file = look.records.read("account", account.id)
        tier = account_file.fields["tier"] if account_file else None
        is_sub = tier in SUB_DEALER_TIERS
        stops = day_stops(look, workspace.user_id, today)
        stop = _stop_number(stops, draft)
        window = DEFAULT_STOCK_LIMITS.sales_window_days
        return VisitSheet(
            account=account,
            contacts=tuple(list_visit_contacts(look, account.id)),
            stock=tuple(list_stock_items(look, account.id, today=today, window_days=window)),
            promises=tuple(list_open_promises(look, account.id)),
            stop=stop,
            stops=len(stops),
            next_stop=_next_stop(stops, stop, account.id),
            proposed_on=next_due_on(
                account.grade, last_visit_on=today, opened_on=today, is_sub_dealer=is_sub
            ),
            rhythm_days=DEFAULT_RHYTHM.days(account.grade, is_sub_dealer=is_sub),
            designated=tuple(list_designated(look, account.id)),
        )


def list_visits(workspace: Workspace, limit: int = _LISTED) -> list[VisitSummary]:
    """Return the newest visits: a rep's own; those of all his reps for who leads or inspects."""
    with workspace.store.snapshot() as look:
        user = look.records.read("user", workspace.user_id)
        roles = split_labels(user.fields["roles"]) if user else ()
        only_own = not roles or _REP in roles
        return list_logs(look, workspace.user_id, limit, only_own=only_own)


def list_visit_drafts(workspace: Workspace) -> list[DraftSummary]:
    """Return the unfinished visits of this device."""
    with workspace.store.snapshot() as look:
        return list_drafts(look)


def read_visit(workspace: Workspace, visit_id: str) -> VisitDetail:
    """Return one visit with everything that belongs to it.

    Raises:
        NotFoundError: The visit is not on this device.
    """
    with workspace.store.snapshot() as look:
        visit = read_log(look, visit_id)
    if visit is None:
        raise NotFoundError("record.unknown", entity="visit_log")
    return visit


def review_rights(workspace: Workspace) -> frozenset[str]:
    """Return what the user adds to the logs of others: "visit_comment", "task", "inspection"."""
    with workspace.store.snapshot() as look:
        user = Rights(look.connection, look.records).actor(workspace.user_id)
    kinds = ("visit_comment", "task", "inspection")
    return frozenset(kind for kind in kinds if user and may(user, Action.CREATE, kind))


def read_photo_content(workspace: Workspace, sha256: str) -> bytes:
    """Return the bytes of a photo on this device.

    Raises:
        DeviceError: Not on this machine, or damaged.
    """
    return workspace.files.read_file(sha256)


def _stop_number(stops: list[DayStop], draft: VisitDraft) -> int:
    for number, stop in enumerate(stops, start=1):
        if stop.plan_id == draft.plan_id:
            return number
    return 0


def _next_stop(stops: list[DayStop], stop: int, account_id: str) -> DayStop | None:
    """Return the next open stop behind this one, else the first open one before it."""
    in_order = [*stops[stop:], *stops[:stop]]
    open_stops = (
        other for other in in_order if other.state == "planned" and other.account_id != account_id
    )
    return next(open_stops, None)
