"""What the form asks for: the template's fields, in groups, each with the editor it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.domain.contracts.clauses.conditions import is_filled
from app.domain.contracts.clauses.parts import ContractTemplate, Field, Language
from ui.screens.contract.group_words import group_title, party_labels
from ui.screens.contract.opened.sheet import NUMBER_FIELD, PART, FilledSheet
from ui.texts import _, current_language

FieldKind = Literal["text", "money", "date", "percent", "number", "flag", "choice", "list", "table"]

_PARTIES_FIRST = (11, *range(1, 11))
_WIDE_FROM = 60
_LONG_LABEL: Mapping[Language, int] = {"zh": 10, "en": 20}
_ALL_COLUMNS = 3
_WIDE_PARTS = frozenset(
    {"name", "address", "service_address", "bank", "name_en", "address_en", "bank_en"}
)
_ALWAYS_SHOWN_PARTS = frozenset({"name", "signatory"})
_NEEDED_PARTS = frozenset({"name", "uscc", "address", "legal_rep", "signatory"})
_CHECKED_PARTS = _NEEDED_PARTS | {"phone", "bank", "account", "service_address", "poa_to"}


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the form.

    Attributes:
        name: Name of the value, such as `pay_method` or `party_b.uscc`.
        kind: Which editor it needs.
        label: In the user's language.
        example: Shown while nothing is filled in.
        required: Whether the contract cannot be signed without it and it was empty at first.
        choices: Value and words, for choices.
        span: How many of the form's three columns it takes.
        is_extra: Whether it is folded away under 更多.
    """

    name: str
    kind: FieldKind
    label: str
    example: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    span: int = 1
    is_extra: bool = False


@dataclass(frozen=True, slots=True)
class FormGroup:
    """A heading with its fields.

    Attributes:
        key: Name of the group; `11.party_a` for a party.
        title: Words.
        note: The article it fills, such as 第六条.
    """

    key: str
    title: str
    note: str
    fields: tuple[FormField, ...]


def plan_form(sheet: FilledSheet, examples: Mapping[str, str]) -> tuple[FormGroup, ...]:
    """Return the groups of the form, the parties first, as they stand on paper."""
    template = sheet.template
    groups: list[FormGroup] = []
    for number in _PARTIES_FIRST:
        fields = [field for field in template.fields.values() if field.group == number]
        groups += [_party_group(each, template, sheet) for each in fields if each.type == "party"]
        others = [each for field in fields for each in _fields(field, sheet, examples)]
        if others:
            title, note = group_title(number)
            groups.append(FormGroup(str(number), title, note, tuple(others)))
    return tuple(groups)


def relevant_fields(sheet: FilledSheet, groups: tuple[FormGroup, ...]) -> frozenset[str]:
    """Return the fields that matter with the values as they are; the rest is not shown."""
    is_bilingual = bool(sheet.value("bilingual"))
    shown = set()
    for field in (field for group in groups for field in group.fields):
        if field.name.endswith("_en") and not is_bilingual:
            continue
        known = sheet.template.fields.get(field.name)
        if known is None or all(_is_wanted(check, sheet) for check in _conditions(known)):
            shown.add(field.name)
    return frozenset(shown)


def checked_fields(sheet: FilledSheet, groups: tuple[FormGroup, ...]) -> frozenset[str]:
    """Return the fields that something is checked about: they are what can pass."""
    known = sheet.template.fields
    plain = (name for name, field in known.items() if field.required or field.checks)
    parts = (field.name for group in groups for field in group.fields if PART in field.name)
    checked = (name for name in parts if name.partition(PART)[2] in _CHECKED_PARTS)
    in_form = {field.name for group in groups for field in group.fields}
    return frozenset(name for name in (*plain, *checked) if name in in_form)


def _conditions(field: Field) -> list[str]:
    return [check.argument for check in field.checks if check.name == "required_if"]


def _is_wanted(argument: str, sheet: FilledSheet) -> bool:
    name, equals, wanted = argument.partition("=")
    return bool(sheet.value(name) == wanted) if equals else bool(sheet.value(name))


def _fields(field: Field, sheet: FilledSheet, examples: Mapping[str, str]) -> Iterator[FormField]:
    if field.type == "party" or field.name == NUMBER_FIELD:
        return
    language: Language = "zh" if current_language() == "zh_CN" else "en"
    conditions = _conditions(field)
    is_needed = field.required or bool(conditions)
    planned = FormField(
        name=field.name,
        kind=field.type,
        label=field.label.in_language(language),
        example=examples.get(field.name, "") if field.type in {"text", "list"} else "",
        required=is_needed and not is_filled(sheet.value(field.name)),
        choices=tuple(
            (each.value, _straight(each.label.in_language(language))) for each in field.options
        ),
        span=_span(field, language),
        is_extra=not (is_needed or field.type == "flag" or is_filled(sheet.value(field.name))),
    )
    yield planned
    if field.type in {"text", "list"}:
        label = _("{label} (in English)").format(label=planned.label)
        yield replace(planned, name=f"{field.name}_en", label=label, example="", required=False)


def _straight(label: str) -> str:
    """Return a label with straight apostrophes: the curly one is full-width in a Chinese face."""
    return label.replace("’", "'")


def _span(field: Field, language: Language) -> int:
    if field.type in {"table", "list"}:
        return _ALL_COLUMNS
    labels = [option.label.in_language(language) for option in field.options]
    if any(len(label) > _LONG_LABEL[language] for label in labels):
        return 2
    lengths = [check.argument for check in field.checks if check.name == "len"]
    longest = int(lengths[0].partition("..")[2]) if lengths else 0
    return 2 if longest > _WIDE_FROM else 1


def _party_group(party: Field, template: ContractTemplate, sheet: FilledSheet) -> FormGroup:
    letter = party.name.removeprefix("party_")
    header = template.header
    language: Language = "zh" if current_language() == "zh_CN" else "en"
    role = next((words for key, words in header.roles.items() if key == letter), None)
    is_ours = letter == header.supplier
    values: Mapping[str, Any] = sheet.value(party.name) or {}
    fields = tuple(
        FormField(
            name=f"{party.name}{PART}{key}",
            kind="date" if key == "poa_to" else "text",
            label=label,
            required=key in _NEEDED_PARTS and not is_filled(values.get(key)),
            span=2 if key in _WIDE_PARTS else 1,
            is_extra=_is_folded(key, values, is_ours=is_ours),
        )
        for key, label in party_labels()
    )
    title = party.label.in_language(language)
    note = role.in_language(language) if role else ""
    return FormGroup(f"11.{party.name}", title, note, fields)


def _is_folded(key: str, values: Mapping[str, Any], *, is_ours: bool) -> bool:
    """Fold away what seldom changes: of our own side nearly all, of the other what is known."""
    if key in _ALWAYS_SHOWN_PARTS:
        return False
    return is_ours or key not in _NEEDED_PARTS or is_filled(values.get(key))
