"""Finds words in the clauses of a template and in what was filled into a contract."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.contracts.clauses.parts import ContractTemplate, Language, Wording
from app.domain.contracts.clauses.placeholders import BUYER, SUPPLIER, split_wording

_BEFORE, _AFTER = 14, 40
_GAP = "…"
_BLANK = "〔{}〕"
_WIDER = 0xFEE0
"""From a half-width letter to its full-width form."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text around what was found.

    Attributes:
        text: The piece; longer text is cut with a mark.
        start: Where the found words begin in it.
        end: Where they end.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClauseFinding:
    """A clause that holds the words.

    Attributes:
        group: Clause group 1 to 10, 0 for a further clause.
        title: Of its article.
        snippet: The words with what stands around them.
    """

    group: int
    title: str
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class ValueFinding:
    """A filled-in value that holds the words.

    Attributes:
        field: Name of the field.
        snippet: The words with what stands around them.
    """

    field: str
    snippet: Snippet


def pattern_of(words: str) -> re.Pattern[str]:
    """Return what finds words however they are spelled: large or small, full-width or half-width.

    Spaces stand for any blanks between the words.
    """
    plain = unicodedata.normalize("NFKC", words).split()
    spelled = ("".join(_variants(letter) for letter in word) for word in plain)
    return re.compile(r"\s+".join(spelled))


def find_words(text: str, wanted: re.Pattern[str]) -> Snippet | None:
    """Return where words stand in a text, the first time; None when they do not."""
    found = wanted.search(text)
    if found is None:
        return None
    at, end = found.span()
    first, last = max(at - _BEFORE, 0), min(end + _AFTER, len(text))
    head, tail = _GAP if first else "", _GAP if last < len(text) else ""
    piece = text[first:last].replace("\n", " ")
    start = at - first + len(head)
    return Snippet(f"{head}{piece}{tail}", start, start + end - at)


def search_clauses(
    template: ContractTemplate, wanted: re.Pattern[str], language: Language
) -> Iterator[ClauseFinding]:
    """Yield the clauses of a template that hold words; each once, with its points.

    What is filled in later is spelled by the names of its fields.
    """
    for article in template.articles:
        for clause in article.clauses:
            said = (clause.wording, *(point.wording for point in clause.points))
            texts = (_named(template, words, language) for words in said)
            found = next((each for each in (find_words(t, wanted) for t in texts) if each), None)
            if found is not None:
                title = article.title.in_language(language)
                yield ClauseFinding(article.group, title, found)


def search_values(values: Mapping[str, Any], wanted: re.Pattern[str]) -> Iterator[ValueFinding]:
    """Yield the fields of a contract whose values hold words; each once."""
    for name, value in values.items():
        texts = (find_words(text, wanted) for text in _texts(value))
        found = next((each for each in texts if each is not None), None)
        if found is not None:
            yield ValueFinding(name, found)


def _named(template: ContractTemplate, wording: Wording, language: Language) -> str:
    """Return the words of a clause with names where values are filled in."""
    header = template.header
    names = {
        SUPPLIER: header.roles[header.supplier].in_language(language),
        BUYER: header.roles[header.buyer].in_language(language),
    }
    names |= {name: each.label.in_language(language) for name, each in template.fields.items()}
    parts = split_wording(wording.in_language(language))
    parts[1::2] = [_BLANK.format(names.get(each.partition(":")[0], _GAP)) for each in parts[1::2]]
    return "".join(parts)


def _variants(letter: str) -> str:
    """Return a pattern for every spelling of a letter."""
    cases = {letter, letter.lower(), letter.upper()}
    wide = {chr(ord(each) + _WIDER) for each in cases if len(each) == 1 and "!" <= each <= "~"}
    spelled = [re.escape(each) for each in sorted(cases | wide) if len(each) == 1]
    return spelled[0] if len(spelled) == 1 else f"[{''.join(spelled)}]"


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
