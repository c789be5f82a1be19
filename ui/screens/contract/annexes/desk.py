"""Keeps the annexes of one contract: reads a file, asks for its name, adds, takes away. No Qt."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.commands.contracts.annexes import NewAnnex, add_annex, put_annex_back, remove_annex
from app.commands.files.choosing import ChosenFile, MakeSmall, read_file
from app.domain.changes import ChangeSet
from app.domain.contracts.annexes import LONGEST_TITLE, shown_digest
from app.domain.errors import DomainError
from app.domain.file_kinds import PDF
from app.exchange.pdf_text import count_pdf_pages
from app.queries.contracts.annexes import read_annex_page
from ui.screens.context import ScreenContext
from ui.screens.contract.annexes.rows import (
    NOTHING,
    AnnexLook,
    AnnexQuestion,
    annex_facts,
    annex_look,
)
from ui.texts import _, sentence


class AnnexView(Protocol):
    """What is asked of the panel."""

    def show_annexes(self, look: AnnexLook) -> None:
        """Show what is part of the contract."""
        ...

    def ask_title(self, question: AnnexQuestion) -> None:
        """Ask what the contract calls a file."""
        ...

    def close_question(self) -> None:
        """Close what asks."""
        ...

    def show_error(self, words: str) -> None:
        """Say beside the name why the file is refused."""
        ...


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A file that waits for its name."""

    file: ChosenFile
    pages: int
    sha256: str


class AnnexDesk:
    """The annexes of the contract that is looked at.

    Args:
        view: The panel.
        context: Workspace, lanes, navigation, formats.
        contract_id: The contract.
        make_small: Makes a small picture of a picture; runs off the main thread.
    """

    def __init__(
        self, view: AnnexView, context: ScreenContext, contract_id: str, make_small: MakeSmall
    ) -> None:
        self._view, self._context, self._contract_id = view, context, contract_id
        self._make_small = make_small
        self._chosen: _Chosen | None = None
        self._look = NOTHING

    def load(self) -> None:
        """Read them again."""
        workspace, formats = self._context.workspace, self._context.formats
        contract_id = self._contract_id
        self._context.runner.on_store(
            lambda: annex_look(read_annex_page(workspace, contract_id), formats, workspace),
            self._arrived,
            owner=self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Read again when a file came or got its receipt, or the contract moved on."""
        if changes.touches("attachment", "journal", "contract"):
            self.load()

    def choose(self, path: Path) -> None:
        """Read a file and ask what the contract calls it."""
        make_small = self._make_small
        self._context.runner.on_work(
            lambda: _read(path, make_small), self._ask, self._failed, self._view
        )

    def add(self, title: str) -> None:
        """Make the file that was asked about part of the contract."""
        chosen, workspace = self._chosen, self._context.workspace
        if chosen is None:
            return
        annex = NewAnnex(title, chosen.file, chosen.pages)
        self._context.runner.on_store(
            lambda: add_annex(workspace, self._contract_id, annex),
            lambda made: self._added(made[1]),
            self._refused,
            self._view,
        )

    def remove(self, annex_id: str) -> None:
        """Take an annex away; it can be put back for a moment."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: remove_annex(workspace, self._contract_id, annex_id),
            lambda changes: self._removed(annex_id, changes),
            self._failed,
            self._view,
        )

    def _arrived(self, look: AnnexLook) -> None:
        if look != self._look:
            self._look = look
            self._view.show_annexes(look)

    def _ask(self, chosen: _Chosen) -> None:
        self._chosen = chosen
        file, formats = chosen.file, self._context.formats
        self._view.ask_title(
            AnnexQuestion(
                file_name=file.file_name,
                facts=annex_facts(file.media_type, chosen.pages, len(file.content), formats),
                digest=f"SHA-256 {shown_digest(chosen.sha256)}",
                title=Path(file.file_name).stem[:LONGEST_TITLE],
                open_titles=self._look.open_titles,
            )
        )

    def _added(self, changes: ChangeSet) -> None:
        self._chosen = None
        self._view.close_question()
        self._context.navigation.show_toast(_("It is part of the contract from now on"))
        self._context.publish(changes)

    def _removed(self, annex_id: str, changes: ChangeSet) -> None:
        workspace, rows = self._context.workspace, self._look.rows
        title = next((row.title for row in rows if row.file.id == annex_id), "")

        def put_back() -> None:
            self._context.runner.on_store(
                lambda: put_annex_back(workspace, self._contract_id, annex_id),
                self._context.publish,
                self._failed,
            )

        words = _("Taken away: {name}").format(name=title)
        self._context.navigation.show_toast(words, action=_("Undo"), on_action=put_back)
        self._context.publish(changes)

    def _refused(self, error: Exception) -> None:
        match error:
            case DomainError():
                self._view.show_error(sentence(error))
            case OSError():
                self._view.show_error(sentence("attachment.disk"))
            case _:
                raise error

    def _failed(self, error: Exception) -> None:
        match error:
            case DomainError():
                self._context.navigation.show_refusal(sentence(error))
            case OSError():
                self._context.navigation.show_refusal(sentence("attachment.disk"))
            case _:
                raise error


def _read(path: Path, make_small: MakeSmall) -> _Chosen:
    """Read a file, count its pages and reckon its digest; for the work lane."""
    file = read_file(path, make_small)
    pages = count_pdf_pages(file.content) if file.media_type == PDF else 0
    return _Chosen(file, pages, hashlib.sha256(file.content).hexdigest())
