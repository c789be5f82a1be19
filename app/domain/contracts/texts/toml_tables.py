"""Strict reading of TOML tables: every key known, every value of the wanted type."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from app.domain.errors import ValidationError

_Value = TypeVar("_Value")


class TomlTable:
    """One table that remembers which of its keys were read.

    Attributes:
        where: Place in the file for messages, such as `article.payment`.
    """

    def __init__(self, content: dict[str, Any], where: str) -> None:
        self._content = content
        self._unread = set(content)
        self.where = where

    def __contains__(self, key: str) -> bool:
        return key in self._content

    def text(self, key: str) -> str:
        """Return a text that must be there and not be blank."""
        value = self._typed(key, str)
        if not value.strip():
            raise ValidationError("template.key.missing", where=self.where, key=key)
        return value

    def text_or_empty(self, key: str) -> str:
        """Return a text, or an empty one when the key is absent."""
        return self._typed(key, str) if key in self._content else ""

    def flag(self, key: str) -> bool:
        """Return a boolean that must be there."""
        return self._typed(key, bool)

    def flag_or_false(self, key: str) -> bool:
        """Return a boolean, False when the key is absent."""
        return self._typed(key, bool) if key in self._content else False

    def integer(self, key: str) -> int:
        """Return a whole number that must be there."""
        return self._typed(key, int)

    def date(self, key: str) -> date:
        """Return a date that must be there."""
        return self._typed(key, date)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return an array of texts, empty when the key is absent."""
        return tuple(self._typed_entry(key, value, str) for value in self._array(key))

    def table(self, key: str) -> TomlTable:
        """Return a table inside this one."""
        return TomlTable(self._typed(key, dict), f"{self.where}.{key}")

    def tables(self, key: str) -> Iterator[TomlTable]:
        """Yield the tables of an array, none when the key is absent."""
        for number, value in enumerate(self._array(key), start=1):
            content = self._typed_entry(key, value, dict)
            name = content.get("id") or content.get("name") or number
            yield TomlTable(content, f"{self.where}.{key}.{name}")

    def anything(self, key: str) -> Any:
        """Return a value of any type, None when the key is absent."""
        self._unread.discard(key)
        return self._content.get(key)

    def finish(self) -> None:
        """Refuse keys that nobody read.

        Raises:
            ValidationError: `template.key.unknown`.
        """
        if self._unread:
            key = min(self._unread)
            raise ValidationError("template.key.unknown", where=self.where, key=key)

    def _array(self, key: str) -> list[Any]:
        return self._typed(key, list) if key in self._content else []

    def _typed(self, key: str, kind: type[_Value]) -> _Value:
        if key not in self._content:
            raise ValidationError("template.key.missing", where=self.where, key=key)
        self._unread.discard(key)
        return self._typed_entry(key, self._content[key], kind)

    def _typed_entry(self, key: str, value: Any, kind: type[_Value]) -> _Value:
        # True is an int for isinstance; a count must not be given as a flag.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ValidationError("template.value.wrong_type", where=self.where, key=key)
        return value


def read_toml(text: str, where: str) -> TomlTable:
    """Parse a TOML text.

    Raises:
        ValidationError: `template.syntax`.
    """
    try:
        return TomlTable(tomllib.loads(text), where)
    except (ValueError, RecursionError) as error:
        raise ValidationError("template.syntax", where=where, message=str(error)) from error
