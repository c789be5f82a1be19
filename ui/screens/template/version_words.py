"""Where a version stands, in words, colour and sign; names in the user's language."""

from __future__ import annotations

import datetime as dt

from app.queries.contracts.templates import VersionRow
from ui.formats import MISSING, Formats
from ui.screens.contract.rows import Tone
from ui.texts import _, p_


def state_words(state: str, *, is_submitted: bool) -> tuple[str, Tone, str]:
    """Return words, colour and icon of where a version stands."""
    match state:
        case "approved":
            return p_("contract text", "Approved"), "ok", "circle-check"
        case "withdrawn":
            return p_("contract text", "Withdrawn"), "quiet", "ban"
    if is_submitted:
        return p_("contract text", "Waits for approval"), "info", "hourglass"
    return p_("contract text", "Draft"), "quiet", "pencil"


def name_in(language: str, name: str, name_en: str) -> str:
    """Return a name in the user's language; the Chinese one where there is no other."""
    return (name_en or name) if language == "en" else name


def validity(formats: Formats, begins: str | None, ends: str | None) -> str:
    """Return the days between which new contracts may begin with a version."""
    if not begins and not ends:
        return MISSING
    first, last = (
        formats.full_day(dt.date.fromisoformat(each)) if each else "" for each in (begins, ends)
    )
    if not last:
        return _("from {day}").format(day=first)
    return _("{first} to {last}").format(first=first, last=last)


def is_over(row: VersionRow, today: dt.date) -> bool:
    """Return whether an approved version can begin no contract any more."""
    ends = row.valid_to_on
    return row.state == "approved" and ends is not None and ends < today.isoformat()
