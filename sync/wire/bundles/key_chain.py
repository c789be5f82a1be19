"""How keys for bundles are replaced: each pair of the organisation is signed by the one before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sync.wire.bundles.header import KEY_BYTES

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PAIR_BYTES = 2 * KEY_BYTES
ACCEPTED_MILLISECONDS = 90 * 24 * 3_600_000
"""How long keys are still accepted for reading once they were replaced."""

_SIGNED = b"roadbook organisation keys 1\n"
_LINK_BYTES = PAIR_BYTES + 64


def make_link(before: Ed25519PrivateKey, server_id: str, pair: bytes) -> bytes:
    """Return the public halves of new keys, signing before sealing, with the old key's word."""
    return pair + before.sign(_text(server_id, pair))


def follow_links(pinned: bytes, server_id: str, links: Iterable[bytes]) -> bytes:
    """Return the newest keys that the pinned ones vouch for, over any number of generations.

    Args:
        pinned: Public halves that are trusted.
        server_id: Links of another organisation lead nowhere.
        links: The oldest first; those from before the pinned keys are passed over.
    """
    for link in links:
        if len(link) == _LINK_BYTES and _vouches(pinned, server_id, link):
            pinned = link[:PAIR_BYTES]
    return pinned


def _vouches(pinned: bytes, server_id: str, link: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - once a month
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    pair, word = link[:PAIR_BYTES], link[PAIR_BYTES:]
    try:
        Ed25519PublicKey.from_public_bytes(pinned[:KEY_BYTES]).verify(word, _text(server_id, pair))
    except (InvalidSignature, ValueError):
        return False
    return True


def _text(server_id: str, pair: bytes) -> bytes:
    return _SIGNED + server_id.encode() + pair
