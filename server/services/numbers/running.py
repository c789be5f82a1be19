"""Gives the company's running numbers, and notes the contract numbers that devices give."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.contracts.numbers import read_number
from app.domain.errors import NotAllowedError
from server.services.numbers.blocks import NumberDesk
from server.services.rights.books import Actor
from server.store.counters import lock_number, save_number
from server.store.database import Transaction
from server.store.number_blocks import UsedNumber, add_used, find_used

NUMBERED = {"account": "KH", "complaint": "TS"}
"""Entities with a number of the company, and the letters it begins with."""

_DIGITS = 5
_Place = tuple[str, int]


@dataclass(slots=True)
class NumberSource:
    """Numbers without gaps: those of a refused group are given again."""

    work: Transaction
    org: int
    actor: Actor
    now: int
    _last: dict[str, int] = field(default_factory=dict)
    _kept: dict[str, int] = field(default_factory=dict)
    _claimed: dict[_Place, UsedNumber] = field(default_factory=dict)
    _used: dict[_Place, UsedNumber] = field(default_factory=dict)

    def take(self, entity: str) -> str:
        """Return the next number of an entity, as "KH-00042"."""
        if entity not in self._last:
            self._last[entity] = lock_number(self.work, self.org, entity)
            self._kept[entity] = self._last[entity]
        self._last[entity] += 1
        return f"{NUMBERED[entity]}-{self._last[entity]:0{_DIGITS}d}"

    def claim(self, text: str, contract_id: str) -> None:
        """Note that a device has put a number from one of its blocks on a contract.

        Raises:
            ValidationError: It is no number; `contract.number.form`, `contract.number.check`.
            NotAllowedError: It is not the sender's to give, or given already; see
                `number_blocks.NumberDesk.check`.
        """
        number = read_number(text)
        place = (number.series.name, number.sequence)
        said = self._used.get(place) or self._claimed.get(place)
        if said is not None and said.contract_id != contract_id:
            raise NotAllowedError("contract.number.used", number=text)
        NumberDesk(self.work, self.org, self.actor, self.now).check(number, contract_id)
        if said is None and find_used(self.work, self.org, *place) is None:
            actor = self.actor
            self._claimed[place] = UsedNumber(
                *place, contract_id, actor.user_id, actor.device_id, self.now
            )

    def keep(self) -> None:
        """Let the numbers taken stand."""
        self._kept.update(self._last)
        self._used.update(self._claimed)
        self._claimed = {}

    def drop(self) -> None:
        """Give the numbers taken since the last `keep` back."""
        self._last = dict(self._kept)
        self._claimed = {}

    def save(self) -> None:
        """Write the last numbers given, and those that stand on contracts now."""
        for entity, last in self._kept.items():
            save_number(self.work, self.org, entity, last)
        add_used(self.work, self.org, self._used.values())
