"""The check character at the end of a contract number: ISO 7064, MOD 37,36."""

from __future__ import annotations

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_MODULUS = 36
# A reader cannot tell them apart, so either of a pair is taken for the other.
_ALIKE = str.maketrans("OI", "01")


def check_character(text: str) -> str:
    """Return the character that belongs behind digits and capital letters.

    Raises:
        KeyError: Something else is among them.

    Source: ISO 7064, hybrid system MOD 37,36.
    """
    product = _MODULUS
    for letter in text:
        total = (product + _VALUES[letter]) % _MODULUS or _MODULUS
        product = total * 2 % (_MODULUS + 1)
    return _ALPHABET[(_MODULUS + 1 - product) % _MODULUS]


def is_checked(text: str) -> bool:
    """Return whether the last character is the right one for those before it.

    A final O counts as 0 and a final I as 1: they look the same on paper.
    """
    body, last = text[:-1], text[-1:]
    if not last or any(letter not in _VALUES for letter in text):
        return False
    return check_character(body).translate(_ALIKE) == last.translate(_ALIKE)
