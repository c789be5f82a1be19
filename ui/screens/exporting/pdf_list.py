"""Writes a list as a PDF with the pages of the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path

from app.domain.errors import ValidationError
from app.domain.papers.list_paper import ListPaper
from app.exchange.table_writing import ExportValue, write_whole
from app.queries.papers.letterheads import own_letterhead
from app.workspace import Workspace
from ui.formats import Formats
from ui.screens.papers.setting import shared_fonts
from ui.texts import _

MOST_ROWS = 3_000
"""A longer list is no paper but a file of figures; Excel and CSV take it."""


class PdfList:
    """Writes tables as papers.

    Args:
        workspace: Who prints, and when.
        formats: How figures and days are spelled.
    """

    def __init__(self, workspace: Workspace, formats: Formats) -> None:
        self._workspace, self._formats = workspace, formats

    def __call__(
        self,
        path: Path,
        headings: Sequence[str],
        rows: Iterable[Sequence[ExportValue]],
        *,
        title: str,
    ) -> int:
        """Write a table; called off the main thread.

        Raises:
            ValidationError: `export.pdf.rows`, it is too long for paper.
            MissingGlyphError: A character cannot be drawn.
            OSError: The disk refused.
        """
        # ReportLab and fontTools take a tenth of a second to import: only who prints pays.
        from app.documents.papers.list_paper import plan_list  # noqa: PLC0415
        from app.documents.papers.paper import render_paper  # noqa: PLC0415
        from app.documents.setting.tongue import Tongue  # noqa: PLC0415

        taken = list(islice(rows, MOST_ROWS + 1))
        if len(taken) > MOST_ROWS:
            raise ValidationError("export.pdf.rows", most=MOST_ROWS)
        paper = ListPaper(
            title=title,
            headings=headings,
            rows=[[self._words(value) for value in row] for row in taken],
            figures=frozenset(at for at in range(len(headings)) if _are_figures(taken, at)),
            letterhead=own_letterhead(self._workspace),
        )
        tongue = Tongue("en" if self._formats.language == "en" else "zh")
        made = render_paper(plan_list(paper, tongue, shared_fonts()), tongue, shared_fonts())
        write_whole(path, lambda part: part.write_bytes(made.pdf))
        return len(taken)

    def _words(self, value: ExportValue) -> str:
        match value:
            case bool():
                return _("Yes") if value else _("No")
            case int():
                return self._formats.count(value)
            case Decimal():
                return f"{value:,f}"
            case dt.datetime():
                return f"{value:%Y-%m-%d %H:%M}"
            case dt.date() | str() | None:
                lines = str(value or "").split("\n")
                return "\n".join(words for line in lines if (words := " ".join(line.split())))


def _are_figures(rows: Sequence[Sequence[ExportValue]], place: int) -> bool:
    """Return whether a column holds figures and blanks only."""
    kinds = {type(row[place]) for row in rows} - {type(None)}
    return bool(kinds) and kinds <= {int, Decimal}
