"""Leases blocks of contract numbers to devices, and judges the numbers that come back on paper."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.contracts.numbers import (
    LARGEST_SEQUENCE,
    ContractNumber,
    Series,
    make_series,
    read_series,
)
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.fields import FieldValue
from app.domain.policy import Action, may
from server.services.rights.books import Actor
from server.services.rights.permission import policy_actor
from server.store.counters import lock_number, save_number
from server.store.database import Transaction
from server.store.devices import find_device
from server.store.number_blocks import (
    StoredBlock,
    add_block,
    count_used_since,
    device_blocks,
    find_block,
    find_used,
    list_counters,
    newest_used,
    numbered_bodies,
)
from server.store.records import decode_body, read_records
from sync.wire.messages import NumberBlock, NumberWish

SUPPLY_DAYS = 90
"""A device without any network goes on giving numbers for so long; as long a year stays open."""

LEAST_NUMBERS = 20
BEFORE, LOST = "before", "lost"
"""Stand for the holder of numbers that were given before the blocks, or in a lost database."""

_MOST_UNUSED = 10
_LARGEST_WISHES = 4
_DAY_MILLISECONDS = 86_400_000


def asks_for_numbers(wishes: Sequence[NumberWish], now: int) -> bool:
    """Return whether any wish is for a year that numbers are given for."""
    open_years = _open_years(now)
    return any(wish.year in open_years for wish in wishes[:_LARGEST_WISHES])


@dataclass(frozen=True, slots=True)
class NumberDesk:
    """Leases numbers to the device of one request, and judges those that it brings.

    Attributes:
        work: The transaction; the device's row is locked.
        org: Number of the organisation.
        actor: Whose device it is.
        now: Server time in milliseconds.
    """

    work: Transaction
    org: int
    actor: Actor
    now: int

    def lease(self, wishes: Sequence[NumberWish]) -> tuple[NumberBlock, ...]:
        """Return the blocks that the device lacks, leasing one where it runs short.

        A device that knows fewer blocks than it was leased lost an answer, or went back in time:
        it gets them again, from the first number that nobody has seen on paper.
        """
        if not wishes or not may(policy_actor(self.actor), Action.CREATE, "contract"):
            return ()
        given: list[NumberBlock] = []
        for wish in wishes[:_LARGEST_WISHES]:
            if wish.year not in _open_years(self.now):
                continue
            held = device_blocks(self.work, self.org, self.actor.device_id, wish.year)
            if len(held) <= wish.blocks:
                fresh = self._lease(wish, held)
                held = [fresh] if fresh else []
            given += [self._sent(block) for block in held]
        return tuple(given)

    def check(self, number: ContractNumber, contract_id: str) -> None:
        """Refuse a number that the sender may not put on a contract.

        Raises:
            NotAllowedError: `contract.number.used`, `contract.number.not_leased` or
                `contract.number.closed`, with the `number`.
        """
        series = number.series
        used = find_used(self.work, self.org, series.name, number.sequence)
        if used is not None and used.contract_id != contract_id:
            raise NotAllowedError("contract.number.used", number=number.text)
        block = find_block(self.work, self.org, series.name, number.sequence)
        if block is None or not self._holds(block):
            raise NotAllowedError("contract.number.not_leased", number=number.text)
        if is_year_closed(series.year, self.now):
            raise NotAllowedError("contract.number.closed", number=number.text, year=series.year)

    def _lease(self, wish: NumberWish, held: Sequence[StoredBlock]) -> StoredBlock | None:
        work, org, actor = self.work, self.org, self.actor
        since = self.now - SUPPLY_DAYS * _DAY_MILLISECONDS
        size = max(LEAST_NUMBERS, count_used_since(work, org, actor.user_id, since))
        unused = sum(block.last - newest_used(work, org, block) for block in held)
        if wish.left >= size or unused >= size * _MOST_UNUSED:
            return None
        series = self._series(wish.year)
        last = lock_number(work, org, series.name) or self._taken_over(series)
        if last + size > LARGEST_SEQUENCE:
            return None
        block = StoredBlock(
            *(series.name, last + 1, last + size, series.year),
            *(actor.device_id, actor.user_id, self.now),
        )
        add_block(work, org, block)
        save_number(work, org, series.name, last + size)
        return block

    def _sent(self, block: StoredBlock) -> NumberBlock:
        series = read_series(block.series)
        return NumberBlock(
            prefix=series.prefix,
            unit=series.unit,
            year=series.year,
            first=block.first,
            last=block.last,
            next=newest_used(self.work, self.org, block) + 1,
        )

    def _series(self, year: int) -> Series:
        sector = self._body("sector", self.actor.sector_id)
        company = self._body("company", sector.get("company_id"))
        return make_series(_text(company.get("code")), year, _text(sector.get("code")))

    def _body(self, entity: str, record_id: FieldValue) -> dict[str, FieldValue]:
        key = (entity, str(record_id or ""))
        found = read_records(self.work, self.org, {key}).get(key)
        return dict(found.body) if found else {}

    def _taken_over(self, series: Series) -> int:
        """Return the highest number of a series that was given before there were blocks."""
        ends = rf"{series.year}-{series.unit}-(\d{{5}})\w?"
        form = re.compile(rf"{series.prefix}-\w{{2}}-{ends}", re.ASCII)
        pattern = f"%-{series.year}-{series.unit}-%"
        highest = 0
        for _id, text in numbered_bodies(self.work, self.org, pattern):
            found = form.fullmatch(str(decode_body(text).get("number") or ""))
            highest = max(highest, int(found[1]) if found else 0)
        if highest:
            block = StoredBlock(series.name, 1, highest, series.year, BEFORE, "", self.now)
            add_block(self.work, self.org, block)
        return highest

    def _holds(self, block: StoredBlock) -> bool:
        actor = self.actor
        if block.device_id in {actor.device_id, LOST}:
            return True
        # A device that was copied goes on under another id; the paper of the first one is out.
        if block.user_id != actor.user_id:
            return False
        holder = find_device(self.work, self.org, block.device_id)
        return holder is not None and holder.state == "suspended"


def is_year_closed(year: int, now: int) -> bool:
    """Return whether unused numbers of a year are void: every device has had time to report."""
    return _date(now) > dt.date(year, 12, 31) + dt.timedelta(days=SUPPLY_DAYS)


def skip_lost_numbers(work: Transaction, org: int, count: int, now: int) -> None:
    """Leave out numbers that may have been leased after the backup this database came from.

    Also in series that began after it: those of this year and the next, of every unit known.
    """
    known = {name: _series_or_none(name) for name in list_counters(work, org)}
    year = _date(now).year
    named = {series for series in known.values() if series is not None}
    named |= {Series(one.prefix, year + more, one.unit) for one in {*named} for more in (0, 1)}
    for series in sorted(named):
        last = lock_number(work, org, series.name)
        add_block(
            work,
            org,
            StoredBlock(series.name, last + 1, last + count, series.year, LOST, "", now),
        )
        save_number(work, org, series.name, last + count)


def _text(value: FieldValue) -> str | None:
    return None if value is None else str(value)


def _open_years(now: int) -> frozenset[int]:
    """The year, and the next one when a device may still be away as it begins."""
    today = _date(now)
    later = today + dt.timedelta(days=SUPPLY_DAYS)
    return frozenset({today.year, later.year})


def _date(now: int) -> dt.date:
    return dt.datetime.fromtimestamp(now / 1000, dt.UTC).date()


def _series_or_none(name: str) -> Series | None:
    try:
        return read_series(name)
    except ValidationError:
        return None
