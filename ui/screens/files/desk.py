"""Keeps the files of one record: adds, opens a copy, saves one, tells what arrived. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from app.commands.files.choosing import ChosenFile, MakeSmall, read_file
from app.commands.files.records import attach_file
from app.device.atomic_file import write_atomically
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.file_kinds import safe_name
from app.queries.records.files import read_files
from app.queries.records.photos import is_photo_here
from app.queries.visits.form import read_photo_content
from ui.screens.context import ScreenContext
from ui.screens.files.rows import FileRow, FilesLook, files_look
from ui.texts import _, sentence


class FilesView(Protocol):
    """What is asked of the panel."""

    def show_files(self, look: FilesLook) -> None:
        """Show what lies with the record."""
        ...


class FilesDesk:
    """The files of the record that is looked at.

    Args:
        view: The panel.
        context: Workspace, lanes, files, navigation.
        make_small: Makes a small picture of a picture; runs off the main thread.
        without: Media types that are shown elsewhere.
    """

    def __init__(
        self,
        view: FilesView,
        context: ScreenContext,
        make_small: MakeSmall,
        *,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self._view, self._context = view, context
        self._make_small, self._without = make_small, without
        self._subject = ("", "")

    def show(self, entity: str, record_id: str) -> None:
        """Show the files of a record; no id shows none."""
        if self._subject != (entity, record_id):
            self._subject = (entity, record_id)
            self._view.show_files(FilesLook((), may_add=False))
        self.load()

    def load(self) -> None:
        """Read them again."""
        subject, context = self._subject, self._context
        if not subject[1]:
            return
        workspace, formats = context.workspace, context.formats

        def arrived(look: FilesLook) -> None:
            if subject == self._subject:
                self._view.show_files(look)

        context.runner.on_store(
            lambda: files_look(
                read_files(workspace, *subject), formats, workspace, without=self._without
            ),
            arrived,
            owner=self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Read again when a file came, or got its receipt."""
        if changes.touches("attachment", "journal"):
            self.load()

    def add(self, paths: Sequence[Path]) -> None:
        """Keep files with the record, each for itself: one that is refused keeps no other out."""
        for path in paths:
            self._add(path)

    def open(self, row: FileRow) -> None:
        """Open a copy in the program that the system has for it."""
        opener = self._context.opener
        if opener is None:
            self._tell(_("No program opens files here. Save a copy instead."))
            return

        def opened(content: bytes) -> None:
            try:
                opener.open_copy(content, safe_name(row.name, row.media_type))
            except OSError:
                self._tell(_("{name} could not be opened. Save a copy instead."), row)

        self._with_content(row, opened)

    def save_copy(self, row: FileRow, path: Path) -> None:
        """Write a copy where the user wants it."""

        def write(content: bytes) -> None:
            self._context.runner.on_work(
                lambda: write_atomically(path, content),
                lambda _done: self._context.navigation.show_toast(
                    _("Saved as {name}").format(name=path.name)
                ),
                self._failed,
                self._view,
            )

        self._with_content(row, write)

    def _add(self, path: Path) -> None:
        workspace, subject, make_small = self._context.workspace, self._subject, self._make_small

        def keep(file: ChosenFile) -> None:
            self._context.runner.on_store(
                lambda: attach_file(workspace, *subject, file),
                lambda made: self._added(path.name, made[1]),
                self._failed,
                self._view,
            )

        self._context.runner.on_work(
            lambda: read_file(path, make_small), keep, self._failed, self._view
        )

    def _added(self, name: str, changes: ChangeSet) -> None:
        self._context.publish(changes)
        self._context.navigation.show_toast(_("Added: {name}").format(name=name))
        self.load()

    def _with_content(self, row: FileRow, use: Callable[[bytes], None]) -> None:
        """Read a file, fetching it first if it is not here."""
        workspace, sha256 = self._context.workspace, row.sha256

        def read() -> bytes | None:
            here = is_photo_here(workspace, sha256)
            return read_photo_content(workspace, sha256) if here else None

        def done(content: bytes | None) -> None:
            if content is None:
                self._fetch(row, use)
            else:
                use(content)

        self._context.runner.on_work(read, done, self._failed, self._view)

    def _fetch(self, row: FileRow, use: Callable[[bytes], None]) -> None:
        files = self._context.files
        if files is None:
            self._tell(sentence("device.file.missing"))
            return
        self._tell(_("{name} is being fetched"), row)

        def arrived() -> None:
            self.load()
            self._with_content(row, use)

        files.fetch(row.sha256, arrived, self._tell, owner=self._view)

    def _failed(self, error: Exception) -> None:
        match error:
            case DomainError():
                self._tell(sentence(error))
            case OSError():
                self._tell(sentence("attachment.disk"))
            case _:
                raise error

    def _tell(self, words: str, row: FileRow | None = None) -> None:
        text = words.format(name=row.name) if row is not None else words
        self._context.navigation.show_toast(text)
