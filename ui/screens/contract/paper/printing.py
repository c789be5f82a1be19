"""Prints copies or writes them as files, each with its own number, and records them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from app.commands.contracts.drafting import Printed, record_prints
from app.commands.contracts.steps import number_for_signing
from app.device.atomic_file import write_atomically
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.contract.open_contract import OpenContract
from ui.screens.contract.opened.sheet import NUMBER_FIELD
from ui.screens.contract.paper.copies import (
    PDF,
    carries_draft_mark,
    differs_from_first,
    draft_reasons,
    last_copy,
    next_copy,
    originals,
    print_history,
    printed_total,
)
from ui.screens.contract.paper.setting import Sheets, set_copy
from ui.screens.contract.rows import PrintPlan
from ui.texts import _, n_, sentence

_MOST_COPIES = 12
_UNSAFE = '\\/:*?"<>|\n\r\t'


class PrintDialogs(Protocol):
    """What the printing asks of the page's dialogs."""

    def open_print(self, plan: PrintPlan) -> None:
        """Ask how many copies, and where to."""
        ...

    def close_print(self) -> None:
        """Take the dialog away."""
        ...

    def show_print_busy(self, words: str) -> None:
        """Say in the dialog what is being done; empty when it waits again."""
        ...

    def show_print_error(self, words: str) -> None:
        """Say in the dialog why it did not work."""
        ...

    def send_to_printer(self, papers: Sequence[Sheets], title: str) -> None:
        """Let the user choose a printer and print; answer with `printed` when it is done."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for in the dialog.

    Attributes:
        copies: How many.
        reason: Why originals are printed again.
        first: Number of the first copy.
    """

    copies: int
    reason: str
    first: int


SetDone = Callable[[tuple[Sheets, ...]], None]


