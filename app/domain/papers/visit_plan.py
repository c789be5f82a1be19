"""What the visit plan of a day says on paper: stops, purposes, room to write."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.papers.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class PlanStop:
    """One stop; what the customer owes never stands here, the paper may be left lying.

    Attributes:
        account_id: The account.
        account_number: Its number; empty before the office gave one.
        name: Its name.
        address: Where it is.
        contact: Whom to meet, with a telephone number.
        starts: "09:30"; empty when the time is open.
        purposes: Codes as in the schema.
        remark: What was noted when planning.
        preparation: Things to take along.
    """

    account_id: str
    account_number: str
    name: str
    address: str
    contact: str
    starts: str
    purposes: tuple[str, ...]
    remark: str
    preparation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitPlanPaper:
    """The plan of one person for one day.

    Attributes:
        letterhead: Whose paper it is.
        day: The day.
        person: Who goes.
        stops: In their order.
        metres: Estimated way between them; 0 when unknown.
    """

    letterhead: Letterhead
    day: dt.date
    person: str
    stops: tuple[PlanStop, ...]
    metres: int
