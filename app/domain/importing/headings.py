"""Finds the heading row of a table and guesses which column fills which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.importing.cells import RawRow, cell_text, is_blank
from app.domain.importing.vocabulary import Vocabulary, factor_of, plain_words

LOOKED_AT = 30
"""Rows among which the headings are looked for; titles and notes may stand above them."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file.

    Attributes:
        place: From 0.
        heading: As written; "" for none.
        field: Field that it fills; "" where it is left out.
        factor: What its amounts are counted in, from the heading ("万元").
    """

    place: int
    heading: str
    field: str = ""
    factor: int = 1


def find_headings(
    rows: Sequence[RawRow], vocabulary: Vocabulary, remembered: Mapping[str, str] | None = None
) -> RawRow | None:
    """Return the row of the first ones that names most fields; None where none names two.

    A table of one column may name only one. A heading that was taken for a field before counts.
    """
    best, most = None, 0
    known = remembered or {}
    for row in rows[:LOOKED_AT]:
        words = [cell_text(cell) for cell in row.cells if not is_blank(cell)]
        named = len({known.get(heading_key(w)) or vocabulary.field_for(w) for w in words} - {""})
        needed = 1 if len(words) == 1 else 2
        if named >= needed and named > most:
            best, most = row, named
    return best


def guess_columns(
    headings: RawRow, vocabulary: Vocabulary, remembered: Mapping[str, str] | None = None
) -> tuple[Column, ...]:
    """Return what each column probably fills; a field is filled by one column only.

    Args:
        headings: The heading row.
        vocabulary: Words for fields.
        remembered: By heading as `heading_key` spells it, what it was taken for the last time;
            "" for one that was left out.
    """
    taken: set[str] = set()
    columns = []
    known = remembered or {}
    for place, cell in enumerate(headings.cells):
        heading = cell_text(cell).strip()
        key = heading_key(heading)
        field = known[key] if key in known else vocabulary.field_for(heading) if heading else ""
        if field in taken or field not in vocabulary.fields:
            field = ""
        taken |= {field} - {""}
        columns.append(Column(place, heading, field, factor_of(heading) if heading else 1))
    return tuple(columns)


def heading_key(heading: str) -> str:
    """Return the spelling under which a heading is remembered."""
    return plain_words(heading)
