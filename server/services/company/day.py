"""Which day it is where the organisation is."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import msgspec

from server.store.database import Transaction
from server.store.record_rows import each_row


class _Sector(msgspec.Struct):
    zone: str = ""


def company_zone(work: Transaction, org: int) -> tzinfo:
    """Return the zone of the organisation.

    Its sectors may lie in several; the first by name decides. Without any it is UTC.
    """
    read = msgspec.json.Decoder(_Sector).decode
    zones = {read(body).zone for *_, body in each_row(work, org, "sector")} - {""}
    return ZoneInfo(min(zones)) if zones else UTC


def company_day(work: Transaction, org: int, now: datetime) -> date:
    """Return the calendar date of a moment in the organisation's zone.

    Args:
        work: A transaction.
        org: Number of the organisation.
        now: The moment.
    """
    return now.astimezone(company_zone(work, org)).date()
