"""What the page of thresholds shows, as finished words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdLine:
    """One threshold.

    Attributes:
        name: Of its setting.
        title: What it means.
        note: Unit, default, limits.
        value: What holds, with the classes that differ.
        changed: Who set it and when; empty where the default holds.
        is_set: Whether the company set it.
    """

    name: str
    title: str
    note: str
    value: str
    changed: str
    is_set: bool


@dataclass(frozen=True, slots=True)
class ThresholdGroup:
    """The thresholds of one rule."""

    title: str
    lines: tuple[ThresholdLine, ...]
