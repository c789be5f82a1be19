"""Decides what is shown of a contract's papers, compares and keeps what came back. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from app.commands.contracts.papers import (
    PaperContent,
    ReturnedCopy,
    attach_papers,
    record_return,
)
from app.commands.files.choosing import ChosenFile, read_photo
from app.domain.changes import ChangeSet
from app.domain.contracts.life import RUNNING
from app.domain.errors import DomainError
from app.domain.redline.report import read_report
from app.exchange.returned_files import media_type_of, read_bytes
from app.queries.contracts.page import ContractSheet, read_contract
from app.queries.contracts.papers import (
    ContractPapers,
    ReturnedLine,
    read_papers,
    read_report_text,
)
from ui.screens.context import ScreenContext
from ui.screens.returned.checking import check_returned
from ui.screens.returned.file_showing import FileShowing, FileView, MakePicture
from ui.screens.returned.rows import CompareView, PaperRow
from ui.screens.returned.signing import Signing, SigningView, pen_statement
from ui.screens.returned.words import (
    When,
    note_lines,
    paper_rows,
    report_text,
    signature_note,
    verdict_words,
)
from ui.texts import _, n_, sentence

_PDF = "application/pdf"
_TOUCHING = ("contract", "contract_return", "pen_signature", "attachment")


class PapersView(FileView, Protocol):
    """What the presenter asks of its view."""

    @property
    def dialogs(self) -> SigningView:
        """The dialogs that sign."""
        ...

    def show_title(self, number: str, account: str) -> None:
        """Show whose papers these are."""
        ...

    def show_papers(self, rows: Sequence[PaperRow], *, lacks_copy: bool) -> None:
        """Show what lies with the contract, and whether the signed copy is missing."""
        ...

    def choose(self, paper_id: str) -> None:
        """Make a paper the current one."""
        ...

    def show_comparison(self, view: CompareView) -> None:
        """Show a comparison."""
        ...

    def show_busy(self, words: str) -> None:
        """Say what is being done; empty when it is done."""
        ...


class PapersPresenter:
    """The papers of one contract.

    Args:
        view: The page.
        context: Workspace, runner, publish, navigation, formats.
        contract_id: The contract.
        make_large: Makes a picture the size of a window; runs off the main thread.
        make_small: Makes a small picture; runs off the main thread.
    """

    def __init__(
        self,
        view: PapersView,
        context: ScreenContext,
        contract_id: str,
        *,
        make_large: MakePicture,
        make_small: MakePicture,
    ) -> None:
        self._view, self._context, self._contract_id = view, context, contract_id
        self._make_small = make_small
        self.signing = Signing(view.dialogs, context, contract_id)
        self.files = FileShowing(
            view, context, make_large=make_large, when=self._when, refused=self._refused
        )
        self._stored: ContractSheet | None = None
        self._papers: ContractPapers | None = None
        self._wanted = ""
        self._looked_at = ""
        self._when_loaded: Callable[[], None] | None = None

    def load(self) -> None:
        """Fetch the contract and what lies with it."""
        workspace, contract_id = self._context.workspace, self._contract_id
        self._context.runner.on_store(
            lambda: (read_contract(workspace, contract_id), read_papers(workspace, contract_id)),
            lambda found: self._arrived(*found),
            self._refused,
            self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when one of its papers was touched."""
        if changes.touches(*_TOUCHING):
            self.load()

    def look_at(self, paper: PaperRow | None) -> None:
        """Show a paper."""
        if paper is None or paper.id == self._looked_at:
            return
        self._looked_at = paper.id
        self.files.forget()
        match paper.kind:
            case "return":
                self._show_return(paper)
            case "file":
                self.files.show(paper)
            case _:
                self._view.show_words(pen_statement())

    def take_returned(self, path: Path) -> None:
        """Compare a file that came back, and keep it."""
        self._compare(lambda: read_bytes(path), path.name)

    def take_text(self, text: str) -> None:
        """Compare pasted text, and keep it."""
        self._compare(text.encode, "")

    def take_pages(self, paths: Sequence[Path]) -> None:
        """Keep pages of the signed copy."""
        workspace, contract_id = self._context.workspace, self._contract_id
        self._view.show_busy(_("The pages are being sealed on this device"))

        def keep(pages: Sequence[PaperContent]) -> None:
            self._context.runner.on_store(
                lambda: attach_papers(workspace, contract_id, pages),
                lambda changes: self._kept(len(pages), changes),
                self._refused,
                self._view,
            )

        self._context.runner.on_work(
            lambda: [self._page(path) for path in paths], keep, self._refused, self._view
        )

    def _page(self, path: Path) -> PaperContent:
        content = read_bytes(path)
        if media_type_of(content) == _PDF:
            return PaperContent("signed_copy", ChosenFile(content, _PDF, path.name))
        return PaperContent("signed_copy", read_photo(path, self._make_small))

    def _kept(self, count: int, changes: ChangeSet) -> None:
        self._view.show_busy("")
        words = n_(
            "{count} page kept with the contract", "{count} pages kept with the contract", count
        )
        self._context.navigation.show_toast(words.format(count=count))
        self._context.publish(changes)

    def _compare(self, read: Callable[[], bytes], name: str) -> None:
        stored, papers = self._stored, self._papers
        self._view.show_busy(_("Both texts are being compared"))
        if stored is None or papers is None:
            self._when_loaded = lambda: self._compare(read, name)
            return
        workspace, contract_id = self._context.workspace, self._contract_id

        def keep(copy: ReturnedCopy) -> None:
            self._context.runner.on_store(
                lambda: record_return(workspace, contract_id, copy),
                lambda result: self._compared(*result),
                self._refused,
                self._view,
            )

        self._context.runner.on_work(
            lambda: check_returned(stored, papers, read(), name), keep, self._refused, self._view
        )

    def _compared(self, return_id: str, changes: ChangeSet) -> None:
        self._view.show_busy("")
        self._wanted = return_id
        self._context.publish(changes)

    def _arrived(self, stored: ContractSheet, papers: ContractPapers) -> None:
        self._stored, self._papers = stored, papers
        self.signing.begin(stored, papers)
        rows = list(paper_rows(papers, self._when))
        self._view.show_title(stored.number, stored.account_name)
        lacks_copy = stored.state in RUNNING and not papers.has_signed_copy
        self._view.show_papers(rows, lacks_copy=lacks_copy)
        if any(row.id == self._wanted for row in rows):
            self._view.choose(self._wanted)
            self._wanted = ""
        put_off, self._when_loaded = self._when_loaded, None
        if put_off is not None:
            put_off()

    def _when(self, milliseconds: int) -> str:
        workspace = self._context.workspace
        at = workspace.moment(milliseconds)
        return self._context.formats.moment(at, now=workspace.now())

    def _show_return(self, paper: PaperRow) -> None:
        workspace, papers = self._context.workspace, self._papers
        line = (
            next((each for each in papers.returns if each.id == paper.id), None) if papers else None
        )
        if line is None or papers is None:
            return
        number = papers.printed.get(line.file_sha256, (0, False))[0]
        self._context.runner.on_store(
            lambda: _compare_view(line, number, self._when, *read_report_text(workspace, line.id)),
            lambda view: self._show_if_wanted(paper, view),
            self._refused,
            self._view,
        )

    def _show_if_wanted(self, paper: PaperRow, view: CompareView) -> None:
        if paper.id == self._looked_at:
            self._view.show_comparison(view)

    def _refused(self, error: Exception) -> None:
        self._when_loaded = None
        self._view.show_busy("")
        if isinstance(error, OSError):
            self._context.navigation.show_refusal(_("The file cannot be written there."))
            return
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(sentence(error))


def _compare_view(
    line: ReturnedLine, number: int, when: When, report: str, signatures: str
) -> CompareView:
    found, remarks, hidden = read_report(report)
    places = {id(row): place for place, row in enumerate(found.rows)}
    changes = found.changes
    title = line.file_name or _("Pasted text")
    verdict = verdict_words(line, number, len(changes))
    notes = (*signature_note(signatures, when), *note_lines(found, remarks, hidden))
    tone: str = "ok" if line.verdict.startswith("same") else "warn"
    return CompareView(
        title=title,
        verdict=verdict,
        tone="bad" if line.figures or (line.silent and tone == "warn") else tone,  # type: ignore[arg-type]
        notes=notes,
        rows=found.rows,
        order=tuple(places[id(row)] for row in changes),
        report=report_text(title, verdict, notes, changes),
    )
