"""Contract numbers this device may give without asking, in the blocks that the server leased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.contracts.numbers import ContractNumber, Series

if TYPE_CHECKING:
    from app.store.connection import Connection

SUPPLY_DAYS = 90
"""So long before its end, numbers of the next year are wanted too."""

_LOW_WATER = 10


@dataclass(frozen=True, slots=True)
class LeasedBlock:
    """Numbers of one series.

    Attributes:
        series: What they are counted in.
        first: Of the block.
        last: Of the block.
        next: The first that was not given yet; beyond `last` when all are.
    """

    series: Series
    first: int
    last: int
    next: int


@dataclass(frozen=True, slots=True)
class Supply:
    """What the device holds for a year.

    Attributes:
        year: Of the numbers.
        left: Numbers not given yet.
        blocks: Blocks, used up or not.
        newest_size: Size of the newest block; 0 without any.
    """

    year: int
    left: int
    blocks: int
    newest_size: int

    @property
    def is_low(self) -> bool:
        """Return whether it is time to ask for more."""
        return self.left < max(_LOW_WATER, self.newest_size // 2)


class NumberBlocks:
    """The blocks in one transaction; a number is taken in the one that writes its contract."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, blocks: Iterable[LeasedBlock]) -> None:
        """Keep blocks; of one that is here already, numbers seen on paper are never given again."""
        self._connection.exec_driver_sql(
            "INSERT INTO number_block (prefix, unit, year, first, last, next)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (prefix, unit, year, first)"
            " DO UPDATE SET next = max(next, excluded.next)",
            [
                (
                    *(block.series.prefix, block.series.unit, block.series.year),
                    *(block.first, block.last, block.next),
                )
                for block in blocks
            ],
        )

    def take(self, year: int, kind: str) -> ContractNumber | None:
        """Return the next number of a year, never to be given again; None when there is none.

        Args:
            year: Of the contract's day.
            kind: Two letters of its template.
        """
        row = self._connection.exec_driver_sql(
            "SELECT prefix, unit, first, next FROM number_block"
            " WHERE year = ? AND next <= last ORDER BY rowid LIMIT 1",
            (year,),
        ).fetchone()
        if row is None:
            return None
        prefix, unit, first, number = row
        self._connection.exec_driver_sql(
            "UPDATE number_block SET next = next + 1"
            " WHERE prefix = ? AND unit = ? AND year = ? AND first = ?",
            (prefix, unit, year, first),
        )
        return ContractNumber(Series(prefix, year, unit), kind, number)

    def supply(self, year: int) -> Supply:
        """Return what is left of a year."""
        row = self._connection.exec_driver_sql(
            "SELECT coalesce(sum(last - next + 1), 0), count(*),"
            " coalesce((SELECT last - first + 1 FROM number_block WHERE year = :year"
            "  ORDER BY rowid DESC LIMIT 1), 0) FROM number_block WHERE year = :year",
            {"year": year},
        ).one()
        return Supply(year, int(row[0]), int(row[1]), int(row[2]))

    def low_supplies(self, today: dt.date) -> tuple[Supply, ...]:
        """Return the years whose numbers run short."""
        years = sorted({today.year, (today + dt.timedelta(days=SUPPLY_DAYS)).year})
        return tuple(each for year in years if (each := self.supply(year)).is_low)

    def give_up(self) -> None:
        """Forget all blocks: they belong to a device id that is no longer used."""
        self._connection.exec_driver_sql("DELETE FROM number_block")
