"""What is kept of a paper that went to a customer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One paper for one customer.

    Attributes:
        account_id: The customer.
        paper: Kind of paper, as in the schema.
        number: Of the paper; the same number again is a reprint.
        subject_id: The record it is about; empty for the account itself.
        level: Of a reminder; empty for other papers.
        first: First day of the period it tells of.
        last: Last day of it.
        pay_by_on: By when payment is asked for.
        amount_minor: What it comes to.
        opening_minor: Of a statement: owed before the first day.
        charged_minor: Of a statement: documents of the period.
        paid_minor: Of a statement: payments of the period.
    """

    account_id: str
    paper: str
    number: str
    subject_id: str = ""
    level: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    pay_by_on: dt.date | None = None
    amount_minor: int | None = None
    opening_minor: int | None = None
    charged_minor: int | None = None
    paid_minor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """How letters were printed.

    Attributes:
        language: In which language.
        copies: How many of each.
        printer: Its name, or "PDF".
        pages: Of the whole file.
        pdf_sha256: Hash of the file, 64 hexadecimal digits.
        reason: Why they were printed again; empty the first time.
    """

    language: str
    copies: int
    printer: str
    pages: int
    pdf_sha256: str
    reason: str = ""
