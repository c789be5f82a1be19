"""Messages of waiting: a device asks to be told when something is new."""

from __future__ import annotations

from msgspec import Struct


class PokeRequest(Struct, frozen=True):
    """A device waits for news.

    Attributes:
        protocol: `PROTOCOL_VERSION` of the device.
        cursor: Where the device stands, as the server gave it.
    """

    protocol: int
    cursor: bytes


class PokeAnswer(Struct, frozen=True):
    """How the wait ended; never what is new.

    Attributes:
        news: Whether a sync round would bring something.
    """

    news: bool
