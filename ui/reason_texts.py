"""Why a figure is not available, in one sentence for each reason."""

from __future__ import annotations

from app.domain.analysis.figures import NotAvailable, Reason
from ui.texts import _


def reason_sentence(why: Reason | NotAvailable) -> str:
    """Return the sentence that stands beside "n/a".

    Source: domain.md 3.0 (the reason is shown); R133.
    """
    reason = why.reason if isinstance(why, NotAvailable) else why
    for sentences in (_sales_reasons, _stock_reasons, _credit_reasons, _knowledge_reasons):
        if words := sentences().get(reason):
            return words
    raise KeyError(reason)


def _sales_reasons() -> dict[Reason, str]:
    """Customers and their purchases."""
    return {
        Reason.NO_SALES: _("No sales in this period"),
        Reason.NEGATIVE_TOTAL: _("More came back than was sold"),
        Reason.NO_ACCOUNTS: _("There are no accounts here"),
        Reason.NEW_ACCOUNT: _("The account has not been here for a whole period"),
        Reason.NEW: _("There were no sales in the period compared with"),
        Reason.NEVER_BOUGHT: _("Has never bought"),
        Reason.ONE_PURCHASE: _("Bought only once, so there is no rhythm"),
        Reason.NOBODY_AT_START: _("Nobody was active at the start"),
        Reason.NOBODY_LOST: _("Nobody had been lost before"),
        Reason.NO_DEALINGS: _("There have been no dealings"),
        Reason.NEVER_SOLD: _("Was never sold"),
    }


def _stock_reasons() -> dict[Reason, str]:
    """Goods, stock and the market."""
    return {
        Reason.COST_UNKNOWN: _("No cost on this device"),
        Reason.COUNT_MISSING: _("Stock was not counted at both ends of the period"),
        Reason.COUNTS_DISAGREE: _("More stock was counted than can be there"),
        Reason.SOLD_STRAIGHT_THROUGH: _("Sold straight through: there was no stock"),
        Reason.NO_STOCK: _("There was neither stock nor a sale"),
        Reason.VALUATION_DIFFERS: _("Stock and sales are valued differently"),
        Reason.NO_OUTLETS: _("No outlet is served"),
        Reason.NO_QUANTITY: _("No quantity was recorded"),
        Reason.UNIVERSE_UNKNOWN: _("The size of the whole market is not known"),
    }


def _credit_reasons() -> dict[Reason, str]:
    """Credit and risk."""
    return {
        Reason.UNLIMITED: _("There is no upper limit"),
        Reason.CASH_ONLY: _("Cash only: there is no credit"),
        Reason.LIMIT_EXPIRED: _("The limit has expired"),
        Reason.NO_LIMIT: _("No limit was granted"),
        Reason.ASSETS_UNKNOWN: _("The total assets are not known"),
        Reason.NOTHING_DUE: _("Nothing fell due in this period"),
        Reason.NO_CURRENT_DEBT: _("There is no current debt"),
        Reason.NO_EQUITY: _("There is no equity"),
        Reason.NOT_SCORED: _("Nothing was scored"),
    }


def _knowledge_reasons() -> dict[Reason, str]:
    """Plans and knowledge."""
    return {
        Reason.NO_DATA: _("Nothing was recorded for this"),
        Reason.NO_EXPECTATION: _("No expectation was set"),
        Reason.NO_PLAN: _("There is no plan"),
        Reason.NOT_DUE_YET: _("Nothing is due yet"),
        Reason.NO_HOLIDAY_TABLE: _("The date of Spring Festival is not known for this year"),
        Reason.POTENTIAL_UNKNOWN: _("The potential is not known"),
        Reason.RETENTION_UNKNOWN: _("The retention rate is not known"),
        Reason.TOO_FEW_MONTHS: _("Too few months are known"),
        Reason.NO_YEAR_BEFORE: _("There is no year before to compare with"),
        Reason.NOTHING_TO_COMPARE: _("There is nothing to compare with"),
    }
