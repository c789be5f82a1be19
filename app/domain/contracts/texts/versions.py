"""What a record says about a text in its lists, and how the next version of it begins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from app.domain.contracts.texts.text import Table, TemplateText
from app.domain.fields import FieldValue

_NUMBER = re.compile(r"(\d{1,4})\.(\d{1,4})(?:\.\d{1,4})?", re.ASCII)
_UNNAMED = "…"


def listed_fields(text: TemplateText) -> dict[str, FieldValue]:
    """Return the fields of a template's record that repeat its header."""
    header = text.header
    return {
        "code": _words(header, "code"),
        "name": _words(header, "name_zh"),
        "name_en": _words(header, "name_en"),
        "version": _words(header, "version"),
        "library_version": _words(header, "library_version"),
        "valid_from_on": _day(header, "valid_from"),
        "valid_to_on": _day(header, "valid_to"),
        "free_to_sign": int(header.get("free_to_sign") is True),
    }


def next_number(number: str, taken: Iterable[str]) -> str:
    """Return the number of the version after one: 1.2.0 is followed by 1.3.0, if that is free."""
    found = _NUMBER.fullmatch(number)
    major, minor = (int(found[1]), int(found[2])) if found else (1, 0)
    used = frozenset(taken) | {number}
    minor += 1
    while f"{major}.{minor}.0" in used:
        minor += 1
    return f"{major}.{minor}.0"


def as_next_version(text: TemplateText, number: str) -> TemplateText:
    """Return the words of a version as the draft of the next; sent copies keep the old one."""
    return text.with_header(version=number, state="draft")


def _words(header: Table, key: str) -> str:
    value = header.get(key)
    return value.strip() if isinstance(value, str) and value.strip() else _UNNAMED


def _day(header: Table, key: str) -> str | None:
    value = header.get(key)
    return value.isoformat() if isinstance(value, date) else None
