"""What a hand-over list (交接清单) says: the accounts and everything that is open with them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.accounts.handover import OpenThing
from app.domain.papers.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class HandedAccount:
    """One account with what is open.

    Attributes:
        number: Of the account.
        name: Its name.
        city: Where it is.
        owed_minor: Owed in all, as its statement of the same day says.
        overdue_minor: Of it past due.
        things: Debts, contracts, promises and complaints that are open.
    """

    number: str
    name: str
    city: str
    owed_minor: int
    overdue_minor: int
    things: tuple[OpenThing, ...]


@dataclass(frozen=True, slots=True)
class HandoverPaper:
    """One list.

    Attributes:
        letterhead: Whose paper it is.
        number: Of the list.
        giver: Who hands over.
        receiver: Who takes over; empty leaves a blank to write on.
        sector: Of the giver; empty when unknown.
        accounts: In the order chosen.
    """

    letterhead: Letterhead
    number: str
    giver: str
    receiver: str
    sector: str
    accounts: tuple[HandedAccount, ...]
