"""Spellings that mean the same: white space, full and half width, kinds of punctuation."""

from __future__ import annotations

import re
from typing import Literal

Spelling = Literal["space", "width", "punctuation", "hidden"]
"""How two equal texts differ: white space, full or half width, the kind of a mark, letters
that nobody sees."""

HIDDEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Letters without a shape. What a file hides is told, never compared."""
_SPACE = re.compile(r"\s+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE |= {0xFFE5: 0xA5, 0xFFE1: 0xA3, 0xFFE0: 0xA2, 0x3000: 0x20, 0x00A0: 0x20}
# Superscripts and circled figures stay: 10² is not 102.
_MARKS = str.maketrans(
    {
        **dict.fromkeys("。．｡", "."),
        **dict.fromkeys("、､﹐", ","),
        **dict.fromkeys("“”„‟「」『』＂〝〞", '"'),
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("‐‑‒–—―−－﹣", "-"),
        **dict.fromkeys("·•・‧", "·"),
        "…": "...",
        "〔": "(",
        "〕": ")",
        "【": "[",
        "】": "]",
        "《": "<",
        "》": ">",
        "〈": "<",
        "〉": ">",
        "∶": ":",
        "︰": ":",
        "☑": "√",
        "✓": "√",
        "✔": "√",
        "☐": "□",
        "▢": "□",
        "▲": None,
    }
)


def without_space(text: str) -> str:
    """Return a text without hidden letters and white space."""
    return _SPACE.sub("", HIDDEN.sub("", text))


def folded(text: str) -> str:
    """Return a text in the one spelling in which texts are compared.

    Digits and signs stay what they are, superscripts too: only the width of a letter and the
    kind of a mark are given up. The triangle of standard terms is no word.
    """
    return without_space(HIDDEN.sub("", text).translate(_WIDE).translate(_MARKS))


def spellings(sent: str, returned: str) -> tuple[Spelling, ...]:
    """Return how two texts that are equal when folded are spelled differently."""
    if sent == returned:
        return ()
    found: list[Spelling] = []
    if HIDDEN.search(returned) and not HIDDEN.search(sent):
        found.append("hidden")
    if _SPACE.sub(" ", HIDDEN.sub("", sent)).strip() != _SPACE.sub(
        " ", HIDDEN.sub("", returned)
    ).strip() and (without_space(sent) == without_space(returned)):
        found.append("space")
        return tuple(found)
    wide = without_space(sent.translate(_WIDE)), without_space(returned.translate(_WIDE))
    if without_space(sent) != without_space(returned):
        found.append("width" if wide[0] == wide[1] else "punctuation")
    return tuple(found)
