"""Figures by account: its class, and whether it is about to be lost."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from app.domain.analysis.abc import DEFAULT_LIMITS, AbcAnalysis, AbcLimits, abc_classes
from app.domain.analysis.churn import (
    DEFAULT_RULES,
    BuyingState,
    ChurnRules,
    LossOutlook,
    loss_outlook,
)
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import Value
from app.domain.analysis.frequency import Purchases, group_interval, rhythm
from app.domain.analysis.periods import Basis, Period
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.account_sales import read_account_sales
from app.store.reads.figures.purchases import Buyer, read_buyers
from app.workspace import Workspace

WINDOW_DAYS = 730
"""Purchases of two years show the rhythm: what a device keeps. A proposal: no seed says it."""


@dataclass(frozen=True, slots=True)
class AbcFigure:
    """Local classes; the official ones are the server's.

    Attributes:
        basis: What they are based on.
        analysis: Every account with its sales and what decided.
    """

    basis: Basis
    analysis: AbcAnalysis


@dataclass(frozen=True, slots=True)
class LossFigure:
    """Who is at risk and who is lost.

    Attributes:
        basis: What it is based on; its period is the window of the purchases.
        outlooks: By account id, with the rhythm of each.
        counts: Accounts in each state that occurs.
    """

    basis: Basis
    outlooks: dict[str, LossOutlook]
    counts: dict[BuyingState, int]


def read_abc_classes(
    workspace: Workspace,
    period: Period,
    *,
    limits: AbcLimits = DEFAULT_LIMITS,
    only: FigureFilter = EVERYTHING,
) -> AbcFigure:
    """Grade the accounts of this device by their sales of a period.

    Source: domain.md 3.2; R104.
    """
    with look_at(workspace, only) as look:
        accounts = read_account_sales(look, period)
        return AbcFigure(local_basis(workspace, look, period), abc_classes(accounts, limits=limits))


def read_loss_outlook(
    workspace: Workspace,
    today: dt.date,
    *,
    rules: ChurnRules = DEFAULT_RULES,
    only: FigureFilter = EVERYTHING,
) -> LossFigure:
    """Judge every account by its rhythm of the two years up to today.

    An account that bought only once is judged by the interval of its type.

    Source: domain.md 3.12, 3.13; R113, R114.
    """
    window = Period(today - dt.timedelta(days=WINDOW_DAYS - 1), today)
    with look_at(workspace, only) as look:
        buyers = read_buyers(look, window)
        basis = local_basis(workspace, look, window)
    intervals = _group_intervals(buyers)
    outlooks = {
        buyer.account_id: loss_outlook(
            rhythm(
                buyer.purchases,
                today=today,
                window_days=WINDOW_DAYS,
                group_interval=intervals[buyer.account_type],
            ),
            is_barred=buyer.is_barred,
            rules=rules,
        )
        for buyer in buyers
    }
    counts = Counter(outlook.state for outlook in outlooks.values())
    return LossFigure(basis, outlooks, dict(counts))


def _group_intervals(buyers: list[Buyer]) -> dict[str, Value]:
    groups: dict[str, list[Purchases]] = {}
    for buyer in buyers:
        groups.setdefault(buyer.account_type, []).append(buyer.purchases)
    return {name: group_interval(purchases) for name, purchases in groups.items()}
