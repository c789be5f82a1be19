"""What a file is, told by its content and not by its name: picture, PDF, Office, plain text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from app.domain.errors import ValidationError

_OFFICE = "application/vnd.openxmlformats-officedocument."
JPEG, PNG, PDF, TEXT = "image/jpeg", "image/png", "application/pdf", "text/plain"
WORD = f"{_OFFICE}wordprocessingml.document"
SHEET = f"{_OFFICE}spreadsheetml.sheet"
SLIDES = f"{_OFFICE}presentationml.presentation"
OLD_WORD, OLD_SHEET = "application/msword", "application/vnd.ms-excel"
OLD_SLIDES = "application/vnd.ms-powerpoint"

SUFFIXES: Mapping[str, str] = {
    JPEG: ".jpg",
    PNG: ".png",
    PDF: ".pdf",
    WORD: ".docx",
    SHEET: ".xlsx",
    SLIDES: ".pptx",
    OLD_WORD: ".doc",
    OLD_SHEET: ".xls",
    OLD_SLIDES: ".ppt",
    TEXT: ".txt",
}
"""How a file of a kind may be called when another program opens it."""

PICTURES = frozenset({JPEG, PNG})

_STARTS = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_PDF, _PDF_REACH = b"%PDF-", 1024
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = (("word/document.xml", WORD), ("xl/workbook.xml", SHEET), ("ppt/presentation.xml", SLIDES))
_MACROS = "vbaproject.bin"
# Streams of a compound file are named in UTF-16 in its directory.
_STREAMS = (
    ("WordDocument", OLD_WORD),
    ("Workbook", OLD_SHEET),
    ("PowerPoint Document", OLD_SLIDES),
)
_OLD_MACROS = "_VBA_PROJECT"
_MARKED = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]')
_LONGEST_STEM = 80


def media_type_of(content: bytes, name: str) -> str:
    """Return what a file is.

    Args:
        content: Its bytes.
        name: What to call it in a refusal.

    Raises:
        ValidationError: `attachment.macros` for an Office file with a program in it,
            `attachment.file_kind` for everything that is none of `SUFFIXES`.
    """
    for start, media_type in _STARTS:
        if content.startswith(start):
            return media_type
    if _PDF in content[:_PDF_REACH]:
        return PDF
    if content.startswith(_ZIP):
        return _zipped(content, name)
    if content.startswith(_COMPOUND):
        return _compound(content, name)
    if _is_text(content):
        return TEXT
    raise ValidationError("attachment.file_kind", name=name)


def safe_name(name: str, media_type: str) -> str:
    """Return a name that says what the file is, whatever it was called: no script opens as one."""
    suffix = SUFFIXES.get(media_type, ".bin")
    stem = _UNSAFE.sub("_", name).strip(" .")
    for known in {suffix, ".jpeg" if suffix == ".jpg" else suffix}:
        if stem.lower().endswith(known):
            stem = stem[: -len(known)]
    return (stem.strip(" .")[:_LONGEST_STEM] or "file") + suffix


def _zipped(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {each.lower() for each in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ValidationError("attachment.file_kind", name=name) from error
    if any(each.rpartition("/")[2] == _MACROS for each in names):
        raise ValidationError("attachment.macros", name=name)
    for part, media_type in _PARTS:
        if part in names:
            return media_type
    raise ValidationError("attachment.file_kind", name=name)


def _compound(content: bytes, name: str) -> str:
    if _stream(_OLD_MACROS) in content:
        raise ValidationError("attachment.macros", name=name)
    for stream, media_type in _STREAMS:
        if _stream(stream) in content:
            return media_type
    raise ValidationError("attachment.file_kind", name=name)


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_text(content: bytes) -> bool:
    named = next((encoding for mark, encoding in _MARKED if content.startswith(mark)), "")
    for encoding in (named,) if named else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not _CONTROLS.search(text)
    return False
