"""The parts a contract template is made of: fields, conditions, clauses, articles, annexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["zh", "en"]
PartyLetter = Literal["a", "b"]
FieldType = Literal[
    "text", "money", "date", "percent", "number", "flag", "choice", "list", "party", "table"
]
ColumnKind = Literal["index", "text", "short", "qty", "money", "rate", "amount"]
TemplateState = Literal["draft", "approved", "withdrawn"]

FURTHER_GROUP = 0
CLAUSE_GROUPS = range(1, 11)


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in Chinese and English."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the words in one language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Check:
    """A named check with its plain argument: `min:3` is ("min", "3")."""

    name: str
    argument: str


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice field and its label."""

    value: str
    label: Wording


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table field."""

    key: str
    heading: Wording
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class Field:
    """A value the rep fills in.

    Attributes:
        group: Clause group 1 to 11 it belongs to on the form.
        default: Value when the rep gives none; None means no default.
        options: Only for choices.
        columns: Only for tables.
        has_totals: Whether the table prints net, tax, total and capitals.
    """

    name: str
    type: FieldType
    group: int
    required: bool
    label: Wording
    default: object = None
    checks: tuple[Check, ...] = ()
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    has_totals: bool = False


@dataclass(frozen=True, slots=True)
class FlagIs:
    """True when the flag has the wanted value."""

    field: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class ChoiceIs:
    """True when the choice is one of the wanted values."""

    field: str
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """True when the field holds something (or nothing, if not wanted)."""

    field: str
    wanted: bool


Condition = FlagIs | ChoiceIs | Filled


@dataclass(frozen=True, slots=True)
class SubClause:
    """One point of a clause, printed （1）."""

    wording: Wording
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of an article, printed 6.2.

    Attributes:
        fixed: Whether only the filled values may change, not the words.
        standard_reason: Why it is a standard term with a material interest of the other side
            (printed bold and listed in the notice); empty otherwise.
        list_field: List field whose lines are printed as points; empty for none.
        table_field: Table field printed after the clause; empty for none.
    """

    id: str
    wording: Wording
    fixed: bool
    standard_reason: str
    when: Condition | None
    points: tuple[SubClause, ...]
    list_field: str
    table_field: str


@dataclass(frozen=True, slots=True)
class Article:
    """A numbered heading with its clauses, those of the library included."""

    id: str
    group: int
    title: Wording
    when: Condition | None
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on its own page with its own table and seal places."""

    id: str
    title: Wording
    wording: Wording
    table_field: str
    number_field: str
    is_signed: bool


@dataclass(frozen=True, slots=True)
class Header:
    """What a template says about itself.

    Attributes:
        code: Two letters of the contract number.
        free_to_sign: Whether it may be printed for signing without review (R079).
        supplier: Which party sells; its account is the designated one (R086).
        roles: The words behind 甲方 and 乙方.
    """

    id: str
    code: str
    name: Wording
    version: str
    library_version: str
    state: TemplateState
    valid_from: date
    valid_to: date
    free_to_sign: bool
    supplier: PartyLetter
    roles: Mapping[PartyLetter, Wording]
    preamble: Wording

    @property
    def buyer(self) -> PartyLetter:
        """The party that buys."""
        return "b" if self.supplier == "a" else "a"


@dataclass(frozen=True, slots=True)
class ContractTemplate:
    """A contract text before it is filled in.

    Attributes:
        fields: Fields of the library and of the template by name, in that order.
        canonical: Canonical JSON of header, articles and library blocks, for the fingerprint.
    """

    header: Header
    fields: Mapping[str, Field]
    articles: tuple[Article, ...]
    annexes: tuple[Annex, ...]
    canonical: str
