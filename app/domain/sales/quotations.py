"""Quotations: their states, how long they stand, and what an order of one needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from app.domain.faults import Fault
from app.domain.sales.orders import OrderLine, line_faults

VALID_DAYS = 30
"""How long a quotation stands when nobody says otherwise."""

STEPS: Mapping[str, tuple[frozenset[str], str]] = {
    "give": (frozenset({"draft"}), "given"),
    "accept": (frozenset({"given"}), "accepted"),
    "expire": (frozenset({"given"}), "expired"),
}
"""From which states a step leads to which: a draft is given, the customer accepts it or not."""


def quotation_faults(lines: Iterable[OrderLine]) -> tuple[Fault, ...]:
    """Return what keeps goods from being quoted: the rules of an order, line by line.

    A price below the lowest or above the list is not within a rep's authority.

    Source: R089; domain.md 4.15 (an exact price or none).
    """
    rows = tuple(lines)
    faults = [Fault("lines", "order.lines.blank")] if not rows else []
    for place, line in enumerate(rows):
        faults += [
            Fault(f"line.{place}.{fault.field}", fault.code, fault.params)
            for fault in line_faults("order", line)
        ]
    return tuple(faults)


def is_expired(state: str, valid_to_on: dt.date | None, today: dt.date) -> bool:
    """Return whether a quotation that was given does not stand any more."""
    return state == "given" and valid_to_on is not None and valid_to_on < today
