"""What the page of the company's words shows, and the groups of labels as lines of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.accounts.company_words import LabelGroup

_NAME_ENDS = re.compile(r"[:：]")
_BETWEEN = re.compile(r"[、,，;；]+")


@dataclass(frozen=True, slots=True)
class LookLine:
    """A look in words: who, about whom, when."""

    account_id: str
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class CompanyLook:
    """The whole page.

    Attributes:
        groups: One line for each industry.
        is_on: Whether something may be confided.
        may_write: Whether it can be changed.
        looks: Newest first.
        may_see_looks: Whether the looks are shown.
    """

    groups: str
    is_on: bool
    may_write: bool
    looks: Sequence[LookLine]
    may_see_looks: bool


def groups_text(groups: Sequence[LabelGroup], *, is_chinese: bool) -> str:
    """Spell groups, one a line: "Restaurants: breakfast, hot pot"."""
    colon, comma = ("：", "、") if is_chinese else (": ", ", ")
    return "\n".join(f"{one.name}{colon}{comma.join(one.labels)}" for one in groups)


def read_text(text: str) -> tuple[LabelGroup, ...]:
    """Read what was typed; a line without a colon has a name and no labels."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        name, *rest = _NAME_ENDS.split(line, maxsplit=1)
        words = (word.strip() for word in _BETWEEN.split("".join(rest)))
        labels = tuple(dict.fromkeys(word for word in words if word))
        found.append(LabelGroup(name.strip(), labels))
    return tuple(found)
