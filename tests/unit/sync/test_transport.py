"""Whoever answers, the client knows whether it was its server and what to do."""

import httpx
import pytest

from sync.errors import (
    MustUpgradeError,
    NotOurServerError,
    OfflineError,
    ServerRefusedError,
    SignedOutError,
)
from sync.transport import HttpTransport, check_address
from sync.wire import codec
from sync.wire.messages import LARGEST_BODY_BYTES, MEDIA_TYPE, PROBLEM_TYPE, Problem


def answering(status, content=b"", kind="text/html", **headers):
    def handle(_request):
        stream = httpx.ByteStream(content)
        return httpx.Response(status, headers={"content-type": kind, **headers}, stream=stream)

    client = httpx.Client(transport=httpx.MockTransport(handle), base_url="http://server.test")
    return HttpTransport("https://server.test", client)


def problem(code):
    return codec.encode_json(Problem(code=code))


def call(transport):
    return transport.call("POST", "/v1/sync", body=b"x")


def test_our_own_answer_is_handed_on_and_counted():
    transport = answering(200, b"answer", MEDIA_TYPE)
    assert call(transport) == b"answer"
    assert (transport.traffic.sent, transport.traffic.received) == (1, 6)


@pytest.mark.parametrize(
    ("status", "content", "kind", "error"),
    [
        (200, b"<html>sign in to this network</html>", "text/html", NotOurServerError),
        (200, b"", MEDIA_TYPE + "x", NotOurServerError),
        (302, b"", "text/html", NotOurServerError),
        (404, b"not here", "text/plain", NotOurServerError),
        (503, b"busy", "text/html", OfflineError),
        (429, problem("server.busy"), PROBLEM_TYPE, OfflineError),
        (401, problem("session.expired"), PROBLEM_TYPE, SignedOutError),
        (426, problem("protocol.old"), PROBLEM_TYPE, MustUpgradeError),
        (413, problem("body.large"), PROBLEM_TYPE, ServerRefusedError),
        (400, b"no json", PROBLEM_TYPE, NotOurServerError),
    ],
)
def test_every_other_answer_has_its_error(status, content, kind, error):
    with pytest.raises(error):
        call(answering(status, content, kind))


def test_a_refusal_carries_the_servers_code():
    with pytest.raises(ServerRefusedError) as refused:
        call(answering(413, problem("body.large"), PROBLEM_TYPE))
    assert refused.value.code == "body.large"


def test_the_pause_that_a_busy_server_asks_for_is_kept():
    with pytest.raises(OfflineError) as offline:
        call(answering(503, b"", "text/html", **{"retry-after": "30"}))
    assert offline.value.retry_after_seconds == 30.0


def test_an_answer_without_end_is_cut_off():
    def endless():
        while True:
            yield bytes(2**20)

    def handle(_request):
        return httpx.Response(200, headers={"content-type": MEDIA_TYPE}, content=endless())

    client = httpx.Client(transport=httpx.MockTransport(handle), base_url="http://server.test")
    transport = HttpTransport("https://server.test", client)
    with pytest.raises(NotOurServerError):
        call(transport)
    assert transport.traffic.received <= LARGEST_BODY_BYTES


def test_nobody_listening_is_simply_offline():
    with pytest.raises(OfflineError):
        HttpTransport("http://127.0.0.1:9").call("POST", "/v1/sync", body=b"x")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "server.address"),
        ("example", "server.address"),
        ("ftp://example.com", "server.address"),
        ("http://example.com", "server.plain"),
        ("http://", "server.address"),
        ("https://a b", "server.address"),
        ("https://server:port", "server.address"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_before_anything_is_sent(address, code):
    with pytest.raises(ServerRefusedError) as refused:
        check_address(address)
    assert refused.value.code == code
