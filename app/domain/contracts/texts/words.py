"""Every wording of a template with its place, and whether a paper may carry it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.domain.contracts.clauses.drawable import undrawable
from app.domain.contracts.texts.bounds import LONGEST_SENTENCE, tables_of
from app.domain.contracts.texts.text import Table, TemplateText

Part = Literal["text", "header", "field", "article", "clause", "annex"]

_MARKUP = re.compile(r"<\s*[a-zA-Z/!?]|&#|\$\{|\{%|\{#|<%|%>|(?i:javascript:|vbscript:|data:text)")
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """One wording.

    Attributes:
        part: What it belongs to.
        place: Id of the clause, article or annex, or name of the field.
        article: Id of the article that a clause stands in; empty elsewhere.
        language: "zh" or "en"; empty for what has one wording only.
        words: The text.
        is_needed: Whether it may not be blank.
    """

    part: Part
    place: str
    article: str
    language: str
    words: str
    is_needed: bool = True


def words_of(text: TemplateText) -> Iterator[PlacedWords]:
    """Yield every wording that may come onto paper, in the order of the documents."""
    yield from _header(text)
    for field in text.fields():
        yield from _field(field)
    for article in text.articles():
        name = str(article.get("id", ""))
        yield from _pair(article, "title_", "article", name)
        for clause, _block in text.clauses_of(article):
            for table in (clause, *tables_of(clause, "sub")):
                yield from _pair(table, "", "clause", str(clause.get("id", "")), name)
    for annex in tables_of(text.body, "annex"):
        name = str(annex.get("id", ""))
        yield from _pair(annex, "title_", "annex", name)
        yield from _pair(annex, "", "annex", name)


def words_fault(words: str) -> tuple[str, dict[str, object]] | None:
    """Return why a paper may not carry a text, with what its sentence names; None where it may.

    A template is words only. Nothing in it is carried out anywhere, and what looks as if it
    should be is refused, because somebody else's program might.
    """
    if len(words) > LONGEST_SENTENCE:
        return "template.words.too_long", {"size": len(words), "largest": LONGEST_SENTENCE}
    if found := _HIDDEN.search(words):
        return "template.words.hidden", {"codepoint": f"U+{ord(found[0]):04X}"}
    if found := _MARKUP.search(words):
        return "template.words.markup", {"found": found[0]}
    if letter := undrawable(words):
        return "template.words.undrawable", {"letter": letter, "codepoint": f"U+{ord(letter):04X}"}
    return None


def _header(text: TemplateText) -> Iterator[PlacedWords]:
    yield from _pair(text.header, "name_", "header", "name")
    yield from _pair(text.header, "preamble_", "header", "preamble")
    for language in ("zh", "en"):
        roles = text.header.get(f"role_{language}")
        for letter in ("a", "b"):
            words = roles.get(letter, "") if isinstance(roles, Mapping) else ""
            yield PlacedWords("header", f"role_{letter}", "", language, _text(words))


def _field(field: Table) -> Iterator[PlacedWords]:
    name = str(field.get("name", ""))
    yield from _pair(field, "label_", "field", name)
    for table in (*tables_of(field, "options"), *tables_of(field, "columns")):
        yield from _pair(table, "", "field", name)
    for key in ("example", "default"):
        said = field.get(key)
        for words in said if isinstance(said, list) else [said]:
            if isinstance(words, str):
                yield PlacedWords("field", name, "", "", words, is_needed=False)


def _pair(
    table: Table, prefix: str, part: Part, place: str, article: str = ""
) -> Iterator[PlacedWords]:
    for language in ("zh", "en"):
        words = _text(table.get(f"{prefix}{language}", ""))
        yield PlacedWords(part, place, article, language, words)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
