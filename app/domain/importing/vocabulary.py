"""The words by which people call the fields and choices of a record, in both languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from app.domain.fields import Entity, Field, FieldValue, Kind, Merge
from app.domain.importing.synonyms import CHOICE_WORDS, FIELD_WORDS, UNITS
from app.domain.schema import entity_named

Words = Mapping[str, Iterable[str]]
"""By "entity.field" or "entity.field.choice", with "*" for any entity: what it is called."""

_IGNORED = re.compile(r"[\s_\-—:：*＊()（）\[\]【】/\\.。、“”\"']+")
_UNIT = re.compile(r"[(（\[【,，/]\s*(?:单位[:：]?)?\s*([^()（）\[\]【】]*?)\s*[)）\]】]?$")
_WRITTEN_ELSEWHERE = frozenset({"latitude_e6", "longitude_e6", "terms", "schedule"})


class Vocabulary:
    """Finds the field that a heading means, and the choice that a cell means.

    Args:
        entity: Whose records are read.
        words: What the screens call fields and choices, in every language.
        is_office: Whether the office reads; it writes fields that devices only read.
    """

    def __init__(self, entity: str, words: Words | None = None, *, is_office: bool = False) -> None:
        self.entity = entity_named(entity)
        self.fields = importable_fields(self.entity, is_office=is_office)
        self._headings = self._known_headings(words or {})
        self._choices = {
            name: _known_choices(self.entity, field, words or {})
            for name, field in self.fields.items()
            if field.choices
        }

    def field_for(self, heading: str) -> str:
        """Return the field that a heading names; "" when no field is called so."""
        plain = plain_words(heading)
        return self._headings.get(plain) or self._headings.get(plain_words(_bare(heading)), "")

    def choice_for(self, field: str, word: str) -> str | None:
        """Return the value that a word stands for in a field; None when it is no choice."""
        return self._choices.get(field, {}).get(plain_words(word))

    def choice_words(self, field: str) -> Mapping[str, str]:
        """Return by plain word which choice of a field it stands for; empty for other fields."""
        return self._choices.get(field, {})

    def _known_headings(self, words: Words) -> dict[str, str]:
        found: dict[str, str] = {}
        # What stands first wins, so that what was exported is read as what it was.
        for name in self.fields:
            found.setdefault(plain_words(name), name)
        owner = self.entity.name
        for source, prefix in ((words, owner), (FIELD_WORDS, owner), (words, "*")):
            for name in self.fields:
                for word in source.get(f"{prefix}.{name}", ()):
                    found.setdefault(plain_words(word), name)
        return found


def importable_fields(entity: Entity, *, is_office: bool = False) -> dict[str, Field]:
    """Return the fields that a file may fill, and those it may name a record by.

    A device writes no field of the office; `number` it reads only to find the record.
    """
    return {
        name: field
        for name, field in entity.fields.items()
        if name not in _WRITTEN_ELSEWHERE
        and field.kind is not Kind.DOCUMENT
        and (is_office or field.merge is not Merge.SERVER or name == "number")
    }


def factor_of(heading: str) -> int:
    """Return what amounts below a heading are counted in: 10,000 for "金额（万元）", else 1."""
    found = _UNIT.search(unicodedata.normalize("NFKC", heading).strip())
    return UNITS.get(plain_words(found[1]), 1) if found else 1


def plain_words(text: str) -> str:
    """Return a heading or a choice without width, case, gaps and signs."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text).casefold())


def key_word(value: FieldValue) -> str:
    """Return a value of a key without width, case and gaps; "" for nothing."""
    if value is None:
        return ""
    return "".join(unicodedata.normalize("NFKC", str(value)).casefold().split())


def _bare(heading: str) -> str:
    """Return a heading without the unit or remark in brackets at its end."""
    return re.sub(r"[(（\[【].*$", "", unicodedata.normalize("NFKC", heading)).strip()


def _known_choices(entity: Entity, field: Field, words: Words) -> dict[str, str]:
    found = {plain_words(value): value for value in field.choices}
    for source in (CHOICE_WORDS, words):
        for owner in (entity.name, "*"):
            for value in field.choices:
                for word in source.get(f"{owner}.{field.name}.{value}", ()):
                    found.setdefault(plain_words(word), value)
    return found
