"""Finds among many accounts those that may be the one of a row, without comparing with all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from app.domain.accounts.duplicates import DuplicateKey, Match, duplicate_key, find_duplicates
from app.domain.fields import FieldValue

_COMMON = 200
"""A pair of letters that more names share says nothing about any of them."""
_COMPARED = 12


class LikenessIndex:
    """Accounts by number, telephone and pairs of letters of their names."""

    def __init__(self, keys: Iterable[DuplicateKey] = ()) -> None:
        self._keys: list[DuplicateKey] = []
        self._exact: dict[str, list[int]] = {}
        self._pairs: dict[str, list[int]] = {}
        for key in keys:
            self.add(key)

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: DuplicateKey) -> None:
        """Take in an account."""
        place = len(self._keys)
        self._keys.append(key)
        for word in (key.tax_number, key.name, *key.phones):
            if word:
                self._exact.setdefault(word, []).append(place)
        for pair in _pairs(key.name):
            places = self._pairs.setdefault(pair, [])
            if len(places) <= _COMMON:
                places.append(place)

    def likely(self, key: DuplicateKey) -> tuple[Match, ...]:
        """Return the accounts that are certainly or probably the same, the likeliest first."""
        places: dict[int, None] = {}
        for word in (key.tax_number, key.name, *key.phones):
            places.update(dict.fromkeys(self._exact.get(word, ())[:_COMPARED] if word else ()))
        shared: Counter[int] = Counter()
        for pair in _pairs(key.name):
            found = self._pairs.get(pair, ())
            if len(found) <= _COMMON:
                shared.update(found)
        needed = len(key.name) // 2 - 1
        near = (place for place, count in shared.most_common(_COMPARED) if count >= needed)
        places.update(dict.fromkeys(near))
        return find_duplicates(key, [self._keys[place] for place in places])


def _pairs(name: str) -> set[str]:
    return {left + right for left, right in pairwise(name)}


def account_key(account_id: str, values: Mapping[str, FieldValue]) -> DuplicateKey:
    """Return what of an account's values is compared with others."""
    tax_number, address = values.get("uscc") or values.get("tax_number"), values.get("address")
    return duplicate_key(
        account_id,
        name=str(values.get("name") or ""),
        phones=[str(values["phone"])] if values.get("phone") else (),
        tax_number=None if tax_number is None else str(tax_number),
        address=None if address is None else str(address),
    )
