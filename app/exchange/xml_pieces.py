"""Reads XML of strangers piece by piece: no entities, no outside, nothing kept in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from app.domain.errors import ValidationError

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


def parse_pieces(
    pieces: Iterable[bytes],
    name: str,
    *,
    start: Start,
    end: End | None = None,
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Feed pieces of a document to handlers; yields after each piece, so that a caller can pause.

    Names come without their prefix.

    Raises:
        ValidationError: `import.file.damaged`, no XML, or XML that brings its own document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_declared: object) -> None:
        raise ValidationError("import.file.damaged", name=name)

    def starts(tag: str, attributes: Attributes) -> None:
        start(tag.rpartition(":")[2], attributes)

    def ends(tag: str) -> None:
        if end is not None:
            end(tag.rpartition(":")[2])

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = starts
    parser.EndElementHandler = ends
    parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValidationError("import.file.damaged", name=name) from error
    yield


def parse_whole(pieces: Iterable[bytes], name: str, start: Start) -> None:
    """Feed a small document to one handler."""
    for _ in parse_pieces(pieces, name, start=start):
        pass
