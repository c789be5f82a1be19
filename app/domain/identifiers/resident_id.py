"""The number of a mainland resident's identity card (公民身份号码)."""

from __future__ import annotations

import re
from datetime import date

from app.domain.identifiers.text import compact_code, grouped
from app.domain.identifiers.verdict import Verdict, passed, refused

LENGTH = 18

_FORM = re.compile(r"[0-9]{17}[0-9X]")
_STRANGE = re.compile(r"[^0-9X]|X(?=.)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_BIRTH = slice(6, 14)
_GROUPS = (6, 8, 4)
_SHOWN_FIRST, _SHOWN_LAST = 6, 4


def check_resident_id(text: str, *, today: date) -> Verdict:
    """Judge a number by form, birth date and check character; a blank text passes.

    Source: GB 11643; contracts.md d.4 rule 3.
    """
    compact = compact_code(text)
    if not compact:
        return passed("")
    shown = grouped(compact, _GROUPS)
    if strange := _STRANGE.search(compact):
        found, place = strange.group(), strange.start() + 1
        return refused("resident_id.character", compact, shown, character=found, position=place)
    if len(compact) < LENGTH:
        return refused("resident_id.short", compact, shown, missing=LENGTH - len(compact))
    if len(compact) > LENGTH:
        return refused("resident_id.long", compact, shown, extra=len(compact) - LENGTH)
    return _checked(compact, shown, today=today)


def check_character(first: str) -> str:
    """Return the 18th character for the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True))
    return _CHECKS[total % len(_CHECKS)]


def is_resident_form(compact: str) -> bool:
    """Return whether a compact code has the form and the check character of a number."""
    return bool(_FORM.fullmatch(compact)) and check_character(compact[:-1]) == compact[-1]


def mask_resident_id(text: str) -> str:
    """Return the first six and the last four characters; anything of another length is hidden."""
    compact = compact_code(text)
    if len(compact) != LENGTH:
        return "*" * len(compact)
    hidden = "*" * (LENGTH - _SHOWN_FIRST - _SHOWN_LAST)
    return compact[:_SHOWN_FIRST] + hidden + compact[-_SHOWN_LAST:]


def _checked(compact: str, shown: str, *, today: date) -> Verdict:
    if not _is_birth_date(compact[_BIRTH], today=today):
        return refused("resident_id.birth", compact, shown, digits=compact[_BIRTH])
    if check_character(compact[:-1]) != compact[-1]:
        return refused("resident_id.check", compact, shown)
    return passed(compact, shown)


def _is_birth_date(digits: str, *, today: date) -> bool:
    try:
        return date.fromisoformat(digits) <= today
    except ValueError:
        return False
