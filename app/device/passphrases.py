"""What a passphrase must be, and how strong one is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.device.errors import WeakPassphraseError

SHORTEST_LENGTH = 12
FEWEST_WORDS = 4
SHORTEST_WORD = 2
LONGEST_LENGTH = 256
FEWEST_DISTINCT = 5
SHORTEST_PERSONAL = 3
STRONG_LENGTH = 20
STRONG_WORDS = 6
STEP_SHARE = 0.7
COMMON_PARTS = ("password", "passw0rd", "qwerty", "iloveyou", "letmein", "asdfgh", "abc123")


class PassphraseStrength(StrEnum):
    """How a passphrase is shown while it is typed."""

    REFUSED = "refused"
    FAIR = "fair"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class PassphraseRating:
    """The judgement on one passphrase.

    Attributes:
        strength: The word to show.
        refusals: Codes of the broken rules, the first one to be shown; empty when accepted.
    """

    strength: PassphraseStrength
    refusals: tuple[str, ...]


def normalised(passphrase: str) -> str:
    """Return the passphrase as it is stretched: NFKC, no space around it.

    NFKC makes the full-width letters of a Chinese input method equal to the plain ones.

    Source: NIST SP 800-63B 5.1.1.2 (normalise before hashing).
    """
    return unicodedata.normalize("NFKC", passphrase).strip()


def rate_passphrase(passphrase: str, *, personal: Iterable[str] = ()) -> PassphraseRating:
    """Judge a passphrase without keeping it.

    Args:
        passphrase: As typed.
        personal: Words a thief would try first: user name, full name, company.
    """
    text = normalised(passphrase)
    refusals = tuple(_refusals(text, personal))
    if refusals:
        return PassphraseRating(PassphraseStrength.REFUSED, refusals)
    strong = len(text) >= STRONG_LENGTH or len(_words(text)) >= STRONG_WORDS
    return PassphraseRating(
        PassphraseStrength.STRONG if strong else PassphraseStrength.FAIR, refusals
    )


def check_passphrase(passphrase: str, *, personal: Iterable[str] = ()) -> None:
    """Refuse a new passphrase that is easy to guess.

    Raises:
        WeakPassphraseError: Fewer than 12 characters and fewer than 4 words, more than 256
            characters, too few different characters, a run such as 123456789012, a
            well-known word, or a personal word.

    Source: reliability.md e4.
    """
    refusals = rate_passphrase(passphrase, personal=personal).refusals
    if refusals:
        raise WeakPassphraseError(refusals[0])


def _refusals(text: str, personal: Iterable[str]) -> Iterable[str]:
    if len(text) < SHORTEST_LENGTH and len(_words(text)) < FEWEST_WORDS:
        yield "device.passphrase.too_short"
    if len(text) > LONGEST_LENGTH:
        yield "device.passphrase.too_long"
    if len(set(text.casefold())) < FEWEST_DISTINCT:
        yield "device.passphrase.repeated"
    elif _is_run(text):
        yield "device.passphrase.sequence"
    folded = "".join(text.casefold().split())
    if any(part in folded for part in COMMON_PARTS):
        yield "device.passphrase.common"
    own = (normalised(word).casefold() for word in personal)
    if any(len(word) >= SHORTEST_PERSONAL and word in text.casefold() for word in own):
        yield "device.passphrase.personal"


def _words(text: str) -> set[str]:
    return {word for word in text.casefold().split() if len(word) >= SHORTEST_WORD}


def _is_run(text: str) -> bool:
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    runs = sum(1 for step in steps if abs(step) <= 1)
    return bool(steps) and runs / len(steps) > STEP_SHARE
