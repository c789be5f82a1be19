"""A row of the palette together with what choosing it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.commands.palette import Openable
from ui.screens.palette.rows import Hit


@dataclass(frozen=True, slots=True)
class Offer:
    """What one row stands for.

    Attributes:
        hit: The row.
        run: Does it.
        account_id: The account a visit can be begun at; empty for commands.
        record: Entity and id that can be pinned.
        stays: The palette stays open, because it asks for more.
    """

    hit: Hit
    run: Callable[[], None]
    account_id: str = ""
    record: tuple[Openable, str] | None = None
    stays: bool = False


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """Offers under one heading."""

    title: str
    offers: tuple[Offer, ...]
