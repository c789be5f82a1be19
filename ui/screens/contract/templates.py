"""Templates that were read before, so that opening a contract does not read them again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.domain.contracts.clauses.parts import ContractTemplate, TemplateState
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.texts.toml_tables import read_toml

_KEPT = 8


@lru_cache(maxsize=_KEPT)
def parsed_template(
    template_text: str, library_text: str, state: TemplateState | None = None
) -> ContractTemplate:
    """Read a template; its whole text is the key, so another version is another template.

    Raises:
        ValidationError: See `parse_template`.
    """
    return parse_template(template_text, library_text, state=state)


@lru_cache(maxsize=_KEPT)
def field_examples(template_text: str, library_text: str) -> Mapping[str, str]:
    """Return what the author of the template gave as an example, by field."""
    examples: dict[str, str] = {}
    for text, where in ((library_text, "library"), (template_text, "template")):
        for field in read_toml(text, where).tables("field"):
            example = _words(field.anything("example"))
            if example:
                examples[str(field.anything("name"))] = example
    return examples


def _words(example: Any) -> str:
    match example:
        case str():
            return example
        case list():
            return "\n".join(str(line) for line in example)
        case _:
            return ""
