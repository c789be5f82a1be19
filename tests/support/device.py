"""A device in its barest form: signs, chains and sends, without the client's own engine."""

from __future__ import annotations

import secrets
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.domain.changes import Group, Op, Operation
from app.domain.fields import FieldValue
from app.domain.ids import id_from
from app.domain.schema import SCHEMA_VERSION
from sync.wire import codec, signing
from sync.wire.messages import (
    MEDIA_TYPE,
    PROTOCOL_VERSION,
    ChangePage,
    OperationResult,
    SentGroup,
    SyncAnswer,
    SyncRequest,
)
from sync.wire.sessions import Challenge, Session, SignIn, TokenRequest

MADE_AT = 1_772_411_400_000


def fresh_id() -> str:
    return id_from(milliseconds=MADE_AT, entropy=secrets.randbits(74))


def created(entity: str, record_id: str | None = None, **values: FieldValue) -> Operation:
    fields = {name: (None, value) for name, value in values.items()}
    return Operation(fresh_id(), entity, record_id or fresh_id(), Op.CREATE, fields)


def edited(
    entity: str, record_id: str, base: int, **changes: tuple[FieldValue, FieldValue]
) -> Operation:
    return Operation(fresh_id(), entity, record_id, Op.EDIT, changes, base)


def deleted(entity: str, record_id: str, base: int) -> Operation:
    return Operation(fresh_id(), entity, record_id, Op.DELETE, {}, base)


@dataclass
class BareDevice:
    """Holds what the protocol asks of a device; `rows` is what it received, by entity and id."""

    client: httpx.Client
    login: str
    password: str = "correct horse"
    id: str = field(default_factory=fresh_id)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    session: Session | None = None
    cursor: bytes = b""
    next_seq: int = 1
    last_digest: bytes = b""
    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    revisions: dict[tuple[str, str], int] = field(default_factory=dict)
    books: dict[tuple[str, str], str] = field(default_factory=dict)
    zone: str = "Asia/Shanghai"

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def user_id(self) -> str:
        assert self.session is not None
        return self.session.user_id

    def sign(self, text: bytes) -> str:
        return b64encode(self.key.sign(text)).decode()

    def sign_in_message(self, **other: str) -> SignIn:
        text = signing.enrolment_text(
            login=self.login, device_id=self.id, public_key=self.public_key
        )
        values = {
            "login": self.login,
            "password": self.password,
            "device_id": self.id,
            "device_name": "laptop",
            "public_key": b64encode(self.public_key).decode(),
            "proof": self.sign(text),
        }
        return SignIn(**{**values, **other})

    def post_json(self, path: str, message: object) -> httpx.Response:
        headers = {"Content-Type": "application/json"}
        return self.client.post(path, content=codec.encode_json(message), headers=headers)

    def enrol(self) -> BareDevice:
        answer = self.post_json("/v1/enrolment", self.sign_in_message())
        assert answer.status_code == 200, answer.text
        self.session = codec.decode_json(answer.content, Session)
        return self

    def renew(self) -> httpx.Response:
        nonce = codec.decode_json(self.client.post("/v1/challenge").content, Challenge).nonce
        proof = self.sign(signing.token_text(device_id=self.id, nonce=nonce))
        return self.post_json("/v1/tokens", TokenRequest(self.id, nonce, proof))

    def request(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        content_type: str = MEDIA_TYPE,
        **headers: str,
    ) -> httpx.Response:
        assert self.session is not None
        token = self.session.access_token
        text = signing.request_text(method=method, path=path, token=token, body=body)
        sent = {
            "Authorization": f"Bearer {token}",
            "Roadbook-Proof": self.sign(text),
            "Content-Type": content_type,
            **headers,
        }
        return self.client.request(method, path, content=body, headers=sent)

    def group(self, *operations: Operation) -> SentGroup:
        """Put operations into the chain as the next group."""
        group = Group(fresh_id(), self.user_id, MADE_AT, self.zone, operations)
        body = codec.encode_group(group)
        digest = codec.chain_digest(self.last_digest, body)
        sent = SentGroup(self.next_seq, body, self.last_digest, digest)
        self.next_seq += 1
        self.last_digest = digest
        return sent

    def send(
        self, *groups: SentGroup, page_rows: int = 1000, wants_confidence: bool = False
    ) -> SyncAnswer:
        """Do one round and apply what it brings."""
        response = self.post(*groups, page_rows=page_rows, wants_confidence=wants_confidence)
        assert response.status_code == 200, response.text
        answer = codec.decode(response.content, SyncAnswer)
        if answer.page is not None:
            self._apply(answer.page)
        return answer

    def post(
        self, *groups: SentGroup, page_rows: int = 1000, wants_confidence: bool = False
    ) -> httpx.Response:
        request = SyncRequest(
            *(PROTOCOL_VERSION, SCHEMA_VERSION, groups),
            cursor=self.cursor,
            page_rows=page_rows,
            wants_confidence=wants_confidence,
        )
        return self.request("POST", "/v1/sync", codec.encode(request))

    def push(self, *operations: Operation) -> tuple[OperationResult, ...]:
        """Send operations as one group and return their results."""
        return self.send(self.group(*operations)).results[0].results

    def pull(self, page_rows: int = 1000) -> int:
        """Pull until nothing waits; return the number of pages."""
        pages = 1
        while (page := self.send(page_rows=page_rows).page) and page.has_more:
            pages += 1
        return pages

    def ids(self, entity: str) -> set[str]:
        return {record_id for name, record_id in self.rows if name == entity}

    def _apply(self, page: ChangePage) -> None:
        left = {key for key, book in self.books.items() if book in page.left_books}
        for key in left | {(gone.entity, gone.record_id) for gone in page.gone}:
            for held in (self.rows, self.revisions, self.books):
                held.pop(key, None)
        for part in page.parts:
            for place, record_id in enumerate(part.ids):
                key = part.entity, record_id
                columns = zip(part.names, part.columns, strict=True)
                self.rows[key] = {name: column[place] for name, column in columns}
                self.revisions[key] = part.revisions[place]
                self.books[key] = page.books[part.books[place]]
        self.cursor = page.cursor
