"""The values filled into a contract: their defaults, their types and how they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from app.domain.capitals import RENMINBI, capital_amount, capital_count
from app.domain.contracts.clauses import ContractTemplate, Field, Language
from app.domain.contracts.conditions import is_filled
from app.domain.errors import ValidationError

ENGLISH_SUFFIX = "_en"
NOTHING_ZH, NOTHING_EN = "／", "n/a"
BLANK_DATE_ZH = "　　　　年　　月　　日"
# A blank to write on: no-break spaces, which no line break may swallow.
BLANK_DATE_EN = "\u00a0" * 24

_MONTHS = [
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
]
_DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
_MONEY = re.compile(r"-?\d{1,13}(\.\d{1,2})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def complete_values(template: ContractTemplate, values: Mapping[str, Any]) -> dict[str, Any]:
    """Add the defaults to a contract's values.

    Args:
        template: Where the fields come from.
        values: JSON values by field name: dates as "2027-01-01", money and percentages as
            decimal strings, tables as lists of mappings; `name_en` may hold English wording.

    Raises:
        ValidationError: `contract.value.unknown` or `contract.value.wrong_type`, with `field`.
    """
    for code, name in value_faults(template, values):
        raise ValidationError(code, field=name)
    complete = dict(values)
    for field in template.fields.values():
        if field.name not in complete and field.default is not None:
            complete[field.name] = field.default
    return complete


def value_faults(
    template: ContractTemplate, values: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield code and name of every value that does not belong to the template or its type."""
    for name, value in values.items():
        field = template.fields.get(name) or template.fields.get(name.removesuffix(ENGLISH_SUFFIX))
        if field is None:
            yield "contract.value.unknown", name
        elif is_filled(value) and not _is_of_type(value, field, name):
            yield "contract.value.wrong_type", name


def _is_of_type(value: Any, field: Field, name: str) -> bool:
    if name != field.name:
        wanted = list if field.type == "list" else str
        return isinstance(value, wanted)
    match field.type:
        case "flag":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case "money":
            return isinstance(value, str) and _MONEY.fullmatch(value) is not None
        case "percent":
            return isinstance(value, str) and _DECIMAL.fullmatch(value) is not None
        case "date":
            return isinstance(value, str) and _reads_as_date(value)
        case "choice":
            return value in {option.value for option in field.options}
        case "list":
            return isinstance(value, list) and all(isinstance(line, str) for line in value)
        case "party":
            return isinstance(value, Mapping) and all(isinstance(v, str) for v in value.values())
        case "table":
            return isinstance(value, list) and all(_is_row(row, field) for row in value)
        case "text":
            return isinstance(value, str)


def _is_row(row: Any, field: Field) -> bool:
    if not isinstance(row, Mapping) or not all(isinstance(cell, str) for cell in row.values()):
        return False
    needed = [each for each in field.columns if each.kind in ("qty", "money", "rate")]
    return all(_DECIMAL.fullmatch(row.get(each.key, "")) for each in needed)


def _reads_as_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def decimal_value(text: str) -> Fraction:
    """Read a decimal string exactly.

    Raises:
        ValidationError: `contract.value.not_a_number`.
    """
    if not _DECIMAL.fullmatch(text):
        raise ValidationError("contract.value.not_a_number", value=text)
    return Fraction(text)


def money_minor(text: str) -> int:
    """Read a money value ("500000.00") as 分.

    Raises:
        ValidationError: `contract.value.not_a_number`.
    """
    if not _MONEY.fullmatch(text):
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
    match field.type:
        case "money":
            return _money_words(money_minor(str(value)), form=form, language=language)
        case "percent":
            return percent_words(str(value))
        case "date":
            return date_words(str(value), language)
        case "choice":
            labels = {option.value: option.label for option in field.options}
            return labels[str(value)].in_language(language)
        case "number":
            capitals = form == "cap" and language == "zh"
            return capital_count(int(str(value))) if capitals else str(value)
        case _:
            return str(value)


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
