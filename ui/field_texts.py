"""Labels of the schema's fields and choices, in the chosen language."""

from __future__ import annotations

from ui.texts import _


def entity_label(entity: str) -> str:
    """Return what a kind of record is called."""
    return _first(entity)


def field_label(entity: str, field: str) -> str:
    """Return the label of a field; fields that many records share have one text."""
    return _first(f"{entity}.{field}", f"*.{field}")


def choice_label(entity: str, field: str, value: str) -> str:
    """Return the words for a value of a CHOICE or LABELS field; free words stand for themselves."""
    key = f"{entity}.{field}.{value}"
    words = _first(key, f"*.{field}.{value}")
    return value if words == key else words


def _first(*keys: str) -> str:
    for key in keys:
        words = _(key)
        if words != key:
            return words
    return keys[0]
