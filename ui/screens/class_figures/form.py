"""What is asked when a figure is set, as finished words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassForm:
    """What is asked when a figure is set for the classes.

    Attributes:
        name: Which figure: a setting or a role.
        title: What it means.
        note: Unit, default, limits.
        fields: Class and label, all classes first.
        values: By class, as typed; blank where a class is as all.
        default: As it is typed.
        reason: Given last time.
    """

    name: str
    title: str
    note: str
    fields: tuple[tuple[str, str], ...]
    values: dict[str, str]
    default: str
    reason: str
