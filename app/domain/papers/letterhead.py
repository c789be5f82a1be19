"""What stands on every paper: who sends it, who printed it, when, and from how old data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

PaperLanguage = Literal["zh", "en", "both"]
"""Both sets Chinese and English side by side or one below the other."""


@dataclass(frozen=True, slots=True)
class PayAccount:
    """A bank account of the house that customers may pay into."""

    holder: str
    bank: str
    number: str


@dataclass(frozen=True, slots=True)
class Sender:
    """The company that sends a paper.

    Attributes:
        name: Registered name.
        name_en: In English; empty when there is none.
        phone: Of the office.
        accounts: Where customers may pay.
    """

    name: str
    name_en: str = ""
    phone: str = ""
    accounts: tuple[PayAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class Imprint:
    """The foot of a paper.

    Attributes:
        printed_by: Name of the user.
        printed_at: When, by the clock of the device's zone.
        as_of: When the office's data last came; None when they never did.
    """

    printed_by: str
    printed_at: dt.datetime
    as_of: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Sender and foot of one paper."""

    sender: Sender
    imprint: Imprint

    @property
    def day(self) -> dt.date:
        """The day that stands on the paper."""
        return self.imprint.printed_at.date()
