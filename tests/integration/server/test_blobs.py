"""Attachments: up in pieces, checked, hidden on disk, down for those who may see them."""

from __future__ import annotations

import hashlib

import pytest

from sync.wire import codec
from sync.wire.messages import BlobState, Problem
from tests.support.device import BareDevice, created

OCTETS = "application/octet-stream"
PHOTO = b"photo of a shelf " * 70_000
SHA = hashlib.sha256(PHOTO).hexdigest()


def put(device: BareDevice, offset: int, chunk: bytes, sha: str = SHA, size: str = ""):
    path = f"/v1/blobs/{sha}?offset={offset}" + (f"&size={size}" if size else "")
    return device.request("PUT", path, chunk, content_type=OCTETS)


def state(device: BareDevice, sha: str = SHA) -> BlobState:
    response = device.request("GET", f"/v1/blobs/{sha}/state")
    return codec.decode_json(response.content, BlobState)


def fetch(device: BareDevice, sha: str = SHA, **headers: str):
    return device.request("GET", f"/v1/blobs/{sha}", **headers)


def refusal(response) -> tuple[int, str]:
    return response.status_code, codec.decode_json(response.content, Problem).code


def upload(device: BareDevice, content: bytes = PHOTO, step: int = 500_000) -> str:
    sha = hashlib.sha256(content).hexdigest()
    for offset in range(0, len(content), step):
        chunk = content[offset : offset + step]
        assert put(device, offset, chunk, sha, str(len(content))).status_code == 200
    return sha


def attach(device: BareDevice, account: str, sha: str = SHA) -> None:
    device.push(
        created(
            "attachment",
            account_id=account,
            subject_entity="account",
            subject_id=account,
            sha256=sha,
            size_bytes=len(PHOTO),
        )
    )


def test_an_upload_goes_on_where_it_stopped(server, rep):
    assert state(rep) == BlobState(SHA, 0, complete=False)
    put(rep, 0, PHOTO[:400_000], size=str(len(PHOTO)))
    assert state(rep) == BlobState(SHA, 400_000, complete=False)
    again = put(rep, 0, PHOTO[:400_000], size=str(len(PHOTO)))
    assert refusal(again) == (409, "blob.offset")
    assert codec.decode_json(again.content, Problem).params == {"received_bytes": 400_000}
    server.restart()
    put(rep, 400_000, PHOTO[400_000:1_000_000], size=str(len(PHOTO)))
    put(rep, 1_000_000, PHOTO[1_000_000:], size=str(len(PHOTO)))
    assert state(rep) == BlobState(SHA, len(PHOTO), complete=True)
    assert fetch(rep).content == PHOTO


def upload_name(rep: BareDevice) -> str:
    return f"{SHA}.{rep.id}"


def test_an_upload_whose_end_was_not_noted_before_a_crash_begins_again(server, rep):
    put(rep, 0, PHOTO[:400_000], size=str(len(PHOTO)))
    files = server.server.blobs.files
    files.append(upload_name(rep), 400_000, PHOTO[400_000:])
    files.finish(upload_name(rep), SHA)
    assert state(rep) == BlobState(SHA, 0, complete=False)
    upload(rep)
    assert fetch(rep).content == PHOTO


def test_an_upload_of_which_a_power_cut_left_less_goes_on_from_there(server, rep):
    put(rep, 0, PHOTO[:400_000], size=str(len(PHOTO)))
    server.server.blobs.files.append(upload_name(rep), 100_000, b"")
    assert refusal(put(rep, 400_000, PHOTO[400_000:])) == (409, "blob.offset")
    assert state(rep) == BlobState(SHA, 100_000, complete=False)
    put(rep, 100_000, PHOTO[100_000:700_000], size=str(len(PHOTO)))
    put(rep, 700_000, PHOTO[700_000:], size=str(len(PHOTO)))
    assert fetch(rep).content == PHOTO


def test_an_upload_without_a_stated_size_is_complete_when_its_hash_fits(rep):
    put(rep, 0, PHOTO[:1_000_000])
    last = put(rep, 1_000_000, PHOTO[1_000_000:])
    assert codec.decode_json(last.content, BlobState).complete


def test_an_upload_that_is_not_what_it_says_is_thrown_away(rep):
    wrong = b"x" * 1000
    assert refusal(put(rep, 0, wrong, size="1000")) == (422, "blob.hash")
    assert state(rep) == BlobState(SHA, 0, complete=False)
    assert refusal(fetch(rep)) == (404, "blob.unknown")


def test_a_complete_attachment_is_not_written_again(rep):
    upload(rep)
    assert codec.decode_json(put(rep, 0, b"x").content, BlobState).complete
    assert fetch(rep).content == PHOTO


def test_a_part_can_be_fetched(rep):
    upload(rep)
    part = fetch(rep, Range="bytes=100001-100020")
    assert (part.status_code, part.content) == (206, PHOTO[100_001:100_021])
    assert part.headers["content-range"] == f"bytes 100001-100020/{len(PHOTO)}"
    rest = fetch(rep, Range="bytes=1000000-")
    assert rest.content == PHOTO[1_000_000:]
    beyond = fetch(rep, Range=f"bytes={len(PHOTO)}-")
    assert refusal(beyond) == (416, "blob.range")
    assert refusal(fetch(rep, Range="lines=1-2")) == (416, "blob.range")


def test_only_who_sees_a_record_of_it_gets_an_attachment(server, rep, device_of, account):
    upload(rep)
    stranger = device_of("chen", "sector_head", sector_id=server.add_sector("华南"))
    colleague, head = device_of("wang"), device_of("sun", "sector_head")
    assert refusal(fetch(head)) == (404, "blob.unknown")
    attach(rep, account)
    assert fetch(head).content == PHOTO
    for other in (colleague, stranger):
        assert refusal(fetch(other)) == (404, "blob.unknown")
    # That somebody else has the same file is nobody's business.
    assert state(colleague) == BlobState(SHA, 0, complete=False)


def test_nothing_readable_lies_on_disk(rep, tmp_path):
    upload(rep)
    files = [path for path in (tmp_path / "server").rglob("*") if path.is_file()]
    assert any(path.name == SHA for path in files)
    assert [path.name for path in files if b"photo of a shelf" in path.read_bytes()] == []


@pytest.mark.parametrize("sha", ["short", "A" * 64, "..%2f..%2fserver.key"])
def test_a_name_that_is_no_hash_is_refused(rep, sha):
    response = put(rep, 0, b"x", sha)
    assert response.status_code in {400, 401, 404}
    assert not response.is_success


@pytest.mark.parametrize("query", ["", "?offset=-1", "?offset=x", "?offset=0&size=9e9"])
def test_a_chunk_without_a_sound_place_is_refused(rep, query):
    response = rep.request("PUT", f"/v1/blobs/{SHA}{query}", b"x", content_type=OCTETS)
    assert refusal(response) == (400, "blob.offset")


def test_what_is_too_large_is_refused(rep):
    assert refusal(put(rep, 0, bytes(2**20 + 1))) == (413, "body.too_large")
    assert refusal(put(rep, 64 * 2**20, b"x")) == (413, "blob.too_large")
    assert refusal(put(rep, 0, b"x", size=str(65 * 2**20))) == (413, "blob.too_large")
