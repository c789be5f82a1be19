"""Makes small pictures of photos, off the main thread."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader

from app.domain.errors import ValidationError

_SIDE = 320
_LARGEST_PIXELS = 120_000_000
_QUALITY = 80


def make_thumbnail(content: bytes, file_name: str) -> bytes:
    """Return a JPEG of at most 320 px a side, upright as the camera was held.

    Args:
        content: A JPEG or PNG.
        file_name: For the sentence that refuses it.

    Raises:
        ValidationError: `attachment.broken`: no picture, a damaged or an absurdly large one.
    """
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _LARGEST_PIXELS:
        raise ValidationError("attachment.broken", name=file_name)
    # The decoder scales while reading, so a large photo never stands in memory in full.
    fitted = size.scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    if size.width() > _SIDE or size.height() > _SIDE:
        reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise ValidationError("attachment.broken", name=file_name)
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(target.data().data())
