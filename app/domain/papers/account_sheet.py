"""What the sheet of an account says: the file of a customer to take along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.analysis.receivables import Ageing
from app.domain.fields import FieldValue
from app.domain.papers.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class SheetContact:
    """A person at the customer's."""

    name: str
    post: str
    roles: tuple[str, ...]
    phone: str


@dataclass(frozen=True, slots=True)
class SheetContract:
    """A contract that is not over."""

    number: str
    title: str
    state: str
    total_minor: int | None
    valid_to_on: dt.date | None


@dataclass(frozen=True, slots=True)
class SheetVisit:
    """A visit that took place."""

    on: dt.date
    author: str
    purposes: tuple[str, ...]
    content: str


@dataclass(frozen=True, slots=True)
class SheetPromise:
    """A promise that is open."""

    due_on: dt.date
    content: str


@dataclass(frozen=True, slots=True)
class AccountSheetPaper:
    """The sheet of one account.

    Attributes:
        letterhead: Whose paper it is.
        fields: The file as stored.
        names: What records are called that the file points to, by their ids.
        contacts: Who decides first.
        ageing: Open balances by age, as of the day of printing.
        sales: Month as "2026-11" and sold in minor units, the last twelve months.
        contracts: Not over yet.
        promises: Still open, the first due first.
        visits: The last ones, newest first.
    """

    letterhead: Letterhead
    fields: Mapping[str, FieldValue]
    names: Mapping[str, str]
    contacts: tuple[SheetContact, ...]
    ageing: Ageing
    sales: tuple[tuple[str, int], ...]
    contracts: tuple[SheetContract, ...]
    promises: tuple[SheetPromise, ...]
    visits: tuple[SheetVisit, ...]

    @property
    def name(self) -> str:
        """Name of the account."""
        return str(self.fields.get("name") or "")

    @property
    def number(self) -> str:
        """Number of the account; empty before the office gave one."""
        return str(self.fields.get("number") or "")
