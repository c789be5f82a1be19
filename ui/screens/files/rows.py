"""What the panel of files shows, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.file_kinds import (  # fmt: skip
    JPEG,
    OLD_SHEET,
    OLD_SLIDES,
    OLD_WORD,
    PDF,
    PNG,
    SHEET,
    SLIDES,
    TEXT,
    WORD,
)
from app.queries.records.files import FileLine, FilesPage
from app.workspace import Workspace
from ui.formats import Formats
from ui.texts import _
from ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file.

    Attributes:
        id: Of its record.
        sha256: Of the file.
        name: As it was chosen.
        media_type: What it is.
        sub: Kind, size, person and moment.
        icon: Sign of its kind.
        state: How far it is on its way.
        tone: Colour of that.
        state_icon: Sign of that.
    """

    id: str
    sha256: str
    name: str
    media_type: str
    sub: str
    icon: str
    state: str
    tone: Tone
    state_icon: str


@dataclass(frozen=True, slots=True)
class FilesLook:
    """All files of a record.

    Attributes:
        rows: Oldest first.
        may_add: Whether the user may add one.
    """

    rows: Sequence[FileRow]
    may_add: bool


def files_look(
    page: FilesPage, formats: Formats, workspace: Workspace, *, without: frozenset[str]
) -> FilesLook:
    """Spell the files of a record.

    Args:
        page: What was read.
        formats: Spells sizes and moments.
        workspace: What time it is.
        without: Media types that are shown elsewhere.
    """
    shown = [line for line in page.lines if line.file.media_type not in without]
    return FilesLook([file_row(line, formats, workspace) for line in shown], page.may_add)


def file_row(line: FileLine, formats: Formats, workspace: Workspace) -> FileRow:
    """Spell one file."""
    file = line.file
    when = formats.moment(line.added_at, now=workspace.now())
    parts = (kind_words(file.media_type), formats.bytes(file.size_bytes), file.added_by, when)
    state, tone, icon = _state(line)
    return FileRow(
        id=file.id,
        sha256=file.sha256,
        name=file.file_name or kind_words(file.media_type),
        media_type=file.media_type,
        sub=" · ".join(part for part in parts if part),
        icon="image" if file.media_type in {JPEG, PNG} else "file-text",
        state=state,
        tone=tone,
        state_icon=icon,
    )


def _state(line: FileLine) -> tuple[str, Tone, str]:
    if not line.is_received:
        return _("Waits to be sent"), "warn", "cloud-upload"
    if not line.is_here:
        return _("On the server, not on this computer"), "quiet", "download"
    return _("Received by the server"), "ok", "circle-check"


def kind_words(media_type: str) -> str:
    """Return what a kind of file is called."""
    words = {
        JPEG: _("Picture"),
        PNG: _("Picture"),
        PDF: "PDF",
        WORD: "Word",
        OLD_WORD: "Word",
        SHEET: "Excel",
        OLD_SHEET: "Excel",
        SLIDES: "PowerPoint",
        OLD_SLIDES: "PowerPoint",
        TEXT: _("Text"),
    }
    return words.get(media_type, _("File"))
