"""How the values of a contract are read and printed: money, percentages, dates, choices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from app.domain.capitals import RENMINBI, capital_amount, capital_count
from app.domain.contracts.clauses.conditions import is_filled
from app.domain.contracts.clauses.parts import Field, Language
from app.domain.errors import ValidationError

ENGLISH_SUFFIX = "_en"
NOTHING_ZH, NOTHING_EN = "／", "n/a"
BLANK_DATE_ZH = "　　　年　　月　　日"
# A blank to write on: no-break spaces, which no line break may swallow.
BLANK_DATE_EN = "\u00a0" * 24

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DECIMAL_FORM = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
MONEY_FORM = re.compile(r"-?\d{1,13}(\.\d{1,2})?", re.ASCII)


def decimal_value(text: str) -> Fraction:
    """Read a decimal string exactly.

    Raises:
        ValidationError: `contract.value.not_a_number`.
    """
    if not DECIMAL_FORM.fullmatch(text):
        raise ValidationError("contract.value.not_a_number", value=text)
    return Fraction(text)


def money_minor(text: str) -> int:
    """Read a money value ("500000.00") as 分.

    Raises:
        ValidationError: `contract.value.not_a_number`.
    """
    if not MONEY_FORM.fullmatch(text):
        raise ValidationError("contract.value.not_a_number", value=text)
    return int(Fraction(text) * 100)


def figures(minor: int) -> str:
    """Write 分 as figures with thousands: 50000000 becomes 500,000.00."""
    sign = "-" if minor < 0 else ""
    yuan, cents = divmod(abs(minor), 100)
    return f"{sign}{yuan:,}.{cents:02d}"


def plain_decimal(text: str) -> str:
    """Write a decimal string with thousands and without closing zeros: 1,250.5."""
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def percent_words(text: str) -> str:
    """Write a percentage value: "0.050" becomes 0.05%."""
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    return whole + (f".{part}" if part else "") + "%"


def date_words(iso_date: str, language: Language) -> str:
    """Write a date: 2027年1月1日 or 1 January 2027, whatever the computer's locale is."""
    day = date.fromisoformat(iso_date)
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def value_words(field: Field, values: Mapping[str, Any], *, form: str, language: Language) -> str:
    """Return what is printed for a field.

    Args:
        field: The field.
        values: Complete values of the contract.
        form: `fig` (money), `cap` (counts) or empty.
        language: English prefers the value of `name_en` where there is one.

    Source: FORMAT.md section 2.
    """
    value = values.get(field.name)
    english = values.get(field.name + ENGLISH_SUFFIX) if language == "en" else None
    if is_filled(english):
        return str(english)
    if not is_filled(value):
        return _empty_words(field, language)
    return _filled_words(field, str(value), form=form, language=language)


def _filled_words(field: Field, value: str, *, form: str, language: Language) -> str:
    words = value
    match field.type:
        case "money":
            words = _money_words(money_minor(value), form=form, language=language)
        case "percent":
            words = percent_words(value)
        case "date":
            words = date_words(value, language)
        case "choice":
            labels = {option.value: option.label for option in field.options}
            words = labels[value].in_language(language)
        case "number" if form == "cap" and language == "zh":
            words = capital_count(int(value))
    return words


def _empty_words(field: Field, language: Language) -> str:
    if field.type == "date":
        return BLANK_DATE_ZH if language == "zh" else BLANK_DATE_EN
    return NOTHING_ZH if language == "zh" else NOTHING_EN


def _money_words(minor: int, *, form: str, language: Language) -> str:
    if language == "en":
        return f"RMB {figures(minor)}"
    if form == "fig":
        return f"￥{figures(minor)}"
    return f"{RENMINBI}{figures(minor)}元（大写：{capital_amount(minor, prefix=RENMINBI)}）"
