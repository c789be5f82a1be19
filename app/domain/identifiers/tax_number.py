"""The taxpayer's number (纳税人识别号) of companies and of individuals."""

from __future__ import annotations

import re

from app.domain.identifiers.resident_id import is_resident_form
from app.domain.identifiers.text import compact_code, grouped
from app.domain.identifiers.uscc import LENGTH as USCC_LENGTH
from app.domain.identifiers.uscc import check_uscc, organisation_check
from app.domain.identifiers.verdict import Level, Verdict, doubted, passed

_OLD = re.compile(r"[0-9]{6}[0-9A-Z]{9}")
# 17 = old 15-digit identity number + 2, 20 = identity number + 2.
_INDIVIDUAL = re.compile(r"[0-9]{15}[0-9A-Z]{2}|[0-9]{17}[0-9X][0-9A-Z]{2}")
_OLD_BODY, _OLD_CHECK = slice(6, 14), 14
_GROUPS = (4,)


def check_tax_number(text: str) -> Verdict:
    """Judge a number: a company's is its social credit code, older and personal ones are doubted.

    Source: contracts.md d.4 rule 2.
    """
    compact = compact_code(text)
    if not compact:
        return passed("")
    shown = grouped(compact, _GROUPS)
    if _OLD.fullmatch(compact):
        fits = organisation_check(compact[_OLD_BODY]) == compact[_OLD_CHECK]
        return doubted("tax_number.old" if fits else "tax_number.old_check", compact, shown)
    if _INDIVIDUAL.fullmatch(compact):
        return doubted("tax_number.individual", compact, shown)
    verdict = check_uscc(compact)
    personal = verdict.level is Level.ERROR and is_resident_form(compact)
    if len(compact) == USCC_LENGTH and personal:
        return doubted("tax_number.individual", compact, shown)
    return verdict
