"""Writes the contract as a Word file for the other side, and notes which words left the house."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.commands.contracts.papers import SentText, record_sending
from app.device.atomic_file import write_atomically
from app.domain.changes import ChangeSet
from app.domain.contracts.wording.numbering import number_contract
from app.domain.contracts.wording.passages import contract_passages
from app.domain.contracts.wording.value_types import fitting_values
from app.domain.errors import DomainError
from app.domain.redline.blocks import sent_blocks
from app.domain.redline.report import write_words
from ui.screens.context import ScreenContext
from ui.screens.contract.open_contract import OpenContract
from ui.screens.contract.paper.copies import carries_draft_mark
from ui.screens.contract.paper.printing import file_name
from ui.texts import _, sentence


class WordDialogs(Protocol):
    """What the export asks of the page's dialogs."""

    def ask_word_path(self, name: str) -> None:
        """Ask where the file goes; the answer comes to `save`."""
        ...


@dataclass(frozen=True, slots=True)
class _Written:
    """What was written."""

    path: Path
    sent: SentText


class WordExport:
    """From the menu to the file and the note of what it said.

    Args:
        view: Asks for a place.
        context: Workspace, lanes, publish.
    """

    def __init__(self, view: WordDialogs, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._opened: OpenContract | None = None

    def begin(self, opened: OpenContract) -> None:
        """Export this contract from now on."""
        self._opened = opened

    def ask(self) -> None:
        """Ask where the file goes."""
        if self._opened is not None:
            stored = self._opened.stored
            parts = (stored.title, stored.account_name, stored.number)
            self._view.ask_word_path(file_name(*parts, ending=".docx"))

    def save(self, path: Path) -> None:
        """Write the file; what it said is noted, so that what comes back is compared with it."""
        opened = self._opened
        if opened is None:
            return
        values = opened.sheet.values()
        review = opened.judge(values, opened.sheet.lines())
        is_draft = carries_draft_mark(opened, review, values)
        self._context.runner.on_work(
            lambda: _write(opened, path, is_draft=is_draft),
            self._record,
            self._refused,
        )

    def _record(self, written: _Written) -> None:
        if self._opened is None:
            return
        workspace, contract_id = self._context.workspace, self._opened.stored.id
        self._context.runner.on_store(
            lambda: record_sending(workspace, contract_id, written.sent),
            lambda changes: self._recorded(written, changes),
            self._refused,
        )

    def _recorded(self, written: _Written, changes: ChangeSet) -> None:
        words = _("Saved as {name}. What comes back can be compared with it.")
        self._context.navigation.show_toast(words.format(name=written.path.name))
        self._context.publish(changes)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self._context.navigation.show_refusal(_("The file cannot be written there."))
        elif isinstance(error, DomainError):
            self._context.navigation.show_refusal(sentence(error))
        else:
            raise error


def _write(opened: OpenContract, path: Path, *, is_draft: bool) -> _Written:
    # Building the file needs no screen and takes its time: only who exports pays for it.
    from app.documents.word.contract import write_word_contract  # noqa: PLC0415

    values = fitting_values(opened.template, opened.sheet.values())
    made = write_word_contract(opened.template, values, is_draft=is_draft)
    write_atomically(path.with_suffix(".docx"), made.docx)
    passages = contract_passages(number_contract(opened.template, values))
    sent = SentText(
        form="word",
        number=str(values.get("contract_no") or ""),
        fingerprint=made.fingerprint,
        file_sha256=made.sha256,
        words=write_words(sent_blocks(passages)),
    )
    return _Written(path.with_suffix(".docx"), sent)
