"""Bank codes: company accounts, cards, clearing numbers (联行号), IBAN and BIC."""

from __future__ import annotations

import re

from app.domain.identifiers.text import compact_code, grouped
from app.domain.identifiers.verdict import Verdict, doubted, passed, refused

ACCOUNT_SHORTEST, ACCOUNT_LONGEST = 8, 30
ACCOUNT_USUAL = range(9, 26)
CARD_LENGTHS = range(13, 20)
CNAPS_LENGTH = 12

_GROUPS = (4,)
_CNAPS_GROUPS = (3, 4, 4, 1)
_DIGITS = re.compile(r"[0-9]+")
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_TEN, _ELEVEN, _NINE = 10, 11, 9
_IBAN_MODULUS = 97
_LETTER_BASE = 36


def check_bank_account(text: str) -> Verdict:
    """Judge a company's account; it has no public check digit, so only digits and length count.

    Source: contracts.md d.4 rule 5.
    """
    compact = compact_code(text)
    shown = grouped(compact, _GROUPS)
    if verdict := _not_digits(compact, shown):
        return verdict
    if len(compact) < ACCOUNT_SHORTEST:
        return refused("bank.short", compact, shown, missing=ACCOUNT_SHORTEST - len(compact))
    if len(compact) > ACCOUNT_LONGEST:
        return refused("bank.long", compact, shown, extra=len(compact) - ACCOUNT_LONGEST)
    if len(compact) not in ACCOUNT_USUAL:
        return doubted("bank.unusual", compact, shown, digits=len(compact))
    return passed(compact, shown)


def check_bank_card(text: str) -> Verdict:
    """Judge a card number by length and Luhn digit.

    Source: ISO/IEC 7812; contracts.md d.4 rule 5.
    """
    compact = compact_code(text)
    shown = grouped(compact, _GROUPS)
    if verdict := _not_digits(compact, shown):
        return verdict
    if len(compact) < CARD_LENGTHS.start:
        return refused("bank.short", compact, shown, missing=CARD_LENGTHS.start - len(compact))
    if len(compact) >= CARD_LENGTHS.stop:
        return refused("bank.long", compact, shown, extra=len(compact) - CARD_LENGTHS.stop + 1)
    if _luhn_sum(compact) % _TEN:
        return refused("bank.card_check", compact, shown)
    return passed(compact, shown)


def check_cnaps(text: str) -> Verdict:
    """Judge a clearing number: three digits bank, four area, four branch, one check.

    The check digit follows ISO 7064 MOD 11,10; that was inferred from known codes, so a
    mismatch is only doubted.

    Source: contracts.md d.4 rule 5.
    """
    compact = compact_code(text)
    shown = grouped(compact, _CNAPS_GROUPS)
    if verdict := _not_digits(compact, shown):
        return verdict
    if len(compact) < CNAPS_LENGTH:
        return refused("bank.short", compact, shown, missing=CNAPS_LENGTH - len(compact))
    if len(compact) > CNAPS_LENGTH:
        return refused("bank.long", compact, shown, extra=len(compact) - CNAPS_LENGTH)
    if _mod_11_10(compact[:-1]) != int(compact[-1]):
        return doubted("bank.cnaps_check", compact, shown)
    return passed(compact, shown)


def check_iban(text: str) -> Verdict:
    """Judge an international account number by form and check digits.

    Source: ISO 13616; contracts.md d.4 rule 5.
    """
    compact = compact_code(text)
    shown = grouped(compact, _GROUPS)
    if not compact:
        return passed("")
    if not _IBAN.fullmatch(compact):
        return refused("bank.iban_form", compact, shown)
    turned = compact[4:] + compact[:4]
    number = int("".join(str(int(each, _LETTER_BASE)) for each in turned))
    if number % _IBAN_MODULUS != 1:
        return refused("bank.iban_check", compact, shown)
    return passed(compact, shown)


def check_bic(text: str) -> Verdict:
    """Judge a bank's SWIFT code by its form.

    Source: ISO 9362; contracts.md d.4 rule 5.
    """
    compact = compact_code(text)
    if compact and not _BIC.fullmatch(compact):
        return refused("bank.bic_form", compact)
    return passed(compact)


def _not_digits(compact: str, shown: str) -> Verdict | None:
    if not compact:
        return passed("")
    if _DIGITS.fullmatch(compact):
        return None
    strange = next(each for each in compact if not _DIGITS.fullmatch(each))
    place = compact.index(strange) + 1
    return refused("bank.character", compact, shown, character=strange, position=place)


def _luhn_sum(digits: str) -> int:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - _NINE if doubled > _NINE else doubled
    return total


def _mod_11_10(digits: str) -> int:
    product = _TEN
    for digit in digits:
        product = 2 * ((product + int(digit)) % _TEN or _TEN) % _ELEVEN
    return (_ELEVEN - product) % _TEN
