"""The examples of docs/SYNC_PROTOCOL.md are what version 1 says, byte for byte."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, is_dataclass

import msgspec
import pytest

from app.domain.changes import Group
from sync.wire import codec
from sync.wire.messages import SyncAnswer, SyncRequest
from sync.wire.pokes import PokeAnswer, PokeRequest
from tests.support.source_tree import ROOT

FORMS = {form.__name__: form for form in (SyncRequest, SyncAnswer, Group, PokeRequest, PokeAnswer)}
EXAMPLE = re.compile(r"```hex (\w+)\n([0-9a-f\n]+)```\n```json\n(.+?)\n```")
EXAMPLES = EXAMPLE.findall((ROOT / "docs" / "SYNC_PROTOCOL.md").read_text("utf-8"))


def decode(form: str, raw: bytes):
    return codec.decode_group(raw) if form == "Group" else codec.decode(raw, FORMS[form])


def encode(message) -> bytes:
    return codec.encode_group(message) if isinstance(message, Group) else codec.encode(message)


def as_shown(value):
    """Spell a message as the page does: bytes as hexadecimal digits."""
    match value:
        case bytes():
            return value.hex()
        case dict():
            return {name: as_shown(inner) for name, inner in value.items()}
        case list() | tuple():
            return [as_shown(inner) for inner in value]
        case _:
            return value


def test_the_page_has_examples():
    assert {form for form, _, _ in EXAMPLES} == set(FORMS)


@pytest.mark.parametrize(("form", "digits", "shown"), EXAMPLES)
def test_an_example_reads_as_the_page_says(form, digits, shown):
    message = decode(form, bytes.fromhex(digits))
    plain = asdict(message) if is_dataclass(message) else message
    assert as_shown(msgspec.to_builtins(plain, builtin_types=(bytes,))) == json.loads(shown)


@pytest.mark.parametrize(("form", "digits", "_shown"), EXAMPLES)
def test_an_example_is_spelled_as_ever(form, digits, _shown):
    raw = bytes.fromhex(digits)
    assert encode(decode(form, raw)) == raw


def test_an_example_of_a_chained_group_fits_its_digest():
    (request,) = [
        decode(form, bytes.fromhex(digits))
        for form, digits, _ in EXAMPLES
        if form == "SyncRequest" and len(digits) > 300
    ]
    (sent,) = request.groups
    assert codec.chain_digest(sent.previous, sent.body) == sent.digest
