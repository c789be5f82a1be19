"""What came back, read: paragraphs, tracked changes, remarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.domain.redline.blocks import (
    Block,
    ReturnedParagraph,
    line_blocks,
    paragraph_blocks,
)

Form = Literal["word", "text", "pdf"]


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A change that Word kept visible.

    Attributes:
        is_out: Whether letters were taken out; else they were put in.
        author: Who made it, as the file says.
        day: "2026-11-21", as the file says.
        text: The letters.
    """

    is_out: bool
    author: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment beside the text."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class ReturnedText:
    """The words of a file that came back.

    Attributes:
        form: What kind of file.
        paragraphs: In order; a PDF's lines with their pages.
        tracked: Word's tracked changes.
        remarks: Comments.
        hidden_letters: How many letters the file hides.
        pages: How many pages; 0 where there are none.
        mark: Fingerprint of the text it was made from, as its properties name it; empty for none.
    """

    form: Form
    paragraphs: tuple[ReturnedParagraph, ...]
    tracked: tuple[TrackedChange, ...] = ()
    remarks: tuple[Remark, ...] = ()
    hidden_letters: int = 0
    pages: int = 0
    mark: str = ""

    def blocks(self) -> tuple[Block, ...]:
        """Return the words as blocks; lines of a page are joined by the numbers before them."""
        if self.form == "pdf":
            return line_blocks(self.paragraphs)
        return paragraph_blocks(self.paragraphs)
