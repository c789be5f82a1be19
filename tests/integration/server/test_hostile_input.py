"""Whatever arrives, the answer is a refusal with a code and never a fault."""

from __future__ import annotations

from typing import Any

import httpx
import msgspec
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.wire import codec
from sync.wire.messages import MEDIA_TYPE, Problem, SentGroup
from tests.support.device import MADE_AT, BareDevice, created, edited, fresh_id
from tests.support.server import make_server

REPEATED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.binary(max_size=20)
)
THINGS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=12), inner, max_size=6)
    ),
    max_leaves=20,
)
SYNC_FIELDS = st.fixed_dictionaries(
    {"protocol": st.just(1), "schema": st.just(1)},
    optional={
        "groups": THINGS | st.lists(st.tuples(LEAVES, LEAVES, LEAVES, LEAVES), max_size=3),
        "cursor": LEAVES,
        "page_rows": LEAVES,
    },
)


def is_refused_or_answered(response: httpx.Response) -> bool:
    """Faults have status 503 here, and 500 where even the barrier failed."""
    if response.status_code == 200:
        return True
    problem = codec.decode_json(response.content, Problem)
    return 400 <= response.status_code < 500 and problem.code not in {"", "server.fault"}


@REPEATED
@given(body=st.binary(max_size=300))
def test_any_bytes_as_a_sync_body(rep, body):
    assert is_refused_or_answered(rep.request("POST", "/v1/sync", body))


@REPEATED
@given(thing=THINGS | SYNC_FIELDS)
def test_any_message_as_a_sync_body(rep, thing):
    body = b"\x00" + msgspec.msgpack.encode(thing)
    assert is_refused_or_answered(rep.request("POST", "/v1/sync", body))


@REPEATED
@given(cursor=st.binary(max_size=60) | THINGS.map(msgspec.msgpack.encode))
def test_any_cursor(rep, cursor):
    rep.cursor = cursor
    assert is_refused_or_answered(rep.post())


@REPEATED
@given(thing=st.tuples(st.text(), LEAVES, LEAVES, st.text(), st.lists(THINGS, max_size=3)) | THINGS)
def test_any_group(rep, thing):
    body = msgspec.msgpack.encode(thing)
    sent = SentGroup(rep.next_seq, body, rep.last_digest, codec.chain_digest(rep.last_digest, body))
    response = rep.post(sent)
    assert response.status_code == 200
    rep.next_seq, rep.last_digest = rep.next_seq + 1, sent.digest


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(max_size=30),
    st.sampled_from(["\x00", "2026-02-30", "9" * 5000, "a\nb", "٣", "-"]),
)


@REPEATED
@given(
    fields=st.dictionaries(
        st.sampled_from(["name", "type", "credit_limit_minor", "born_on", "roles", "sex", "zzz"]),
        st.tuples(VALUES, VALUES),
        max_size=4,
    ),
    base=st.integers(-5, 2**63 - 1),
    op=st.sampled_from(["create", "edit", "delete"]),
    entity=st.sampled_from(["account", "contact", "commitment", "conflict", "x", ""]),
)
def test_any_values(*, rep, account, fields, base, op, entity):
    operation: dict[str, Any] = {
        "op_id": fresh_id(),
        "entity": entity,
        "record_id": account,
        "op": op,
        "fields": {**fields, "account_id": (None, account)},
        "base_revision": base,
    }
    group = {
        "group_id": fresh_id(),
        "user_id": rep.user_id,
        "made_at": MADE_AT,
        "zone": "Asia/Shanghai",
        "operations": [operation],
    }
    body = msgspec.msgpack.encode(group)
    digest = codec.chain_digest(rep.last_digest, body)
    response = rep.post(SentGroup(rep.next_seq, body, rep.last_digest, digest))
    assert response.status_code == 200, response.text
    rep.next_seq, rep.last_digest = rep.next_seq + 1, digest


@REPEATED
@given(
    body=st.binary(max_size=200)
    | st.text(max_size=100).map(str.encode)
    | st.sampled_from([b"[" * 10_000, b'{"a":' * 2_000, b"\xff\xfe"])
)
def test_any_bytes_as_a_sign_in(rep, body):
    headers = {"Content-Type": "application/json"}
    for path in ("/v1/enrolment", "/v1/tokens", "/v1/challenge"):
        assert is_refused_or_answered(rep.client.post(path, content=body, headers=headers))


