"""Tells a device who wrote which value of a record that its user may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.errors import NotFoundError
from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from server.services.access.bearers import Signed
from server.services.desk.provenance import WHOLE, WrittenValue, list_provenance
from server.services.errors import ProblemError
from server.services.moments import milliseconds
from server.services.rights.books import Actor
from server.services.rights.permission import ReadFilter
from server.services.rights.senders import find_sender
from server.settings import Clock
from server.store.database import Database, Transaction
from server.store.devices import read_device_name
from server.store.people import find_user
from server.store.records import find_record
from sync.wire.codec import MalformedMessageError, decode, encode
from sync.wire.messages import OLDEST_PROTOCOL, PROTOCOL_VERSION
from sync.wire.past import LARGEST_PAST, PastAnswer, PastRequest, PastValue

_SEALED = frozenset({"contact_private", "confidence_look"})
"""What is confided has no history on a screen, sealed or not."""


@dataclass(frozen=True, slots=True)
class PastService:
    """Answers questions about the past of single records.

    Attributes:
        database: Where everything is.
        org: Number of the organisation.
        clock: Gives server time.
    """

    database: Database
    org: int
    clock: Clock

    def tell(self, signed: Signed) -> bytes:
        """Return the encoded answer to an encoded request.

        A record outside the user's books is as unknown as one that does not exist.

        Raises:
            ProblemError: 404 `record.unknown`, or as `find_sender`.

        Source: domain.md R025; design.md section 7.
        """
        with self.database.reading() as work:
            actor, _device = find_sender(work, self.org, signed, now=milliseconds(self.clock()))
            request = _read(signed.body)
            hidden = self._hidden(work, actor, request)
            try:
                values = list_provenance(work, self.org, request.entity, request.record_id)
            except NotFoundError as error:
                raise ProblemError("record.unknown", 404) from error
            shown = [one for one in _with_before(values) if one[1].field not in hidden]
            names = _Names(work, self.org)
            newest = shown[-LARGEST_PAST:]
            told = tuple(names.told(before, one) for before, one in reversed(newest))
        return encode(PastAnswer(told, len(newest) < len(shown)))

    def _hidden(self, work: Transaction, actor: Actor, request: PastRequest) -> frozenset[str]:
        """Return the fields that the user may not read of a record he may read."""
        entity = request.entity
        record = find_record(work, self.org, (entity, request.record_id))
        if record is None or entity not in ENTITIES or entity in _SEALED:
            raise ProblemError("record.unknown", 404)
        readable = ReadFilter(actor)
        body = {**record.body, "account_id": record.body.get("account_id", record.account_id)}
        is_shown = readable.shows(entity, record.book, record.id, body)
        if record.book not in actor.books or not is_shown:
            raise ProblemError("record.unknown", 404)
        unknown = record.body.keys() - ENTITIES[entity].fields.keys()
        return readable.hidden(entity) | unknown


class _Names:
    """People and devices by name, each asked for once."""

    def __init__(self, work: Transaction, org: int) -> None:
        self._work, self._org = work, org
        self._users: dict[str, str] = {"": ""}
        self._devices: dict[str, str] = {"": ""}

    def told(self, before: FieldValue, one: WrittenValue) -> PastValue:
        """Return a value as it is told."""
        if one.user_id not in self._users:
            user = find_user(self._work, self._org, one.user_id)
            self._users[one.user_id] = user.name if user else ""
        if one.device_id not in self._devices:
            name = read_device_name(self._work, self._org, one.device_id)
            self._devices[one.device_id] = name or ""
        return PastValue(
            field=one.field,
            before=before,
            value=one.value,
            revision=one.revision,
            user=self._users[one.user_id],
            device=self._devices[one.device_id],
            server_time=one.server_time,
            device_time=one.device_time,
            source=one.source.value,
        )


def _with_before(values: tuple[WrittenValue, ...]) -> Iterator[tuple[FieldValue, WrittenValue]]:
    standing: dict[str, FieldValue] = {}
    for one in values:
        if one.field == WHOLE or standing.get(one.field) != one.value:
            yield standing.get(one.field), one
        standing[one.field] = one.value


def _read(body: bytes) -> PastRequest:
    try:
        request = decode(body, PastRequest)
    except MalformedMessageError as error:
        raise ProblemError("sync.request.malformed", 400) from error
    if not OLDEST_PROTOCOL <= request.protocol <= PROTOCOL_VERSION:
        raise ProblemError("sync.must_upgrade", 426, protocol=PROTOCOL_VERSION)
    return request
