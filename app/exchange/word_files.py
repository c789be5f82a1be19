"""Reads the words of a .docx: paragraphs, cells, tracked changes, comments, hidden letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import ValidationError
from app.domain.redline.blocks import ReturnedParagraph
from app.domain.redline.returned import Remark, ReturnedText, TrackedChange
from app.exchange.bounded_zip import BoundedZip
from app.exchange.xml_pieces import Attributes, parse_pieces

MOST_LETTERS = 2_000_000
MOST_PARAGRAPHS = 20_000
DEEPEST = 256
"""A contract of 40 pages has 60,000 letters in 2,000 paragraphs, 30 elements deep."""

_BODY, _COMMENTS = "word/document.xml", "word/comments.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
"""A condition can hide at the foot of a page; it reads as something added."""
_PROPERTIES, _LONGEST_MARK = "docProps/core.xml", 64
_OUT, _IN = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
_LINE, _TAB = "\n", "\t"


def read_word(content: bytes, name: str) -> ReturnedText:
    """Read a Word file.

    Raises:
        ValidationError: `returned.damaged`, `returned.bomb`, `returned.locked`,
            `returned.too_long`, each with the file's `name`.
    """
    try:
        with BoundedZip(Path(name), content) as archive:
            body, notes = _read(archive, _BODY, name), _read(archive, _COMMENTS, name)
            below = [_read(archive, part, name) for part in _NOTES]
            mark = _read_mark(archive, name)
    except ValidationError as error:
        code = error.code.replace("import.file.", "returned.")
        raise ValidationError(code, name=name) from error
    if body is None:
        raise ValidationError("returned.damaged", name=name)
    return ReturnedText(
        form="word",
        paragraphs=tuple(each for part in (body, *below) if part for each in part.paragraphs),
        tracked=tuple(each for part in (body, *below) if part for each in part.tracked),
        remarks=tuple(notes.remarks) if notes else (),
        hidden_letters=body.hidden_letters,
        mark=mark,
    )


def _read(archive: BoundedZip, part: str, name: str) -> _Body | None:
    """Read one part of the file; None when the file has no such part."""
    entry = next((each for each in archive.names if each.lower() == part), None)
    if entry is None:
        return None
    body = _Body(name)
    pieces = archive.chunks(entry)
    for _ in parse_pieces(pieces, name, start=body.start, end=body.end, text=body.letters):
        pass
    return body


def _read_mark(archive: BoundedZip, name: str) -> str:
    """Return the identifier among the file's properties."""
    if _PROPERTIES not in archive.names:
        return ""
    found: list[str] = []
    inside = [False]

    def start(tag: str, _attributes: Attributes) -> None:
        inside[0] = tag == "identifier"

    def letters(text: str) -> None:
        if inside[0]:
            found.append(text)

    for _ in parse_pieces(archive.chunks(_PROPERTIES), name, start=start, text=letters):
        pass
    return "".join(found).strip()[:_LONGEST_MARK]


@dataclass
class _Paragraph:
    """A paragraph that is being read."""

    now: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)


@dataclass
class _Track:
    """A tracked insertion or deletion that is being read."""

    is_out: bool
    author: str
    day: str
    letters: list[str] = field(default_factory=list)


class _Body:
    """Takes the events of one part; tracked letters go to one side only."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.paragraphs: list[ReturnedParagraph] = []
        self.tracked: list[TrackedChange] = []
        self.remarks: list[Remark] = []
        self.hidden_letters = 0
        self._open: list[_Paragraph] = []
        self._tracks: list[_Track] = []
        self._depth = self._count = self._skipping = 0
        self._text_depth = 0
        self._is_hidden = False
        self._remark: tuple[str, list[str]] | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValidationError("returned.damaged", name=self.name)
        # Older programs get the same text box a second time: it is read once.
        if tag == "Fallback" or self._skipping:
            self._skipping += 1
            return
        match tag:
            case "p":
                self._open.append(_Paragraph())
            case "r":
                self._is_hidden = False
            case "t" | "delText":
                self._text_depth += 1
            case "tab" | "br" | "cr" | "noBreakHyphen" | "vanish":
                self._sign(tag)
            case "ins" | "del" | "moveFrom" | "moveTo":
                day = _attribute(attributes, "date")[:10]
                self._tracks.append(_Track(tag in _OUT, _attribute(attributes, "author"), day))
            case "comment":
                self._remark = (_attribute(attributes, "author"), [])

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
            return
        match tag:
            case "p":
                self._close_paragraph()
            case "t" | "delText":
                self._text_depth -= 1
            case "ins" | "del" | "moveFrom" | "moveTo":
                self._close_track()
            case "comment" if self._remark is not None:
                author, words = self._remark
                self.remarks.append(Remark(author, "\n".join(words)))
                self._remark = None

    def letters(self, text: str) -> None:
        """Letters stand between two tags."""
        if self._text_depth and not self._skipping:
            self._take(text)

    def _sign(self, tag: str) -> None:
        match tag:
            case "vanish":
                self._is_hidden = True
            case "tab":
                self._take(_TAB)
            case "noBreakHyphen":
                self._take("-")
            case _:
                self._take(_LINE)

    def _take(self, text: str) -> None:
        if not self._open:
            return
        self._count += len(text)
        if self._count > MOST_LETTERS or len(self.paragraphs) > MOST_PARAGRAPHS:
            raise ValidationError("returned.too_long", name=self.name)
        paragraph = self._open[-1]
        is_out = any(track.is_out for track in self._tracks)
        is_in = any(not track.is_out for track in self._tracks)
        if not is_out:
            paragraph.now.append(text)
        if not is_in:
            paragraph.before.append(text)
        if self._is_hidden:
            self.hidden_letters += len(text.strip())
        for track in self._tracks:
            track.letters.append(text)
            paragraph.authors.append(track.author)

    def _close_paragraph(self) -> None:
        made = self._open.pop()
        now, before = "".join(made.now), "".join(made.before)
        if self._remark is not None:
            self._remark[1].append(now)
        elif now.strip() or before.strip():
            authors = tuple(dict.fromkeys(name for name in made.authors if name))
            original = before if before != now else None
            self.paragraphs.append(ReturnedParagraph(now, original, 0, authors))

    def _close_track(self) -> None:
        track = self._tracks.pop()
        words = "".join(track.letters)
        if words.strip():
            self.tracked.append(TrackedChange(track.is_out, track.author, track.day, words))


def _attribute(attributes: Attributes, name: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")