@pytest.mark.parametrize(
    "text",
    [
        r"""{"login":"\ud800","password":"x","device_id":"x","device_name":"x",
        "public_key":"x","proof":"x"}""",
        '{"login":"a","login":"b"}',
        '{"device_id":NaN}',
        '{"device_id":1e999,"nonce":"x","proof":"x"}',
        '{"device_id":"' + "9" * 5000 + '","nonce":"\\u0000","proof":"=="}',
    ],
)
def test_odd_json_is_refused(rep, text):
    headers = {"Content-Type": "application/json"}
    for path in ("/v1/enrolment", "/v1/tokens"):
        response = rep.client.post(path, content=text.encode(), headers=headers)
        assert response.status_code in {400, 401}


def test_deep_nesting_is_refused(rep):
    body = b"\x00" + b"\x91" * 200_000 + b"\x90"
    assert rep.request("POST", "/v1/sync", body).status_code == 400


def test_a_bomb_is_refused_before_it_goes_off(rep):
    bomb = b"\x01" + zstandard.ZstdCompressor().compress(bytes(40 * 2**20))
    assert len(bomb) < 10_000
    assert rep.request("POST", "/v1/sync", bomb).status_code == 400
    unstated = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(40 * 2**20))
    assert rep.request("POST", "/v1/sync", b"\x01" + unstated).status_code == 400


def test_a_body_over_the_limit_is_refused_while_it_arrives(rep):
    sent = 0

    def pieces():
        nonlocal sent
        for _ in range(20):
            sent += 2**20
            yield bytes(2**20)

    headers = {"Content-Type": MEDIA_TYPE}
    response = rep.client.post("/v1/sync", content=pieces(), headers=headers)
    assert response.status_code == 413
    assert codec.decode_json(response.content, Problem).code == "body.too_large"


@pytest.mark.parametrize("kind", ["application/json", "", "text/html; charset=utf-8"])
def test_another_content_type_is_refused(rep, kind):
    response = rep.request("POST", "/v1/sync", b"\x00\x80", content_type=kind)
    assert response.status_code == 415


def test_an_encoded_body_is_refused(rep):
    response = rep.request("POST", "/v1/sync", b"\x00\x80", **{"Content-Encoding": "gzip"})
    assert response.status_code == 415


def test_another_protocol_is_told_to_upgrade(rep):
    body = b"\x00" + msgspec.msgpack.encode({"protocol": 2, "schema": 1})
    response = rep.request("POST", "/v1/sync", body)
    assert response.status_code == 426
    assert codec.decode_json(response.content, Problem).code == "sync.must_upgrade"


def test_too_many_groups_are_refused(rep):
    group = rep.group(created("contact", account_id=fresh_id(), name="x"))
    response = rep.post(*[group] * 2_001)
    assert (response.status_code, codec.decode_json(response.content, Problem).code) == (
        413,
        "sync.request.too_large",
    )


def test_too_many_operations_wait_for_the_next_round(rep, account):
    def group(count: int) -> SentGroup:
        changes = (edited("account", account, 1, city=(None, str(n))) for n in range(count))
        return rep.group(*changes)

    answer = rep.send(group(3_000), group(3_000), page_rows=0)
    assert len(answer.results) == 1
    assert answer.expected_seq == 2


def test_paths_that_do_not_exist_are_problems_as_well(server):
    with server.client() as client:
        assert client.get("/v1/nowhere").json()["code"] == "http.not_found"
        assert client.get("/v1/sync").json()["code"] == "http.method"


def test_a_bug_is_answered_politely_and_logged_without_what_was_sent(tmp_path, caplog):
    with make_server(tmp_path) as server, server.client() as client:
        server.add_user("li", "correct horse", ("rep",), server.add_sector())
        device = BareDevice(client, "li").enrol()
        server.database.write(lambda work: work.run("DROP TABLE book_counter"))
        response = device.post()
        assert response.status_code == 503
        assert codec.decode_json(response.content, Problem).code == "server.fault"
        assert response.headers["Retry-After"]
        assert "book_counter" not in caplog.text
        (record,) = [entry for entry in caplog.records if entry.name == "roadbook.server"]
        assert record.error == "OperationalError"
