"""Shows one file of a contract, fetching it first if it is not here, or writes a copy. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from app.device.atomic_file import write_atomically
from app.exchange.pdf_signatures import read_signatures, system_roots
from app.queries.contracts.papers import has_file, read_file_content
from ui.screens.context import ScreenContext
from ui.screens.returned.rows import PaperRow
from ui.screens.returned.words import When, signature_lines
from ui.texts import _, sentence

MakePicture = Callable[[bytes, str], bytes]
_PDF = "application/pdf"


class FileView(Protocol):
    """What is asked of the view."""

    def show_picture(self, name: str, content: bytes) -> None:
        """Show a picture."""
        ...

    def show_pdf(self, content: bytes, words: str = "") -> None:
        """Show the pages of a PDF."""
        ...

    def show_words(self, words: str) -> None:
        """Show a sentence."""
        ...


class FileShowing:
    """The files among the papers.

    Args:
        view: Shows them.
        context: Files and lanes.
        make_large: Makes a picture the size of a window; runs off the main thread.
        when: Writes a moment.
        refused: Told what went wrong.
    """

    def __init__(
        self,
        view: FileView,
        context: ScreenContext,
        *,
        make_large: MakePicture,
        when: When,
        refused: Callable[[Exception], None],
    ) -> None:
        self._view, self._context = view, context
        self._make_large, self._when, self._refused = make_large, when, refused
        self._wanted = ""

    def show(self, paper: PaperRow) -> None:
        """Show a file."""
        self._wanted = paper.id
        self._context.runner.on_work(
            lambda: self._read(paper),
            lambda found: self._opened(paper, found),
            self._refused,
            self._view,
        )

    def forget(self) -> None:
        """Something else is looked at: what is still on its way is dropped."""
        self._wanted = ""

    def save_copy(self, paper: PaperRow, path: Path) -> None:
        """Write a file of the contract where the user wants it."""
        workspace = self._context.workspace
        words = _("Saved as {name}").format(name=path.name)
        self._context.runner.on_work(
            lambda: write_atomically(path, read_file_content(workspace, paper.sha256)),
            lambda _done: self._context.navigation.show_toast(words),
            self._refused,
            self._view,
        )

    def _read(self, paper: PaperRow) -> tuple[bytes, str] | None:
        workspace = self._context.workspace
        if not has_file(workspace, paper.sha256):
            return None
        content = read_file_content(workspace, paper.sha256)
        if paper.media_type != _PDF:
            return self._make_large(content, paper.title), ""
        signed = read_signatures(content, system_roots())
        return content, "\n".join(signature_lines(signed, self._when))

    def _opened(self, paper: PaperRow, found: tuple[bytes, str] | None) -> None:
        if paper.id != self._wanted:
            return
        if found is None:
            self._fetch(paper)
        elif paper.media_type == _PDF:
            self._view.show_pdf(*found)
        else:
            self._view.show_picture(paper.title, found[0])

    def _fetch(self, paper: PaperRow) -> None:
        files = self._context.files
        if files is None:
            self._view.show_words(sentence("device.file.missing"))
            return
        self._view.show_words(_("It is being fetched"))
        files.fetch(
            paper.sha256,
            lambda: self.show(paper) if paper.id == self._wanted else None,
            self._view.show_words,
            owner=self._view,
        )
