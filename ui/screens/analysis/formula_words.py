"""How each figure is computed, in one sentence."""

from __future__ import annotations

from ui.texts import _

WITHOUT_GOODS = frozenset(
    {
        *("receivables", "ageing", "collection", "coverage", "execution", "complaints"),
        *("founded", "promises", "risk", "quality"),
    }
)
"""Figures of records that name no product: a product line does not narrow them."""


def formula(key: str) -> str:
    """Return the formula of a figure or card.

    Raises:
        KeyError: Nothing of this name is shown.
    """
    for formulas in (_key_figures, _day, _cards, _people, _further, _more):
        if words := formulas().get(key):
            return words
    raise KeyError(key)


def _key_figures() -> dict[str, str]:
    return {
        "sales": _("Sales less returns; change = (this period − same days last year) ÷ last year"),
        "completion": _(
            "Sales to date ÷ plan of the whole period; should be = plan by working days"
        ),
        "margin": _("(Sales − cost) ÷ sales; a quotient of sums, unknown as soon as a cost is"),
        "receivables": _("Open amounts of all documents; overdue = past the due day"),
        "retention": _("Active at start and still active at the end ÷ active at start"),
    }


def _day() -> dict[str, str]:
    return {
        "day_sales": _(
            "Sales less returns of the month; ahead or behind = share of the plan sold − share of "
            "the month's working days"
        ),
        "day_money": _("Open amounts past their due day or due today"),
        "day_coverage": _("Accounts visited in 30 days ÷ accounts neither lost nor archived"),
        "day_contracts": _("Contracts signed since Monday; ready = approved or printed"),
    }


def _cards() -> dict[str, str]:
    return {
        "abc": _(
            "Accounts by sales; A while less than 75% lies before, B while less than 95%; to plan "
            "= share of sales − expected share: the target of the account, else its share of all "
            "plans; the same rule on profit"
        ),
        "year": _("Sales by month; completion = sales ÷ plan of the month"),
        "cross": _("Cross ratio = margin rate × turnover; contribution = cross ratio × sales"),
        "structure": _("Share = sales of the product ÷ all sales; average price = sales ÷ pieces"),
        "ageing": _("Open amounts by days past due"),
        "turnover": _(
            "Sold on ÷ average stock, in pieces; sold on = opening + deliveries − closing"
        ),
        "composition": _("Share = sales of the type ÷ all sales; types are those of today"),
    }


def _people() -> dict[str, str]:
    return {
        "loss": _("At risk after twice the usual interval; lost after three and 60 days or more"),
        "rhythm": _("Mean interval = (last − first purchase) ÷ (purchases − 1), of two years"),
        "golden": _("Largest 20% with even months: deviation ÷ mean up to 0.30, 6 months or more"),
        "segments": _(
            "High or low profit × high or low potential, the median is high; profit = gross profit "
            "− selling expenses. Model value = mean of what was judged, 1 to 5; it decides nothing"
        ),
        "rfm": _("Days since the last purchase, purchases, sales of a year; each scored 1 to 5"),
    }


def _further() -> dict[str, str]:
    return {
        "profit": _(
            "Contribution = gross profit − selling expenses of the account, ÷ that of all; support "
            "and compensation are not recorded. Worth = gross profit of 365 days × retention of "
            "the accounts here, five years at 10%"
        ),
        "product_plan": _("Sales ÷ plan of the product; should be = plan by working days"),
        "festival": _(
            "Same days by the calendar; days as far from Spring Festival; the 60 days around it"
        ),
        "changes": _("Local classes by sales of each closed quarter, computed from today's data"),
        "forecast": _(
            "Mean of 3 months, smoothing (0.3) or season: whichever erred least; error = mean of "
            "|actual − forecast| ÷ actual; products in pieces"
        ),
        "risk": _(
            "Current assets ÷ current debts; without stock; net profit ÷ sales, ÷ equity; as "
            "entered, not audited"
        ),
        "reach": _(
            "Breadth = outlets with a product of ours ÷ outlets in the file; depth = products per "
            "such outlet"
        ),
        "quality": _(
            "Weight of the filled fields ÷ weight of those that the type requires; all files as "
            "they are today"
        ),
        "people": _("Sales of the person's accounts; visits and plans of the person"),
    }


def _more() -> dict[str, str]:
    return {
        "share": _("Sales of the account ÷ sales of all accounts on this device"),
        "room": _("Sales at the share its type gives a product − own sales, of 365 days"),
        "pareto": _("Sales of the largest 20% of the accounts ÷ all sales"),
        "repurchase": _(
            "Accounts with two purchases or more ÷ accounts with one or more, of two years"
        ),
        "growth": _("(Active at the end − active at start) ÷ active at start"),
        "new_share": _("New accounts ÷ active at the end"),
        "win_back": _("Returned accounts ÷ lost before"),
        "collection": _("Paid by now ÷ amounts that fell due in the period"),
        "coverage": _("Accounts visited in the period ÷ accounts neither lost nor archived"),
        "execution": _("Planned visits that took place ÷ visits planned up to today"),
        "complaints": _("Complaints received ÷ accounts × 10,000"),
        "founded": _("Complaints that were right ÷ complaints decided on"),
        "promises": _("Promises kept in time ÷ promises due"),
        "new_products": _("Sales of products launched within 12 months ÷ all sales"),
        "untraded": _("Products on sale without a sale for 90 days or more"),
    }
