from __future__ import annotations

import errno
import hashlib
import io
import os

import pytest

from app.device.errors import DamagedFileError, MissingFileError
from app.device.sealed_files import SealedFiles
from app.device.sealed_format import CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES

KEY = bytes(range(32))
MARKER = b"confidential price list of Huaxin 0123456789"
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 200_001]


@pytest.fixture
def files(paths):
    return SealedFiles(paths.attachments, KEY)


def plain(size):
    return (MARKER * (size // len(MARKER) + 1))[:size]


def only_file(folder):
    (path,) = folder.iterdir()
    return path


def chunks_of(sealed):
    body = sealed[HEADER_BYTES:]
    return [body[at : at + SEALED_CHUNK_BYTES] for at in range(0, len(body), SEALED_CHUNK_BYTES)]


@pytest.mark.parametrize("size", SIZES)
def test_a_file_comes_back_under_its_digest(files, size):
    content = plain(size)
    sha256, size_bytes = files.store_file(io.BytesIO(content))

    assert sha256 == hashlib.sha256(content).hexdigest()
    assert size_bytes == size
    assert files.read_file(sha256) == content
    assert files.is_intact(sha256)


def test_any_range_can_be_read_for_a_resumed_upload(files):
    content = os.urandom(3 * CHUNK_BYTES + 77)
    sha256, size = files.store_file(io.BytesIO(content))
    with files.open_file(sha256) as file:
        for offset in (0, 5, CHUNK_BYTES - 3, 2 * CHUNK_BYTES, size - 4, size, size + 9):
            file.seek(offset)
            assert file.read(CHUNK_BYTES + 9) == content[offset : offset + CHUNK_BYTES + 9]
        assert file.seek(-10, os.SEEK_END) == size - 10
        assert file.read() == content[-10:]


def test_a_source_that_gives_little_at_a_time_is_stored_whole(files):
    class Trickle(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 1000))

    content = plain(CHUNK_BYTES + 500)

    assert files.read_file(files.store_file(Trickle(content)).sha256) == content


def test_nothing_of_the_plain_bytes_nor_their_digest_shows_in_the_folder(files, paths):
    sha256, _ = files.store_file(io.BytesIO(plain(200_000)))
    path = only_file(paths.attachments)

    assert MARKER not in path.read_bytes()
    assert bytes.fromhex(sha256) not in path.read_bytes()
    assert sha256 not in path.name


def test_the_same_bytes_are_kept_once(files, paths):
    first = files.store_file(io.BytesIO(MARKER))
    before = only_file(paths.attachments).read_bytes()

    assert files.store_file(io.BytesIO(MARKER)) == first
    assert only_file(paths.attachments).read_bytes() == before


def test_storing_again_mends_a_damaged_file(files, paths):
    sha256, _ = files.store_file(io.BytesIO(MARKER))
    only_file(paths.attachments).write_bytes(b"damaged")
    files.store_file(io.BytesIO(MARKER))

    assert files.read_file(sha256) == MARKER


def refused(files, sha256):
    assert files.has_file(sha256)
    assert not files.is_intact(sha256)
    with pytest.raises(DamagedFileError):
        files.read_file(sha256)


def test_swapped_chunks_are_noticed(files, paths):
    sha256, _ = files.store_file(io.BytesIO(bytes(4 * CHUNK_BYTES)))
    path = only_file(paths.attachments)
    sealed = path.read_bytes()
    chunks = chunks_of(sealed)
    chunks[1], chunks[2] = chunks[2], chunks[1]
    path.write_bytes(sealed[:HEADER_BYTES] + b"".join(chunks))

    refused(files, sha256)


def test_a_chunk_of_another_file_is_noticed(files, paths):
    first, _ = files.store_file(io.BytesIO(plain(2 * CHUNK_BYTES)))
    path = only_file(paths.attachments)
    second, _ = files.store_file(io.BytesIO(plain(2 * CHUNK_BYTES - 1)))
    (other,) = set(paths.attachments.iterdir()) - {path}
    whole, foreign = path.read_bytes(), other.read_bytes()
    path.write_bytes(whole[:HEADER_BYTES] + chunks_of(foreign)[0] + chunks_of(whole)[1])

    refused(files, first)
    assert files.is_intact(second)


def test_two_files_with_exchanged_names_are_noticed_before_a_byte_is_read(files, paths):
    first, _ = files.store_file(io.BytesIO(b"first"))
    path = only_file(paths.attachments)
    files.store_file(io.BytesIO(b"other"))
    (other,) = set(paths.attachments.iterdir()) - {path}
    path.write_bytes(other.read_bytes())

    with pytest.raises(DamagedFileError):
        files.open_file(first)


@pytest.mark.parametrize(
    "kept", [0, 10, HEADER_BYTES, -1, -SEALED_CHUNK_BYTES, -SEALED_CHUNK_BYTES - 1]
)
def test_a_truncated_file_is_noticed_when_opened(files, paths, kept):
    sha256, _ = files.store_file(io.BytesIO(plain(3 * CHUNK_BYTES)))
    path = only_file(paths.attachments)
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(DamagedFileError):
        files.open_file(sha256)


def test_appended_bytes_are_noticed(files, paths):
    sha256, _ = files.store_file(io.BytesIO(MARKER))
    with only_file(paths.attachments).open("ab") as file:
        file.write(b"x")

    refused(files, sha256)


def test_every_flipped_byte_of_a_small_file_is_noticed(files, paths):
    sha256, _ = files.store_file(io.BytesIO(MARKER))
    path = only_file(paths.attachments)
    whole = path.read_bytes()
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 0x40
        path.write_bytes(flipped)
        assert not files.is_intact(sha256), place


def test_a_flipped_byte_far_inside_is_noticed_when_reached(files, paths):
    sha256, _ = files.store_file(io.BytesIO(plain(4 * CHUNK_BYTES)))
    path = only_file(paths.attachments)
    whole = bytearray(path.read_bytes())
    whole[HEADER_BYTES + 2 * SEALED_CHUNK_BYTES + 99] ^= 1
    path.write_bytes(whole)

    with files.open_file(sha256) as file:
        assert file.read(CHUNK_BYTES) == plain(CHUNK_BYTES)
        with pytest.raises(DamagedFileError):
            file.read()


def test_another_key_neither_finds_nor_opens_a_file(files, paths):
    sha256, _ = files.store_file(io.BytesIO(MARKER))
    stranger = SealedFiles(paths.attachments, bytes(32))
    with pytest.raises(MissingFileError):
        stranger.read_file(sha256)
    path = only_file(paths.attachments)
    path.rename(stranger._path(sha256))

    with pytest.raises(DamagedFileError):
        stranger.read_file(sha256)


class FullDisk(io.BytesIO):
    """Gives one chunk and then fails, as a source on a pulled stick does."""

    def read(self, size=-1):
        if self.tell():
            raise OSError(errno.EIO, "gone")
        return super().read(size)


def test_a_failed_store_leaves_nothing_behind(files, paths):
    with pytest.raises(OSError, match="gone"):
        files.store_file(FullDisk(plain(2 * CHUNK_BYTES)))

    assert list(paths.attachments.iterdir()) == []


def test_leftovers_of_a_crash_are_cleared(files, paths):
    kept, _ = files.store_file(io.BytesIO(b"kept"))
    (paths.attachments / "a.part").write_bytes(b"half")
    files.clear_unfinished()
    assert len(list(paths.attachments.iterdir())) == 1
    assert files.has_file(kept)


def test_a_deleted_file_is_missing(files):
    sha256, _ = files.store_file(io.BytesIO(MARKER))
    files.delete_file(sha256)
    files.delete_file(sha256)

    with pytest.raises(MissingFileError):
        files.open_file(sha256)


def test_a_name_that_is_no_digest_is_refused(files):
    with pytest.raises(ValueError, match="hex"):
        files.has_file("../../etc/passwd")


def test_a_short_key_is_refused(paths):
    with pytest.raises(ValueError, match="32"):
        SealedFiles(paths.attachments, b"short")
