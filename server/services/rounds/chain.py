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
        is_skipped: Whether it only keeps its place, because it is offered without contents.
    """

    sent: SentGroup
    seen: SeenGroup | None = None
    group: Group | None = None
    is_skipped: bool = False


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
    device: StoredDevice,
    groups: Iterable[SentGroup],
    seen: Mapping[int, SeenGroup],
    *,
    is_offer: bool = False,
) -> Chain:
    """Put groups into their places in a device's chain.

    Args:
        device: Whose.
        groups: As they were sent.
        seen: Earlier answers by number.
        is_offer: Whether they were answered before this database was restored; then a group may
            come without its contents, and only its place in the chain is checked.

    Source: reliability.md X4, X5, X22, X24.
    """
    links: list[Link] = []
    operations = 0
    expected_seq, last_digest = device.expected_seq, device.last_digest

    def until(broken: Break | None) -> Chain:
        reached = replace(device, expected_seq=expected_seq, last_digest=last_digest)
        return Chain(tuple(links), reached, broken)

    for sent in groups:
        if sent.device_seq < expected_seq:
            earlier = seen.get(sent.device_seq)
            if earlier is None or earlier.digest != sent.digest:
                return until(Break.REUSED)
            links.append(Link(sent, seen=earlier))
            continue
        if sent.device_seq > expected_seq:
            return until(Break.GAP)
        is_next = sent.previous == last_digest
        is_skipped = is_offer and not sent.body
        is_whole = is_skipped or chain_digest(sent.previous, sent.body) == sent.digest
        if not is_next or not is_whole:
            return until(Break.FORGED)
        group = None if is_skipped else _read(sent.body)
        operations += len(group.operations) if group else 0
        if operations > LARGEST_OPERATIONS:
            return until(Break.GAP)
        links.append(Link(sent, group=group, is_skipped=is_skipped))
        expected_seq, last_digest = sent.device_seq + 1, sent.digest
    return until(None)


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
