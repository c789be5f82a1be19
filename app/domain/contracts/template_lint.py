"""Checks that the parts of a template fit together before anyone fills it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from app.domain.contracts.clauses import (
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
from app.domain.contracts.placeholders import (
    OPENING,
    REFERENCE_SIGN,
    is_known_placeholder,
    placeholder_names,
)
from app.domain.errors import ValidationError


def check_template(template: ContractTemplate) -> None:
    """Refuse a template with a loose end.

    Raises:
        ValidationError: `template.id.duplicate`, `template.group.missing`,
            `template.field.unknown`, `template.condition.malformed`,
            `template.placeholder.unknown`, `template.placeholders.differ`,
            `template.reference.dangling`.
    """
    _check_ids(template)
    _check_groups(template)
    _check_fields_used(template)
    targets = frozenset(_ids(template))
    for where, wording in _wordings(template):
        _check_wording(where, wording, template.fields, targets)
    for where, condition in _conditions(template):
        _check_condition(where, condition, template.fields)


def _clauses(template: ContractTemplate) -> Iterator[Clause]:
    for article in template.articles:
        yield from article.clauses


def _ids(template: ContractTemplate) -> Iterator[str]:
    for article in template.articles:
        yield article.id
        for clause in article.clauses:
            yield clause.id


def _check_ids(template: ContractTemplate) -> None:
    # An article may carry the id of one of its clauses' families, never the id of a clause.
    repeated = [each for each, count in Counter(_ids(template)).items() if count > 1]
    if repeated:
        raise ValidationError("template.id.duplicate", id=repeated[0])


def _check_groups(template: ContractTemplate) -> None:
    missing = set(CLAUSE_GROUPS) - {article.group for article in template.articles}
    if missing:
        raise ValidationError("template.group.missing", group=min(missing))


def _check_fields_used(template: ContractTemplate) -> None:
    wanted = [(clause.id, clause.list_field, "list") for clause in _clauses(template)]
    wanted += [(clause.id, clause.table_field, "table") for clause in _clauses(template)]
    wanted += [(annex.id, annex.table_field, "table") for annex in template.annexes]
    wanted += [(annex.id, annex.number_field, "text") for annex in template.annexes]
    for where, name, kind in wanted:
        if name and (name not in template.fields or template.fields[name].type != kind):
            raise ValidationError("template.field.unknown", where=where, field=name)


def _wordings(template: ContractTemplate) -> Iterator[tuple[str, Wording]]:
    yield "preamble", template.header.preamble
    for clause in _clauses(template):
        yield clause.id, clause.wording
        for point in clause.points:
            yield clause.id, point.wording
    for annex in template.annexes:
        yield annex.id, annex.wording


def _check_wording(
    where: str, wording: Wording, fields: Mapping[str, Field], targets: frozenset[str]
) -> None:
    for text in (wording.zh, wording.en):
        names = placeholder_names(text)
        if text.count(OPENING) != len(names):
            raise ValidationError("template.placeholder.unknown", where=where, placeholder=OPENING)
        for name in names:
            if name.startswith(REFERENCE_SIGN):
                if name.removeprefix(REFERENCE_SIGN) not in targets:
                    raise ValidationError(
                        "template.reference.dangling", where=where, reference=name
                    )
            elif not is_known_placeholder(name, fields):
                raise ValidationError("template.placeholder.unknown", where=where, placeholder=name)
    if _filled_fields(wording.zh) != _filled_fields(wording.en):
        raise ValidationError("template.placeholders.differ", where=where)


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


def _check_condition(where: str, condition: Condition, fields: Mapping[str, Field]) -> None:
    field = fields.get(condition.field)
    if field is None:
        raise ValidationError("template.field.unknown", where=where, field=condition.field)
    match condition:
        case FlagIs():
            fits = field.type == "flag"
        case ChoiceIs(_, wanted):
            fits = {option.value for option in field.options}.issuperset(wanted)
        case Filled():
            fits = field.type != "flag"
    if not fits:
        raise ValidationError("template.condition.malformed", where=where)
