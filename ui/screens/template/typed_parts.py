"""What was typed into the form of a part, as the text keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from app.domain.contracts.texts.editing import Part, find_part
from app.domain.contracts.texts.text import Table, TemplateText
from ui.screens.template.condition_words import FIELD, VALUE, condition_from


def typed_value(text: TemplateText, part: Part, key: str, typed: str) -> tuple[str, Any]:
    """Return key and value that a typed text stands for.

    A day that is empty stays away; whether a value fits at all is what the checks say.
    """
    table = find_part(text, part) or {}
    if key in {FIELD, VALUE}:
        return "when", condition_from(text, table, key, typed)
    if key.startswith("role_"):
        name, _dot, letter = key.partition(".")
        roles = table.get(name)
        return name, {**(roles if isinstance(roles, dict) else {}), letter: typed}
    if key == "example":
        return key, _example(table, typed)
    return key, _READERS.get(key, str)(typed)


def _example(table: Table, typed: str) -> Any:
    if not typed.strip():
        return ""
    match table.get("type"):
        case "list":
            return [each.strip() for each in typed.split("；") if each.strip()]
        case "number" if typed.strip().isdecimal():
            return int(typed)
        case "flag":
            return typed.strip().lower() in {"1", "true", "是"}
    return typed.strip()


def _tables(typed: str, keys: tuple[str, ...]) -> list[Table]:
    found: list[Table] = []
    for line in typed.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if any(cells):
            cells += [""] * (len(keys) - len(cells))
            found.append(dict(zip(keys, cells, strict=False)))
    return found


def _day(typed: str) -> Any:
    return dt.date.fromisoformat(typed) if typed else ""


def _is_yes(typed: str) -> bool:
    return typed == "1"


_READERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("fixed", "required", "free_to_sign"), _is_yes),
    **dict.fromkeys(("valid_from", "valid_to"), _day),
    "group": lambda typed: int(typed or 0),
    "check": lambda typed: [line.strip() for line in typed.splitlines() if line.strip()],
    "options": lambda typed: _tables(typed, ("value", "zh", "en")),
    "columns": lambda typed: _tables(typed, ("key", "zh", "en", "kind")),
    "use": lambda typed: [{"block": typed}] if typed else [],
}
