"""What the log of one visit says on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.papers.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class VisitLogPaper:
    """One visit log.

    Attributes:
        letterhead: Whose paper it is.
        account_number: Number of the account; empty before the office gave one.
        account_name: Its name.
        author: Who was there.
        began: When, by the clock of the device's zone.
        ended: When it ended; None when nobody said.
        way: Visit, telephone …, as in the schema.
        purposes: As in the schema.
        people: Names of the persons met.
        mood: As in the schema; empty when nobody said.
        findings: As in the schema.
        notes: Field of the log and text.
        next_visit_on: Day agreed for the next visit.
        counts: Product, unit, in the store, on the shelf.
        collections: Amount in minor units, means, payer.
        promises: Content, due day, state.
        addenda: Author, moment, words; what was added later.
        photos: Captions of the pictures taken.
    """

    letterhead: Letterhead
    account_number: str
    account_name: str
    author: str
    began: dt.datetime
    ended: dt.datetime | None
    way: str
    purposes: tuple[str, ...]
    people: tuple[str, ...]
    mood: str
    findings: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    next_visit_on: dt.date | None
    counts: tuple[tuple[str, str, int | None, int | None], ...]
    collections: tuple[tuple[int, str, str], ...]
    promises: tuple[tuple[str, dt.date, str], ...]
    addenda: tuple[tuple[str, dt.datetime, str], ...]
    photos: tuple[str, ...]
