"""Sales below our dealers: what a record of them needs, and what a tier comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import ValidationError

CHANNEL = "channel_sale"
LEVELS = ("second", "third", "outlet", "consumer")
"""From the dealer down. Source: domain.md 2.10."""


@dataclass(frozen=True, slots=True)
class LevelSum:
    """What reached one tier.

    Attributes:
        level: One of `LEVELS`.
        records: How many records tell of it.
        quantity: Units; of those records that tell them.
        amount_minor: Money in minor units; of those records that tell it.
    """

    level: str
    records: int
    quantity: int
    amount_minor: int


def check_channel_sale(fields: Mapping[str, object]) -> None:
    """Refuse a record that tells neither units nor money, or less than nothing of them.

    Raises:
        ValidationError: `channel.empty` or `channel.negative`.
    """
    told = {name: fields.get(name) for name in ("quantity", "amount_minor")}
    if not any(told.values()):
        raise ValidationError("channel.empty", field="quantity")
    for name, value in told.items():
        if isinstance(value, int) and value < 0:
            raise ValidationError("channel.negative", field=name)
