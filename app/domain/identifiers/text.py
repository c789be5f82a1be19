"""How typed text is cleaned: codes to their compact form, sentences to safe Unicode."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from app.domain.identifiers.verdict import Verdict, doubted, passed, refused

LINE_LENGTH = 200
PARAGRAPH_LENGTH = 4_000

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212\u00ad]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROL_IN_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DIRECTION = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def compact_code(text: str) -> str:
    """Return a typed code as it is stored: half width, upper case, no gaps or hyphens.

    Source: contracts.md d.4, "Normalise first".
    """
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def grouped(compact: str, sizes: Sequence[int]) -> str:
    """Split a code into groups for reading; the last size repeats until the end."""
    groups: list[str] = []
    start = 0
    while start < len(compact):
        size = sizes[min(len(groups), len(sizes) - 1)]
        groups.append(compact[start : start + size])
        start += size
    return " ".join(groups)


def check_line(text: str, *, longest: int = LINE_LENGTH) -> Verdict:
    """Judge a single line such as a name; `compact` is its NFC form without outer blanks."""
    return _judged(text, longest=longest, forbidden=_CONTROL)


def check_paragraph(text: str, *, longest: int = PARAGRAPH_LENGTH) -> Verdict:
    """Judge a text that may hold line breaks and tabs; line ends become LF."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _judged(lines, longest=longest, forbidden=_CONTROL_IN_LINES)


def visible_direction(text: str) -> str:
    """Replace each invisible direction mark by its code point, so that a reader sees it."""
    return _DIRECTION.sub(lambda mark: f"[U+{ord(mark.group()):04X}]", text)


def _judged(text: str, *, longest: int, forbidden: re.Pattern[str]) -> Verdict:
    """Apply the rules in order of harm.

    Source: reliability.md X33 (store NFC) and X34 (NUL, lone surrogates, direction marks).
    """
    if broken := _SURROGATE.search(text):
        safe = _SURROGATE.sub("\ufffd", text)
        return refused("text.surrogate", safe, position=broken.start() + 1)
    clean = unicodedata.normalize("NFC", text).strip()
    if control := forbidden.search(clean):
        safe = forbidden.sub("\ufffd", clean)
        found = f"U+{ord(control.group()):04X}"
        return refused("text.control", safe, character=found, position=control.start() + 1)
    if len(clean) > longest:
        return refused("text.long", clean, extra=len(clean) - longest, longest=longest)
    if mark := _DIRECTION.search(clean):
        shown = visible_direction(clean)
        return doubted("text.direction", clean, shown, position=mark.start() + 1)
    return passed(clean)
