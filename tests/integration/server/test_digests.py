"""Comparisons tell a device about its own books as it may see them, and about no others."""

from __future__ import annotations

import pytest

from app.domain.digests import record_digest, summary_of
from app.domain.schema import SCHEMA_VERSION
from sync.wire import codec
from sync.wire.comparing import LARGEST_SPANS, DigestAnswer, DigestRequest, Span
from sync.wire.messages import MEDIA_TYPE, PROTOCOL_VERSION, Problem
from tests.support.device import BareDevice, created, deleted, fresh_id


def ask(device: BareDevice, *spans: Span, listed: bool = False, **other: object):
    fields = {"schema": SCHEMA_VERSION, "cursor": device.cursor, "spans": spans, "listed": listed}
    request = DigestRequest(**{"protocol": PROTOCOL_VERSION, **fields, **other})
    return device.request("POST", "/v1/digests", codec.encode(request))


def answer(device: BareDevice, *spans: Span, **other: object) -> DigestAnswer:
    response = ask(device, *spans, **other)
    assert response.status_code == 200, response.text
    return codec.decode(response.content, DigestAnswer)


def refusal(response) -> tuple[int, str]:
    return response.status_code, codec.decode_json(response.content, Problem).code


def held(device: BareDevice) -> dict[tuple[str, str], object]:
    """What a device's rows come to, by book and entity."""
    found: dict[tuple[str, str], list[int]] = {}
    for (entity, one), row in device.rows.items():
        digest = record_digest(entity, one, device.revisions[entity, one], row.items())
        found.setdefault((device.books[entity, one], entity), []).append(digest)
    return {part: summary_of(digests) for part, digests in found.items()}


def told(found: DigestAnswer) -> dict[tuple[str, str], object]:
    return {(one.book, one.entity): (one.count, one.digest) for one in found.wholes}


def assert_alike(device: BareDevice):
    found = answer(device)
    assert set(found.settled) == set(found.books)
    here = {part: (one.count, one.digest) for part, one in held(device).items()}
    assert told(found) == here


@pytest.fixture
def contacts(rep, account) -> list[str]:
    ids = sorted(fresh_id() for _ in range(20))
    rep.push(*(created("contact", one, account_id=account, name=one[:4]) for one in ids))
    return ids


@pytest.mark.usefixtures("contacts")
def test_a_device_and_the_server_come_to_the_same(device_of):
    head, root = device_of("sun", "sector_head"), device_of("root", "system_admin")
    for device in (head, root):
        device.pull()
        assert_alike(device)


def test_a_deleted_record_does_not_count(device_of, contacts):
    head = device_of("sun", "sector_head")
    head.pull()
    head.push(deleted("contact", contacts[0], 1))
    head.pull()
    assert_alike(head)


def test_a_book_that_changed_since_the_cursor_is_not_settled(rep, device_of, account):
    head = device_of("sun", "sector_head")
    head.pull()
    rep.push(created("contact", account_id=account, name="王敏"))
    found = answer(head)
    assert set(found.books) - set(found.settled) == {f"rep:{rep.user_id}"}


@pytest.mark.usefixtures("account")
def test_a_device_in_its_first_sync_has_nothing_to_compare(server, rep):
    assert answer(rep).settled == ()
    rep.pull()
    assert answer(rep).settled
    server.restore()
    rep.enrol()
    assert answer(rep).settled == ()


def test_spans_hold_what_lies_between_two_ids(rep, contacts):
    rep.pull()
    book = f"rep:{rep.user_id}"
    spans = [
        Span(book, "contact"),
        Span(book, "contact", "", contacts[4]),
        Span(book, "contact", contacts[4], contacts[9]),
        Span(book, "contact", contacts[9], ""),
        Span(book, "complaint"),
        Span(book, "nonsense"),
    ]
    assert [part.count for part in answer(rep, *spans).parts] == [20, 5, 5, 10, 0, 0]
    (listed,) = answer(rep, spans[2], listed=True).singles
    assert [single.record_id for single in listed] == contacts[5:10]


def test_lists_are_cut_and_the_device_can_ask_on(rep, contacts, monkeypatch):
    monkeypatch.setattr("server.services.rounds.digests.LARGEST_LISTED", 12)
    rep.pull()
    book = f"rep:{rep.user_id}"
    spans = [Span(book, "contact", "", contacts[9]), Span(book, "contact", contacts[9], "")]
    first, second = answer(rep, *spans, listed=True).singles
    assert (len(first), len(second)) == (10, 2)


def test_a_book_of_somebody_else_tells_nothing(rep, device_of, contacts):
    other = device_of("wang")
    other.pull()
    span = Span(f"rep:{rep.user_id}", "contact", "", contacts[0])
    assert refusal(ask(other, span)) == (409, "digest.book")
    assert refusal(ask(other, Span("rep:nobody", "contact"))) == (409, "digest.book")
    other.cursor = rep.cursor
    assert f"rep:{rep.user_id}" not in answer(other).books


@pytest.mark.usefixtures("account")
def test_a_request_must_be_signed_sound_and_small(rep):
    rep.pull()
    body = codec.encode(DigestRequest(PROTOCOL_VERSION, SCHEMA_VERSION, rep.cursor))
    unsigned = rep.client.post("/v1/digests", content=body, headers={"Content-Type": MEDIA_TYPE})
    assert refusal(unsigned) == (401, "session.expired")
    assert refusal(rep.request("POST", "/v1/digests", b"\x00\xc1")) == (
        400,
        "sync.request.malformed",
    )
    assert refusal(ask(rep, protocol=99)) == (426, "sync.must_upgrade")
    many = [Span(f"rep:{rep.user_id}", "contact")] * (LARGEST_SPANS + 1)
    assert refusal(ask(rep, *many)) == (413, "sync.request.too_large")
    assert refusal(ask(rep, cursor=b"\xff")) == (400, "cursor.malformed")
