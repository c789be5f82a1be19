"""Who is at risk and who is lost, by name, and how often everybody buys."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.churn import BuyingState, LossOutlook
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import Value
from app.domain.analysis.frequency import repurchase_rate
from app.queries.figures.accounts import LossFigure, read_loss_outlook
from app.queries.figures.basis import look_at
from app.store.reads.figures.account_names import read_account_names
from app.workspace import Workspace

NAMED = 500
"""The accounts in danger whose names are read."""


@dataclass(frozen=True, slots=True)
class OutlookFigure:
    """The loss outlook as a screen shows it.

    Attributes:
        loss: Every account with its rhythm.
        at_risk: Ids of those at risk, the one that is lost soonest first.
        lost: Ids of the lost ones, the latest first.
        names: Of the first `NAMED` of both together, by id.
        repurchase: Accounts that bought again ÷ accounts that bought.
    """

    loss: LossFigure
    at_risk: tuple[str, ...]
    lost: tuple[str, ...]
    names: dict[str, str]
    repurchase: Value


def read_outlook(
    workspace: Workspace, today: dt.date, *, only: FigureFilter = EVERYTHING, named: int = NAMED
) -> OutlookFigure:
    """Return who needs a visit before he is lost, and who is lost.

    Source: domain.md 3.12, 3.13; R113, R114.
    """
    loss = read_loss_outlook(workspace, today, only=only)
    at_risk = _in_state(loss, BuyingState.AT_RISK)
    lost = _in_state(loss, BuyingState.LOST)[::-1]
    with look_at(workspace, only) as look:
        names = read_account_names(look, (at_risk + lost)[:named])
    rate = repurchase_rate(outlook.rhythm.purchases for outlook in loss.outlooks.values())
    return OutlookFigure(loss, tuple(at_risk), tuple(lost), names, rate)


def _in_state(loss: LossFigure, state: BuyingState) -> list[str]:
    def lost_on(found: tuple[str, LossOutlook]) -> tuple[dt.date, str]:
        return found[1].lost_on or dt.date.max, found[0]

    chosen = [found for found in loss.outlooks.items() if found[1].state is state]
    return [account_id for account_id, _ in sorted(chosen, key=lost_on)]
