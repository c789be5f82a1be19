"""Devices without a store, so that the server's own speed shows: they sign, chain, send, count."""

from __future__ import annotations

import asyncio
import random
import secrets
import socket
import time
import urllib.request
from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.domain.changes import Group, Op, Operation
from app.domain.fields import FieldValue
from app.domain.ids import id_from
from app.domain.schema import SCHEMA_VERSION
from benchmarks.sync_world import PASSWORD, contact_fields
from sync.wire import codec, signing
from sync.wire.messages import MEDIA_TYPE, PROTOCOL_VERSION, SentGroup, SyncAnswer, SyncRequest
from sync.wire.pokes import PokeRequest
from sync.wire.sessions import Session, SignIn

_PATH = "/v1/sync"
_READ_BYTES = 2**18
_PAGE_ROWS = 1_000
_OK = b"HTTP/1.1 200"


def fresh_id() -> str:
    """Return a new id of this moment."""
    now = time.time_ns() // 10**6
    return id_from(milliseconds=now, entropy=secrets.randbits(74))


@dataclass(slots=True)
class BareDevice:
    """One enrolled device.

    Attributes:
        address: Of the server.
        login: Whose it is.
        account: Under which its new contacts stand.
        received: Rows that came so far.
    """

    address: str
    login: str
    account: str
    received: int = 0
    _id: str = field(default_factory=fresh_id)
    _key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    _session: Session | None = None
    _cursor: bytes = b""
    _next_seq: int = 1
    _digest: bytes = b""
    _dice: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311

    def enrol(self) -> None:
        """Sign in."""
        public_key = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        text = signing.enrolment_text(login=self.login, device_id=self._id, public_key=public_key)
        message = SignIn(
            login=self.login,
            password=PASSWORD,
            device_id=self._id,
            device_name="bench",
            public_key=b64encode(public_key).decode(),
            proof=self._signed(text),
        )
        request = urllib.request.Request(  # noqa: S310 - an address of this machine
            f"{self.address}/v1/enrolment",
            codec.encode_json(message),
            {"content-type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            self._session = codec.decode_json(answer.read(), Session)

    def request(self, records: int, page_rows: int = _PAGE_ROWS) -> bytes:
        """Return the bytes of a round that brings new contacts, a unit of work each."""
        groups = tuple(self._group() for _ in range(records))
        message = SyncRequest(
            PROTOCOL_VERSION, SCHEMA_VERSION, groups, cursor=self._cursor, page_rows=page_rows
        )
        return self._post(codec.encode(message))

    def wait_request(self) -> bytes:
        """Return the bytes of a wait for news, from where the device stands."""
        return self._post(codec.encode(PokeRequest(PROTOCOL_VERSION, self._cursor)), "/v1/poke")

    def take(self, answer: bytes) -> bool:
        """Take an answer in; return whether there is more."""
        head, _, body = answer.partition(b"\r\n\r\n")
        if not head.startswith(_OK):
            raise RuntimeError(answer[:300])
        page = codec.decode(body, SyncAnswer).page
        if page is None:
            return False
        self.received += sum(len(part.ids) for part in page.parts)
        self._cursor = page.cursor
        return page.has_more

    def round(self, records: int, page_rows: int = _PAGE_ROWS) -> None:
        """Do one round on a connection of its own, and whatever it leads to."""
        parts = urlsplit(self.address)
        with socket.create_connection((parts.hostname, parts.port or 80)) as line:
            line.sendall(self.request(records, page_rows))
            while self.take(_receive(line)):
                line.sendall(self.request(0, page_rows))

    def _group(self) -> SentGroup:
        values: dict[str, FieldValue] = contact_fields(self.account, self._dice)
        fields = {name: (None, value) for name, value in values.items()}
        operation = Operation(fresh_id(), "contact", fresh_id(), Op.CREATE, fields)
        user_id = self._session.user_id if self._session else ""
        made_at = time.time_ns() // 10**6
        body = codec.encode_group(
            Group(fresh_id(), user_id, made_at, "Asia/Shanghai", (operation,))
        )
        digest = codec.chain_digest(self._digest, body)
        sent = SentGroup(self._next_seq, body, self._digest, digest)
        self._next_seq += 1
        self._digest = digest
        return sent

    def _post(self, body: bytes, path: str = _PATH) -> bytes:
        token = self._session.access_token if self._session else ""
        text = signing.request_text(method="POST", path=path, token=token, body=body)
        head = (
            f"POST {path} HTTP/1.1\r\nhost: {urlsplit(self.address).netloc}\r\n"
            f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n"
            f"authorization: Bearer {token}\r\nroadbook-proof: {self._signed(text)}\r\n\r\n"
        )
        return head.encode() + body

    def _signed(self, text: bytes) -> str:
        return b64encode(self._key.sign(text)).decode()


def _receive(line: socket.socket) -> bytes:
    answer = b""
    while not is_whole(answer):
        answer += line.recv(_READ_BYTES)
    return answer


def is_whole(answer: bytes) -> bool:
    """Return whether an answer has arrived to its last byte."""
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end:
        return False
    length = next(
        line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
    )
    return len(body) >= int(length.partition(b":")[2])


async def rounds_for(devices: list[BareDevice], seconds: float) -> int:
    """Let all devices do rounds of one record each way at once; return how many were done."""
    done = [0]
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_loop(device, until, done) for device in devices))
    return done[0]


async def _loop(device: BareDevice, until: float, done: list[int]) -> None:
    parts = urlsplit(device.address)
    loop = asyncio.get_running_loop()
    with socket.create_connection((parts.hostname, parts.port or 80)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.setblocking(False)
        while time.perf_counter() < until:
            await loop.sock_sendall(line, device.request(1))
            answer = b""
            while not is_whole(answer):
                answer += await loop.sock_recv(line, _READ_BYTES)
            device.take(answer)
            done[0] += 1
