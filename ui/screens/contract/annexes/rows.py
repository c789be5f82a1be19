"""What the panel of annexes shows, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.contracts.annexes import shown_digest
from app.queries.contracts.annexes import AnnexPage
from app.queries.records.files import FileLine
from app.workspace import Workspace
from ui.formats import Formats
from ui.screens.files.rows import FileRow, file_row, kind_words
from ui.texts import _, n_

_SHOWN_GROUPS = 2


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One annex.

    Attributes:
        file: Its file.
        title: What the contract calls it.
        sub: Kind, pages and size.
        digest: The beginning of its digest.
        whole_digest: All of it.
    """

    file: FileRow
    title: str
    sub: str
    digest: str
    whole_digest: str


@dataclass(frozen=True, slots=True)
class AnnexLook:
    """All annexes of a contract.

    Attributes:
        rows: As they are printed.
        open_titles: What the contract names without a file.
        note: Beside the heading.
        may_change: Whether the user may add one or take one away.
    """

    rows: Sequence[AnnexRow]
    open_titles: tuple[str, ...]
    note: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class AnnexQuestion:
    """What is asked before a file becomes part of a contract.

    Attributes:
        file_name: As it was chosen.
        facts: Kind, pages, size.
        digest: Of the file.
        title: Proposed.
        open_titles: What the contract names without a file.
    """

    file_name: str
    facts: str
    digest: str
    title: str
    open_titles: tuple[str, ...]


NOTHING = AnnexLook((), (), "", may_change=False)


def annex_look(page: AnnexPage, formats: Formats, workspace: Workspace) -> AnnexLook:
    """Spell the annexes of a contract.

    Args:
        page: What was read.
        formats: Spells sizes and moments.
        workspace: What time it is.
    """
    note = (
        _("Printed with their SHA-256 and sealed by the fingerprint")
        if page.is_open
        else _("Fixed since the draft was handed on")
    )
    return AnnexLook(
        rows=[_row(line, formats, workspace) for line in page.lines],
        open_titles=page.open_titles,
        note=note,
        may_change=page.may_change,
    )


def annex_facts(media_type: str, pages: int, size_bytes: int, formats: Formats) -> str:
    """Return kind, pages and size of a file in words."""
    counted = n_("{count} page", "{count} pages", pages).format(count=pages) if pages else ""
    parts = (kind_words(media_type), counted, formats.bytes(size_bytes))
    return " · ".join(part for part in parts if part)


def _row(line: FileLine, formats: Formats, workspace: Workspace) -> AnnexRow:
    file = line.file
    digest = shown_digest(file.sha256)
    return AnnexRow(
        file=file_row(line, formats, workspace),
        title=file.title,
        sub=annex_facts(file.media_type, file.pages, file.size_bytes, formats),
        digest=f"SHA-256 {' '.join(digest.split()[:_SHOWN_GROUPS])}…",
        whole_digest=f"SHA-256 {digest}",
    )
