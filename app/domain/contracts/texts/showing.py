"""A text that can be set on paper although something in it is not right yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.contracts.clauses.parts import ContractTemplate, TemplateState
from app.domain.contracts.clauses.placeholders import (
    REFERENCE_SIGN,
    is_known_placeholder,
    placeholder_names,
)
from app.domain.contracts.texts.lint import template_faults
from app.domain.contracts.texts.template import read_parts
from app.domain.contracts.texts.text import TemplateText
from app.domain.errors import ValidationError

_BLANK = "〔　〕"
_BEARABLE = frozenset(
    {"template.placeholders.differ", "template.placeholder.unknown", "template.group.missing"}
    | {"template.reference.dangling"}
)


def shown_template(text: TemplateText, state: TemplateState) -> ContractTemplate:
    """Return a text for the paper beside its editor: what leads nowhere stands in brackets.

    Raises:
        ValidationError: Something is wrong that no paper can show, such as a condition.
    """
    first = read_parts(
        TemplateText(_shown(text.body, None), text.library).body_text(), text.library_text()
    )
    ids = {article.id for article in first.articles}
    ids |= {clause.id for article in first.articles for clause in article.clauses}
    known = _Known(first, frozenset(ids))
    shown = TemplateText(_shown(text.body, known), _shown(text.library, known))
    template = read_parts(shown.body_text(), shown.library_text(), state=state)
    for fault in template_faults(template):
        if fault.code not in _BEARABLE:
            raise ValidationError(fault.code, where=fault.place, **fault.params)
    return template


class _Known:
    """What a placeholder of a text may name."""

    def __init__(self, template: ContractTemplate, ids: frozenset[str]) -> None:
        self._fields, self._ids = template.fields, ids

    def knows(self, name: str) -> bool:
        """Return whether a placeholder leads somewhere."""
        if name.startswith(REFERENCE_SIGN):
            return name.removeprefix(REFERENCE_SIGN) in self._ids
        return is_known_placeholder(name, self._fields)


def _shown(value: Any, known: _Known | None) -> Any:
    if isinstance(value, Mapping):
        return {key: _shown_words(key, inner, known) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(each, known) for each in value]
    return value


def _shown_words(key: str, value: Any, known: _Known | None) -> Any:
    if key.rpartition("_")[2] not in {"zh", "en"} or not isinstance(value, str):
        return _shown(value, known)
    if not value.strip():
        return _BLANK
    for name in placeholder_names(value) if known is not None else ():
        if known is not None and not known.knows(name):
            value = value.replace(f"{{{{{name}}}}}", f"〔{name}〕")
    return value
