"""Reads gettext .po files as they are, so that a translation needs no compile step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Catalogue = Mapping[str, tuple[str, ...]]

_CONTEXT_END = "\x04"
_LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d)\])?)?\s*"(.*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


class PoSyntaxError(ValueError):
    """A line of a .po file cannot be understood."""


def message_key(msgid: str, context: str = "") -> str:
    """Return the key of a message in a catalogue."""
    return f"{context}{_CONTEXT_END}{msgid}" if context else msgid


@dataclass(slots=True)
class _Entry:
    """One message while its lines are being read."""

    parts: dict[str, list[str]] = field(default_factory=dict)
    fuzzy: bool = False

    def add(self, keyword: str, text: str) -> None:
        self.parts.setdefault(keyword, []).append(text)

    def text(self, keyword: str) -> str:
        return "".join(self.parts.get(keyword, ()))

    def forms(self) -> tuple[str, ...]:
        keywords = sorted(keyword for keyword in self.parts if keyword.startswith("msgstr"))
        return tuple(self.text(keyword) for keyword in keywords)

    def is_usable(self) -> bool:
        return bool(self.text("msgid")) and not self.fuzzy and all(self.forms())


def parse_po(text: str) -> dict[str, tuple[str, ...]]:
    """Return the translated messages: key to its form, or to its plural forms in order.

    Untranslated and fuzzy messages and the header are left out, so their English text shows.

    Raises:
        PoSyntaxError: A line is neither comment, keyword nor quoted text.
    """
    catalogue: dict[str, tuple[str, ...]] = {}
    for entry in _entries(text):
        if entry.is_usable():
            key = message_key(entry.text("msgid"), entry.text("msgctxt"))
            catalogue[key] = entry.forms()
    return catalogue


def _entries(text: str) -> Iterator[_Entry]:
    entry, keyword = _Entry(), ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            if "msgid" in entry.parts:
                yield entry
                entry = _Entry()
            entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        match = _LINE.fullmatch(line)
        if match is None or not (match[1] or keyword):
            raise PoSyntaxError(f"line {number}: {line}")
        starts_message = match[1] in ("msgctxt", "msgid")
        if starts_message and any(part.startswith("msgstr") for part in entry.parts):
            yield entry
            entry = _Entry()
        keyword = match[1] or keyword
        entry.add(keyword, _unescape(match[3]))
    if "msgid" in entry.parts:
        yield entry


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), text)
