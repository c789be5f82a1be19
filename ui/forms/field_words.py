"""A field of the schema in words, as a form field, and with what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.domain.accounts.files import account_faults, compact_value, field_verdict
from app.domain.errors import DomainError, ValidationError
from app.domain.fields import Field, FieldValue, Kind, Merge
from app.domain.identifiers.verdict import Level
from app.domain.schema import ENTITIES, check_fields, split_labels
from ui.field_texts import choice_label, field_label
from ui.formats import Formats
from ui.forms.form_rows import FieldNote, FormField, counts_basis_points
from ui.texts import _, current_language, sentence

_BASIS_POINTS = 10_000
_MILLISECONDS = 1000


def value_words(
    entity: str,
    name: str,
    value: FieldValue,
    formats: Formats,
    names: Mapping[str, str | None] | None = None,
) -> str:
    """Return a value as it is read; empty when there is none.

    Args:
        entity: Schema name of the record.
        name: The field.
        value: Its value.
        formats: Spells money, days and numbers.
        names: Names of the records that references point to, by field.
    """
    kind = ENTITIES[entity].fields[name].kind
    if value is None:
        return ""
    if kind is Kind.REFERENCE:
        return (names or {}).get(name) or ""
    if isinstance(value, int):
        if counts_basis_points(name, kind):
            return formats.percent(Decimal(value) / _BASIS_POINTS, 2)
        return _number_words(kind, value, formats)
    return _text_words(entity, name, value, formats)


def joined(words: Iterable[str]) -> str:
    """Return words as a list in the user's language."""
    return ("、" if current_language() == "zh_CN" else ", ").join(words)


def clauses(words: Iterable[str]) -> str:
    """Return sentences side by side in the user's language."""
    return ("；" if current_language() == "zh_CN" else "; ").join(words)


def form_field(
    entity: str,
    name: str,
    value: FieldValue,
    formats: Formats,
    names: Mapping[str, str | None] | None = None,
) -> FormField:
    """Return a field as a form asks for it; fields of the office cannot be changed."""
    field = ENTITIES[entity].fields[name]
    return FormField(
        name=name,
        label=field_label(entity, name),
        kind=field.kind,
        value=value,
        required=field.required,
        choices=tuple((key, choice_label(entity, name, key)) for key in field.choices),
        reason=_reason(field),
        words=value_words(entity, name, value, formats, names),
    )


def check_field(entity: str, name: str, value: object, *, today: dt.date) -> FieldNote:
    """Judge one field when it is left: errors keep it from being saved, codes only warn."""
    try:
        check_fields(entity, {name: value})
    except ValidationError as error:
        return FieldNote("error", error_words(entity, error))
    faults = account_faults({name: value}, today=today) if entity == "account" else ()
    for fault in faults:
        return FieldNote("error", sentence(fault.code, fault.params))
    verdict = field_verdict(name, value)
    if verdict is None:
        return FieldNote()
    if verdict.level is not Level.OK:
        return FieldNote("warning", sentence(verdict.code, verdict.params))
    return FieldNote("hint", verdict.shown) if verdict.shown != value else FieldNote()


def error_words(entity: str, error: DomainError) -> str:
    """Return the sentence for a refused field, with the words of its choices and its label."""
    params = {
        key: choice_label(entity, "status", str(value))
        for key, value in error.params.items()
        if key in {"status", "new_status"}
    }
    if field := error.params.get("field"):
        params["field"] = field_label(entity, str(field))
    return sentence(error, params)


def changed_fields(
    base: Mapping[str, FieldValue], values: Mapping[str, FieldValue]
) -> dict[str, FieldValue]:
    """Return what was really edited; spelling a code with blanks is no edit."""
    stored = {name: compact_value(name, value) for name, value in values.items()}
    return {
        name: values[name]
        for name in values
        if stored[name] != base.get(name) and values[name] != base.get(name)
    }


def _number_words(kind: Kind, value: int, formats: Formats) -> str:
    match kind:
        case Kind.MONEY:
            return formats.money(value)
        case Kind.FLAG:
            return _("Yes") if value else _("No")
        case Kind.MOMENT:
            at = dt.datetime.fromtimestamp(value / _MILLISECONDS, dt.UTC)
            return f"{formats.full_day(formats.local_day(at))} {formats.clock(at)}"
        case _:
            return formats.count(value)


def _text_words(entity: str, name: str, value: str, formats: Formats) -> str:
    match ENTITIES[entity].fields[name].kind:
        case Kind.CHOICE:
            return choice_label(entity, name, value)
        case Kind.LABELS:
            return joined(choice_label(entity, name, word) for word in split_labels(value))
        case Kind.DATE:
            return formats.full_day(dt.date.fromisoformat(value))
        case _:
            verdict = field_verdict(name, value)
            return verdict.shown if verdict and verdict.is_ok else " ".join(value.split("\n"))


def _reason(field: Field) -> str:
    if field.merge is Merge.SERVER:
        return _("The office keeps this. Ask your sector head for a change")
    return ""
