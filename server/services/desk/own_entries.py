"""The history of what the server writes itself, or the office through it: no device, no zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from app.domain.fields import FieldValue
from app.domain.ids import new_id
from server.services.moments import milliseconds
from server.store.groups import DELETE, EDIT, HistoryEntry
from server.store.records import StoredRecord

Changed = Mapping[str, tuple[FieldValue, FieldValue]]
"""By field the value before and after."""

_JSON = msgspec.json.Encoder()


def own_entry(
    record: StoredRecord,
    op: str,
    moment: datetime,
    *,
    changed: Changed | None = None,
    user_id: str = "",
    op_id: str = "",
) -> HistoryEntry:
    """Return where a revision came from that no device sent.

    Args:
        record: As it is now.
        op: `CREATE`, `EDIT`, `DELETE` or the word of an import.
        moment: Server time.
        changed: What changed; None where the record itself says all, or nothing.
        user_id: Of the office's; empty where nobody is behind it.
        op_id: Made from the moment when left out.
    """
    now = milliseconds(moment)
    unsaid = "{}" if op in {EDIT, DELETE} else ""
    return HistoryEntry(
        entity=record.entity,
        id=record.id,
        revision=record.revision,
        op_id=op_id or new_id(moment),
        op=op,
        user_id=user_id,
        device_id="",
        server_time=now,
        device_time=now,
        zone="",
        fields=unsaid if changed is None else _JSON.encode(changed).decode(),
    )
