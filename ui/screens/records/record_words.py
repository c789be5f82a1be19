"""A record in words: its values, its name, the look of its state."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from app.domain.fields import FieldValue, Kind
from app.domain.schema import ENTITIES
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.forms.field_words import value_words
from ui.theme.tokens import Tone

_LOOKS: Mapping[str, tuple[Tone, str]] = {
    **dict.fromkeys(
        ("active", "approved", "agreed", "confirmed", "done", "kept", "in_force", "delivered"),
        ("ok", "circle-check"),
    ),
    **dict.fromkeys(
        ("resolved", "final", "reviewed", "deposited", "on_sale"), ("ok", "circle-check")
    ),
    **dict.fromkeys(
        ("proposed", "sent", "under_way", "acknowledged", "investigating", "measure_set"),
        ("info", "hourglass"),
    ),
    **dict.fromkeys(("refused", "disputed", "alarm", "dead", "bad"), ("bad", "circle-x")),
    **dict.fromkeys(
        ("new", "warning", "overdue", "doubtful", "dropped", "not_done"), ("warn", "triangle-alert")
    ),
    "frozen": ("frost", "snowflake"),
    "draft": ("quiet", "pencil"),
}


def state_look(value: str) -> tuple[Tone, str]:
    """Return colour and icon of a state of any kind of record."""
    return _LOOKS.get(value, ("quiet", ""))


def field_words(
    entity: str,
    name: str,
    values: Mapping[str, FieldValue],
    names: Mapping[str, str],
    formats: Formats,
) -> str:
    """Return one value of a record as it is read; empty when there is none.

    Args:
        entity: The kind of record.
        name: The field.
        values: The record's fields.
        names: What the records are called that it points to, by id.
        formats: Spells money, days and numbers.
    """
    value = values.get(name)
    match ENTITIES[entity].fields[name].kind:
        case Kind.REFERENCE:
            return names.get(str(value), MISSING) if value is not None else ""
        case Kind.DOCUMENT if isinstance(value, str):
            return "\n".join(_document_lines(value))
        case _:
            return value_words(entity, name, value, formats)


def state_words(entity: str, name: str, value: FieldValue) -> str:
    """Return the words of a state; empty when there is none."""
    return choice_label(entity, name, value) if isinstance(value, str) else ""


def _document_lines(text: str) -> Iterator[str]:
    """Yield "name: value" for each entry of a JSON object; any other text as it stands."""
    try:
        content = json.loads(text)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        yield text
        return
    for key, value in content.items():
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield f"{key}: {shown}"
