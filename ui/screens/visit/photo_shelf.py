"""Takes photos into a visit: reads, seals, shows them, and lets them go again."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

from app.commands.files.choosing import ChosenFile, MakeSmall, read_photo
from app.commands.files.sealing import drop_files, seal_file
from app.domain.errors import DomainError
from app.domain.visits.draft import FileLine
from app.domain.visits.faults import MOST_PHOTOS
from app.queries.visits.form import read_photo_content
from ui.screens.context import ScreenContext
from ui.screens.visit.draft_keeper import DraftKeeper
from ui.screens.visit.form_view import VisitFormView
from ui.texts import _, sentence


class PhotoShelf:
    """The photos of one visit.

    Args:
        view: Shows them.
        context: Store and lanes.
        keeper: The draft they belong to.
        make_thumbnail: Runs off the main thread.
        changed: Called whenever a photo came or went.
    """

    def __init__(
        self,
        view: VisitFormView,
        context: ScreenContext,
        keeper: DraftKeeper,
        *,
        make_thumbnail: MakeSmall,
        changed: Callable[[], None],
    ) -> None:
        self._view, self._context, self._keeper = view, context, keeper
        self._make_thumbnail, self._changed = make_thumbnail, changed

    def show_all(self) -> None:
        """Show the photos of a draft that was just read."""
        self._show_lines()
        for line in self._lines():
            self._show_stored(line)

    def add(self, paths: Sequence[Path]) -> None:
        """Take chosen files in; what is no photo or too many is told."""
        free = max(MOST_PHOTOS - len(self._lines()), 0)
        self._view.show_faults({})
        for path in paths[:free]:
            self._context.runner.on_work(
                self._opening(path), self._store, self._failed, owner=self._view
            )
        if len(paths) > free:
            self._tell(sentence("attachment.too_many", {"most": MOST_PHOTOS}))

    def remove(self, sha256: str) -> None:
        """Take a photo out of the visit and off this device."""
        leaving = [line for line in self._lines() if line.sha256 == sha256]
        self._put([line for line in self._lines() if line.sha256 != sha256])
        workspace = self._context.workspace
        digests = [digest for line in leaving for digest in line.digests]
        self._context.runner.on_store(
            lambda: drop_files(workspace, digests), lambda _done: None, owner=self._view
        )

    def name(self, sha256: str, caption: str) -> None:
        """Say what is to be seen on a photo."""
        lines = [
            dataclasses.replace(line, caption=caption) if line.sha256 == sha256 else line
            for line in self._lines()
        ]
        self._keeper.put("photos", tuple(lines))

    def _lines(self) -> tuple[FileLine, ...]:
        draft = self._keeper.draft
        return draft.photos if draft else ()

    def _opening(self, path: Path) -> Callable[[], ChosenFile]:
        make_thumbnail = self._make_thumbnail
        return lambda: read_photo(path, make_thumbnail)

    def _store(self, photo: ChosenFile) -> None:
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: seal_file(workspace, photo),
            lambda line: self._take(line, photo.thumbnail),
            self._failed,
            owner=self._view,
        )

    def _take(self, line: FileLine, thumbnail: bytes) -> None:
        lines = self._lines()
        if line.sha256 not in {known.sha256 for known in lines}:
            self._put([*lines, line])
        self._view.pictures.show_thumbnail(line.sha256, thumbnail)

    def _put(self, lines: Sequence[FileLine]) -> None:
        self._keeper.put("photos", tuple(lines))
        self._keeper.save()
        self._show_lines()
        self._changed()

    def _show_lines(self) -> None:
        lines = self._lines()
        size = self._context.formats.bytes(sum(line.size_bytes for line in lines))
        self._view.pictures.show_photos(
            lines, _("{size} in all").format(size=size) if lines else ""
        )

    def _show_stored(self, line: FileLine) -> None:
        workspace, make_thumbnail = self._context.workspace, self._make_thumbnail

        def task() -> bytes:
            return make_thumbnail(read_photo_content(workspace, line.sha256), line.file_name)

        self._context.runner.on_work(
            task,
            lambda picture: self._view.pictures.show_thumbnail(line.sha256, picture),
            self._failed,
            owner=self._view,
        )

    def _failed(self, error: Exception) -> None:
        match error:
            case DomainError():
                self._tell(sentence(error))
            case OSError():
                self._tell(sentence("attachment.disk"))
            case _:
                raise error

    def _tell(self, words: str) -> None:
        self._view.show_faults({"photos": words})
