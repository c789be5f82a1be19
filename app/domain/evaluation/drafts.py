"""An evaluation scheme as a person writes it, and how it becomes the record's body."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.analysis.evaluation_schemes import HIGHEST_SCORE, LOWEST_SCORE
from app.domain.analysis.scheme_reading import SchemeBook
from app.domain.faults import Fault

MEASURED_SIGN = "#"
"""Ends the line of an indicator that carries a hard number beside its score."""

_WHOLE = Decimal(100)
_LANGUAGES = ("zh_CN", "en")


@dataclass(frozen=True, slots=True)
class DraftCriterion:
    """One criterion as it is typed.

    Attributes:
        words: What it is called.
        percent: Its weight in per cent.
        indicators: What is scored, one a line; `MEASURED_SIGN` ends one with a number.
        code: Of the criterion that it was; empty for a new one.
    """

    words: str
    percent: str
    indicators: tuple[str, ...]
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeDraft:
    """A scheme as it is typed.

    Attributes:
        name: Of the scheme.
        version: Of the scheme.
        valid_from_on: First day, "2027-01-01"; empty for not yet known.
        criteria: In order of importance.
        gate: Place of the criterion without which there is no cooperation; None for no gate.
        gate_score: Below it the gate is shut.
    """

    name: str
    version: str
    valid_from_on: str = ""
    criteria: Sequence[DraftCriterion] = ()
    gate: int | None = None
    gate_score: str = "3"


def draft_faults(draft: SchemeDraft) -> Iterator[Fault]:
    """Return what is wrong with a draft; a criterion's field is "criteria.0.percent".

    Source: domain.md 2.3, 3.17 (weights must sum to 1); R041.
    """
    for field in ("name", "version"):
        if not getattr(draft, field).strip():
            yield Fault(field, "scheme.blank")
    if not draft.criteria:
        yield Fault("criteria", "scheme.criteria.blank")
    seen: set[str] = set()
    for place, criterion in enumerate(draft.criteria):
        yield from _criterion_faults(criterion, f"criteria.{place}", seen)
    weights = [_number(criterion.percent) for criterion in draft.criteria]
    total = sum((weight for weight in weights if weight is not None), Decimal(0))
    if draft.criteria and None not in weights and total != _WHOLE:
        yield Fault("weights", "scheme.weights", {"percent": f"{total.normalize():f}"})
    score = _number(draft.gate_score)
    if draft.gate is not None and (score is None or not LOWEST_SCORE <= score <= HIGHEST_SCORE):
        limits = {"least": LOWEST_SCORE, "most": HIGHEST_SCORE}
        yield Fault("gate_score", "scheme.gate_score", limits)


def _criterion_faults(criterion: DraftCriterion, field: str, seen: set[str]) -> Iterator[Fault]:
    if not criterion.words.strip():
        yield Fault(f"{field}.words", "scheme.blank")
    weight = _number(criterion.percent)
    if weight is None or weight <= 0:
        yield Fault(f"{field}.percent", "scheme.weight")
    named = [_indicator(line)[0] for line in criterion.indicators if line.strip()]
    if not named:
        yield Fault(f"{field}.indicators", "scheme.indicators.blank")
    if len({*named, *seen}) < len(named) + len(seen):
        yield Fault(f"{field}.indicators", "scheme.indicators.twice")
    seen.update(named)


def spell_scheme(draft: SchemeDraft, before: SchemeBook | None, shown: Mapping[str, str]) -> str:
    """Return a draft without faults as the body of its record.

    What keeps its words keeps its code, so that scores of an earlier version stay comparable.

    Args:
        draft: As it is typed.
        before: The scheme that it was made from; None for a new one.
        shown: By code, the words that its criteria and indicators were shown by.
    """
    speller = _Speller(before, shown)
    criteria = [speller.criterion(criterion) for criterion in draft.criteria]
    body: dict[str, Any] = {"criteria": criteria}
    if draft.gate is not None:
        body |= {"gate": criteria[draft.gate]["code"], "gate_score": draft.gate_score.strip()}
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class _Speller:
    """Gives codes: the old one to what keeps its words, the next free one to what is new."""

    def __init__(self, before: SchemeBook | None, shown: Mapping[str, str]) -> None:
        self._words = dict(before.words) if before else {}
        self._shown = shown
        criteria = before.scheme.criteria if before else ()
        self._indicators = {
            shown.get(code, code): code for each in criteria for code in each.indicators
        }
        self._taken = {code for each in criteria for code in (each.code, *each.indicators)}

    def criterion(self, criterion: DraftCriterion) -> dict[str, Any]:
        """Return a criterion of the body."""
        code = criterion.code or self._next("c")
        parts = [self._part(line) for line in criterion.indicators if line.strip()]
        weight = f"{((_number(criterion.percent) or Decimal(0)) / 100).normalize():f}"
        return {
            "code": code,
            "weight": weight,
            "indicators": parts,
            **self._said(code, criterion.words.strip()),
        }

    def _part(self, line: str) -> dict[str, Any]:
        words, is_measured = _indicator(line)
        code = self._indicators.get(words) or self._next("i")
        part: dict[str, Any] = {"code": code, **self._said(code, words)}
        return {**part, "number": True} if is_measured else part

    def _said(self, code: str, words: str) -> dict[str, Any]:
        if self._shown.get(code) == words:
            kept = self._words.get(code)
            return {"words": dict(kept)} if kept else {}
        return {"words": dict.fromkeys(_LANGUAGES, words)}

    def _next(self, letter: str) -> str:
        number = 1
        while f"{letter}{number}" in self._taken:
            number += 1
        self._taken.add(f"{letter}{number}")
        return f"{letter}{number}"


def next_version(version: str) -> str:
    """Return the version after one: its last number counts on."""
    found = list(re.finditer(r"\d+", version))
    if not found:
        return f"{version} 2".strip()
    last = found[-1]
    return f"{version[: last.start()]}{int(last.group()) + 1}{version[last.end() :]}"


def _indicator(line: str) -> tuple[str, bool]:
    text = line.strip().replace("＃", MEASURED_SIGN)
    return text.removesuffix(MEASURED_SIGN).strip(), text.endswith(MEASURED_SIGN)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip().rstrip("%％").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
