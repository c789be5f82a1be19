"""Checks of the contract as a whole: what no single field can show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.domain.capitals import LARGEST_MINOR, RENMINBI, read_capital_amount
from app.domain.contracts.annexes import lists_annexes
from app.domain.contracts.checks.annex_names import unlisted_annexes
from app.domain.contracts.checks.findings import ContractFacts, Finding, error, warning
from app.domain.contracts.checks.outside import is_foreign
from app.domain.contracts.clauses.conditions import is_filled
from app.domain.contracts.clauses.parts import CLAUSE_GROUPS
from app.domain.contracts.clauses.placeholders import OPENING
from app.domain.contracts.wording.filling import clause_points, fill_wording, plain_words
from app.domain.contracts.wording.lines import goods_amounts, total_of
from app.domain.contracts.wording.numbering import ContractText
from app.domain.contracts.wording.values import decimal_value, money_minor
from app.domain.errors import ValidationError
from app.domain.identifiers.text import compact_code

_FIGURES_AND_CAPITALS = re.compile(
    r"([\d,]+(?:\.\d{1,2})?)\s*元?\s*[（(]\s*大写[：:]?\s*([^）)]+)[）)]"
)
_EARNEST = re.compile("(?<!不是)(?<!并非)定金")
_DAMAGES, _CHOICE = "违约金", "选择"
_GOVERNING_LAW = re.compile("适用[^，。；]{0,20}法律|准据法")


def check_text(text: ContractText, facts: ContractFacts) -> Iterator[Finding]:
    """Yield what is wrong with the contract as a whole.

    Source: contracts.md d.4 rule 10.
    """
    yield from _check_template_validity(text, facts)
    yield from _check_outside_facts(text, facts)
    yield from _check_authority(text, facts)
    yield from _check_typed_text(text)
    yield from _check_delivery_dates(text)
    yield from _check_goods(text)
    yield from _check_payment_term(text, facts)
    yield from _check_other_party(text, facts)
    try:
        words = printed_words(text)
    except ValidationError as fault:
        yield error(fault.code, "", **fault.params)
        return
    yield from _check_clauses(text, words, facts)


def printed_words(text: ContractText) -> str:
    """Return the Chinese words of all printed clauses, one a line.

    Raises:
        ValidationError: `contract.reference.switched_off`.
    """
    lines: list[str] = []
    for article in text.articles:
        for numbered in article.clauses:
            lines.append(plain_words(fill_wording(text, numbered.clause.wording.zh, "zh")))
            lines += [plain_words(point.zh) for point in clause_points(text, numbered.clause)]
    return "\n".join(lines)


def _check_template_validity(text: ContractText, facts: ContractFacts) -> Iterator[Finding]:
    header = text.template.header
    if header.state == "withdrawn":
        yield error("contract.template.withdrawn", template=header.id, version=header.version)
    day = facts.checked_on
    if day is not None and not header.valid_from <= day <= header.valid_to:
        yield error("contract.template.not_valid", template=header.id, version=header.version)


def _check_outside_facts(text: ContractText, facts: ContractFacts) -> Iterator[Finding]:
    if facts.account_is_frozen:
        yield error("contract.account.frozen")
    pages = (facts.approved_pages, facts.printed_pages)
    if None not in pages and pages[0] != pages[1]:
        yield error("contract.pages.changed", approved=pages[0], printed=pages[1])
    last, today = facts.quoted_to, facts.checked_on
    if last is not None and today is not None and today > last:
        yield warning("contract.quotation.over", "goods", ended=last.isoformat())
    total = total_of(goods_amounts(text.values.get("goods") or [])).amount_minor
    if total > LARGEST_MINOR:
        yield error("amount.out_of_range", "goods", minor=total)
    if facts.exposure_minor is None or facts.approved_limit_minor is None:
        return
    excess = facts.exposure_minor + total - facts.approved_limit_minor
    if text.values.get("pay_method") != "prepaid" and excess > 0:
        yield warning("contract.exposure.over_limit", "goods", excess_minor=excess)


def _check_authority(text: ContractText, facts: ContractFacts) -> Iterator[Finding]:
    signed = text.values.get("sign_date") or (facts.checked_on and facts.checked_on.isoformat())
    for name in ("party_a", "party_b"):
        ends = (text.values.get(name) or {}).get("poa_to")
        if ends and signed and ends < signed:
            yield error("contract.authority.expired", name, ended=ends)


def _check_typed_text(text: ContractText) -> Iterator[Finding]:
    """Look through everything the rep typed for leftovers and for figures beside capitals."""
    for name, value in text.values.items():
        for typed in _texts(value):
            if OPENING in typed:
                yield error("contract.text.leftover", name)
            for numerals, capitals in _FIGURES_AND_CAPITALS.findall(typed):
                if not _same_amount(numerals, capitals):
                    yield error("contract.capitals.differ", name, figures=numerals)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            for each in value.values():
                yield from _texts(each)


def _same_amount(numerals: str, capitals: str) -> bool:
    try:
        read = read_capital_amount(capitals.strip().removeprefix(RENMINBI))
        return read == money_minor(numerals.replace(",", ""))
    except ValidationError:
        return False


def _check_delivery_dates(text: ContractText) -> Iterator[Finding]:
    signed = text.values.get("sign_date")
    for place, row in enumerate(text.values.get("goods") or [], start=1):
        due = row.get("due", "")
        if signed and _is_iso_date(due) and due < signed:
            yield warning("contract.delivery.before_signing", "goods", line=place)


def _is_iso_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _check_clauses(text: ContractText, words: str, facts: ContractFacts) -> Iterator[Finding]:
    printed = {article.article.group for article in text.articles if article.clauses}
    for group in CLAUSE_GROUPS:
        if group not in printed:
            yield warning("contract.clauses.missing", group=group)
    lines = words.splitlines()
    both = _EARNEST.search(words) and _DAMAGES in words
    if both and not any(_DAMAGES in line and _CHOICE in line for line in lines):
        yield warning("contract.earnest.no_choice")
    clauses = [numbered.clause for article in text.articles for numbered in article.clauses]
    if text.is_bilingual and not any(each.standard_reason == "language" for each in clauses):
        yield warning("contract.language.no_precedence", "bilingual")
    if is_filled(text.values.get("annexes")) and "附件" not in words:
        yield warning("contract.annex.not_mentioned", "annexes")
    if facts.attached and not lists_annexes(text.template):
        yield error("contract.annex.no_place", name=text.template.header.name.zh)
    for name, annex in unlisted_annexes(text):
        yield warning("contract.annex.unlisted", name, annex=annex)
    if is_foreign(_other_party(text)) and not _GOVERNING_LAW.search(words):
        yield warning("contract.law.missing", _buyer(text))


def _check_goods(text: ContractText) -> Iterator[Finding]:
    """Subject and quantity are the core of a contract: a row must have both.

    Source: contracts.md d.3 (Civil Code, article 470), d.4 rule 10.
    """
    for place, row in enumerate(text.values.get("goods") or [], start=1):
        if not row.get("name", "").strip():
            yield error("contract.line.name_missing", "goods", line=place)
        if decimal_value(row["qty"]) <= 0:
            yield error("contract.line.quantity_missing", "goods", line=place)


def _check_payment_term(text: ContractText, facts: ContractFacts) -> Iterator[Finding]:
    """What is not paid before has no longer term than the office granted."""
    days, granted = text.values.get("pay_days"), facts.approved_days
    is_later = text.values.get("pay_method") not in {None, "prepaid"}
    if granted is not None and isinstance(days, int) and is_later and days > granted:
        yield warning("contract.credit.period_long", "pay_days", approved_days=granted)


def _check_other_party(text: ContractText, facts: ContractFacts) -> Iterator[Finding]:
    """A bank account that is not the one of the last paid contract may be a fraud.

    Source: contracts.md d.4 rule 5.
    """
    printed, known = _other_party(text).get("account", ""), facts.paid_account
    if known and printed and compact_code(printed) != compact_code(known):
        field = _buyer(text)
        yield warning("contract.bank.changed", field, number=facts.paid_number)


def _buyer(text: ContractText) -> str:
    return f"party_{text.template.header.buyer}"


def _other_party(text: ContractText) -> Mapping[str, Any]:
    return text.values.get(_buyer(text)) or {}
