"""The nouns that travel: operations, the groups they are applied in, and what a commit touched."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.fields import FieldValue


class Op(enum.StrEnum):
    """What happened to a record."""

    CREATE = "create"
    EDIT = "edit"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Operation:
    """One change of one record, as the journal keeps it and as the wire carries it.

    Attributes:
        op_id: Made on the device; the same operation sent twice is applied once.
        entity: Schema name.
        record_id: Id of the record, made on the device.
        op: What happened.
        fields: By name, the value before and the value after; only what changed.
        base_revision: Server revision that the change was made on; 0 for a new record.
    """

    op_id: str
    entity: str
    record_id: str
    op: Op
    fields: Mapping[str, tuple[FieldValue, FieldValue]]
    base_revision: int = 0

    @property
    def values(self) -> dict[str, FieldValue]:
        """The values after the change."""
        return {name: after for name, (_, after) in self.fields.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one unit of work: applied all or none.

    Attributes:
        group_id: Made on the device.
        user_id: Who did it.
        made_at: Device time, milliseconds since 1970 UTC; shown, never decides.
        zone: IANA name of the device's zone, so that the local time can be shown anywhere.
        operations: In the order in which they happened.
    """

    group_id: str
    user_id: str
    made_at: int
    zone: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What a finished command or pull touched, so that screens refresh only if concerned.

    Attributes:
        touched: Entity and id of every record written.
        entities: Entities touched so widely that single records are not listed (bulk loads).
    """

    touched: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    entities: frozenset[str] = field(default_factory=frozenset)

    def touches(self, *names: str) -> bool:
        """Return whether any record of one of the entities was touched."""
        return any(name in self.entities for name in names) or any(
            name in names for name, _ in self.touched
        )

    def touches_record(self, entity: str, record_id: str) -> bool:
        """Return whether this record was touched, as far as is known."""
        return entity in self.entities or (entity, record_id) in self.touched

    @classmethod
    def union(cls, changes: Iterable[ChangeSet]) -> ChangeSet:
        """Put several change sets together."""
        parts = tuple(changes)
        return cls(
            frozenset().union(*(part.touched for part in parts)),
            frozenset().union(*(part.entities for part in parts)),
        )
