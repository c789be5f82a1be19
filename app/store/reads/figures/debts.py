"""What is owed, by the day on which it is or was due."""

from __future__ import annotations

import datetime as dt

from app.domain.analysis.receivables import Receivable
from app.store.reads.figures.figure_look import FigureLook

_DEBTS = """
SELECT due_on, sum(amount_minor), sum(coalesce(paid_minor, 0)) FROM receivable
WHERE amount_minor <> coalesce(paid_minor, 0) AND due_on > '' GROUP BY due_on
"""


def read_debts(look: FigureLook) -> list[Receivable]:
    """Return what is not settled, summed up by due day; credit notes count below zero.

    Args:
        look: The store.
    """
    return [
        Receivable(dt.date.fromisoformat(due_on), amount, paid)
        for due_on, amount, paid in look.run(_DEBTS)
    ]
