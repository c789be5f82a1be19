"""What the page of the discount matrix shows, as finished words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiscountLine:
    """What one role may grant.

    Attributes:
        role: Key of the role; empty where nothing can be set.
        title: Name of the role.
        note: What happens with a discount of this size.
        values: Words by class, all classes first.
        own: Classes that differ from all.
    """

    role: str
    title: str
    note: str
    values: Mapping[str, str]
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class DiscountLook:
    """The whole matrix.

    Attributes:
        columns: Class and heading, all classes first.
        lines: From the smallest authority to the largest.
        changed: Who set it, when and why; empty where the defaults hold.
        refusal: Why the user only reads it; empty for who may set it.
    """

    columns: tuple[tuple[str, str], ...]
    lines: tuple[DiscountLine, ...]
    changed: str
    refusal: str
