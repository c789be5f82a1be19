"""The accounts of the demo day that were written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from server.demo.reading import read_demo


@dataclass(frozen=True, slots=True)
class Stop:
    """A planned visit of today."""

    starts: str
    purposes: tuple[str, ...]
    remark: str
    preparation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment; days are counted from today, negative ones lie in the past."""

    content: str
    due_in_days: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Featured:
    """What is known in advance about an account; zero and blank mean left to chance.

    Attributes:
        yearly_minor: Purchases a year in 分; 0 for one that never bought.
        people: Name, sex and role of each contact.
        overdue_days: Days since the oldest unpaid invoice was due.
        interval_days: Usual days between purchases.
        silent_days: Days since the last purchase.
        usage_percent: Used part of the credit limit.
    """

    name: str
    short_name: str
    type: str
    tier: str
    city: str
    district: str
    address: str
    east: float
    north: float
    yearly_minor: int
    since_years: int
    people: tuple[tuple[str, str, str], ...]
    last_visit_days: int
    overdue_days: int
    interval_days: int
    silent_days: int
    usage_percent: int
    contract: str
    contract_days_left: int
    complaint: str
    promise: Promise | None
    stop: Stop | None


_MINOR = 100
_BY_CHANCE = {
    "last_visit_days": 0,
    "overdue_days": 0,
    "interval_days": 0,
    "silent_days": 0,
    "usage_percent": 0,
    "contract": "",
    "contract_days_left": 0,
    "complaint": "",
}


def read_featured() -> tuple[Featured, ...]:
    """Read the accounts of the demo day, stops first."""
    source = read_demo("day")
    return tuple(_featured(each, source["city"]) for each in source["account"])


def _featured(source: dict[str, Any], city: str) -> Featured:
    facts = {**_BY_CHANCE, **source, "city": city}
    stop, promise = facts.pop("stop", None), facts.pop("commitment", None)
    contacts, yearly = facts.pop("contacts"), facts.pop("yearly")
    return Featured(
        **facts,
        yearly_minor=yearly * _MINOR,
        people=tuple((name, sex, role) for name, sex, role in contacts),
        promise=Promise(*promise) if promise else None,
        stop=_stop(stop) if stop else None,
    )


def _stop(source: dict[str, Any]) -> Stop:
    return Stop(
        source["starts"],
        tuple(source["purposes"]),
        source["remark"],
        tuple(source["preparation"]),
    )
