"""Writes the TOML of templates: only the shapes that the format has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FIRST_PRINTABLE = 0x20
_DELETE = 0x7F


def write_toml(content: Mapping[str, Any]) -> str:
    """Return a document that reads back as the same content.

    Tables and arrays of tables at the first two levels get headings of their own, so that a
    difference between two versions shows one clause a block; anything deeper stands in one line.
    """
    lines = list(_table(content, ""))
    return "\n".join(lines).strip() + "\n"


def _table(content: Mapping[str, Any], path: str) -> Iterator[str]:
    plain = {key: value for key, value in content.items() if not _has_heading(value, path)}
    for key, value in plain.items():
        yield f"{_key(key)} = {_value(value)}"
    for key, value in content.items():
        if key in plain:
            continue
        name = f"{path}.{_key(key)}" if path else _key(key)
        if isinstance(value, Mapping):
            yield from ("", f"[{name}]")
            yield from _table(value, name)
            continue
        for each in value:
            yield from ("", f"[[{name}]]")
            yield from _table(each, name)


def _has_heading(value: Any, path: str) -> bool:
    if "." in path:
        return False
    if isinstance(value, Mapping):
        return not path
    is_array = isinstance(value, list | tuple) and bool(value)
    return (
        is_array and path in {"", "article", "block"} and all(isinstance(e, Mapping) for e in value)
    )


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case Mapping():
            return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(_value(each) for each in value) + "]"
    return f'"{"".join(_letter(letter) for letter in str(value))}"'


def _letter(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    code = ord(letter)
    return f"\\u{code:04X}" if code < _FIRST_PRINTABLE or code == _DELETE else letter


def _key(key: str) -> str:
    is_bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if is_bare else f'"{"".join(_letter(letter) for letter in key)}"'
