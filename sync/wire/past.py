"""Messages about the past of one record: who wrote which value, when and where; version 1."""

from __future__ import annotations

from msgspec import Struct

from app.domain.fields import FieldValue

LARGEST_PAST = 500
"""Values in one answer, the newest; older ones are left out and the answer says so."""


class PastRequest(Struct, frozen=True, omit_defaults=True):
    """Device to server: which values did this record have?

    Attributes:
        protocol: `PROTOCOL_VERSION` of the device.
        entity: Schema name.
        record_id: The record.
    """

    protocol: int
    entity: str
    record_id: str


class PastValue(Struct, array_like=True, frozen=True):
    """One value that was written.

    Attributes:
        field: Name of the field, or "deleted" for the record as a whole.
        before: What stood there.
        value: What was written; None where the field was emptied.
        revision: Of the record that it made.
        user: Name of who wrote it; "" for the server itself.
        device: Name of the device; "" for the server itself.
        server_time: Arrival, milliseconds since 1970 UTC.
        device_time: The same moment as the device had it when it saved.
        source: "online", "offline", "office", "import" or "merge".
    """

    field: str
    before: FieldValue
    value: FieldValue
    revision: int
    user: str
    device: str
    server_time: int
    device_time: int
    source: str


class PastAnswer(Struct, frozen=True, omit_defaults=True):
    """Server to device.

    Attributes:
        values: Newest first.
        is_cut: Whether older values were left out.
    """

    values: tuple[PastValue, ...] = ()
    is_cut: bool = False
