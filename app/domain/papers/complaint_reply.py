"""What the reply to a complaint (投诉答复函) says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.papers.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class ComplaintReplyPaper:
    """One reply.

    Attributes:
        letterhead: Who answers.
        number: Of the letter.
        account_id: The customer.
        account_name: Its name.
        complaint_id: The record.
        complaint_number: Given by the office; empty before.
        kind: Complaint, enquiry …, as in the schema.
        subject: What it is about, as in the schema; empty when nobody said.
        complainant: Who complained; empty for the customer itself.
        received_on: When; None when nobody said.
        content: What was said.
        demand: What was asked for; may be empty.
        outcome: What we found and do about it.
        author: Who answers.
        phone: Of the office.
    """

    letterhead: Letterhead
    number: str
    account_id: str
    account_name: str
    complaint_id: str
    complaint_number: str
    kind: str
    subject: str
    complainant: str
    received_on: dt.date | None
    content: str
    demand: str
    outcome: str
    author: str
    phone: str
