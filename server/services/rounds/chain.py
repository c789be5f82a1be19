"""Checks a device's groups against its chain: seen before, next in line, missing, or forged."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import msgspec

from app.domain.changes import Group
from server.store.devices import StoredDevice
from server.store.groups import SeenGroup
from sync.wire.codec import MalformedMessageError, chain_digest, decode_group
from sync.wire.messages import LARGEST_OPERATIONS, SKIPPED, GroupResult, SentGroup

_RESULT = msgspec.msgpack.Decoder(GroupResult)
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
        is_filled: Whether its place was kept so, and the contents come now.
    """

    sent: SentGroup
    seen: SeenGroup | None = None
    group: Group | None = None
    is_skipped: bool = False
    is_filled: bool = False


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

    A place that was kept without contents is no answer yet: a device that went back in time may
    have the contents again, and waits for one.

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
        earlier = seen.get(sent.device_seq)
        link = _link(sent, earlier, expected_seq, last_digest, is_offer=is_offer)
        if isinstance(link, Break):
            return until(link)
        operations += len(link.group.operations) if link.group else 0
        if operations > LARGEST_OPERATIONS:
            return until(Break.GAP)
        links.append(link)
        if sent.device_seq == expected_seq:
            expected_seq, last_digest = sent.device_seq + 1, sent.digest
    return until(None)


def _link(
    sent: SentGroup, earlier: SeenGroup | None, expected: int, last_digest: bytes, *, is_offer: bool
) -> Link | Break:
    """Return a group in its place, or why it has none."""
    if sent.device_seq < expected:
        return _link_again(sent, earlier)
    if sent.device_seq > expected:
        return Break.GAP
    if sent.previous != last_digest:
        return Break.FORGED
    if is_offer and not sent.body:
        return Link(sent, is_skipped=True)
    return _link_whole(sent)


def _link_again(sent: SentGroup, earlier: SeenGroup | None) -> Link | Break:
    if earlier is None or earlier.digest != sent.digest:
        return Break.REUSED
    if sent.body and _keeps_place(earlier):
        return _link_whole(sent, is_filled=True)
    return Link(sent, seen=earlier)


def _link_whole(sent: SentGroup, *, is_filled: bool = False) -> Link | Break:
    if chain_digest(sent.previous, sent.body) != sent.digest:
        return Break.FORGED
    return Link(sent, group=_read(sent.body), is_filled=is_filled)


def _keeps_place(earlier: SeenGroup) -> bool:
    return _RESULT.decode(earlier.result).outcome == SKIPPED


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
