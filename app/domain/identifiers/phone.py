"""Telephone numbers as reps type them: mobiles, landlines, service numbers, foreign numbers."""

from __future__ import annotations

import re
import unicodedata

from app.domain.identifiers.verdict import Verdict, doubted, passed, refused

WHOLE_LENGTH = 11
INTERNATIONAL_SHORTEST, INTERNATIONAL_LONGEST = 7, 15

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_MOBILE_START = re.compile(r"1[3-9]")
_LANDLINE = re.compile(r"(010|02[0-9])([0-9]{4})([0-9]{4})|(0[3-9][0-9]{2})([0-9]{3,4})([0-9]{4})")
_SERVICE = re.compile(r"([48]00)([0-9]{3})([0-9]{4})")
_LONG_AREA = re.compile(r"0[3-9]")
_LOCAL = re.compile(r"(?!1[3-9])[1-9][0-9]{4,7}")
_EXTENSION = re.compile(r"(?:转|分机|EXT\.?|X|#|,)\s*([0-9]{1,6})$")
_HYPHENATED_EXTENSION = re.compile(r"-([0-9]{1,6})$")
_HYPHENS = re.compile(r"[\u2010-\u2015\u2212]")
_FILLING = re.compile(r"[\s\-().]+")
_COUNTRY = re.compile(r"(?:\+|00)86")
_INTERNATIONAL = re.compile(r"(?:\+|00)([1-9][0-9]*)")
_HOME_CODE = "86"
_MASK_FIRST, _MASK_LAST = 3, 4
_HIDDEN = "****"


def check_phone(text: str) -> Verdict:
    """Judge a number; a blank text passes.

    The compact form is digits only for mainland numbers, with "-" before an extension, and "+"
    and digits for foreign ones. Prefixes of operators are not listed, because new ones appear.

    Source: contracts.md d.4 rule 4; ITU-T E.164.
    """
    typed = _HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).strip().upper()
    if not typed:
        return passed("")
    number, extension = _split_extension(typed)
    digits = _without_country(_FILLING.sub("", number))
    if strange := re.search(r"[^0-9]", digits.removeprefix("+")):
        return refused("phone.character", digits, typed, character=strange.group())
    if digits.startswith("+"):
        return _international(digits)
    return _mainland(digits, extension)


def mask_phone(text: str) -> str:
    """Hide the middle of a number: the first three and last four characters stay."""
    compact = check_phone(text).compact
    if len(compact) <= _MASK_FIRST + _MASK_LAST:
        return "*" * len(compact)
    return compact[:_MASK_FIRST] + _HIDDEN + compact[-_MASK_LAST:]


def _split_extension(typed: str) -> tuple[str, str]:
    if named := _EXTENSION.search(typed):
        return typed[: named.start()], named.group(1)
    if tail := _HYPHENATED_EXTENSION.search(typed):
        before = typed[: tail.start()]
        # 0512-6789-0123 ends in a group of the number itself: what stands before is no number yet.
        if _LANDLINE.fullmatch(_without_country(_FILLING.sub("", before))):
            return before, tail.group(1)
    return typed, ""


def _without_country(digits: str) -> str:
    """Drop +86, 0086 or 86 and put back the 0 that the country code displaces."""
    if home := _COUNTRY.match(digits):
        rest = digits[home.end() :]
        whole = _MOBILE.fullmatch(rest) or _SERVICE.fullmatch(rest) or rest.startswith("0")
        return rest if whole or _MOBILE_START.match(rest) else f"0{rest}"
    if abroad := _INTERNATIONAL.fullmatch(digits):
        return f"+{abroad.group(1)}"
    bare = digits.removeprefix(_HOME_CODE)
    return bare if _MOBILE.fullmatch(bare) or _LANDLINE.fullmatch(bare) else digits


def _international(digits: str) -> Verdict:
    count = len(digits) - 1
    if count < INTERNATIONAL_SHORTEST:
        return refused("phone.short", digits, missing=INTERNATIONAL_SHORTEST - count)
    if count > INTERNATIONAL_LONGEST:
        return refused("phone.long", digits, extra=count - INTERNATIONAL_LONGEST)
    return passed(digits)


def _mainland(digits: str, extension: str) -> Verdict:
    compact = f"{digits}-{extension}" if extension else digits
    if _MOBILE.fullmatch(digits) and not extension:
        return passed(digits, f"{digits[:3]} {digits[3:7]} {digits[7:]}")
    if parts := _LANDLINE.fullmatch(digits):
        area, first, last = (part for part in parts.groups() if part)
        shown = f"{area}-{first} {last}"
        return passed(compact, f"{shown}-{extension}" if extension else shown)
    if parts := _SERVICE.fullmatch(digits):
        return passed(compact, "-".join([*parts.groups(), *([extension] if extension else [])]))
    if _LOCAL.fullmatch(digits):
        return doubted("phone.area", compact)
    return _misfit(digits, compact)


def _misfit(digits: str, compact: str) -> Verdict:
    """Say how far a number is from the next possible length."""
    if _MOBILE.fullmatch(digits):
        return refused("phone.mobile_extension", compact)
    if not _MOBILE_START.match(digits) and not digits.startswith("0"):
        return refused("phone.form", compact)
    if len(digits) < WHOLE_LENGTH:
        return refused("phone.short", compact, missing=WHOLE_LENGTH - len(digits))
    longest = WHOLE_LENGTH + 1 if _LONG_AREA.match(digits) else WHOLE_LENGTH
    if len(digits) > longest:
        return refused("phone.long", compact, extra=len(digits) - longest)
    return refused("phone.form", compact)
