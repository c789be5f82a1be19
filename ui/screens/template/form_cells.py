"""What the forms of parts share: pairs in two languages, values as lines."""

from __future__ import annotations

from typing import Any

from app.domain.contracts.texts.text import Table, TemplateText
from ui.screens.template.part_words import (
    language_words,
)
from ui.screens.template.rows import Choices, EditorSpec
from ui.screens.template.version_words import name_in
from ui.texts import _, current_language

Row = tuple[EditorSpec, ...]


def pair(
    table: Table, prefix: str, label: str, kind: Any, lines: int = 1
) -> tuple[EditorSpec, ...]:
    """Return the editors of one thing in both languages."""
    return tuple(
        EditorSpec(
            f"{prefix}{each}",
            _("{label} ({language})").format(label=label, language=language_words(each)),
            kind,
            said(table, f"{prefix}{each}"),
            lines=lines,
        )
        for each in ("zh", "en")
    )


def fields_of_type(text: TemplateText, kind: str) -> Choices:
    """Return the fields of a type that a clause can name."""
    found = [each for each in text.fields() if each.get("type") == kind]
    return tuple((str(each.get("name")), field_label(each)) for each in found)


def field_label(field: Table) -> str:
    """Return what a field is called."""
    return name_in(
        current_language(), str(field.get("label_zh") or ""), str(field.get("label_en") or "")
    ) or str(field.get("name"))


def said(table: Table, key: str) -> str:
    """Return a text of a table; empty when it says nothing."""
    value = table.get(key)
    return "" if value is None else str(value)


def on_one_line(value: Any) -> str:
    """Return a value as one line of text."""
    if isinstance(value, list):
        return "；".join(str(each) for each in value)
    return "" if value is None else str(value)


def on_lines(tables: list[Table], keys: tuple[str, ...]) -> str:
    """Return tables as lines, one each."""
    return "\n".join(" | ".join(str(each.get(key, "")) for key in keys) for each in tables)
