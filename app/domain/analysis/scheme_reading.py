"""Evaluation schemes as their records hold them: JSON that is read, or refused where it is odd."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.analysis.evaluation_schemes import Criterion, Scheme
from app.domain.errors import ValidationError


@dataclass(frozen=True, slots=True)
class SchemeBook:
    """A scheme with the words its codes are shown by.

    Attributes:
        scheme: Criteria, weights, gate.
        words: By code and language ("zh_CN", "en"); codes without words have those of the program.
        measured: Sub-indicators that carry a hard number beside their score.
    """

    scheme: Scheme
    words: Mapping[str, Mapping[str, str]]
    measured: frozenset[str]


MEASURED = frozenset({"distribution", "capital", "brands", "facilities"})
"""Sub-indicators of the dealer scheme that carry a number. Source: domain.md 2.3 (2.2 to 2.5)."""


def read_scheme(code: str, body: str) -> SchemeBook:
    """Return the scheme that a record holds.

    The body is an object with "criteria" (each "code", "weight", "indicators"), "gate" and
    "gate_score". An indicator is a code, or an object with "code", "number" (true where it carries
    a hard number) and "words" by language, which a criterion may have, too.

    Raises:
        ValidationError: `evaluation.scheme.unreadable`.

    Source: domain.md 2.3 (schemes as data), 3.17; R041.
    """
    try:
        return _book(code, json.loads(body))
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation) as error:
        raise ValidationError("evaluation.scheme.unreadable", scheme=code) from error


def _book(code: str, read: Mapping[str, Any]) -> SchemeBook:
    words: dict[str, Mapping[str, str]] = {}
    measured: set[str] = set()
    criteria = []
    for part in read["criteria"]:
        _note_words(words, part)
        indicators = []
        for indicator in part["indicators"]:
            given = {"code": indicator} if isinstance(indicator, str) else indicator
            indicators.append(str(given["code"]))
            _note_words(words, given)
            if given.get("number"):
                measured.add(str(given["code"]))
        weight = Decimal(str(part["weight"]))
        criteria.append(Criterion(str(part["code"]), weight, tuple(indicators)))
    gate_score = Decimal(str(read.get("gate_score", 3)))
    scheme = Scheme(code, tuple(criteria), str(read.get("gate") or ""), gate_score)
    return SchemeBook(scheme, words, frozenset(measured))


def _note_words(words: dict[str, Mapping[str, str]], part: Mapping[str, Any]) -> None:
    if spoken := part.get("words"):
        words[str(part["code"])] = {str(language): str(text) for language, text in spoken.items()}
