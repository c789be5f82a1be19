"""Makes small pictures of photos, and pictures the size of a window, off the main thread."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader

from app.domain.errors import ValidationError

_SIDE = 320
_WINDOW_SIDE = 1600
_LARGEST_PIXELS = 120_000_000
_QUALITY, _WINDOW_QUALITY = 75, 90
"""The small one travels before its photo, also over lines that cost by the byte: some 10 kB."""


def make_thumbnail(content: bytes, file_name: str) -> bytes:
    """Return a JPEG of at most 320 px a side, upright as the camera was held.

    Args:
        content: A JPEG or PNG.
        file_name: For the sentence that refuses it.

    Raises:
        ValidationError: `attachment.broken`: no picture, a damaged or an absurdly large one.
    """
    return _scaled(content, file_name, _SIDE, _QUALITY)


def make_window_picture(content: bytes, file_name: str) -> bytes:
    """Return a JPEG of at most 1,600 px a side, quick to show; see `make_thumbnail`."""
    return _scaled(content, file_name, _WINDOW_SIDE, _WINDOW_QUALITY)


def _scaled(content: bytes, file_name: str, side: int, quality: int) -> bytes:
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _LARGEST_PIXELS:
        raise ValidationError("attachment.broken", name=file_name)
    # The decoder scales while reading, so a large photo never stands in memory in full.
    fitted = size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
    if size.width() > side or size.height() > side:
        reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise ValidationError("attachment.broken", name=file_name)
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "JPEG", quality)  # type: ignore[call-overload]
    return bytes(target.data().data())
