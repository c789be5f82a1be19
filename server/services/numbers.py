"""Gives the company's running numbers to new accounts, contracts and complaints."""

from __future__ import annotations

from dataclasses import dataclass, field

from server.store.counters import lock_number, save_number
from server.store.database import Transaction

NUMBERED = {"account": "KH", "contract": "HT", "complaint": "TS"}
"""Entities with a number of the company, and the letters it begins with."""

_DIGITS = 5


@dataclass(slots=True)
class NumberSource:
    """Numbers without gaps: those of a refused group are given again."""

    work: Transaction
    org: int
    _last: dict[str, int] = field(default_factory=dict)
    _kept: dict[str, int] = field(default_factory=dict)

    def take(self, entity: str) -> str:
        """Return the next number of an entity, as "KH-00042"."""
        if entity not in self._last:
            self._last[entity] = lock_number(self.work, self.org, entity)
            self._kept[entity] = self._last[entity]
        self._last[entity] += 1
        return f"{NUMBERED[entity]}-{self._last[entity]:0{_DIGITS}d}"

    def keep(self) -> None:
        """Let the numbers taken stand."""
        self._kept.update(self._last)

    def drop(self) -> None:
        """Give the numbers taken since the last `keep` back."""
        self._last = dict(self._kept)

    def save(self) -> None:
        """Write the last numbers given."""
        for entity, last in self._kept.items():
            save_number(self.work, self.org, entity, last)
