"""What is said about a passphrase while it is typed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from app.device.passphrases import PassphraseStrength, rate_passphrase
from ui.texts import _, sentence

RuleState = Literal["open", "kept", "broken"]

_LENGTH = frozenset({"device.passphrase.too_short", "device.passphrase.too_long"})
_PATTERN = frozenset(
    {"device.passphrase.repeated", "device.passphrase.sequence", "device.passphrase.common"}
)
_PERSONAL = frozenset({"device.passphrase.personal"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a passphrase does so far.

    Attributes:
        word: "Fair", "Strong" …; empty while nothing is typed.
        tone: Colour role of the word.
        rules: Each rule in words, and whether it is kept.
        refusal: The sentence for the first broken rule; empty when accepted.
    """

    word: str
    tone: str
    rules: tuple[tuple[str, RuleState], ...]
    refusal: str


def judge(passphrase: str, personal: Collection[str]) -> Judgement:
    """Judge a passphrase.

    Args:
        passphrase: As typed so far.
        personal: Words it may not hold: sign-in name, name, company.
    """
    rating = rate_passphrase(passphrase, personal=personal)
    broken = frozenset(rating.refusals)
    typed = bool(passphrase)
    rules = (
        (_("12 characters or more, or 4 different words"), _state(broken & _LENGTH, typed)),
        (_("No runs, no repeats, no well-known words"), _state(broken & _PATTERN, typed)),
        (_("Not your name, not the company's"), _state(broken & _PERSONAL, typed)),
    )
    word, tone = _strength(rating.strength) if typed else ("", "text3")
    refusal = sentence(rating.refusals[0]) if rating.refusals else ""
    return Judgement(word, tone, rules, refusal)


def _state(broken: frozenset[str], typed: bool) -> RuleState:
    if not typed:
        return "open"
    # While a short one is still being typed, a rule that is not kept yet is no fault.
    return "broken" if broken - _LENGTH else "open" if broken else "kept"


def _strength(strength: PassphraseStrength) -> tuple[str, str]:
    match strength:
        case PassphraseStrength.REFUSED:
            return _("Not accepted yet"), "text3"
        case PassphraseStrength.FAIR:
            return _("Fair"), "ok"
        case PassphraseStrength.STRONG:
            return _("Strong"), "ok"
