"""Opens what a customer sends back: Word, PDF or plain text, told apart by its first bytes."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import ValidationError
from app.domain.redline.blocks import text_paragraphs
from app.domain.redline.returned import ReturnedText
from app.exchange.bounded_files import read_bounded
from app.exchange.pdf_text import read_pdf_text
from app.exchange.word_files import MOST_LETTERS, read_word

LARGEST_BYTES = 30 * 2**20
_PDF, _ZIP, _OLD_OFFICE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PDF_REACH = 1024


def read_bytes(path: Path) -> bytes:
    """Read a chosen file.

    Raises:
        ValidationError: `returned.unreadable`, `returned.empty` or `returned.too_large`.
    """
    return read_bounded(path, LARGEST_BYTES, about="returned")


def media_type_of(content: bytes) -> str:
    """Return what a returned file is, by its first bytes."""
    if _PDF in content[:_PDF_REACH]:
        return "application/pdf"
    if content.startswith(_ZIP):
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return "text/plain"


def read_returned(content: bytes, name: str) -> ReturnedText:
    """Read the words of what came back; for the work lane.

    Raises:
        ValidationError: `returned.…`; `returned.old_word` for a .doc or a locked .docx,
            `returned.no_text` for what is neither.
    """
    if content.startswith(_OLD_OFFICE):
        raise ValidationError("returned.old_word", name=name)
    match media_type_of(content):
        case "application/pdf":
            return read_pdf_text(content, name)
        case "text/plain":
            return _read_plain(content, name)
    return read_word(content, name)


def _read_plain(content: bytes, name: str) -> ReturnedText:
    text = _decoded(content, name)
    if len(text) > MOST_LETTERS:
        raise ValidationError("returned.too_long", name=name)
    return ReturnedText(form="text", paragraphs=text_paragraphs(text))


def _decoded(content: bytes, name: str) -> str:
    marks = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    named = next((encoding for mark, encoding in marks if content.startswith(mark)), "")
    for encoding in (named,) if named else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ValidationError("returned.no_text", name=name)
