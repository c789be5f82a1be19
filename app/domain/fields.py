"""The vocabulary that `schema.py` is written in: kinds of fields, merge rules, scopes, entities."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

FieldValue = str | int | None
"""What a field holds on both ends and on the wire; see `Kind` for the spelling of each kind."""

NAME_LENGTH = 200
NOTE_LENGTH = 20_000
DOCUMENT_LENGTH = 1_000_000


class Kind(enum.Enum):
    """What a field means and how its value is spelled.

    Attributes:
        TEXT: One line.
        NOTE: Several lines.
        INTEGER: A whole number of 63 bits.
        MONEY: Minor units (分) of the record's currency.
        DECIMAL: A decimal number as text, e.g. a quantity "12.5"; never a float.
        DATE: A calendar date "2026-11-21" in the company's zone.
        MOMENT: Milliseconds since 1970 in UTC.
        FLAG: 0 or 1.
        CHOICE: One of the field's choices.
        LABELS: A set of words, sorted, one a line.
        REFERENCE: The id of a record of the entity that the field names.
        DOCUMENT: JSON or template text, opaque to the merge.
    """

    TEXT = "text"
    NOTE = "note"
    INTEGER = "integer"
    MONEY = "money"
    DECIMAL = "decimal"
    DATE = "date"
    MOMENT = "moment"
    FLAG = "flag"
    CHOICE = "choice"
    LABELS = "labels"
    REFERENCE = "reference"
    DOCUMENT = "document"

    @property
    def is_number(self) -> bool:
        """Return whether values are integers rather than text."""
        return self in _NUMBERS


class Merge(enum.Enum):
    """What happens when a field was changed on two sides since the same base.

    Attributes:
        LATEST: The change that arrives later is written; the other is kept in a conflict.
        OFFICE: The value already on the server stays if the office wrote it; else as LATEST.
        BOTH: Both texts are kept, one under the other; where they are too long together, as LATEST.
        UNION: Additions and removals of both sides are applied to the set; no conflict.
        SERVER: Only the server or the office writes it; a device's change is refused.
        LEASED: A device writes it once, from a block that the server leased to it.
    """

    LATEST = "latest"
    OFFICE = "office"
    BOTH = "both"
    UNION = "union"
    SERVER = "server"
    LEASED = "leased"


class Custody(enum.Enum):
    """Who may write records of an entity, and how often.

    Attributes:
        SHARED: Merged field by field.
        APPEND: Written once by a device; corrections are new records.
        SERVER: Written by the server or the office only; devices read.
    """

    SHARED = "shared"
    APPEND = "append"
    SERVER = "server"


class Scope(enum.Enum):
    """Which book a record belongs to, and so who receives it.

    Attributes:
        COMPANY: Everybody in the organisation.
        SECTOR: Everybody in the record's sector.
        ACCOUNT: Whoever has the account that the record names (or is).
        SUBJECT: Whoever has the record it speaks about; the server decides when it writes it.
    """

    COMPANY = "company"
    SECTOR = "sector"
    ACCOUNT = "account"
    SUBJECT = "subject"


_NUMBERS = (Kind.INTEGER, Kind.MONEY, Kind.MOMENT, Kind.FLAG)  # hashing an enum costs more


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One synchronised field.

    Attributes:
        name: Column, wire and catalogue name.
        kind: Meaning and spelling of the value.
        required: Never blank.
        merge: Rule for changes on two sides.
        personal: Personal data in the sense of the law; masked in logs and exports.
        searchable: Found by the search of the device.
        indexed: Filtered or joined on, so the device keeps an index.
        carries: Further columns of that index, so that sums over it never read the wide rows.
        block: Block A–E of the customer file that the field stands in; "" elsewhere.
        choices: Allowed values of a CHOICE, or the offered words of LABELS.
        target: Entity that a REFERENCE points to.
        length: Largest number of characters.
    """

    name: str
    kind: Kind
    required: bool = False
    merge: Merge = Merge.LATEST
    personal: bool = False
    searchable: bool = False
    indexed: bool = False
    carries: tuple[str, ...] = ()
    block: str = ""
    choices: tuple[str, ...] = ()
    target: str = ""
    length: int = NAME_LENGTH

    @property
    def index_suffix(self) -> str:
        """What follows the table's name in the name of its index; another where it carries."""
        return f"{self.name}_sums" if self.carries else self.name

    @property
    def index_columns(self) -> str:
        """The columns of its index as SQL spells them."""
        return ", ".join(f'"{column}"' for column in (self.name, *self.carries))


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of synchronised record.

    Attributes:
        name: Table, wire and catalogue name.
        scope: Which book its records belong to.
        custody: Who writes it, and how often.
        fields: By name, in the order in which they are shown and sent.
        since: Schema version that brought it; a device that grew up to it must be sent its records.
    """

    name: str
    scope: Scope
    custody: Custody
    fields: Mapping[str, Field]
    since: int = 1


def entity(name: str, scope: Scope, custody: Custody, *fields: Field, since: int = 1) -> Entity:
    """Declare an entity from its fields."""
    return Entity(name, scope, custody, {field.name: field for field in fields}, since)


def text(name: str, **options: object) -> Field:
    """Declare a line of text."""
    return _field(name, Kind.TEXT, options)


def note(name: str, **options: object) -> Field:
    """Declare text of several lines; what two people wrote into it is kept together."""
    return _field(name, Kind.NOTE, {"length": NOTE_LENGTH, "merge": Merge.BOTH, **options})


def integer(name: str, **options: object) -> Field:
    """Declare a whole number."""
    return _field(name, Kind.INTEGER, options)


def money(name: str, **options: object) -> Field:
    """Declare an amount in minor units; by custom its name ends in `_minor`."""
    return _field(name, Kind.MONEY, options)


def decimal(name: str, **options: object) -> Field:
    """Declare a decimal number kept as text."""
    return _field(name, Kind.DECIMAL, options)


def date(name: str, **options: object) -> Field:
    """Declare a calendar date; by custom its name ends in `_on`."""
    return _field(name, Kind.DATE, options)


def moment(name: str, **options: object) -> Field:
    """Declare a moment in UTC; by custom its name ends in `_at`."""
    return _field(name, Kind.MOMENT, options)


def flag(name: str, **options: object) -> Field:
    """Declare a yes or no."""
    return _field(name, Kind.FLAG, options)


def choice(name: str, *choices: str, **options: object) -> Field:
    """Declare one of a closed list of values."""
    return _field(name, Kind.CHOICE, {"choices": choices, **options})


def labels(name: str, *choices: str, **options: object) -> Field:
    """Declare a set of words; `choices` are offered, others are allowed."""
    return _field(
        name,
        Kind.LABELS,
        {"choices": choices, "merge": Merge.UNION, "length": NOTE_LENGTH, **options},
    )


def reference(name: str, target: str, **options: object) -> Field:
    """Declare the id of a record of `target`; indexed, because it is joined on."""
    return _field(name, Kind.REFERENCE, {"target": target, "indexed": True, **options})


def document(name: str, **options: object) -> Field:
    """Declare JSON or template text."""
    return _field(name, Kind.DOCUMENT, {"length": DOCUMENT_LENGTH, **options})


def _field(name: str, kind: Kind, options: Mapping[str, object]) -> Field:
    return Field(name=name, kind=kind, **options)  # type: ignore[arg-type]
