"""Lets a device speak as another version of the program does, older or newer than its server."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.domain.schema import SCHEMA_VERSION
from sync.engine import Wire
from sync.wire import codec
from sync.wire.messages import PROTOCOL_VERSION

_PACKED, _UNPACKED = msgspec.msgpack.encode, msgspec.msgpack.decode
_PLAIN = b"\x00"
_STRANGE_ENTITY = ["hologram", ["colour"], ["0" * 32], [0], [1], [["green"]]]
_STRANGE_GONE = ["hologram", "1" * 32, "moved"]


@dataclass(frozen=True)
class Version:
    """One version of the program.

    Attributes:
        name: For the trace.
        schema: Its schema.
        protocol: Its protocol.
        sends: Fields of its messages that this server does not know.
        knows_all: Whether it is no older than the server, whose answers then hold nothing new.
    """

    name: str
    schema: int = SCHEMA_VERSION
    protocol: int = PROTOCOL_VERSION
    sends: dict[str, Any] = field(default_factory=dict)
    knows_all: bool = True


TODAY = Version("today")
OLDER = Version("older", schema=SCHEMA_VERSION - 1, knows_all=False)
NEWER = Version("newer", schema=SCHEMA_VERSION + 1, sends={"wishes": ["holograms"]})
OTHER_PROTOCOL = Version("of another protocol", protocol=PROTOCOL_VERSION + 1)
VERSIONS = (TODAY, OLDER, NEWER, OTHER_PROTOCOL)


class VersionedWire:
    """Changes requests and answers into what they would be."""

    def __init__(self, wire: Wire, version: Version) -> None:
        self._wire = wire
        self._version = version

    def call(self, method: str, path: str, *, body: bytes = b"", expect: str) -> bytes:
        if self._version is TODAY:
            return self._wire.call(method, path, body=body, expect=expect)
        request = _read(body) | {"schema": self._version.schema, **self._version.sends}
        request["protocol"] = self._version.protocol
        sent = _PLAIN + _PACKED(request)
        answer = self._wire.call(method, path, body=sent, expect=expect)
        if not self._version.knows_all:
            with contextlib.suppress(codec.MalformedMessageError, msgspec.MsgspecError):  # cut
                return _PLAIN + _PACKED(_of_later(_read(answer)))
        return answer


def _of_later(answer: dict[str, Any]) -> dict[str, Any]:
    """Add what a later version of the server would say."""
    page = answer.get("page")
    if page:
        books = [*page.get("books", ()), "company"]
        strange = [*_STRANGE_ENTITY]
        strange[3] = [len(books) - 1]
        parts = [*page.get("parts", ()), strange]
        gone = [*page.get("gone", ()), _STRANGE_GONE]
        answer["page"] = {**page, "books": books, "parts": parts, "gone": gone, "mood": "fine"}
    return {**answer, "wishes": {"deep": [1, None]}}


def _read(body: bytes) -> dict[str, Any]:
    marker, packed = body[:1], body[1:]
    fields: dict[str, Any] = _UNPACKED(packed if marker == _PLAIN else codec.decompress(packed))
    return fields
