"""The register of contract numbers: every number that was ever given out, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.contracts.numbers import read_series
from app.domain.errors import ValidationError
from server.services.numbers import blocks as number_blocks
from server.services.numbers.blocks import is_year_closed
from server.store.database import Database, Transaction
from server.store.devices import find_device
from server.store.number_blocks import (
    StoredBlock,
    UsedNumber,
    list_blocks,
    list_counters,
    list_used,
)
from server.store.records import Key, StoredRecord, read_records

_CONTRACTS_AT_ONCE = 500


class Fate(StrEnum):
    """What became of a number.

    Attributes:
        USED: It stands on a contract.
        VOID: It is never used; the reason is told.
        LEASED: A device may still give it.
        EARLIER: It was given before there were blocks.
        UNEXPLAINED: Nobody knows: the register has a gap.
    """

    USED = "used"
    VOID = "void"
    LEASED = "leased"
    EARLIER = "earlier"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """Neighbouring numbers of one series with the same fate.

    Attributes:
        series: Name of the series.
        first: First number.
        last: Last number.
        fate: What became of them.
        reason: Why they are void: "contract void: …", "contract deleted", "device revoked", "year
            over", "lost with the database".
        contract: Id of the contract of a single number.
        number: How it is printed.
        device_id: Who holds leased numbers.
    """

    series: str
    first: int
    last: int
    fate: Fate
    reason: str = ""
    contract: str = ""
    number: str = ""
    device_id: str = ""


def read_register(database: Database, org: int, now: int) -> list[RegisterEntry]:
    """Return what became of every number up to the last one given out.

    Args:
        database: The central database.
        org: Number of the organisation.
        now: Server time in milliseconds; unused numbers of a year are void when it is long over.
    """
    with database.reading() as work:
        return list(_Register(work, org, now).entries())


class _Register:
    """Reads everything once; the numbers are then only counted through."""

    def __init__(self, work: Transaction, org: int, now: int) -> None:
        self._work, self._org, self._now = work, org, now
        self._blocks = list_blocks(work, org)
        self._used = {(one.series, one.sequence): one for one in list_used(work, org)}
        self._contracts = self._read_contracts()
        self._counters = list_counters(work, org)
        self._states: dict[str, str] = {}

    def entries(self) -> Iterator[RegisterEntry]:
        by_series: dict[str, list[StoredBlock]] = {}
        for block in self._blocks:
            by_series.setdefault(block.series, []).append(block)
        for series, last in sorted(self._counters.items()):
            if _is_series(series):
                yield from _joined(self._of_series(series, last, by_series.get(series, [])))
        for series, sequence in sorted(self._used):
            if sequence > self._counters.get(series, 0):
                yield RegisterEntry(series, sequence, sequence, Fate.UNEXPLAINED)

    def _of_series(
        self, series: str, last: int, blocks: list[StoredBlock]
    ) -> Iterator[RegisterEntry]:
        expected = 1
        for block in blocks:
            if block.first > expected:
                yield RegisterEntry(series, expected, block.first - 1, Fate.UNEXPLAINED)
            for sequence in range(max(block.first, expected), block.last + 1):
                yield self._one(block, sequence)
            expected = max(expected, block.last + 1)
        if expected <= last:
            yield RegisterEntry(series, expected, last, Fate.UNEXPLAINED)

    def _one(self, block: StoredBlock, sequence: int) -> RegisterEntry:
        used = self._used.get((block.series, sequence))
        if used is not None:
            return self._used_entry(used)
        fate, reason = self._unused_fate(block)
        holder = block.device_id if fate is Fate.LEASED else ""
        return RegisterEntry(
            block.series, sequence, sequence, fate, reason=reason, device_id=holder
        )

    def _used_entry(self, used: UsedNumber) -> RegisterEntry:
        contract = self._contracts.get(("contract", used.contract_id))
        fate, reason = Fate.USED, ""
        number = str(contract.body.get("number") or "") if contract else ""
        if contract is None or contract.is_deleted:
            fate, reason = Fate.VOID, "contract deleted"
        elif contract.body.get("state") == "void":
            fate, reason = Fate.VOID, f"contract void: {contract.body.get('void_reason') or ''}"
        return RegisterEntry(
            *(used.series, used.sequence, used.sequence, fate),
            reason=reason,
            contract=used.contract_id,
            number=number,
        )

    def _unused_fate(self, block: StoredBlock) -> tuple[Fate, str]:
        is_over = is_year_closed(block.year, self._now)
        match block.device_id:
            case number_blocks.BEFORE:
                return Fate.EARLIER, ""
            case number_blocks.LOST:
                # A device that was leased them before the restore may still bring them.
                return Fate.VOID if is_over else Fate.LEASED, "lost with the database"
        if self._device_state(block.device_id) in {"revoked", ""}:
            return Fate.VOID, "device revoked"
        return (Fate.VOID, "year over") if is_over else (Fate.LEASED, "")

    def _device_state(self, device_id: str) -> str:
        if device_id not in self._states:
            device = find_device(self._work, self._org, device_id)
            self._states[device_id] = device.state if device else ""
        return self._states[device_id]

    def _read_contracts(self) -> Mapping[Key, StoredRecord]:
        keys = sorted({("contract", one.contract_id) for one in self._used.values()})
        found: dict[Key, StoredRecord] = {}
        for start in range(0, len(keys), _CONTRACTS_AT_ONCE):
            some = keys[start : start + _CONTRACTS_AT_ONCE]
            found |= read_records(self._work, self._org, some)
        return found


def _joined(entries: Iterator[RegisterEntry]) -> Iterator[RegisterEntry]:
    """Put neighbours without a contract and with the same fate into one entry."""
    open_entry: RegisterEntry | None = None
    for entry in entries:
        if open_entry is not None and _is_alike(open_entry, entry):
            open_entry = replace(open_entry, last=entry.last)
            continue
        if open_entry is not None:
            yield open_entry
        open_entry = entry
    if open_entry is not None:
        yield open_entry


def _is_alike(one: RegisterEntry, other: RegisterEntry) -> bool:
    told = [(each.fate, each.reason, each.device_id) for each in (one, other)]
    return told[0] == told[1] and not (one.contract or other.contract)


def _is_series(name: str) -> bool:
    try:
        read_series(name)
    except ValidationError:
        return False
    return True
