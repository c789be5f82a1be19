"""How large and how deep a template's text may be, and its TOML read within these bounds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.errors import ValidationError

LARGEST_BODY = 120_000
LARGEST_LIBRARY = 80_000
"""Characters; the longest contract of the house has 34,000."""

MOST_ARTICLES, MOST_CLAUSES, MOST_POINTS, MOST_FIELDS = 60, 600, 40, 200
MOST_PLACEHOLDERS = 1_500
"""In both languages together."""

LONGEST_SENTENCE = 4_000
_DEEPEST = 7
_MOST_DOTS = 4
_MOST_ROWS = 60

# Every quoted text matches somehow, closed or not: a search never begins twice at one place.
_QUOTED = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)' + r"|'''.*?(?:'''|\Z)" + r'|"(?:\\.|[^"\\\n])*"?'
    r"|'[^'\n]*'?|#[^\n]*",
    re.DOTALL,
)


def read_bounded(text: str, where: str, largest: int) -> dict[str, Any]:
    """Parse a text that anybody may have written.

    Nothing in it is ever carried out. What would take its reader too long is refused unread.

    Args:
        text: TOML of a template or a clause library.
        where: "template", "library" or "block", for messages.
        largest: Characters that are allowed.

    Raises:
        ValidationError: `template.too_large`, `template.too_deep`, `template.too_many` or
            `template.syntax`.
    """
    if len(text) > largest:
        raise ValidationError("template.too_large", where=where, size=len(text), largest=largest)
    bare = _QUOTED.sub("", text)
    is_dotted = any(line.count(".") > _MOST_DOTS for line in bare.splitlines())
    if is_dotted or _bracket_depth(bare) > _DEEPEST:
        raise ValidationError("template.too_deep", where=where, deepest=_DEEPEST)
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValidationError("template.syntax", where=where, message=str(error)[:200]) from error
    _check_counts(content, where)
    return content


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text within a value, the names of keys included."""
    match value:
        case str():
            yield value
        case Mapping():
            for key, inner in value.items():
                yield str(key)
                yield from texts_of(inner)
        case list() | tuple():
            for inner in value:
                yield from texts_of(inner)


def tables_of(content: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return the tables of an array; what is of another form counts for nothing."""
    found = content.get(key)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _bracket_depth(bare: str) -> int:
    depth = deepest = 0
    for letter in bare:
        if letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth -= 1
    return deepest


def _check_counts(content: Mapping[str, Any], where: str) -> None:
    holders = tables_of(content, "article") + tables_of(content, "block")
    clauses = [clause for each in holders for clause in tables_of(each, "item")]
    fields = tables_of(content, "field")
    counted = (
        ("article", len(holders), MOST_ARTICLES),
        ("item", len(clauses), MOST_CLAUSES),
        ("field", len(fields), MOST_FIELDS),
        ("sub", _longest(clauses, "sub"), MOST_POINTS),
        ("options", _longest(fields, "options"), _MOST_ROWS),
        ("columns", _longest(fields, "columns"), _MOST_ROWS),
        ("placeholder", sum(each.count("{{") for each in texts_of(content)), MOST_PLACEHOLDERS),
    )
    for what, count, most in counted:
        if count > most:
            raise ValidationError(
                "template.too_many", where=where, what=what, count=count, most=most
            )


def _longest(tables: list[Mapping[str, Any]], key: str) -> int:
    return max((len(tables_of(each, key)) for each in tables), default=0)
