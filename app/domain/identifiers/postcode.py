"""The mainland postcode (邮政编码)."""

from __future__ import annotations

from app.domain.identifiers.text import compact_code
from app.domain.identifiers.verdict import Verdict, doubted, passed

LENGTH = 6


def check_postcode(text: str) -> Verdict:
    """Judge a postcode; other countries' forms are only doubted.

    Source: contracts.md d.4 rule 6.
    """
    compact = compact_code(text)
    if not compact or (len(compact) == LENGTH and compact.isascii() and compact.isdecimal()):
        return passed(compact)
    return doubted("postcode.form", compact)
