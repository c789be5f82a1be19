"""Settings of the company that are no figures: groups of labels, and whether to confide at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.accounts.confidences import SETTING as CONFIDENCES
from app.domain.errors import ValidationError

LABEL_GROUPS = "account.labels"
"""Name of the setting with the groups of labels by industry. Source: R013."""

NAMES = frozenset({LABEL_GROUPS, CONFIDENCES})
SWITCH = ("on", "off")
MOST_GROUPS, MOST_LABELS, LONGEST = 24, 60, 40


@dataclass(frozen=True, slots=True)
class LabelGroup:
    """Labels of one industry.

    Attributes:
        name: Of the industry.
        labels: In the order in which they are offered.
    """

    name: str
    labels: tuple[str, ...]


def read_groups(value: str | None) -> tuple[LabelGroup, ...]:
    """Read the setting; what is no group is left out."""
    try:
        read = json.loads(value or "[]")
    except ValueError:
        return ()
    groups = read if isinstance(read, list) else []
    return tuple(
        LabelGroup(str(one[0]), tuple(str(label) for label in one[1]))
        for one in groups
        if isinstance(one, list) and len(one) == 2 and isinstance(one[1], list)  # noqa: PLR2004 - name and labels
    )


def spell_groups(groups: Sequence[LabelGroup]) -> str:
    """Spell groups as the setting's value."""
    return json.dumps([[one.name, list(one.labels)] for one in groups], ensure_ascii=False)


def check_groups(groups: Sequence[LabelGroup]) -> None:
    """Refuse groups that nobody could choose from.

    Raises:
        ValidationError: `labels.group.blank`, `labels.group.twice`, `labels.too_many` or
            `labels.too_long`.
    """
    names = [one.name for one in groups]
    if not all(name.strip() and one.labels for name, one in zip(names, groups, strict=True)):
        raise ValidationError("labels.group.blank")
    if len(set(names)) < len(names):
        raise ValidationError("labels.group.twice")
    if len(groups) > MOST_GROUPS or any(len(one.labels) > MOST_LABELS for one in groups):
        raise ValidationError("labels.too_many", groups=MOST_GROUPS, labels=MOST_LABELS)
    if any(len(word) > LONGEST or "\n" in word for word in _words(groups)):
        raise ValidationError("labels.too_long", length=LONGEST)


def check_words(name: str, value: str) -> None:
    """Refuse a value that its setting cannot have.

    Raises:
        ValidationError: `setting.value`, or as `check_groups`.
    """
    if name == CONFIDENCES:
        if value not in {json.dumps(each) for each in SWITCH}:
            raise ValidationError("setting.value", name=name)
        return
    groups = read_groups(value)
    if value != spell_groups(groups):
        raise ValidationError("setting.value", name=name)
    check_groups(groups)


def _words(groups: Iterable[LabelGroup]) -> Iterable[str]:
    for one in groups:
        yield one.name
        yield from one.labels
