"""Fills values, references and party names into the wording of a clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.contracts.clauses.conditions import holds, is_filled
from app.domain.contracts.clauses.parts import Clause, Field, Language, PartyLetter
from app.domain.contracts.clauses.placeholders import BUYER, REFERENCE_SIGN, SUPPLIER, split_wording
from app.domain.contracts.wording.numbering import ContractText, reference_words
from app.domain.contracts.wording.values import ENGLISH_SUFFIX, value_words


@dataclass(frozen=True, slots=True)
class Words:
    """Wording of the template."""

    text: str


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A filled value, printed with a line under it."""

    text: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """One option of a choice with its box, ticked or not."""

    label: str
    is_chosen: bool


Piece = Words | FilledIn | Ticked


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a clause in both languages."""

    zh: tuple[Piece, ...]
    en: tuple[Piece, ...]


def party_words(letter: PartyLetter, language: Language) -> str:
    """Return what a party is called in the text: 甲方 or Party A."""
    if language == "en":
        return f"Party {letter.upper()}"
    return "甲方" if letter == "a" else "乙方"


def fill_wording(text: ContractText, wording: str, language: Language) -> tuple[Piece, ...]:
    """Replace the placeholders of one sentence.

    Raises:
        ValidationError: `contract.reference.switched_off`.
    """
    pieces: list[Piece] = []
    for place, part in enumerate(split_wording(wording)):
        if place % 2:
            pieces += _fill_placeholder(text, part, language)
        elif part:
            pieces.append(Words(part))
    return tuple(pieces)


def clause_points(text: ContractText, clause: Clause) -> tuple[Point, ...]:
    """Return the points printed under a clause: its own, or the lines of its list field."""
    points = [
        Point(
            fill_wording(text, point.wording.zh, "zh"), fill_wording(text, point.wording.en, "en")
        )
        for point in clause.points
        if holds(point.when, text.values)
    ]
    lines = text.values.get(clause.list_field) or []
    english = text.values.get(clause.list_field + ENGLISH_SUFFIX) or []
    for place, line in enumerate(lines):
        words = english[place] if place < len(english) else line
        points.append(Point((Words(line),), (Words(words),)))
    return tuple(points)


def plain_words(pieces: tuple[Piece, ...]) -> str:
    """Return pieces as plain text, boxes as √ and □ before their labels."""
    return "".join(
        (("√" if piece.is_chosen else "□") + piece.label)
        if isinstance(piece, Ticked)
        else piece.text
        for piece in pieces
    )


def _fill_placeholder(text: ContractText, name: str, language: Language) -> Iterator[Piece]:
    header = text.template.header
    if name == SUPPLIER:
        yield Words(party_words(header.supplier, language))
        return
    if name == BUYER:
        yield Words(party_words(header.buyer, language))
        return
    if name.startswith(REFERENCE_SIGN):
        yield Words(reference_words(text, name.removeprefix(REFERENCE_SIGN), language))
        return
    field_name, _, form = name.partition(":")
    field = text.template.fields[field_name]
    if form == "boxes" and language == "zh":
        yield from _boxes(field, text)
        return
    words = value_words(field, text.values, form=form, language=language)
    yield Words(words) if form == "boxes" else FilledIn(words)


def _boxes(field: Field, text: ContractText) -> Iterator[Piece]:
    chosen = text.values.get(field.name)
    for place, option in enumerate(field.options):
        if place:
            yield Words("　")
        yield Ticked(option.label.zh, is_filled(chosen) and option.value == chosen)
