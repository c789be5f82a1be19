"""Counts the words of columns that have to mean choices or other records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.domain.fields import Field, Kind
from app.domain.importing.cells import RawRow, SheetValue, cell_text, is_blank
from app.domain.importing.decisions import can_be_decided
from app.domain.importing.headings import Column
from app.domain.importing.plans import ImportPlan
from app.domain.importing.values import Find
from app.domain.importing.vocabulary import Vocabulary, key_word

MOST_WORDS = 2_000
"""Words of a column that are kept; who has more has chosen the wrong column."""
MOST_UNDERSTOOD = 200
"""Words that are kept although they are understood."""


@dataclass(slots=True)
class WordCount:
    """A word as it stands first in the file.

    Attributes:
        word: As written.
        rows: How many rows hold it.
        known: What it means without anybody's decision; "" for nothing, or for several.
    """

    word: str
    known: str
    rows: int = 0


@dataclass(slots=True)
class ColumnWords:
    """The words of one column.

    Attributes:
        column: Of the file.
        words: By `key_word`, in the order of the file.
        more_rows: Rows whose words are not kept, because there are too many different ones.
    """

    column: Column
    words: dict[str, WordCount] = field(default_factory=dict)
    understood: int = 0
    more_rows: int = 0


class WordCounter:
    """Counts words row by row; its memory does not grow with the rows.

    Args:
        plan: Which columns fill what.
        vocabulary: Words for choices.
        find: Records by what they are called.
    """

    def __init__(self, plan: ImportPlan, vocabulary: Vocabulary, find: Find) -> None:
        fields = vocabulary.fields
        self._counted = tuple(
            (column.place, ColumnWords(column), _known_by(fields[column.field], vocabulary, find))
            for column in decidable_columns(plan, vocabulary)
        )

    def add(self, row: RawRow) -> None:
        """Count the words of a row."""
        for place, column, known in self._counted:
            if place < len(row.cells) and not is_blank(cell := row.cells[place]):
                if isinstance(cell, SheetValue) and not cell.text:
                    continue
                _count(column, cell_text(cell).strip(), known)

    def columns(self) -> tuple[ColumnWords, ...]:
        """Return the columns whose words have to mean something."""
        return tuple(column for _place, column, _known in self._counted)


def decidable_columns(plan: ImportPlan, vocabulary: Vocabulary) -> Iterable[Column]:
    """Return the columns whose words have to mean choices or records."""
    fields = vocabulary.fields
    return [each for each in plan.columns if each.field and can_be_decided(fields[each.field])]


def _count(column: ColumnWords, word: str, known: Callable[[str], str]) -> None:
    key = key_word(word)
    found = column.words.get(key)
    if found is None:
        found = WordCount(word, known(word))
        room = MOST_UNDERSTOOD - column.understood if found.known else 1
        if room <= 0 or len(column.words) >= MOST_WORDS:
            column.more_rows += 1
            return
        column.understood += bool(found.known)
        column.words[key] = found
    found.rows += 1


def _known_by(wanted: Field, vocabulary: Vocabulary, find: Find) -> Callable[[str], str]:
    """Return what tells the meaning of a word, exactly as the reader of cells does."""

    def reference(word: str) -> str:
        found = find(wanted.target, word)
        return found[0] if len(found) == 1 else ""

    def choice(word: str) -> str:
        return vocabulary.choice_for(wanted.name, word) or ""

    return reference if wanted.kind is Kind.REFERENCE else choice
