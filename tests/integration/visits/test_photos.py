"""Only pictures of a sensible size come in, and the server's receipt is remembered."""

from __future__ import annotations

import pytest

from app.commands.files.choosing import LARGEST_PHOTO_BYTES, ChosenFile, read_photo
from app.commands.files.sealing import seal_file
from app.domain.errors import ValidationError
from app.store.held.blobs import Blob, Blobs
from tests.support.visiting import small_png, visiting_workspace


@pytest.fixture
def desk(tmp_path):
    workspace = visiting_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def test_the_kind_of_a_picture_is_told_by_its_bytes_not_its_name(tmp_path):
    path = tmp_path / "货架.jpg"
    path.write_bytes(small_png())
    photo = read_photo(path)
    assert (photo.media_type, photo.file_name) == ("image/png", "货架.jpg")
    assert photo.content == small_png()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "attachment.empty"),
        (b"%PDF-1.7", "attachment.kind"),
        (b"\xff\xd8\xff" + bytes(LARGEST_PHOTO_BYTES), "attachment.too_large"),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused_by_name(tmp_path, content, code):
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    with pytest.raises(ValidationError) as caught:
        read_photo(path)
    assert (caught.value.code, caught.value.params["name"]) == (code, "a.jpg")


def test_a_file_that_cannot_be_read_is_told_as_such(tmp_path):
    with pytest.raises(ValidationError) as caught:
        read_photo(tmp_path / "gone.jpg")
    assert caught.value.code == "attachment.unreadable"


def test_begun_uploads_go_on_first_and_a_receipt_ends_them(desk):
    lines = [seal_file(desk, ChosenFile(small_png(n), "image/png", f"{n}.png")) for n in range(3)]
    with desk.store.unit_of_work() as work:
        blobs = Blobs(work.connection)
        blobs.release(line.sha256 for line in lines)
        blobs.note_progress(lines[2].sha256, 10)
        assert blobs.waiting(1) == [Blob(lines[2].sha256, lines[2].size_bytes, 10)]
        blobs.mark_sent(lines[2].sha256)
        assert {blob.sha256 for blob in blobs.waiting(9)} == {line.sha256 for line in lines[:2]}
        blobs.release([lines[2].sha256])
        assert len(blobs.waiting(9)) == 2
        work.commit()
