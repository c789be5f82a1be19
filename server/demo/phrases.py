"""Sentences of the customer file, visits and complaints, filled with the account's own facts."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.demo.products import Product
from server.demo.profiles import Profile
from server.demo.reading import read_demo

_LEAST, _MOST = 2, 9
_SHARE_STEP = 5


@dataclass(frozen=True, slots=True)
class Phrases:
    """All sentences by use.

    Attributes:
        blocks: Sentences for the fields of the customer file.
        contacts: Sentences about people.
        visits: Other sentences of visit logs and plans.
        content: What was done on a visit, by purpose.
        results: What came out of it, by purpose.
        complaints: What was wrong, what was asked for and how it ended, by subject.
    """

    blocks: Mapping[str, tuple[str, ...]]
    contacts: Mapping[str, tuple[str, ...]]
    visits: Mapping[str, tuple[str, ...]]
    content: Mapping[str, tuple[str, ...]]
    results: Mapping[str, tuple[str, ...]]
    complaints: Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks about one account."""

    profile: Profile
    products: tuple[Product, ...]
    chance: random.Random

    def say(self, sentences: Sequence[str]) -> str:
        """Draw a sentence and fill its gaps."""
        return self.fill(self.chance.choice(sentences))

    def fill(self, sentence: str) -> str:
        """Fill the gaps of a sentence with facts and small numbers."""
        if "{" not in sentence:
            return sentence
        chance, profile = self.chance, self.profile
        small = chance.randint(_LEAST, _MOST)
        return sentence.format(
            n=small,
            m=1 + small // 2,
            p=small * _SHARE_STEP + _SHARE_STEP,
            q=small + _SHARE_STEP,
            city=profile.city.stem,
            district=profile.district,
            contact=profile.contacts[0].name,
            product=chance.choice(self.products).name,
        )


def read_phrases() -> Phrases:
    """Read the sentences."""
    source = read_demo("phrases")
    content, results = source["visits"].pop("content"), source["visits"].pop("results")
    return Phrases(
        blocks=_tuples(source["blocks"]),
        contacts=_tuples(source["contacts"]),
        visits=_tuples(source["visits"]),
        content=_tuples(content),
        results=_tuples(results),
        complaints=_tuples(source["complaints"]),
    )


def _tuples(source: Mapping[str, Sequence[Any]]) -> dict[str, tuple[Any, ...]]:
    return {name: tuple(values) for name, values in source.items()}
