"""The form of a bundle: every chunk only in its place, whoever signed what surrounds it."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.wire.bundles.faults import BundleError, DamagedBundleError
from sync.wire.bundles.frames import FrameKind, spell_frame
from sync.wire.bundles.header import Header
from sync.wire.bundles.reading import opened_bundle
from sync.wire.bundles.sealing import CHUNK_BYTES, ChunkSeal, sealing_key
from sync.wire.bundles.writing import writing_bundle
from tests.support.stick import SEALED_CHUNK, chunk_at, damages, flipped, head_length, swapped

SIGNING = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
RECIPIENT = sealing_key(b"r" * 32, purpose=b"test")


def write(path, *frames, sign=SIGNING.sign, ephemeral=None):
    def head(bundle_id, public):
        return Header(
            kind="up",
            server_id="server",
            epoch="epoch",
            device_id="device",
            bundle_id=bundle_id,
            made_at=1,
            ephemeral=ephemeral or public,
            recipient=RECIPIENT.public_key().public_bytes_raw(),
        )

    with writing_bundle(path, head, sign) as writer:
        for kind, payload in frames:
            writer.put(kind, payload)


def read(path, key=RECIPIENT):
    """Read without a look at the signature: what a forger with the signing key could reach."""
    with opened_bundle(path) as bundle:
        return [(frame.kind, frame.payload) for frame in bundle.frames(key)]


def is_refused(path):
    try:
        with opened_bundle(path) as bundle:
            bundle.check_signed_by(SIGNING.public_key().public_bytes_raw())
    except BundleError:
        return True
    return False


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 10, CHUNK_BYTES - 5, CHUNK_BYTES, 3 * CHUNK_BYTES + 7]
)
def test_what_is_written_is_read_at_every_edge_of_a_chunk(size, tmp_path):
    frames = [(FrameKind.PIECE, b"x" * size), (FrameKind.PIECE, b"end")]
    write(tmp_path / "b", *frames)
    assert read(tmp_path / "b") == frames
    with opened_bundle(tmp_path / "b") as bundle:
        bundle.check_signed_by(SIGNING.public_key().public_bytes_raw())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: flipped(raw, chunk_at(raw, 1) + 1),
        lambda raw: flipped(raw, head_length(raw) - 1),
        swapped,
        lambda raw: raw[: chunk_at(raw, 1)] + raw[chunk_at(raw, 2) :],
        lambda raw: raw[:-SEALED_CHUNK],
        lambda raw: raw + bytes(SEALED_CHUNK),
    ],
    ids=["flipped", "other head", "swapped", "left out", "cut", "longer"],
)
def test_the_seal_alone_tells_a_chunk_that_is_not_in_its_place(spoil, tmp_path):
    write(tmp_path / "b", (FrameKind.PIECE, b"x" * 3 * CHUNK_BYTES))
    (tmp_path / "b").write_bytes(spoil((tmp_path / "b").read_bytes()))
    with pytest.raises(DamagedBundleError):
        read(tmp_path / "b")


def test_the_signature_alone_tells_every_damage(tmp_path):
    write(tmp_path / "b", (FrameKind.PIECE, b"x" * 3 * CHUNK_BYTES))
    whole = (tmp_path / "b").read_bytes()
    for name, spoil in damages():
        (tmp_path / "b").write_bytes(spoil(whole))
        assert is_refused(tmp_path / "b"), name


def test_a_chunk_of_one_bundle_does_not_open_in_another():
    one, other = ChunkSeal(b"k" * 32, b"1" * 16), ChunkSeal(b"k" * 32, b"2" * 16)
    sealed = one.seal(b"x", number=0, is_last=True)
    with pytest.raises(DamagedBundleError):
        other.open(sealed, number=0, is_last=True)


def test_a_chunk_that_is_not_the_last_does_not_pass_for_the_last():
    seal = ChunkSeal(b"k" * 32, b"1" * 16)
    sealed = seal.seal(b"x", number=3, is_last=False)
    assert seal.open(sealed, number=3, is_last=False) == b"x"
    for number, is_last in ((3, True), (2, False)):
        with pytest.raises(DamagedBundleError):
            seal.open(sealed, number=number, is_last=is_last)


def test_another_key_does_not_open_it(tmp_path):
    write(tmp_path / "b", (FrameKind.PIECE, b"x"))
    with pytest.raises(BundleError, match=r"bundle\.other_key"):
        read(tmp_path / "b", X25519PrivateKey.generate())


def test_a_key_of_the_moment_that_is_none_is_refused(tmp_path):
    write(tmp_path / "b", (FrameKind.PIECE, b"x"), ephemeral=bytes(32))
    with pytest.raises(DamagedBundleError):
        read(tmp_path / "b")


@pytest.mark.parametrize(
    "contents",
    [
        b"",
        spell_frame(FrameKind.PIECE, b"x"),
        spell_frame(FrameKind.END, b"") + b"more",
        spell_frame(FrameKind.PIECE, b"x")[:-1],
        b"\x09\x00\x00\x00\x00" + spell_frame(FrameKind.END, b""),
        b"\x01\xff\xff\xff\xff" + spell_frame(FrameKind.END, b""),
    ],
    ids=["empty", "no end", "more behind the end", "cut", "unknown kind", "too long"],
)
def test_contents_that_are_not_frames_are_refused(contents, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "sync.wire.bundles.writing.spell_frame",
        lambda kind, _payload: contents if kind is FrameKind.END else b"",
    )
    write(tmp_path / "b")
    monkeypatch.undo()
    with pytest.raises(DamagedBundleError):
        read(tmp_path / "b")


def test_a_failure_while_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "b"
    path.write_bytes(b"before")

    def refuse(_text):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(path, (FrameKind.PIECE, b"x"), sign=refuse)
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["b"]
