"""The nouns of the model: what somebody meant to write, and what is true after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.fields import FieldValue

Values = Mapping[str, FieldValue]
Key = tuple[str, str]

WRITTEN_ONCE = ("collection", "stock_count", "visit_log")
CREATE, EDIT, DELETE = "create", "edit", "delete"
APPLIED, REFUSED = "applied", "refused"
REST = ""
"""Stands for all fields that nobody wrote since the record was made."""


@dataclass(frozen=True)
class Wanted:
    """One operation as the person at the screen meant it.

    Attributes:
        op: CREATE, EDIT or DELETE.
        entity: Schema name.
        id: Record.
        before: Values that the person saw, of the fields that changed.
        after: Values that the person wrote.
        base: Revision of the server that the person saw.
    """

    op: str
    entity: str
    id: str
    before: Values
    after: Values
    base: int

    @property
    def key(self) -> Key:
        return self.entity, self.id


@dataclass(frozen=True)
class Unit:
    """One unit of work that a device said was saved."""

    device_id: str
    user_id: str
    seq: int
    digest: bytes
    wanted: tuple[Wanted, ...]
    op_ids: tuple[str, ...]

    @cached_property
    def once(self) -> tuple[str, ...]:
        """Ids of what is written once and never changed: there together, or not at all."""
        return tuple(one.id for one in self.wanted if one.entity in WRITTEN_ONCE)


@dataclass(frozen=True)
class Writer:
    """Who wrote a field last, with which revision of the record, and when by the server's time."""

    revision: int
    user: str = ""
    device: str = ""
    office: bool = True
    at: int = 0


@dataclass(frozen=True)
class Truth:
    """One record as it must be, worked out from what was accepted in the server's order."""

    entity: str
    id: str
    body: Values
    revision: int
    writers: Mapping[str, Writer]
    book: str
    account_id: str | None = None
    deleted: bool = False

    @property
    def key(self) -> Key:
        return self.entity, self.id

    def writer(self, name: str) -> Writer:
        return self.writers.get(name) or self.writers[REST]


@dataclass(frozen=True)
class Clash:
    """Two values for one field, both to be kept."""

    subject: Key
    field: str
    base: FieldValue
    kept: FieldValue
    lost: FieldValue
    reason: str
    kept_by: str
    lost_by: str


@dataclass
class Member:
    """A person as the server knows the person at this moment.

    Attributes:
        id: User id.
        role: The only one.
        sector: Sector id.
        state: "active" or "frozen".
        moves: How often role or sector were changed.
    """

    id: str
    role: str
    sector: str
    state: str = "active"
    moves: int = 0


@dataclass
class Draft:
    """What one unit of work would make of the records, until all of it is accepted."""

    records: dict[Key, Truth] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
