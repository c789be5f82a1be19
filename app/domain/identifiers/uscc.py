"""The unified social credit code of mainland organisations (统一社会信用代码)."""

from __future__ import annotations

import re
from itertools import chain

from app.domain.identifiers.text import compact_code, grouped
from app.domain.identifiers.verdict import Verdict, doubted, passed, refused

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18

_BASE = len(ALPHABET)
_WEIGHTS = tuple(pow(3, place, _BASE) for place in range(LENGTH - 1))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION = slice(8, 17)
_DIVISION = slice(2, 8)
_ELEVEN = 11
_ORGANISATION_CHECKS = "0123456789X0"
_LETTER_BASE = 36
_GROUPS = (2, 6, 9, 1)
_SEED_DIGITS = 6
# 10 stands for the national register; the rest are the provincial divisions of GB/T 2260.
_REGIONS = (range(10, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55))
_FURTHER_REGIONS = (range(61, 66), range(71, 72), range(81, 84))
_PROVINCES = frozenset(chain(*_REGIONS, *_FURTHER_REGIONS))


def check_uscc(text: str) -> Verdict:
    """Judge a code by its form and both check digits; a blank text passes.

    A code that passes may still belong to no company.

    Source: GB 32100-2015; contracts.md d.4 rule 1.
    """
    compact = compact_code(text)
    if not compact:
        return passed("")
    shown = grouped(compact, _GROUPS)
    if strange := re.search(f"[^{ALPHABET}]", compact):
        found, place = strange.group(), strange.start() + 1
        return refused("uscc.character", compact, shown, character=found, position=place)
    if len(compact) < LENGTH:
        return refused("uscc.short", compact, shown, missing=LENGTH - len(compact))
    if len(compact) > LENGTH:
        return refused("uscc.long", compact, shown, extra=len(compact) - LENGTH)
    return _checked(compact, shown)


def check_character(first: str) -> str:
    """Return the 18th character for the first 17.

    Source: GB 32100-2015; the outer remainder gives "0" when the sum divides by 31.
    """
    total = sum(ALPHABET.index(each) * weight for each, weight in zip(first, _WEIGHTS, strict=True))
    return ALPHABET[(_BASE - total % _BASE) % _BASE]


def organisation_check(body: str) -> str:
    """Return the check character of an organisation code's eight characters.

    Source: GB 11714; contracts.md d.4 rule 1, second test.
    """
    pairs = zip(body, _ORGANISATION_WEIGHTS, strict=True)
    total = sum(int(each, _LETTER_BASE) * weight for each, weight in pairs)
    return _ORGANISATION_CHECKS[_ELEVEN - total % _ELEVEN]


def make_uscc(*, division: str, seed: int, department: str = "91") -> str:
    """Make a well-formed code for invented organisations.

    Args:
        division: Six digits of the registering place.
        seed: 0 to 887,503,680; equal seeds give equal codes.
        department: Registering department and category; 91 is a company.

    Raises:
        ValueError: When the seed is out of range.
    """
    if not 0 <= seed < _BASE**_SEED_DIGITS:
        raise ValueError("the seed does not fit six characters")
    digits = ""
    for _ in range(_SEED_DIGITS):
        seed, digit = divmod(seed, _BASE)
        digits = ALPHABET[digit] + digits
    body = f"MA{digits}"
    first = f"{department}{division}{body}{organisation_check(body)}"
    return first + check_character(first)


def _checked(compact: str, shown: str) -> Verdict:
    division, organisation = compact[_DIVISION], compact[_ORGANISATION]
    if not division.isdecimal():
        return refused("uscc.division", compact, shown, division=division)
    if check_character(compact[:-1]) != compact[-1]:
        return refused("uscc.check", compact, shown)
    if organisation_check(organisation[:-1]) != organisation[-1]:
        return doubted("uscc.organisation", compact, shown)
    if int(division[:2]) not in _PROVINCES:
        return doubted("uscc.province", compact, shown, division=division)
    return passed(compact, shown)