class Printing:
    """From the dialog to the print record. Every copy is set before the first is printed."""

    def __init__(self, view: PrintDialogs, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._opened: OpenContract | None = None
        self._sent: tuple[Sheets, ...] = ()
        self._reason = ""

    def begin(self, opened: OpenContract) -> None:
        """Print this contract from now on."""
        self._opened = opened

    def ask(self) -> None:
        """Open the dialog with what is true now."""
        opened = self._opened
        if opened is None:
            return
        values = opened.sheet.values()
        review = opened.judge(values, opened.sheet.lines())
        is_draft = carries_draft_mark(opened, review, values)
        workspace, stored = self._context.workspace, opened.stored
        last = last_copy(stored, is_draft=is_draft)
        total = originals(opened, values)
        first = next_copy(stored, total, is_draft=is_draft)
        history = print_history(
            stored.prints, self._context.formats, workspace.moment, workspace.now()
        )
        # A provisional number must not stand on what is made for signing, nor in its file's name.
        number = stored.number if stored.number_is_final or is_draft else ""
        self._view.open_print(
            PrintPlan(
                title=_("Print {title} {number}").format(title=opened.title, number=number),
                is_draft=is_draft,
                reasons=tuple(draft_reasons(opened, review)) if is_draft else (),
                first=first,
                copies=1 if is_draft or first <= last else max(1, total - last),
                total=total,
                numbering=_numbering(opened, is_draft=is_draft),
                needs_reason=bool(last) and not is_draft,
                made=0 if is_draft else last,
                history=tuple(history),
                file_name=file_name(stored.title, stored.account_name, number),
            )
        )

    def print_copies(self, order: Order) -> None:
        """Set all copies; only then the printer is chosen."""
        self._set(order, self._hand_over)

    def save_pdf(self, order: Order, path: Path) -> None:
        """Set all copies and write each into a file of its own."""

        def write(papers: tuple[Sheets, ...]) -> None:
            self._context.runner.on_work(
                lambda: _write_files(papers, path),
                lambda _done: self._record(papers, PDF),
                self._not_written,
                self._view,
            )

        self._set(order, write)

    def printed(self, printer: str) -> None:
        """The printer has taken everything."""
        self._record(self._sent, printer)

    def not_printed(self, words: str) -> None:
        """The printer refused, or the user chose none: nothing is recorded."""
        self._sent = ()
        self._view.show_print_busy("")
        if words:
            self._view.show_print_error(words)

    def _set(self, order: Order, then: SetDone) -> None:
        opened = self._opened
        if opened is None:
            return
        if not 1 <= order.copies <= _MOST_COPIES:
            words = _("Between 1 and {most} copies at a time").format(most=_MOST_COPIES)
            self._view.show_print_error(words)
            return
        values, lines = opened.sheet.values(), opened.sheet.lines()
        review = opened.judge(values, lines)
        is_draft = carries_draft_mark(opened, review, values)
        stored = opened.stored
        last = last_copy(stored, is_draft=is_draft)
        if not 1 <= order.first <= last + 1:
            self._view.show_print_error(_("Copies follow each other: begin with one of them"))
            return
        is_again = last > 0 and not is_draft
        if is_again and not order.reason.strip():
            self._view.show_print_error(_("Say why it is printed again"))
            return
        numbers = range(order.first, order.first + order.copies)
        total = max(originals(opened, values), numbers[-1])
        self._reason = order.reason.strip() if is_again else ""
        self._view.show_print_busy(_("The copies are being set"))

        def render(values: Mapping[str, Any]) -> None:
            self._context.runner.on_work(
                lambda: tuple(
                    set_copy(
                        opened.template,
                        values,
                        number=number,
                        total=(0 if is_draft else printed_total(stored, number)) or total,
                        is_draft=is_draft,
                        is_confidential=stored.is_confidential,
                        logo=stored.logo,
                    )
                    for number in numbers
                ),
                lambda papers: self._check_pages(papers, then),
                self._not_set,
                self._view,
            )

        if is_draft or opened.stored.number_is_final:
            render(values)
        else:
            self._number(opened, lambda number: render({**values, NUMBER_FIELD: number}))

    def _check_pages(self, papers: tuple[Sheets, ...], then: SetDone) -> None:
        """Print nothing that has other pages than were approved; what is on paper is on paper."""
        stored = self._opened.stored if self._opened else None
        if stored is not None and stored.state == "approved" and stored.approved_pages:
            made = papers[0].pages
            if made != stored.approved_pages and not papers[0].is_draft:
                told = {"approved": stored.approved_pages, "printed": made}
                self._view.show_print_busy("")
                self._view.show_print_error(sentence("contract.pages.changed", told))
                return
        then(papers)

    def _number(self, opened: OpenContract, then: Callable[[str], None]) -> None:
        """Give the contract its final number: what is set for signing carries it."""
        workspace, contract_id = self._context.workspace, opened.stored.id

        def numbered(result: tuple[str, ChangeSet]) -> None:
            number, changes = result
            self._context.publish(changes)
            then(number)

        self._context.runner.on_store(
            lambda: number_for_signing(workspace, contract_id),
            numbered,
            self._not_set,
            self._view,
        )

    def _hand_over(self, papers: tuple[Sheets, ...]) -> None:
        self._sent = papers
        opened = self._opened
        if opened is not None:
            self._view.send_to_printer(papers, f"{opened.stored.title} {opened.stored.number}")

    def _record(self, papers: tuple[Sheets, ...], printer: str) -> None:
        opened, workspace, reason = self._opened, self._context.workspace, self._reason
        if opened is None or not papers:
            return
        contract_id, stored = opened.stored.id, opened.stored
        others = [
            paper.number
            for paper in papers
            if not paper.is_draft and differs_from_first(stored, paper.number, paper.sha256)
        ]
        copies = [_printed(paper, printer, reason) for paper in papers]
        self._context.runner.on_store(
            lambda: record_prints(workspace, contract_id, copies),
            lambda changes: self._recorded(len(copies), others, changes),
        )

    def _recorded(self, copies: int, others: Sequence[int], changes: ChangeSet) -> None:
        self._sent = ()
        self._view.close_print()
        words = n_("{count} copy made and recorded", "{count} copies made and recorded", copies)
        told = words.format(count=copies)
        if others:
            told = _("{made}. The words are the same; the look is that of a newer program.").format(
                made=told
            )
        self._context.navigation.show_toast(told)
        self._context.publish(changes)

    def _not_set(self, error: Exception) -> None:
        self._view.show_print_busy("")
        if not isinstance(error, DomainError) or self._opened is None:
            raise error
        refusal = self._opened.words.refusal(error, self._opened.sheet.values())
        words = _("{place}: {words}").format(place=refusal.place, words=refusal.words)
        self._view.show_print_error(words if refusal.place else refusal.words)

    def _not_written(self, error: Exception) -> None:
        self._view.show_print_busy("")
        if not isinstance(error, OSError):
            raise error
        self._view.show_print_error(_("No file can be written there. Choose another folder."))


def _numbering(opened: OpenContract, *, is_draft: bool) -> str:
    if is_draft or opened.stored.number_is_final:
        return ""
    return _("With the first copy it gets its final number, which it keeps for good.")


def _printed(paper: Sheets, printer: str, reason: str) -> Printed:
    return Printed(
        copy_number=paper.number,
        copies_total=paper.total,
        pages=paper.pages,
        fingerprint=paper.fingerprint,
        pdf_sha256=paper.sha256,
        printer=printer,
        is_draft=paper.is_draft,
        reason=reason,
    )


def _write_files(papers: Sequence[Sheets], path: Path) -> None:
    """Write one copy into the named file, several into files with the copy's number behind it."""
    for paper in papers:
        ending = "" if len(papers) == 1 else f"-{paper.number}"
        write_atomically(path.with_name(f"{path.stem}{ending}{path.suffix or '.pdf'}"), paper.pdf)


def file_name(*parts: str, ending: str = ".pdf") -> str:
    """Return a name for a file, without what no system allows in one."""
    name = " ".join(part for part in parts if part)
    return "".join(" " if letter in _UNSAFE else letter for letter in name).strip() + ending
