"""Keeps a text from being run as a formula by the spreadsheet that opens it."""

from __future__ import annotations

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
_GUARD = "'"


def guarded(text: str) -> str:
    """Return a text for a CSV cell: an apostrophe in front where a formula could begin.

    A text that has such an apostrophe already gets a second one, so that `unguarded` gives back
    exactly what was there.

    Source: OWASP ASVS 1.2.10; reliability.md T26.
    """
    return _GUARD + text if text.lstrip(_GUARD).startswith(_DANGEROUS) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given."""
    if not text.startswith(_GUARD):
        return text
    return text[1:] if text.lstrip(_GUARD).startswith(_DANGEROUS) else text
