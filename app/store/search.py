"""Full-text index of accounts: Chinese by character, pinyin, initials and numbers by trigram."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.store.connection import Connection


_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_RUNS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+|[0-9a-z]+")
_TRIGRAM = 3

_SURNAMES = {
    "曾": "zeng", "仇": "qiu", "单": "shan", "解": "xie", "区": "ou", "尉": "wei", "任": "ren",
    "朴": "piao", "查": "zha", "盖": "ge", "翟": "zhai", "乐": "yue", "员": "yun", "黑": "he",
}  # fmt: skip
"""Readings that a character has as a surname and seldom elsewhere."""


def spaced_han(text: str) -> str:
    """Put a space around every Han character, so that each becomes a word of its own."""
    return _HAN.sub(lambda match: f" {match.group()} ", text.lower())


def pinyin_of(text: str) -> tuple[str, str]:
    """Return the pinyin of a name and its initials, without spaces: ("baihe", "bh")."""
    syllables = _syllables(text)
    whole = "".join(syllables)
    initials = "".join(part if not part.isalpha() else part[0] for part in syllables)
    return whole, initials


def syllables_of(text: str) -> tuple[str, ...]:
    """Return the syllables of a name, as it is read aloud."""
    return _syllables(text)


def surname_reading(name: str) -> str:
    """Return the pinyin of a person's name read with the surname's own sound, or ""."""
    reading = _SURNAMES.get(name[:1])
    return reading + pinyin_of(name[1:])[0] if reading else ""


@lru_cache(maxsize=20_000)
def _syllables(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries take long to load

    return tuple(part.strip().lower() for part in lazy_pinyin(text) if part.strip())


def codes_of(names: Iterable[str], numbers: Iterable[str]) -> str:
    """Return what the trigram index holds for an account: readings of names, then numbers."""
    parts: list[str] = []
    for name in names:
        whole, initials = pinyin_of(name)
        parts += [whole, initials, surname_reading(name)]
    parts += [re.sub(r"[^0-9a-z]", "", number.lower()) for number in numbers]
    return " ".join(dict.fromkeys(part for part in parts if part))


def match_clauses(query: str) -> tuple[list[str], list[str]]:
    """Turn what was typed into SQL conditions on `account_card.account_rowid`, all to be met.

    Args:
        query: As typed; Han, letters and digits may be mixed.

    Returns:
        Conditions with one "?" each, and their values.
    """
    conditions: list[str] = []
    values: list[str] = []
    for run in _RUNS.findall(query.lower()):
        if _HAN.match(run):
            conditions.append("SELECT rowid FROM account_words WHERE account_words MATCH ?")
            values.append('"' + " ".join(run) + '"')
        elif len(run) >= _TRIGRAM:
            conditions.append("SELECT rowid FROM account_codes WHERE account_codes MATCH ?")
            values.append(f'"{run}"')
        else:
            conditions.append("SELECT rowid FROM account_codes WHERE codes LIKE ?")
            values.append(f"%{run}%")
    return conditions, values


class SearchIndex:
    """The account index of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, entries: Sequence[tuple[int, str, str]]) -> None:
        """Replace the entries of accounts: row number, spaced words, codes."""
        places = [(rowid,) for rowid, _, _ in entries]
        if not places:
            return
        run = self._connection.exec_driver_sql
        run("DELETE FROM account_words WHERE rowid = ?", places)
        run("DELETE FROM account_codes WHERE rowid = ?", places)
        run(
            "INSERT INTO account_words (rowid, words) VALUES (?, ?)",
            [(rowid, words) for rowid, words, _ in entries],
        )
        run(
            "INSERT INTO account_codes (rowid, codes) VALUES (?, ?)",
            [(rowid, codes) for rowid, _, codes in entries],
        )

    def remove(self, rowids: Iterable[int]) -> None:
        """Forget accounts."""
        places = [(rowid,) for rowid in rowids]
        if places:
            self._connection.exec_driver_sql("DELETE FROM account_words WHERE rowid = ?", places)
            self._connection.exec_driver_sql("DELETE FROM account_codes WHERE rowid = ?", places)

    def compact(self) -> None:
        """Merge the index, because it keeps the words of removed entries until then."""
        for index in ("account_words", "account_codes"):
            self._connection.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
