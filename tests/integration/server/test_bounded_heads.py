"""What stands before a body is bounded, whoever sends it; what devices send is not touched."""

from __future__ import annotations

import http.client
import socket
from urllib.parse import urlsplit

import pytest

from server.bounded_heads import LARGEST_HEAD_BYTES
from tests.support.served import served

LARGE_BODY = b"x" * (20 * LARGEST_HEAD_BYTES)


async def counting(_scope, receive, send):
    """Answer with the number of bytes of the body."""
    size, more = 0, True
    while more:
        message = await receive()
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    told = b"%d" % size
    headers = [(b"content-length", b"%d" % len(told))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": told})


@pytest.fixture(scope="module")
def place():
    with served(counting) as address:
        parts = urlsplit(address)
        yield parts.hostname, parts.port


def first_line(place, pieces):
    """Send pieces until the other side has had enough; return the first line of its answer."""
    with socket.create_connection(place, timeout=10) as line:
        line.settimeout(10)
        try:
            for piece in pieces:
                line.sendall(piece)
        except OSError:
            pass  # it does not read on; what it said has arrived before
        try:
            return line.recv(200).split(b"\r\n")[0]
        except ConnectionResetError:
            return b"cut"


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * LARGEST_HEAD_BYTES,
        b"POST / HTTP/1.1\r\nhost: x\r\nlong: " + b"a" * LARGEST_HEAD_BYTES,
        b"POST / HTTP/1.1\r\nhost: x\r\n" + b"many: a\r\n" * (LARGEST_HEAD_BYTES // 9 + 1),
    ],
    ids=["address", "one header", "many headers"],
)
def test_a_head_without_an_end_is_refused(place, head):
    assert first_line(place, [head]) == b"HTTP/1.1 431 Request Header Fields Too Large"


def test_a_head_that_goes_on_after_a_refusal_is_not_kept(place):
    head = b"POST / HTTP/1.1\r\nhost: x\r\n"
    pieces = [head, *(b"more: " + b"a" * 1_000_000 + b"\r\n" for _ in range(30))]
    assert first_line(place, pieces) in {b"HTTP/1.1 431 Request Header Fields Too Large", b"cut"}


def test_a_head_that_comes_byte_by_byte_is_counted_as_one(place):
    pieces = [b"POST / HTTP/1.1\r\nhost: x\r\nslow: "]
    pieces += [b"a" * 1024] * (LARGEST_HEAD_BYTES // 1024)
    assert first_line(place, pieces) == b"HTTP/1.1 431 Request Header Fields Too Large"


def test_a_body_in_chunks_is_refused_unread(place):
    head = b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
    assert first_line(place, [head, b"5\r\nhello\r\n"]) == b"HTTP/1.1 411 Length Required"


def test_bodies_of_any_size_pass_on_one_connection(place):
    line = http.client.HTTPConnection(*place, timeout=10)
    for body in (LARGE_BODY, b"", LARGE_BODY, b"a"):
        line.request("POST", "/", body, {"padding": "a" * 5_000})
        assert line.getresponse().read() == b"%d" % len(body)
    line.close()


def test_requests_that_are_sent_before_an_answer_are_answered_in_turn(place):
    one = b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\nabc"
    with socket.create_connection(place, timeout=10) as line:
        line.sendall(one * 400)
        answers = b""
        while answers.count(b"\r\n\r\n3") < 400:
            answers += line.recv(65_536)
    assert answers.count(b"HTTP/1.1 200") == 400
