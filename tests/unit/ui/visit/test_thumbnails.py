"""Small pictures of photos: never larger than 320 px, never of what is no picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from app.domain.errors import ValidationError
from tests.support.visiting import small_png
from ui.screens.visit.thumbnails import make_thumbnail, make_window_picture


def picture(width, height, kind="JPEG"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x3A54B4)
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, kind)
    return bytes(target.data().data())


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [(1200, 900, (320, 240)), (90, 3200, (9, 320)), (40, 30, (40, 30)), (4000, 2, (320, 1))],
)
def test_a_large_photo_becomes_small_and_a_small_one_stays(width, height, size):
    image = QImage.fromData(make_thumbnail(picture(width, height), "a.jpg"))
    assert (image.width(), image.height()) == size


def test_a_photo_for_the_window_is_larger_than_a_small_one():
    image = QImage.fromData(make_window_picture(picture(4000, 3000), "a.jpg"))
    assert (image.width(), image.height()) == (1600, 1200)


def test_a_png_is_a_photo_too():
    assert QImage.fromData(make_thumbnail(small_png(), "a.png")).width() == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", small_png()[:40], b"no picture"])
def test_what_cannot_be_decoded_is_refused_by_name(content, qtlog):
    with qtlog.disabled(), pytest.raises(ValidationError) as caught:
        make_thumbnail(content, "坏.jpg")
    assert (caught.value.code, caught.value.params["name"]) == ("attachment.broken", "坏.jpg")


def test_a_picture_that_claims_absurd_sizes_is_refused_before_it_is_decoded():
    huge = bytearray(picture(8, 8, "PNG"))
    huge[16:24] = (200_000).to_bytes(4, "big") * 2
    with pytest.raises(ValidationError):
        make_thumbnail(bytes(huge), "bomb.png")
