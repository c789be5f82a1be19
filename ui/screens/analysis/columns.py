"""Columns of the tables in the cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from ui.models.cells import Cell
from ui.models.columns import Column
from ui.screens.analysis.rows import TableRow
from ui.texts import _, p_

_Spec = tuple[str, int, Literal["left", "right"], int]
"""Title, width (0 takes what is left), where it stands, and below which width it is left out."""


def card_title(key: str) -> str:
    """Return the heading of a card.

    Raises:
        KeyError: There is no such card.
    """
    return _titles()[key]


def card_columns(key: str) -> Sequence[Column[TableRow]]:
    """Return the columns of a card's table, in the order of its cells.

    Raises:
        KeyError: There is no such card.
    """
    return tuple(
        Column(
            f"{key}.{place}", title, _cell(place), width=width, align=align, drop_below=drop_below
        )
        for place, (title, width, align, drop_below) in enumerate(_specs()[key])
    )


def _cell(place: int) -> Callable[[TableRow], Cell]:
    return lambda row: row.cells[place]


def _titles() -> dict[str, str]:
    return {
        "abc": _("ABC classes"),
        "year": _("Plan and actual"),
        "cross": _("Product cross ratio"),
        "structure": _("Product structure"),
        "ageing": _("Ageing of receivables"),
        "loss": _("Loss outlook"),
        "rhythm": _("Purchase frequency"),
        "turnover": _("Stock turnover"),
        "composition": _("Customer composition"),
        "golden": _("Golden customers"),
        "rfm": _("RFM scores"),
        "segments": _("Value segments"),
        "profit": _("Profit by account"),
        "product_plan": _("Plan and actual by product"),
        "festival": _("Against last year"),
        "changes": _("Changes of class"),
        "forecast": _("Forecast of this month"),
        "risk": _("Risk ratios"),
        "reach": _("Distribution"),
        "people": _("By person"),
        "quality": _("Quality of the files"),
        "figures": _("Figures"),
    }


def _specs() -> dict[str, Sequence[_Spec]]:
    return {**_account_specs(), **_goods_specs(), **_money_specs(), **_further_specs()}


def _account_specs() -> dict[str, Sequence[_Spec]]:
    name: _Spec = (_("Account"), 0, "left", 0)
    return {
        "abc": (
            name,
            (_("Sales"), 84, "right", 0),
            (_("Share"), 72, "right", 360),
            (_("Points to plan"), 96, "right", 540),
            (_("Cumulated"), 92, "right", 620),
            (_("Class"), 56, "left", 10_000),
            (_("By profit"), 76, "right", 440),
            (_("Lately"), 84, "right", 0),
        ),
        "loss": (
            name,
            (_("State"), 92, "left", 0),
            (_("Interval"), 84, "right", 470),
            (_("Days since"), 92, "right", 380),
            (_("Lost on"), 104, "right", 0),
        ),
        "rhythm": ((_("Every"), 0, "left", 0), (_("Accounts"), 180, "left", 0)),
        "golden": (
            name,
            (_("Sales"), 84, "right", 0),
            (_("Variation"), 84, "right", 360),
            (_("Months"), 76, "right", 470),
            (_("Standing"), 100, "left", 0),
        ),
        "rfm": (
            name,
            (_("Days since"), 92, "right", 470),
            (_("Purchases"), 88, "right", 420),
            (_("Sales"), 84, "right", 0),
            (_("Score"), 76, "right", 0),
        ),
        "segments": (
            (_("Segment"), 0, "left", 0),
            (_("Accounts"), 140, "left", 0),
            (_("After expenses"), 116, "right", 0),
            (_("Model value"), 92, "right", 380),
        ),
        "composition": (
            (_("Type"), 0, "left", 0),
            (_("Accounts"), 84, "right", 380),
            (_("Sales"), 88, "right", 0),
            (_("Share"), 170, "left", 0),
        ),
    }


def _goods_specs() -> dict[str, Sequence[_Spec]]:
    name: _Spec = (_("Product"), 0, "left", 0)
    return {
        "cross": (
            name,
            (_("Sales"), 92, "right", 0),
            (_("Margin"), 80, "right", 0),
            (_("Turns"), 76, "right", 0),
            (_("Cross ratio"), 100, "right", 0),
            (_("Profit"), 92, "right", 820),
            (_("Contribution"), 168, "left", 700),
            (_("Remark"), 190, "left", 900),
        ),
        "structure": (
            name,
            (_("Sales"), 84, "right", 0),
            (_("Share"), 136, "left", 0),
            (_("Cumulated"), 92, "right", 430),
            (_("vs last year"), 90, "right", 520),
            (_("Average price"), 104, "right", 620),
        ),
        "turnover": (
            name,
            (_("Turns"), 72, "right", 0),
            (_("Days left"), 84, "right", 340),
            (_("Average stock"), 108, "right", 420),
            (_("Counted"), 80, "right", 500),
            (_("Left out"), 80, "right", 560),
        ),
    }


def _money_specs() -> dict[str, Sequence[_Spec]]:
    return {
        "year": (
            (_("Month"), 0, "left", 0),
            (_("Sales"), 92, "right", 0),
            (_("Plan"), 92, "right", 0),
            (_("Completion"), 92, "right", 0),
            (_("Last year"), 92, "right", 400),
            (_("vs last year"), 96, "right", 480),
        ),
        "ageing": (
            (_("Age"), 0, "left", 0),
            (p_("debt", "Open"), 100, "right", 0),
            (_("Share"), 170, "left", 0),
        ),
    }


def _further_specs() -> dict[str, Sequence[_Spec]]:
    name: _Spec = (_("Account"), 0, "left", 0)
    return {
        "profit": (
            name,
            (_("Sales"), 92, "right", 380),
            (_("Gross profit"), 92, "right", 620),
            (_("Margin"), 80, "right", 0),
            (_("Expense rate"), 100, "right", 700),
            (_("After expenses"), 116, "right", 0),
            (_("Contribution"), 150, "left", 620),
            (_("Worth over 5 years"), 150, "right", 0),
        ),
        "product_plan": (
            (_("Product"), 0, "left", 0),
            (_("Plan"), 92, "right", 0),
            (_("Sales"), 92, "right", 0),
            (_("Completion"), 92, "right", 0),
            (_("Should be"), 92, "right", 480),
            (_("Ahead or behind"), 124, "right", 420),
        ),
        "festival": (
            (_("Compared"), 0, "left", 0),
            (_("Sales"), 88, "right", 0),
            (_("Last year"), 88, "right", 0),
            (_("Change"), 80, "right", 0),
        ),
        "changes": (
            name,
            (_("Quarter"), 124, "left", 0),
            (_("Old class"), 76, "left", 0),
            (_("New class"), 76, "left", 0),
        ),
        "forecast": (
            (_("Product"), 0, "left", 0),
            (_("Last month"), 96, "right", 360),
            (_("This month"), 96, "right", 0),
            (_("Error so far"), 100, "right", 0),
            (_("Method"), 130, "left", 480),
        ),
        "risk": (
            name,
            (_("Year"), 60, "right", 420),
            (_("Current ratio"), 92, "right", 0),
            (_("Quick ratio"), 88, "right", 0),
            (_("Profit on sales"), 108, "right", 500),
            (_("Profit on equity"), 112, "right", 560),
        ),
        "reach": (
            name,
            (_("Outlets"), 80, "right", 0),
            (_("Goal"), 72, "right", 420),
            (_("Breadth"), 84, "right", 0),
            (_("Depth"), 72, "right", 0),
            (_("Depth goal"), 92, "right", 560),
            (_("Tiers"), 64, "right", 480),
        ),
        "figures": (
            (_("Figure"), 0, "left", 0),
            (_("Value"), 92, "right", 0),
            (_("Remark"), 190, "left", 0),
        ),
        "quality": (
            (_("Sector or person"), 0, "left", 0),
            (_("Accounts"), 84, "right", 0),
            (p_("file", "Complete"), 168, "left", 0),
            (_("Incomplete"), 92, "right", 0),
            (_("Out of date"), 92, "right", 0),
            (_("Duplicate"), 92, "right", 0),
            (_("No contact"), 100, "right", 760),
            (_("Nobody responsible"), 130, "right", 900),
            (_("No class"), 84, "right", 980),
        ),
        "people": (
            (_("Person"), 0, "left", 0),
            (_("Sales"), 92, "right", 0),
            (_("Accounts"), 84, "right", 0),
            (_("Visits"), 76, "right", 0),
            (_("Accounts visited"), 120, "right", 0),
            (_("Planned visits carried out"), 150, "right", 0),
        ),
    }
