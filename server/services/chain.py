"""Checks a device's groups against its chain: seen before, next in line, missing, or forged."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.changes import Group
from server.store.devices import StoredDevice
from server.store.groups import SeenGroup
from sync.wire.codec import MalformedMessageError, chain_digest, decode_group
from sync.wire.messages import LARGEST_OPERATIONS, SentGroup

_LARGEST_TIME = 2**53
_LARGEST_ZONE = 64
_LARGEST_ID = 64


class Break(enum.Enum):
    """Why the rest of a request was not looked at.

    Attributes:
        GAP: Groups are missing before the next one, or it would be too much at once; the
            device goes on from the number that the server expects.
        REUSED: A number came twice with different contents: two devices use one identity.
        FORGED: A digest does not fit its contents or the group before it.
    """

    GAP = "gap"
    REUSED = "reused"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Link:
    """One group in its place.

    Attributes:
        sent: As it was sent.
        seen: The earlier answer to the same group, if there was one.
        group: Its contents; None for a group answered before or that cannot be read.
    """

    sent: SentGroup
    seen: SeenGroup | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """A request's groups as far as they fit the chain.

    Attributes:
        links: In order.
        device: The device with its chain after them.
        broken: Why there is no more; None when all fitted.
    """

    links: tuple[Link, ...]
    device: StoredDevice
    broken: Break | None


def follow_chain(
    device: StoredDevice, groups: Iterable[SentGroup], seen: Mapping[int, SeenGroup]
) -> Chain:
    """Put groups into their places in a device's chain.

    Source: reliability.md X4, X5, X22.
    """
    links: list[Link] = []
    operations = 0
    for sent in groups:
        if sent.device_seq < device.expected_seq:
            earlier = seen.get(sent.device_seq)
            if earlier is None or earlier.digest != sent.digest:
                return Chain(tuple(links), device, Break.REUSED)
            links.append(Link(sent, seen=earlier))
            continue
        if sent.device_seq > device.expected_seq:
            return Chain(tuple(links), device, Break.GAP)
        is_next = sent.previous == device.last_digest
        if not is_next or chain_digest(sent.previous, sent.body) != sent.digest:
            return Chain(tuple(links), device, Break.FORGED)
        group = _read(sent.body)
        operations += len(group.operations) if group else 0
        if operations > LARGEST_OPERATIONS:
            return Chain(tuple(links), device, Break.GAP)
        links.append(Link(sent, group=group))
        device = replace(device, expected_seq=sent.device_seq + 1, last_digest=sent.digest)
    return Chain(tuple(links), device, None)


def _read(body: bytes) -> Group | None:
    try:
        group = decode_group(body)
    except MalformedMessageError:
        return None
    is_sound = (
        0 <= group.made_at <= _LARGEST_TIME
        and len(group.zone) <= _LARGEST_ZONE
        and len(group.user_id) <= _LARGEST_ID
        and "\x00" not in group.zone
        and len(group.operations) <= LARGEST_OPERATIONS
        and all(len(operation.op_id) <= _LARGEST_ID for operation in group.operations)
    )
    return group if is_sound else None
