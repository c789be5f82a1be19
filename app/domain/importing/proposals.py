"""Proposes what the words of a file mean, and says how it comes to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.importing.decisions import REFUSED, Decision, Decisions, Way
from app.domain.importing.near_words import NearWords
from app.domain.importing.word_counts import WordCount


class Origin(StrEnum):
    """Where a proposal comes from.

    Attributes:
        KNOWN: The word is a label, a synonym, or what a record is called.
        REMEMBERED: It was decided the last time.
        GUESSED: It sounds or looks like a known word; a person must see it.
        OPEN: Nobody knows; rows with it are rejected.
    """

    KNOWN = "known"
    REMEMBERED = "remembered"
    GUESSED = "guessed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word of the file and what it probably means.

    Attributes:
        key: As `key_word` spells it.
        word: As written.
        rows: How many rows hold it.
        decision: What is proposed.
        origin: Where that comes from.
        known: What it means if nobody decides; "" for nothing.
        offers: Values to choose from, the nearest first, where not all can be offered.
    """

    key: str
    word: str
    rows: int
    decision: Decision
    origin: Origin
    known: str = ""
    offers: tuple[str, ...] = ()

    @property
    def undecided(self) -> Decision:
        """What is done with the word if nobody decides."""
        return Decision(Way.TAKE, self.known) if self.known else REFUSED


def propose(
    key: str, count: WordCount, remembered: Mapping[str, Decision], near: NearWords | None
) -> Proposal:
    """Return what a word probably means.

    Args:
        key: The word as `key_word` spells it.
        count: The word and how often it stands in the file.
        remembered: What was decided the last time; only what is still there.
        near: Known words, looked at where nothing else tells.
    """
    offers: tuple[str, ...] = ()
    if key in remembered:
        decision, origin = remembered[key], Origin.REMEMBERED
    elif count.known:
        decision, origin = Decision(Way.TAKE, count.known), Origin.KNOWN
    else:
        meant = near.meant(count.word) if near else ""
        decision = Decision(Way.TAKE, meant) if meant else REFUSED
        origin = Origin.GUESSED if meant else Origin.OPEN
    if near is not None and origin is not Origin.KNOWN:
        offers = near.nearest(count.word)
    return Proposal(key, count.word, count.rows, decision, origin, count.known, offers)


def decided(proposals: Mapping[str, tuple[Proposal, ...]], chosen: Decisions) -> Decisions:
    """Return the decisions that are worth keeping: those that differ from reading as usual.

    A word that was decided the last time is kept all the same, so that a change of mind counts.
    """
    found: dict[str, dict[str, Decision]] = {}
    for name, words in proposals.items():
        for one in words:
            decision = chosen.get(name, {}).get(one.key, one.decision)
            if decision != one.undecided or one.origin is Origin.REMEMBERED:
                found.setdefault(name, {})[one.key] = decision
    return found
