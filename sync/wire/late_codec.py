"""The group codec for who needs it only later: its libraries load at the first group."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from app.domain.changes import Group


class LateCodec:
    """Spells groups as `sync.wire.codec` does, without making a start wait for its libraries."""

    def encode_group(self, group: Group) -> bytes:
        """Spell a group."""
        return bytes(_codec().encode_group(group))

    def decode_group(self, body: bytes) -> Group:
        """Read a group."""
        group: Group = _codec().decode_group(body)
        return group

    def chain_digest(self, previous: bytes, body: bytes) -> bytes:
        """Tie a group to the one before it."""
        return bytes(_codec().chain_digest(previous, body))


def _codec() -> ModuleType:
    from sync.wire import codec  # noqa: PLC0415 - see above

    return codec
