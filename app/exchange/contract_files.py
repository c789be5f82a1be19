"""Reads the paragraphs of a contract from a Word file or a plain text; nothing is carried out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from app.domain.contracts.texts.editing import Written
from app.domain.contracts.texts.proposal import Paragraph, propose_text
from app.domain.errors import ValidationError
from app.exchange.bounded_zip import BoundedZip
from app.exchange.xml_pieces import Attributes, parse_pieces

_DOCUMENT = "word/document.xml"
_MOST_PARAGRAPHS, _LARGEST_TEXT = 3_000, 120_000
_LARGEST_FILE = 20 * 1024 * 1024
_ENCODINGS = ("utf-8-sig", "gb18030")
_HEADINGS = ("heading", "title", "标题")


def read_contract_file(path: Path, *, library: str, today: dt.date) -> Written:
    """Return the draft of a text with what stands in a file; all of it is to be confirmed.

    Args:
        path: A .docx, .txt or .md file.
        library: The clause library that the draft begins with.
        today: First day of its validity.

    Raises:
        ValidationError: `template.file.kind`, `template.file.large`, `template.file.empty`,
            `import.file.damaged`, `import.file.bomb`, `import.file.locked`.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ValidationError("import.file.damaged", name=path.name) from error
    if size > _LARGEST_FILE:
        raise ValidationError("template.file.large", name=path.name)
    match path.suffix.lower():
        case ".docx":
            paragraphs = list(_bounded(_word_paragraphs(path), path.name))
        case ".txt" | ".md":
            paragraphs = list(_bounded(_plain_paragraphs(path), path.name))
        case _:
            raise ValidationError("template.file.kind", name=path.name)
    if not paragraphs:
        raise ValidationError("template.file.empty", name=path.name)
    return propose_text(paragraphs, name=path.stem, library=library, today=today)


def _bounded(paragraphs: Iterator[Paragraph], name: str) -> Iterator[Paragraph]:
    size = 0
    for number, paragraph in enumerate(paragraphs, start=1):
        size += len(paragraph.words)
        if number > _MOST_PARAGRAPHS or size > _LARGEST_TEXT:
            raise ValidationError("template.file.large", name=name)
        if paragraph.words.strip():
            yield paragraph


def _plain_paragraphs(path: Path) -> Iterator[Paragraph]:
    content = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        for line in text.splitlines():
            yield Paragraph(line.lstrip("#").strip(), line.startswith("#"))
        return
    raise ValidationError("import.file.damaged", name=path.name)


def _word_paragraphs(path: Path) -> Iterator[Paragraph]:
    with BoundedZip(path) as archive:
        if _DOCUMENT not in archive.names:
            raise ValidationError("import.file.damaged", name=path.name)
        reader = _WordReader()
        pieces = archive.chunks(_DOCUMENT)
        for _piece in parse_pieces(
            pieces, path.name, start=reader.start, end=reader.end, text=reader.text
        ):
            yield from reader.take()


class _WordReader:
    """Collects paragraphs as the parser meets them; fields, macros and links are words only."""

    def __init__(self) -> None:
        self._done: list[Paragraph] = []
        self._words: list[str] = []
        self._is_text = self._is_heading = self._is_numbered = False
        self._level = 0

    def take(self) -> list[Paragraph]:
        """Return the paragraphs that ended meanwhile."""
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: Attributes) -> None:
        """Note what a paragraph is."""
        value = next((each for key, each in attributes.items() if key.endswith("val")), "")
        match tag:
            case "p":
                self._words, self._level = [], 0
                self._is_heading = self._is_numbered = False
            case "t":
                self._is_text = True
            case "pStyle":
                named = value.lower()
                self._is_heading = named.startswith(_HEADINGS) or named in {"1", "2", "3"}
            case "numPr":
                self._is_numbered = True
            case "ilvl":
                self._level = int(value) if value.isdecimal() else 0
            case "tab" | "br":
                self._words.append(" ")

    def end(self, tag: str) -> None:
        """Keep a paragraph that ended."""
        if tag == "t":
            self._is_text = False
        elif tag == "p":
            words = "".join(self._words).strip()
            level = self._level + 1 if self._is_numbered else 0
            self._done.append(Paragraph(words, self._is_heading, level))

    def text(self, words: str) -> None:
        """Keep words of a run."""
        if self._is_text:
            self._words.append(words)
