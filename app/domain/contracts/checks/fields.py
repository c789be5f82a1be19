"""Checks of one field by itself: sizes, dates, numbers, lines of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Any

from app.domain.contracts.checks.findings import Asked, Finding, error, warning
from app.domain.contracts.clauses.conditions import is_filled
from app.domain.contracts.wording.lines import goods_amounts, total_of
from app.domain.contracts.wording.values import decimal_value, money_minor
from app.domain.identifiers.phone import check_phone

_NUMBER = re.compile(r"[A-Z]{2,6}-(?P<code>[A-Z]{2})-\d{4}-[A-Z]{2,4}-\d{5}[0-9A-Z]")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_PHONE_RUN = re.compile(r"\+?\d[\d\- ]{5,}\d")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_WHOLE = 100


def number_at_least(asked: Asked) -> Iterator[Finding]:
    """`min:n`: the number is not below n."""
    if asked.value < int(asked.argument):
        yield error("contract.number.below", asked.name, least=int(asked.argument))


def number_at_most(asked: Asked) -> Iterator[Finding]:
    """`max:n`: the number is not above n."""
    if asked.value > int(asked.argument):
        yield error("contract.number.above", asked.name, most=int(asked.argument))


def number_usually_at_most(asked: Asked) -> Iterator[Finding]:
    """`warn_max:n`: a number above n is unusual."""
    if asked.value > int(asked.argument):
        yield warning("contract.number.unusual", asked.name, most=int(asked.argument))


def percent_within(asked: Asked) -> Iterator[Finding]:
    """`pct:a..b`: the percentage lies between a and b."""
    low, high = asked.bounds()
    if not decimal_value(low) <= decimal_value(asked.value) <= decimal_value(high):
        yield error("contract.percent.outside", asked.name, low=low, high=high)


def percent_usually_at_most(asked: Asked) -> Iterator[Finding]:
    """`warn_over:n`: a percentage above n is unusual."""
    if decimal_value(asked.value) > decimal_value(asked.argument):
        yield warning("contract.percent.unusual", asked.name, most=asked.argument)


def text_length(asked: Asked) -> Iterator[Finding]:
    """`len:a..b`: the text has between a and b characters."""
    low, high = asked.bounds()
    if not int(low) <= len(asked.value) <= int(high):
        yield error("contract.text.length", asked.name, low=int(low), high=int(high))


def row_count(asked: Asked) -> Iterator[Finding]:
    """`rows:a..b`: the table has between a and b rows."""
    low, high = asked.bounds()
    if not int(low) <= len(asked.value) <= int(high):
        yield error("contract.table.rows", asked.name, low=int(low), high=int(high))


def amount_above_zero(asked: Asked) -> Iterator[Finding]:
    """`positive`: the amount is more than nothing."""
    if money_minor(asked.value) <= 0:
        yield error("contract.amount.not_positive", asked.name)


def date_not_before(asked: Asked) -> Iterator[Finding]:
    """`after:field`: the date does not lie before another one."""
    other = asked.values.get(asked.argument)
    if is_filled(other) and asked.value < other:
        yield error("contract.date.before", asked.name, other=asked.argument)


def years_usually_at_most(asked: Asked) -> Iterator[Finding]:
    """`warn_over_years:n`: a term of more than n years is unusual."""
    start = asked.values.get("valid_from")
    if not start:
        return
    first, last = date.fromisoformat(start), date.fromisoformat(asked.value)
    if (last.year - first.year, last.month, last.day) > (
        int(asked.argument),
        first.month,
        first.day,
    ):
        yield warning("contract.term.long", asked.name, years=int(asked.argument))


def number_form(asked: Asked) -> Iterator[Finding]:
    """`contract_no`: entity, type, year, area, sequence and check letter; unique."""
    form = _NUMBER.fullmatch(asked.value)
    if not form or form["code"] != asked.template.header.code:
        yield warning("contract.no.form", asked.name, code=asked.template.header.code)
    if asked.facts.number_is_taken:
        yield error("contract.no.taken", asked.name)


def phone_or_mail(asked: Asked) -> Iterator[Finding]:
    """`phone_or_mail`: the text holds a telephone number or a mail address."""
    phones = (check_phone(run) for run in _PHONE_RUN.findall(asked.value))
    if not _MAIL.search(asked.value) and not any(verdict.is_ok for verdict in phones):
        yield error("contract.contact.missing", asked.name)


def every_line_has_percent(asked: Asked) -> Iterator[Finding]:
    """`each_has_percent`: every line names a percentage."""
    for place, line in enumerate(asked.value, start=1):
        if not _PERCENT.search(line):
            yield error("contract.line.percent_missing", asked.name, line=place)


def percents_add_up(asked: Asked) -> Iterator[Finding]:
    """`percent_sum:100`: the first percentages of the lines add up."""
    found = [_PERCENT.search(line) for line in asked.value]
    total = sum((Fraction(each[1]) for each in found if each), start=Fraction(0))
    if total != int(asked.argument):
        yield error("contract.percent.sum", asked.name, wanted=asked.argument, found=float(total))


def counts_add_up(asked: Asked) -> Iterator[Finding]:
    """`sum:a+b=c`: two numbers add up to a third."""
    parts, _, whole = asked.argument.partition("=")
    numbers: list[Any] = [asked.values.get(name) for name in parts.split("+")]
    total = asked.values.get(whole)
    if None not in (*numbers, total) and sum(numbers) != total:
        yield error("contract.copies.sum", asked.name, total=total)


def typed_amounts_agree(asked: Asked) -> Iterator[Finding]:
    """`line_sum`: an amount typed into a row is quantity × price."""
    yield from _compare_typed(asked, key="amount", code="contract.line.amount_wrong")


def typed_taxes_agree(asked: Asked) -> Iterator[Finding]:
    """`tax_sum`: a tax typed into a row is the one computed from its rate."""
    yield from _compare_typed(asked, key="tax", code="contract.line.tax_wrong")


def _compare_typed(asked: Asked, *, key: str, code: str) -> Iterator[Finding]:
    for place, (row, line) in enumerate(
        zip(asked.value, goods_amounts(asked.value), strict=True), start=1
    ):
        right = line.amount_minor if key == "amount" else line.tax_minor
        if row.get(key) and money_minor(row[key]) != right:
            yield error(code, asked.name, line=place)


def single_currency(asked: Asked) -> Iterator[Finding]:
    """`one_currency`: all rows are priced in the same currency."""
    found = {row.get("currency") or "CNY" for row in asked.value}
    if len(found) > 1:
        yield error("contract.currency.mixed", asked.name, currencies=", ".join(sorted(found)))


def share_at_most(asked: Asked) -> Iterator[Finding]:
    """`max_share:table:percent`: the amount is no larger share of a table's total (定金 20 %).

    Source: Civil Code, article 586.
    """
    table, _, percent = asked.argument.partition(":")
    if _exceeds_share(asked, table, percent):
        yield error("contract.share.exceeded", asked.name, percent=percent)


def share_usually_at_most(asked: Asked) -> Iterator[Finding]:
    """`warn_over_share:table:percent`: a larger share of a table's total is unusual."""
    table, _, percent = asked.argument.partition(":")
    if _exceeds_share(asked, table, percent):
        yield warning("contract.share.unusual", asked.name, percent=percent)


def _exceeds_share(asked: Asked, table: str, percent: str) -> bool:
    total = total_of(goods_amounts(asked.values.get(table) or [])).amount_minor
    return money_minor(asked.value) * _WHOLE > total * decimal_value(percent)


def not_called(asked: Asked) -> Iterator[Finding]:
    """`label_not:word`: neither the label nor a special term calls the amount by that word."""
    label = asked.field.label.zh
    terms = chain(asked.values.get("special_terms") or [], asked.values.get("annexes") or [])
    if asked.argument in label or any(asked.argument in term and label in term for term in terms):
        yield error("contract.label.misleading", asked.name, word=asked.argument)


def last_percent(line: str) -> Fraction | None:
    """Return the last percentage a line names; in a rebate tier that is the rebate."""
    found = _PERCENT.findall(line)
    return Fraction(found[-1]) if found else None
