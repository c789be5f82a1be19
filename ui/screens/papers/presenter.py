"""Decides what stands on the page of a paper, and keeps what was printed. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from app.commands.exchange.letters import record_letters
from app.device.atomic_file import write_atomically
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.papers.letter import Printing
from app.queries.papers.letters import LetterLine, read_letters
from ui.screens.context import ScreenContext
from ui.screens.papers.kinds import KINDS, language_option
from ui.screens.papers.rows import Option, PaperFile, PaperOrder, PrintQuestion
from ui.screens.papers.setting import PaperRun, RunStoppedError, set_papers
from ui.texts import _, current_language, n_, sentence

PDF = "PDF"
_SHOWN_LINES = 4


class PaperPage(Protocol):
    """What the presenter asks of the page."""

    def show_options(self, title: str, meta: str, options: Sequence[Option]) -> None:
        """Show name and questions."""
        ...

    def show_paper(self, paper: PaperFile) -> None:
        """Show the file; the place in it is kept."""
        ...

    def show_run(self, run: PaperRun | None) -> None:
        """Show how far a run is, with a way to end it; None takes it away."""
        ...

    def show_refusal(self, words: str) -> None:
        """Say why there is no paper; empty takes it away."""
        ...

    def ask_print(self, question: PrintQuestion) -> None:
        """Ask for copies and reason."""
        ...

    def close_print(self) -> None:
        """Take the dialog away."""
        ...

    def show_print_error(self, words: str) -> None:
        """Say in the dialog why it did not work."""
        ...

    def send_to_printer(self, paper: PaperFile, copies: int) -> None:
        """Let the user choose a printer and print; answer with `printed` when it is done."""
        ...


class PaperPresenter:
    """One order of papers, from the options to the print log.

    Args:
        view: What it is shown on.
        context: Store, lanes, navigation, language.
        order: Which paper, about what.
    """

    def __init__(self, view: PaperPage, context: ScreenContext, order: PaperOrder) -> None:
        self._view, self._context = view, context
        self._kind = KINDS[order.kind]
        self._options = (
            *self._kind.options(context.workspace.today()),
            language_option(self._kind, current_language()),
        )
        first = {option.key: option.value for option in self._options}
        self._order = replace(order, options={**first, **order.options})
        self._paper: PaperFile | None = None
        self._lines: tuple[LetterLine, ...] = ()
        self._asked = 0
        self._run = PaperRun()
        self._printing = Printing(language="zh", copies=1, printer="", pages=0, pdf_sha256="")

    def load(self) -> None:
        """Show the options and set the paper."""
        count = len(self._order.subject_ids)
        meta = n_("{count} paper", "{count} papers", count).format(count=count) if count > 1 else ""
        self._view.show_options(self._kind.words(), meta, self._options)
        self._set()

    def on_changed(self, changes: ChangeSet) -> None:
        """Leave the paper as it is: what was looked at is what is printed."""

    def choose(self, key: str, value: str) -> None:
        """Take an answer and set the paper again."""
        if value and self._order.options.get(key) != value:
            self._order = replace(self._order, options={**self._order.options, key: value})
            self._set()

    def stop(self) -> None:
        """End the run after the paper in hand."""
        self._run.is_stopped = True

    def ask(self) -> None:
        """Ask how many copies, and why again."""
        paper = self._paper
        if paper is None:
            return
        title = _("Print {paper}").format(paper=self._kind.words())
        history = tuple(self._told(line) for line in self._lines[:_SHOWN_LINES])
        self._view.ask_print(PrintQuestion(title, bool(self._lines), history, self._order.kind))

    def print_copies(self, copies: int, reason: str) -> None:
        """Hand the file to a printer."""
        if self._paper is not None and self._take(self._paper, copies, reason):
            self._view.send_to_printer(self._paper, copies)

    def save_pdf(self, copies: int, reason: str, path: Path) -> None:
        """Write the file."""
        paper = self._paper
        if paper is None or not self._take(paper, copies, reason):
            return
        self._context.runner.on_work(
            lambda: write_atomically(path, paper.pdf),
            lambda _done: self.printed(PDF),
            self._not_written,
            self._view,
        )

    def printed(self, printer: str) -> None:
        """Keep what went out."""
        paper, workspace = self._paper, self._context.workspace
        if paper is None:
            return
        printing = replace(self._printing, printer=printer)
        if not paper.letters:
            self._done(paper)
            return
        self._context.runner.on_store(
            lambda: record_letters(workspace, paper.letters, printing),
            lambda changes: self._recorded(paper, changes),
            self._not_recorded,
        )

    def not_printed(self, words: str) -> None:
        """The printer refused, or the user chose none: nothing is kept."""
        self._view.show_print_error(words)

    def _take(self, paper: PaperFile, copies: int, reason: str) -> bool:
        if self._lines and not reason.strip():
            self._view.show_print_error(_("Say why it is printed again"))
            return False
        self._printing = Printing(
            language=self._order.language,
            copies=copies,
            printer="",
            pages=paper.pages,
            pdf_sha256=paper.sha256,
            reason=reason.strip(),
        )
        return True

    def _set(self) -> None:
        self._asked += 1
        self._run.is_stopped = True
        asked, order, workspace = self._asked, self._order, self._context.workspace
        self._run = run = PaperRun(total=len(order.subject_ids))
        self._view.show_run(run)

        def read() -> tuple[Any, ...]:
            return self._kind.read(workspace, order)

        def set_read(papers: tuple[Any, ...]) -> None:
            if asked == self._asked:
                self._context.runner.on_work(
                    lambda: set_papers(papers, order, run),
                    lambda paper: self._look_back(asked, paper),
                    lambda error: self._refuse(asked, error),
                    self._view,
                )

        self._context.runner.on_store(
            read, set_read, lambda error: self._refuse(asked, error), self._view
        )

    def _look_back(self, asked: int, paper: PaperFile) -> None:
        """Look which of the letters were printed before."""
        workspace = self._context.workspace
        numbers = [letter.number for letter in paper.letters]

        def show(lines: tuple[LetterLine, ...]) -> None:
            if asked == self._asked:
                self._paper, self._lines = paper, lines
                self._view.show_run(None)
                self._view.show_refusal("")
                self._view.show_paper(paper)

        self._context.runner.on_store(
            lambda: read_letters(workspace, numbers), show, owner=self._view
        )

    def _refuse(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return
        self._view.show_run(None)
        self._paper = None
        if isinstance(error, RunStoppedError):
            self._view.show_refusal(_("Stopped. Change an answer above to begin again."))
        elif isinstance(error, DomainError):
            self._view.show_refusal(sentence(error))
        else:
            raise error

    def _recorded(self, paper: PaperFile, changes: ChangeSet) -> None:
        self._done(paper)
        self._context.publish(changes)
        self._look_back(self._asked, paper)

    def _done(self, paper: PaperFile) -> None:
        self._view.close_print()
        words = n_("{count} paper made", "{count} papers made", paper.papers)
        self._context.navigation.show_toast(words.format(count=paper.papers))

    def _not_recorded(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_print_error(sentence(error))

    def _not_written(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._view.show_print_error(_("No file can be written there. Choose another folder."))

    def _told(self, line: LetterLine) -> str:
        workspace = self._context.workspace
        moment = workspace.moment(line.printed_at)
        when = self._context.formats.moment(moment, now=workspace.now())
        where = _("saved as PDF") if line.printer == PDF else line.printer
        parts = (line.number, when, line.printed_by, where, line.reason)
        return " · ".join(part for part in parts if part)
