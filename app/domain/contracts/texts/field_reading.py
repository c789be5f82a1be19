"""Reads the fields of a template: type, default, checks, options, columns."""

from __future__ import annotations

from datetime import date
from typing import cast, get_args

from app.domain.contracts.clauses.check_names import CHECK_NAMES
from app.domain.contracts.clauses.parts import (
    Check,
    Column,
    ColumnKind,
    Field,
    FieldType,
    Option,
    Wording,
)
from app.domain.contracts.texts.toml_tables import TomlTable
from app.domain.errors import ValidationError

_TYPES: tuple[str, ...] = get_args(FieldType)
_COLUMN_KINDS: tuple[str, ...] = get_args(ColumnKind)


def read_wording(table: TomlTable, prefix: str = "") -> Wording:
    """Read a pair such as `title_zh` and `title_en`; both must be there."""
    return Wording(table.text(f"{prefix}zh"), table.text(f"{prefix}en"))


def read_field(table: TomlTable) -> Field:
    """Read one `[[field]]`.

    Raises:
        ValidationError: `template.check.unknown`, `template.value.unknown` and those of the table.
    """
    # The example is for the author of the template; nothing is ever printed from it.
    table.anything("example")
    field = Field(
        name=table.text("name"),
        type=cast("FieldType", known_value(table, "type", _TYPES)),
        group=table.integer("group"),
        required=table.flag("required"),
        label=read_wording(table, "label_"),
        default=_read_default(table),
        checks=tuple(_read_check(table, text) for text in table.texts("check")),
        options=tuple(_read_option(each) for each in table.tables("options")),
        columns=tuple(_read_column(each) for each in table.tables("columns")),
        has_totals=table.flag_or_false("totals"),
    )
    table.finish()
    if (field.type == "choice") != bool(field.options):
        raise ValidationError("template.key.missing", where=table.where, key="options")
    if (field.type == "table") != bool(field.columns):
        raise ValidationError("template.key.missing", where=table.where, key="columns")
    return field


def known_value(table: TomlTable, key: str, allowed: tuple[str, ...]) -> str:
    """Read a text that must be one of the allowed values.

    Raises:
        ValidationError: `template.value.unknown`.
    """
    value = table.text(key)
    if value not in allowed:
        raise ValidationError("template.value.unknown", where=table.where, key=key, value=value)
    return value


def _read_default(table: TomlTable) -> object:
    value = table.anything("default")
    return value.isoformat() if isinstance(value, date) else value


def _read_check(table: TomlTable, text: str) -> Check:
    name, _, argument = text.partition(":")
    if name not in CHECK_NAMES:
        raise ValidationError("template.check.unknown", where=table.where, check=text)
    return Check(name, argument)


def _read_option(table: TomlTable) -> Option:
    option = Option(table.text("value"), read_wording(table))
    table.finish()
    return option


def _read_column(table: TomlTable) -> Column:
    kind = cast("ColumnKind", known_value(table, "kind", _COLUMN_KINDS))
    column = Column(table.text("key"), read_wording(table), kind)
    table.finish()
    return column
