"""What this device itself wrote into a record, as its journal tells it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.fields import FieldValue
from app.store.unit_of_work import Snapshot


@dataclass(frozen=True, slots=True)
class OwnValue:
    """One value that was written here.

    Attributes:
        field: Name of the field.
        before: What stood there.
        value: What was written; None where the field was emptied.
        made_at: Device time, milliseconds since 1970 UTC.
        state: What became of it: one of the states of `journal`.
        code: Reason of a refusal; "" without one.
    """

    field: str
    before: FieldValue
    value: FieldValue
    made_at: int
    state: str
    code: str


def list_own_values(look: Snapshot, entity: str, record_id: str) -> list[OwnValue]:
    """Return every value that this device wrote into a record, oldest first.

    Units that were emptied when the record left the device tell nothing any more.
    """
    rows = look.connection.exec_driver_sql(
        "SELECT device_seq, op_id, state, coalesce(code, '') FROM journal_operation"
        " WHERE record_id = ? AND entity = ? ORDER BY device_seq, rowid",
        (record_id, entity),
    ).fetchall()
    found: list[OwnValue] = []
    for seq, op_id, state, code in rows:
        group = look.journal.read_group(int(seq))
        operations = group.operations if group is not None else ()
        for operation in operations:
            if group is None or operation.op_id != op_id:
                continue
            found += [
                OwnValue(name, before, after, group.made_at, state, code)
                for name, (before, after) in operation.fields.items()
            ]
    return found
