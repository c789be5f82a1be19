"""Messages survive the wire whole; anything else is refused within bounds."""

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from app.domain.changes import Group, Op, Operation
from sync.wire import codec
from sync.wire.messages import (
    LARGEST_BODY_BYTES,
    ChangePage,
    Gone,
    SentGroup,
    SyncAnswer,
    SyncRequest,
    TablePart,
)

VALUES = st.none() | st.integers(-(2**53), 2**53) | st.text(max_size=40)
GROUP = Group(
    "g" * 32,
    "u" * 32,
    1,
    "Asia/Shanghai",
    (Operation("o" * 32, "account", "r" * 32, Op.EDIT, {"name": ("旧", "新")}, 7),),
)


@given(st.dictionaries(st.text(min_size=1, max_size=10), st.tuples(VALUES, VALUES), max_size=5))
def test_a_group_comes_back_as_it_was(fields):
    group = Group("g", "u", 1, "z", (Operation("o", "account", "r", Op.CREATE, fields),))
    assert codec.decode_group(codec.encode_group(group)) == group


def test_a_request_and_an_answer_come_back_as_they_were():
    body = codec.encode_group(GROUP)
    request = SyncRequest(1, 1, (SentGroup(1, body, b"", codec.chain_digest(b"", body)),), b"c", 9)
    part = TablePart("account", ("name",), ["r"] * 500, [0] * 500, [1] * 500, [["百禾"] * 500])
    page = ChangePage(b"c", ("rep:u",), (part,), (Gone("contact", "x", "left"),))
    answer = SyncAnswer("s", "e", 1, 2, (), page)
    assert codec.decode(codec.encode(request), SyncRequest) == request
    assert codec.decode(codec.encode(answer), SyncAnswer) == answer


def test_a_repetitive_page_travels_compressed():
    part = TablePart("account", ("name",), ["r"] * 500, [0] * 500, [1] * 500, [["百禾"] * 500])
    page = ChangePage(b"", ("b",), (part,))
    assert len(codec.encode(page)) < len(msgspec.msgpack.encode(page)) / 5


@given(st.binary(max_size=200))
def test_bytes_that_are_no_message_are_refused_and_nothing_else_is_raised(raw):
    for form in (SyncRequest, SyncAnswer):
        with pytest.raises(codec.MalformedMessageError):
            codec.decode(b"\x07" + raw, form)
    try:
        codec.decode(raw, SyncRequest)
    except codec.MalformedMessageError:
        return


def test_a_body_that_unpacks_beyond_the_limit_is_refused_unread():
    bomb = b"\x01" + zstandard.compress(bytes(LARGEST_BODY_BYTES + 1))
    assert len(bomb) < 10_000
    with pytest.raises(codec.MalformedMessageError):
        codec.decode(bomb, SyncRequest)


def test_deep_nesting_is_refused():
    with pytest.raises(codec.MalformedMessageError):
        codec.decode(b"\x00" + b"\x91" * 100_000, SyncRequest)


def test_the_chain_digest_depends_on_what_came_before():
    assert codec.chain_digest(b"a", b"x") != codec.chain_digest(b"b", b"x")
