"""Labels of the schema's fields and choices, in the chosen language."""

from __future__ import annotations

from ui.texts import _


def entity_label(entity: str) -> str:
    """Return what a kind of record is called."""
    return _first(entity)


def entities_label(entity: str) -> str:
    """Return what records of a kind are called together, as a list is headed."""
    key = f"records.{entity}"
    words = _first(key)
    return entity_label(entity) if words == key else words


def several_label(entity: str) -> str:
    """Return what some records of a kind are called inside a sentence: 30 contacts."""
    key = f"several.{entity}"
    words = _first(key)
    return entities_label(entity).lower() if words == key else words


def group_label(group: str) -> str:
    """Return what a group of kinds of records is called."""
    return _first(f"records.group.{group}")


def section_label(section: str) -> str:
    """Return the heading of some fields of a form."""
    return _first(f"section.{section}")


def step_label(entity: str, step: str) -> str:
    """Return the verb of a step that a record can take."""
    return _first(f"step.{entity}.{step}", f"step.*.{step}")


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
