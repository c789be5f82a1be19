"""Every unit of work that was ever saved, and what became of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from app.domain.changes import Operation
from sync.wire import codec
from sync.wire.messages import SKIPPED, GroupResult
from tests.simulation.central import Central
from tests.simulation.company import ORG
from tests.simulation.field_device import FieldDevice, JournalRow, journal_of
from tests.simulation.model import APPLIED, REST, Clash, Truth, Unit, Wanted, Writer
from tests.simulation.reference import Reference
from tests.simulation.violation import expect

_RESULT = msgspec.msgpack.Decoder(GroupResult)


class Ledger:
    """Follows units from the moment a device says "saved" to the server's verdict.

    Attributes:
        reference: What must be true.
        units: All units, by digest.
        fates: "applied", "refused" or "skipped", for those that the server has worked on.
        lost: Units that went with a file that was replaced by an older copy.
        kept: Units that wait in devices that were taken out of service.
        aside: Units that waited when their device got another identity; they wait for the rep.
        forgotten: Units that a restored server has not heard of again.
        applied_once: Units that were accepted at some time, by a server that may have forgotten.
        offered_since: When the server's present epoch began, while a device offers old work.
    """

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.units: dict[bytes, Unit] = {}
        self.fates: dict[bytes, str] = {}
        self.lost: set[bytes] = set()
        self.kept: set[bytes] = set()
        self.aside: set[bytes] = set()
        self.forgotten: set[bytes] = set()
        self.applied_once: set[bytes] = set()
        self.seen_until: dict[str, int] = {}
        self.offered_since: int | None = None

    def note_saved(
        self, device: FieldDevice, wanted: list[Wanted] | None, *, must: bool = False
    ) -> list[Unit]:
        """Take over what a device's journal has gained.

        Args:
            device: Whose.
            wanted: What was meant; None where a command of the product decided it.
            must: Whether the device said "saved".
        """
        gained = [_unit(device, row) for row in journal_of(device, device.last_seq)]
        if must and wanted:
            expect(bool(gained), f"{device.name} said saved, journal has nothing of {wanted}")
        if wanted is not None and gained:
            expect(len(gained) == 1, f"{device.name}: {len(gained)} units for one piece of work")
            told = gained[0].wanted
            expect(told == tuple(wanted), f"{device.name}: journal says {told}, meant {wanted}")
        for unit in gained:
            self.units[unit.digest] = unit
            device.last_seq = unit.seq
        return gained

    def observe(self, central: Central, device_id: str, now: int) -> list[tuple[Unit, str]]:
        """Work out once more what the server has done for a device since the last look."""
        since = self.seen_until.get(device_id, 0)
        kept = self._kept_places(device_id)
        with central.database.reading() as work:
            rows = work.rows(
                "SELECT device_seq, digest, result FROM group_seen"
                " WHERE org = ? AND device_id = ? AND device_seq > ? ORDER BY device_seq",
                (ORG, device_id, min((*kept, since + 1)) - 1),
            )
        clashes: list[Clash] = []
        done = []
        for seq, digest, encoded in rows:
            result = _RESULT.decode(encoded)
            if seq > since:
                expect(seq == since + 1, f"the server skipped unit {since + 1} of {device_id}")
                since = seq
            elif seq not in kept or result.outcome == SKIPPED:
                continue
            done.append(self._judge(bytes(digest), result, clashes, now))
        self.seen_until[device_id] = since
        if clashes:
            self._adopt_conflicts(central, clashes, now)
        return done

    def units_of(self, device: FieldDevice) -> Iterator[Unit]:
        return (unit for unit in self.units.values() if unit.device_id in device.ids_held)

    def note_lost(self, device: FieldDevice) -> bool:
        """Note what is not in a device's file any more; return whether that is anything."""
        there = {row.digest for row in journal_of(device)}
        mine = {unit.digest for unit in self.units_of(device)}
        self.lost = (self.lost - mine) | (mine - there)
        return bool(mine - there)

    def go_back(
        self, reference: Reference, seen_until: dict[str, int], fates: dict[bytes, str]
    ) -> None:
        """Forget what a server that came back from a backup has forgotten."""
        reference.version = self.reference.version + 1
        self.reference = reference
        self.forgotten |= self.fates.keys() - fates
        self.fates = dict(fates)
        self.seen_until = dict(seen_until)

    def _kept_places(self, device_id: str) -> set[int]:
        """Return the numbers of units that the server knows the places of, and nothing else."""
        units = (self.units[digest] for digest, fate in self.fates.items() if fate == SKIPPED)
        return {unit.seq for unit in units if unit.device_id == device_id}

    def _judge(
        self, digest: bytes, result: GroupResult, clashes: list[Clash], now: int
    ) -> tuple[Unit, str]:
        unit = self.units.get(digest)
        expect(unit is not None, "the server accepted a unit that nobody saved")
        assert unit is not None
        self.forgotten.discard(digest)
        if result.outcome == SKIPPED:
            self.fates[digest] = SKIPPED
            return unit, SKIPPED
        told = [one.revision for one in result.results]
        fate, found = self.reference.apply(unit, told, now=now, offered_since=self.offered_since)
        expect(
            result.outcome == fate,
            f"unit {unit.seq} of {unit.device_id}: server {result}, rules say {fate}:"
            f" {unit.wanted}",
        )
        self.fates[digest] = fate
        if fate == APPLIED:
            self.applied_once.add(digest)
        clashes += found
        return unit, fate

    def _adopt_conflicts(self, central: Central, clashes: list[Clash], now: int) -> None:
        """Find a conflict record for each clash, and none besides."""
        with central.database.reading() as work:
            rows = work.rows(
                "SELECT id, book, body, account_id FROM record"
                " WHERE org = ? AND entity = 'conflict' ORDER BY id",
                (ORG,),
            )
        fresh = [row for row in rows if ("conflict", row[0]) not in self.reference.records]
        found = Counter(_clash(json.loads(row[2])) for row in fresh)
        missing, extra = Counter(clashes) - found, found - Counter(clashes)
        expect(not missing and not extra, f"conflicts missing {missing}, too many {extra}")
        for record_id, book, body, account_id in fresh:
            writers = {REST: Writer(1, at=now)}
            self.reference.adopt(
                Truth("conflict", record_id, json.loads(body), 1, writers, book, account_id)
            )


def _unit(device: FieldDevice, row: JournalRow) -> Unit:
    group = codec.decode_group(row.body)
    return Unit(
        device_id=device.id,
        user_id=group.user_id,
        seq=row.seq,
        digest=row.digest,
        wanted=tuple(_wanted(operation) for operation in group.operations),
        op_ids=tuple(operation.op_id for operation in group.operations),
    )


def _wanted(operation: Operation) -> Wanted:
    op = operation.op.value
    before = {name: was for name, (was, _) in operation.fields.items()} if op == "edit" else {}
    after = {} if op == "delete" else operation.values
    return Wanted(op, operation.entity, operation.record_id, before, after, operation.base_revision)


def _clash(body: dict[str, Any]) -> Clash:
    base, kept, lost = (json.loads(body[name]) for name in ("base", "kept", "lost"))
    subject = body["subject_entity"], body["subject_id"]
    by = body.get("kept_by", ""), body.get("lost_by", "")
    return Clash(subject, body["field"], base, kept, lost, body["reason"], *by)
