"""Annexes that the words of a contract speak of although none of that number goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.contracts.clauses.conditions import is_filled
from app.domain.contracts.wording.numbering import ContractText, chinese_number

_LISTED = "annexes"
_NUMBERED = re.compile(r"附件\s*([一二三四五六七八九十]{1,3}|\d{1,2})|Annex\s*(\d{1,2})")
_MOST = 30


def unlisted_annexes(text: ContractText) -> Iterator[tuple[str, str]]:
    """Yield field and words of every annex that is typed into a text and goes with nothing.

    Source: contracts.md d.4 rule 10 (attachment referenced but absent).
    """
    listed = text.values.get(_LISTED) or []
    there = len(text.template.annexes) + (len(listed) if is_filled(listed) else 0)
    for name, value in text.values.items():
        if name.removesuffix("_en") == _LISTED:
            continue
        for line in value if isinstance(value, list) else [value]:
            if not isinstance(line, str):
                continue
            for found in _NUMBERED.finditer(line):
                if _number(found[1] or found[2]) > there:
                    yield name, found[0]


def annex_number(title: str) -> int:
    """Return the number that the name of an annex begins with; 0 for none."""
    found = _NUMBERED.match(title)
    return _number(found[1] or found[2]) if found else 0


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    numerals = {chinese_number(number): number for number in range(1, _MOST)}
    return numerals.get(words, _MOST)
