"""What a kind of record shows: a descriptor says what the schema cannot know."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.fields import Custody, Field, Kind
from app.domain.schema import ENTITIES

_ACCOUNT = "account_id"
_MOST_COLUMNS = 5
_TOLD_FIRST = (Kind.CHOICE, Kind.REFERENCE, Kind.TEXT, Kind.DATE, Kind.MONEY, Kind.INTEGER)
_DAYS = (Kind.DATE, Kind.MOMENT)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields of a form under one heading.

    Attributes:
        key: The heading is the text of `section.<key>`; empty for none.
        fields: In the order of the form.
    """

    key: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Below:
    """Other records that a record's page lists below its form.

    Attributes:
        entity: Their kind.
        reference: Their field that points to the record.
    """

    entity: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """One kind of record; what is left out derives from the schema.

    Attributes:
        entity: Schema name.
        group: The group of kinds it stands in, see `registry.GROUPS`.
        icon: Its sign.
        name: The field that names a record in its row and its heading.
        columns: Fields of the list besides the name and the account.
        sections: The form; left out, all fields in the order of the schema.
        hidden: Fields that the form leaves out, where there are no sections.
        order: Field that the list begins with; left out, the first day in the schema.
        rises: The list begins with the smallest value instead of the largest.
        below: What a record's page lists below its form.
        is_part: Only ever shown below another record; no list of its own.
        papers: Kinds of papers that can be printed of one, see `ui.screens.papers.kinds`.
        page: Page of its own that `Navigation.open_page` opens; empty for the form of any record.
    """

    entity: str
    group: str
    icon: str
    name: str = ""
    columns: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    hidden: tuple[str, ...] = ()
    order: str = ""
    rises: bool = False
    below: tuple[Below, ...] = ()
    is_part: bool = False
    page: str = ""
    papers: tuple[str, ...] = ()

    @property
    def has_account(self) -> bool:
        """Whether records of the kind stand under an account."""
        return _ACCOUNT in ENTITIES[self.entity].fields

    @property
    def is_kept_by_office(self) -> bool:
        """Whether devices only read it."""
        return ENTITIES[self.entity].custody is Custody.SERVER

    def name_field(self) -> str:
        """Return the field that names a record; the first text, choice or day otherwise."""
        if self.name:
            return self.name
        fields = [each for each in _fields(self.entity) if each.name != _ACCOUNT]
        required = [each for each in fields if each.required and each.kind is not Kind.DOCUMENT]
        return (required or fields)[0].name

    def column_fields(self) -> tuple[str, ...]:
        """Return the fields of the list besides name and account."""
        if self.columns:
            return self.columns
        taken = {_ACCOUNT, self.name_field()}
        told = [
            each
            for kind in _TOLD_FIRST
            for each in _fields(self.entity)
            if each.kind is kind and each.name not in taken
        ]
        return tuple(each.name for each in told[:_MOST_COLUMNS])

    def row_fields(self) -> tuple[str, ...]:
        """Return every field that a row reads."""
        account = (_ACCOUNT,) if self.has_account else ()
        return tuple(dict.fromkeys((*account, self.name_field(), *self.column_fields())))

    def form_sections(self) -> tuple[Section, ...]:
        """Return the form; the account stands first in any of them."""
        account = (_ACCOUNT,) if self.has_account else ()
        if self.sections:
            first, *others = self.sections
            fields = tuple(dict.fromkeys((*account, *first.fields)))
            return (Section(first.key, fields), *others)
        shown = (each.name for each in _fields(self.entity) if each.name not in self.hidden)
        return (Section("", tuple(dict.fromkeys((*account, *shown)))),)

    def first_order(self) -> tuple[str, bool]:
        """Return the field that orders the list at first, empty for the newest, and if it falls."""
        if self.order:
            return self.order, not self.rises
        days = (each.name for each in _fields(self.entity) if each.kind in _DAYS and each.required)
        return next(days, ""), True


def _fields(entity: str) -> tuple[Field, ...]:
    return tuple(ENTITIES[entity].fields.values())
