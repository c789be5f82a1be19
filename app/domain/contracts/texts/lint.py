"""Checks that the parts of a template fit together before anyone fills it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.contracts.clauses.parts import (
    CLAUSE_GROUPS,
    ChoiceIs,
    Clause,
    Condition,
    ContractTemplate,
    Field,
    Filled,
    FlagIs,
    Wording,
)
from app.domain.contracts.clauses.placeholders import (
    OPENING,
    REFERENCE_SIGN,
    is_known_placeholder,
    placeholder_names,
)
from app.domain.errors import ValidationError


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """One loose end of a template.

    Attributes:
        code: Stable dotted name of the sentence.
        place: Id of the clause, article or annex, or "preamble"; empty for the whole.
        language: "zh" or "en" where only one wording is wrong.
        params: Values for the sentence.
    """

    code: str
    place: str = ""
    language: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


def check_template(template: ContractTemplate) -> None:
    """Refuse a template with a loose end.

    Raises:
        ValidationError: The first of `template_faults`.
    """
    for fault in template_faults(template):
        where = {"where": fault.place} if fault.place else {}
        raise ValidationError(fault.code, **where, **fault.params)


def template_faults(template: ContractTemplate) -> Iterator[TemplateFault]:
    """Yield every loose end.

    Codes are `template.id.duplicate`, `template.group.missing`, `template.field.unknown`,
    `template.placeholder.unknown`, `template.placeholders.differ`, `template.reference.dangling`
    and `template.condition.malformed`.
    """
    yield from _id_faults(template)
    yield from _group_faults(template)
    yield from _field_faults(template)
    targets = frozenset(_ids(template))
    for where, wording in _wordings(template):
        yield from _wording_faults(where, wording, template.fields, targets)
    for where, condition in _conditions(template):
        yield from _condition_faults(where, condition, template.fields)


def _clauses(template: ContractTemplate) -> Iterator[Clause]:
    for article in template.articles:
        yield from article.clauses


def _ids(template: ContractTemplate) -> Iterator[str]:
    for article in template.articles:
        yield article.id
        for clause in article.clauses:
            yield clause.id


def _id_faults(template: ContractTemplate) -> Iterator[TemplateFault]:
    # An article may carry the id of one of its clauses' families, never the id of a clause.
    for each, count in Counter(_ids(template)).items():
        if count > 1:
            yield TemplateFault("template.id.duplicate", params={"id": each})


def _group_faults(template: ContractTemplate) -> Iterator[TemplateFault]:
    missing = set(CLAUSE_GROUPS) - {article.group for article in template.articles}
    for group in sorted(missing):
        yield TemplateFault("template.group.missing", params={"group": group})


def _field_faults(template: ContractTemplate) -> Iterator[TemplateFault]:
    wanted = [(clause.id, clause.list_field, "list") for clause in _clauses(template)]
    wanted += [(clause.id, clause.table_field, "table") for clause in _clauses(template)]
    wanted += [(annex.id, annex.table_field, "table") for annex in template.annexes]
    wanted += [(annex.id, annex.number_field, "text") for annex in template.annexes]
    for where, name, kind in wanted:
        if name and (name not in template.fields or template.fields[name].type != kind):
            yield TemplateFault("template.field.unknown", where, params={"field": name})


def _wordings(template: ContractTemplate) -> Iterator[tuple[str, Wording]]:
    yield "preamble", template.header.preamble
    for clause in _clauses(template):
        yield clause.id, clause.wording
        for point in clause.points:
            yield clause.id, point.wording
    for annex in template.annexes:
        yield annex.id, annex.wording


def _wording_faults(
    where: str, wording: Wording, fields: Mapping[str, Field], targets: frozenset[str]
) -> Iterator[TemplateFault]:
    for language, text in (("zh", wording.zh), ("en", wording.en)):
        names = placeholder_names(text)
        strange = [name for name in names if not _leads_somewhere(name, fields, targets)]
        if text.count(OPENING) != len(names):
            strange.append(OPENING)
        for name in strange:
            is_reference = name.startswith(REFERENCE_SIGN)
            kind = "reference" if is_reference else "placeholder"
            code = "template.reference.dangling" if is_reference else "template.placeholder.unknown"
            yield TemplateFault(code, where, language, {kind: name})
    if _filled_fields(wording.zh) != _filled_fields(wording.en):
        yield TemplateFault("template.placeholders.differ", where)


def _leads_somewhere(name: str, fields: Mapping[str, Field], targets: frozenset[str]) -> bool:
    if name.startswith(REFERENCE_SIGN):
        return name.removeprefix(REFERENCE_SIGN) in targets
    return is_known_placeholder(name, fields)


def _filled_fields(text: str) -> list[str]:
    # Only the form may differ between the languages: 肆份 in Chinese is "4 originals" in English.
    return sorted(name.partition(":")[0] for name in placeholder_names(text))


def _conditions(template: ContractTemplate) -> Iterator[tuple[str, Condition]]:
    for article in template.articles:
        if article.when:
            yield article.id, article.when
        for clause in article.clauses:
            for when in (clause.when, *(point.when for point in clause.points)):
                if when:
                    yield clause.id, when


def _condition_faults(
    where: str, condition: Condition, fields: Mapping[str, Field]
) -> Iterator[TemplateFault]:
    field_asked = fields.get(condition.field)
    if field_asked is None:
        yield TemplateFault("template.field.unknown", where, params={"field": condition.field})
        return
    match condition:
        case FlagIs():
            fits = field_asked.type == "flag"
        case ChoiceIs(_, wanted):
            fits = {option.value for option in field_asked.options}.issuperset(wanted)
        case Filled():
            fits = field_asked.type != "flag"
    if not fits:
        yield TemplateFault("template.condition.malformed", where)
