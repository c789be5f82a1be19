"""How one account stands: class, share, rhythm, next purchase, and room for growth."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from fractions import Fraction

from app.domain.analysis.abc import DEFAULT_LIMITS, AbcLimits, AbcLine, abc_classes
from app.domain.analysis.churn import DEFAULT_RULES, ChurnRules, LossOutlook, loss_outlook
from app.domain.analysis.frequency import rhythm
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.same_period import Comparison, compare, year_earlier
from app.domain.analysis.structure import Room, growth_room
from app.queries.figures.accounts import WINDOW_DAYS
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.accounts.page import sum_sales_between
from app.store.reads.figures.account_sales import read_account_sales
from app.store.reads.figures.peers import read_own_products, read_peer_products, read_purchases
from app.store.reads.figures.product_names import read_product_names
from app.workspace import Workspace

_YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class StandingFigure:
    """The figures of one account.

    Attributes:
        basis: The running year to date.
        line: Its class among the accounts of this device and what decided; None when it never was
            a buyer.
        accounts: How many accounts are ranked.
        comparison: Sales of the year to date against the same days of last year.
        outlook: Rhythm, and when it is at risk and lost.
        next_on: When it should buy next by its rhythm; None without one.
        rooms: Products its peers buy and it does not, or far less; of the last 365 days.
        names: Name and English name of every product by code.
    """

    basis: Basis
    line: AbcLine | None
    accounts: int
    comparison: Comparison
    outlook: LossOutlook
    next_on: dt.date | None
    rooms: tuple[Room, ...]
    names: dict[str, tuple[str, str]]


def read_standing(
    workspace: Workspace,
    account_id: str,
    *,
    limits: AbcLimits = DEFAULT_LIMITS,
    rules: ChurnRules = DEFAULT_RULES,
) -> StandingFigure:
    """Return how an account stands among those of this device.

    Its share is the one of the device's sales: the company's are on the server only.

    Source: domain.md 3.2, 3.4, 3.5, 3.12, 3.13; R104, R106, R107, R113.
    """
    today = workspace.today()
    period = Period(today.replace(month=1, day=1), today)
    year = Period(today - dt.timedelta(days=_YEAR_DAYS - 1), today)
    window = Period(today - dt.timedelta(days=WINDOW_DAYS - 1), today)
    with look_at(workspace) as look:
        found = abc_classes(read_account_sales(look, period), limits=limits)
        earlier = year_earlier(period)
        sums = [
            sum_sales_between(look.snapshot, account_id, days.first_on, days.last_on)
            for days in (period, earlier)
        ]
        bought = read_purchases(look, account_id, window)
        own = read_own_products(look, account_id, year)
        peers = read_peer_products(look, account_id, year)
        names = read_product_names(look)
        basis = local_basis(workspace, look, period)
    outlook = loss_outlook(rhythm(bought, today=today, window_days=WINDOW_DAYS), rules=rules)
    return StandingFigure(
        basis=basis,
        line=next((line for line in found.lines if line.account_id == account_id), None),
        accounts=len(found.lines),
        comparison=compare(*sums),
        outlook=outlook,
        next_on=_next_purchase(outlook),
        rooms=growth_room(own, peers),
        names=names,
    )


def _next_purchase(outlook: LossOutlook) -> dt.date | None:
    last_on, interval = outlook.rhythm.purchases.last_on, outlook.rhythm.mean_interval
    if last_on is None or not isinstance(interval, Fraction):
        return None
    return last_on + dt.timedelta(days=math.ceil(interval))
