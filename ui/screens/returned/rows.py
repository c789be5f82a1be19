"""What the page of a contract's papers shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.redline.comparison import Row
from ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper in the list.

    Attributes:
        kind: "return", "file", "pen" or "sending".
        id: Of its record.
        sha256: Of its file; empty for none.
        media_type: What the file is.
        title: What to call it.
        sub: Day and person.
        tag: What was found.
        tone: Colour of the tag.
        icon: Icon of the tag.
        file_name: Name for a copy of it.
    """

    kind: str
    id: str
    sha256: str
    media_type: str
    title: str
    sub: str
    tag: str = ""
    tone: Tone = "quiet"
    icon: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class CompareView:
    """A comparison in words.

    Attributes:
        title: The file's name.
        verdict: What was found, in a sentence.
        tone: Its colour.
        notes: Further sentences: spelling, hidden letters, remarks, digital signatures.
        rows: Both texts side by side.
        order: Places of the changed rows, what weighs most first.
        report: The whole as plain text, to be copied.
    """

    title: str
    verdict: str
    tone: Tone
    notes: tuple[str, ...]
    rows: tuple[Row, ...]
    order: tuple[int, ...]
    report: str


@dataclass(frozen=True, slots=True)
class PenForm:
    """What the pad is opened with.

    Attributes:
        title: Of the dialog.
        statement: What a signature on the screen is, and what it is not.
        signatory: Who signs, as the contract says.
        pdf: The pages that are signed.
        page: Which of them holds the place of signature, from 1.
    """

    title: str
    statement: str
    signatory: str
    pdf: bytes
    page: int
