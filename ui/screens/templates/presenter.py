"""Decides what the list of contract texts shows, and begins new ones. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from app.commands.contracts.templates import create_template
from app.domain.changes import ChangeSet
from app.domain.contracts.texts.remarks import read_points
from app.domain.contracts.texts.text import TemplateText, read_template_text
from app.domain.errors import DomainError
from app.queries.contracts.templates import (
    LibraryPage,
    TemplatesPage,
    TemplateUse,
    VersionRow,
    list_library,
    list_texts,
)
from ui.resources import resource_folder
from ui.screens.context import ScreenContext
from ui.screens.template.version_words import name_in
from ui.texts import _, sentence

STANDARD = ("sale", "distribution", "frame")
"""Texts that come with the product, as their files are called."""

_SHOWN = ("contract_template", "clause_block", "contract", "journal")


class TemplatesListView(Protocol):
    """What the presenter asks of its view."""

    def show_texts(self, rows: Sequence[VersionRow], *, may_write: bool) -> None:
        """Show contract texts."""
        ...

    def show_blocks(
        self, rows: Sequence[VersionRow], uses: Mapping[str, Sequence[TemplateUse]]
    ) -> None:
        """Show library blocks."""
        ...

    def show_trouble(self, words: str) -> None:
        """Say why nothing was begun; no words take it away."""
        ...


class TemplatesPresenter:
    """Fetches both lists; what they show is few."""

    def __init__(self, view: TemplatesListView, context: ScreenContext) -> None:
        self._view, self._context = view, context

    def load(self) -> None:
        """Fetch both lists."""
        workspace = self._context.workspace

        def fetch() -> tuple[TemplatesPage, LibraryPage]:
            return list_texts(workspace), list_library(workspace)

        self._context.runner.on_store(fetch, lambda found: self._show(*found), owner=self._view)

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when a version, a contract or what waits was touched."""
        if changes.touches(*_SHOWN):
            self.load()

    def open_text(self, template_id: str) -> None:
        """Open a version of a text."""
        self._context.navigation.open_page("template", template_id)

    def open_block(self, block_id: str) -> None:
        """Open a version of a block."""
        self._context.navigation.open_page("clause_block", block_id)

    def beginnings(self) -> list[tuple[str, str, str]]:
        """Return key, title and note of what a new text can begin with."""
        language = self._context.formats.language
        found = []
        for name in STANDARD:
            header = _standard(name).header
            title = name_in(language, str(header["name_zh"]), str(header["name_en"]))
            found.append((name, title, _("Standard text of the product, all eleven groups")))
        return found

    def begin(self, key: str) -> None:
        """Begin a text with a standard one, and open it."""
        workspace, language = self._context.workspace, self._context.formats.language
        text = _standard(key)
        places = [str(clause.get("id")) for _article, clause, _block in text.clauses()]
        remarks = read_points(_resource("counsel"), places, language)
        self._run(lambda: create_template(workspace, text, remarks))

    def begin_from_file(self, path: str) -> None:
        """Begin a text with what stands in a file, and open it."""
        # Reading foreign files pulls in an XML reader: only who imports pays for it.
        from app.exchange.contract_files import read_contract_file  # noqa: PLC0415

        workspace = self._context.workspace

        def make() -> tuple[str, ChangeSet]:
            read = read_contract_file(Path(path), library=_library(), today=workspace.today())
            return create_template(workspace, read.text, read.remarks)

        self._run(make)

    def _run(self, make: Callable[[], tuple[str, ChangeSet]]) -> None:
        self._view.show_trouble("")
        self._context.runner.on_store(
            make,
            lambda made: self._made(*made),
            self._refused,
            self._view,
        )

    def _made(self, template_id: str, changes: ChangeSet) -> None:
        self._context.publish(changes)
        self.open_text(template_id)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_trouble(sentence(error))

    def _show(self, texts: TemplatesPage, library: LibraryPage) -> None:
        self._view.show_texts(texts.versions, may_write=texts.may_write)
        self._view.show_blocks(library.versions, library.uses)


def _standard(name: str) -> TemplateText:
    return read_template_text(_resource(name), _library())


def _library() -> str:
    return _resource("library")


def _resource(name: str) -> str:
    return (resource_folder() / "contracts" / f"{name}.toml").read_text("utf-8")
