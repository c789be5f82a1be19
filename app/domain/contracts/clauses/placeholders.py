"""Finds the placeholders in contract wording and says which ones exist."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.contracts.clauses.parts import Field

SUPPLIER, BUYER = "S", "B"
REFERENCE_SIGN = "@"
OPENING = "{{"

_PLACEHOLDER = re.compile(r"\{\{([^{}]+)\}\}")
_FORMATS = {
    "money": frozenset({"", "fig"}),
    "number": frozenset({"", "cap"}),
    "choice": frozenset({"", "boxes"}),
    "text": frozenset({""}),
    "date": frozenset({""}),
    "percent": frozenset({""}),
}


def split_wording(text: str) -> list[str]:
    """Split wording into plain text (even places) and placeholder names (odd places)."""
    return _PLACEHOLDER.split(text)


def placeholder_names(text: str) -> list[str]:
    """Return the content of every placeholder, in order."""
    return _PLACEHOLDER.findall(text)


def is_known_placeholder(name: str, fields: Mapping[str, Field]) -> bool:
    """Return whether a placeholder names a party or a field in a form its type can take."""
    if name in (SUPPLIER, BUYER):
        return True
    field_name, _, form = name.partition(":")
    field = fields.get(field_name)
    return field is not None and form in _FORMATS.get(field.type, frozenset())
