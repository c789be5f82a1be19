"""What must hold when everything is healed: C1 to C11 of reliability.md."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from server.services.verification import verify_database
from sync.wire.messages import SKIPPED
from tests.simulation.central import Central
from tests.simulation.company import ORG
from tests.simulation.device_checks import check_own_writes, check_scope
from tests.simulation.field_device import FieldDevice, journal_of
from tests.simulation.ledger import Ledger
from tests.simulation.model import APPLIED
from tests.simulation.rules import is_shown
from tests.simulation.violation import expect

_SETTLED = {"applied": {"acknowledged"}, "refused": {"refused", "withdrawn"}}


def check_everything(central: Central, devices: Iterable[FieldDevice], ledger: Ledger) -> None:
    check_server(central, ledger)
    check_history(central, ledger)
    for device in devices:
        check_scope(device, ledger)
        check_own_writes(device, ledger)
        check_journal(device, ledger)
        check_money(device, ledger)
        check_file(device)


def check_server(central: Central, ledger: Ledger) -> None:
    """The server's records are the reference's, deleted ones too, and its file is sound (C9)."""
    with central.database.reading() as work:
        rows = work.rows(
            "SELECT entity, id, book, revision, body, deleted, account_id FROM record"
            " WHERE org = ?",
            (ORG,),
        )
    found = {(row[0], row[1]): tuple(row[2:]) for row in rows}
    records = ledger.reference.records
    expect(found.keys() == records.keys(), f"server differs: {found.keys() ^ records.keys()}")
    for key, (book, revision, body, deleted, account_id) in found.items():
        truth = records[key]
        is_ = (book, revision, json.loads(body), bool(deleted), account_id)
        should = (truth.book, truth.revision, truth.body, truth.deleted, truth.account_id)
        expect(is_ == should, f"server has {key} as {is_}, should be {should}")
    findings = verify_database(central.database, ORG)
    expect(not findings, f"server: {findings}")


def check_history(central: Central, ledger: Ledger) -> None:
    """Each accepted operation made history exactly once (C1, C11)."""
    with central.database.reading() as work:
        # The record of a conflict has its own id for an operation: nobody on a device asked for it.
        rows = work.rows(
            "SELECT op_id FROM history WHERE org = ? AND device_id <> '' AND op_id <> id", (ORG,)
        )
    found = Counter(row[0] for row in rows)
    written = ledger.reference.written
    expect(found == written, f"history differs: {found - written} {written - found}")


def check_journal(device: FieldDevice, ledger: Ledger) -> None:
    """No unit is nowhere, each has the server's verdict, and nothing waits (C1, C2, C10)."""
    states = {row.digest: row.state for row in journal_of(device)}
    for unit in ledger.units_of(device):
        fate = ledger.fates.get(unit.digest)
        state = states.pop(unit.digest, "nowhere")
        if unit.digest in ledger.lost | ledger.aside:
            continue
        told = f"{device.name}: unit {unit.seq} is {state}, server says {fate}"
        if fate == SKIPPED:
            expect(state != "waiting" or unit.device_id != device.id, told)
        elif fate is None:
            # A server that forgot is offered the work of present identities only.
            is_old = unit.digest in ledger.forgotten and unit.device_id != device.id
            expect(is_old, told)
        elif unit.device_id != device.id and unit.digest in ledger.applied_once:
            # Refused when it was offered again, to a device that then went back in time itself.
            expect(state in {*_SETTLED[fate], "acknowledged"}, told)
        else:
            expect(state in _SETTLED[fate], told)
    expect(not states, f"{device.name}: {len(states)} units that nobody saved")


def check_money(device: FieldDevice, ledger: Ledger) -> None:
    """Money adds up to what was written at the kitchen table, account by account (C8).

    An account that only this device has, because its making waits for a word of the rep, may lie
    on the server in somebody else's book: what is under it there is not this device's to know.
    Nor is what lies under an account that nobody has, for a rep.
    """
    member = ledger.reference.members[device.person.id]
    sums: Counter[str] = Counter()
    for digest, unit in ledger.units.items():
        if ledger.fates.get(digest) == APPLIED:
            for wanted in unit.wanted:
                if wanted.entity == "collection":
                    sums[str(wanted.after["account_id"])] += int(wanted.after["amount_minor"])
    rows = device.rows(
        "SELECT a.id, a._book, coalesce(sum(c.amount_minor), 0) FROM account a"
        " LEFT JOIN collection c ON c.account_id = a.id AND c._revision > 0"
        " WHERE a._revision > 0 GROUP BY a.id"
    )
    for account_id, book, total in rows:
        wanted = sums[account_id] if is_shown(member, "collection", book) else 0
        expect(total == wanted, f"{device.name}: {account_id} {total}")


def check_file(device: FieldDevice) -> None:
    """The file is sound, and nothing points to what is no longer there (C9)."""
    device.store.empty_log()
    for pragma in ("foreign_key_check", "cipher_integrity_check"):
        found = device.rows(f"PRAGMA {pragma}")
        expect(not found, f"{device.name}: {pragma} {found}")
    found = device.rows("PRAGMA integrity_check")
    expect(found[0][0] == "ok", f"{device.name}: {found}")
    for table, column in (
        ("account_card", "account_rowid"),
        ("account_words", "rowid"),
        ("account_codes", "rowid"),
    ):
        sql = f"SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT rowid FROM account)"
        left = device.rows(sql)[0][0]
        expect(left == 0, f"{device.name}: {left} rows of {table} point nowhere")
