"""Decides what is shown of a visit's photos, and fetches one that is opened. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.errors import DomainError
from app.queries.records.photos import LoggedPhoto, PhotoGlance, glance_at_photos, is_photo_here
from app.queries.visits.form import read_photo_content
from ui.screens.context import ScreenContext
from ui.texts import sentence

MakePicture = Callable[[bytes, str], bytes]


class PhotosView(Protocol):
    """What is asked of the view."""

    def show_photos(self, photos: Sequence[PhotoGlance]) -> None:
        """Show small pictures, and of which the photo itself is not here."""
        ...

    def show_fetching(self, sha256: str, *, is_on: bool) -> None:
        """Show that a photo is on its way."""
        ...

    def show_photo(self, name: str, picture: bytes) -> None:
        """Show one photo large."""
        ...


class PhotoViewing:
    """The photos of the visit in the pane."""

    def __init__(
        self,
        view: PhotosView,
        context: ScreenContext,
        *,
        make_small: MakePicture,
        make_large: MakePicture,
    ) -> None:
        """Take the parts.

        Args:
            view: Shows them.
            context: Files and lanes.
            make_small: Makes a small picture; runs off the main thread.
            make_large: Makes one the size of a window; runs off the main thread.
        """
        self._view, self._context = view, context
        self._make_small, self._make_large = make_small, make_large
        self._photos: tuple[LoggedPhoto, ...] = ()

    def choose(self, photos: tuple[LoggedPhoto, ...]) -> None:
        """Show the photos of another visit, or none."""
        self._photos = photos
        self.look()

    def look(self) -> None:
        """See again what of them is here."""
        workspace, photos, make_small = self._context.workspace, self._photos, self._make_small
        if not photos:
            return
        self._context.runner.on_work(
            lambda: glance_at_photos(workspace, photos, make_small),
            lambda found: self._show(photos, found),
            owner=self._view,
        )

    def open(self, sha256: str) -> None:
        """Show a photo large, fetching it first if it is not here."""
        photo = next((one for one in self._photos if one.sha256 == sha256), None)
        if photo is None:
            return
        workspace, make_large = self._context.workspace, self._make_large

        def task() -> bytes | None:
            if not is_photo_here(workspace, sha256):
                return None
            return make_large(read_photo_content(workspace, sha256), photo.name)

        self._context.runner.on_work(
            task, lambda picture: self._opened(photo, picture), self._refused, owner=self._view
        )

    def _opened(self, photo: LoggedPhoto, picture: bytes | None) -> None:
        if picture is None:
            self._fetch(photo)
        else:
            self._view.show_photo(photo.name, picture)

    def _fetch(self, photo: LoggedPhoto) -> None:
        files = self._context.files
        if files is None:
            self._tell(sentence("device.file.missing"))
            return
        self._view.show_fetching(photo.sha256, is_on=True)
        files.fetch(
            photo.sha256,
            lambda: self._fetched(photo),
            lambda words: self._not_fetched(photo, words),
            owner=self._view,
        )

    def _fetched(self, photo: LoggedPhoto) -> None:
        self._view.show_fetching(photo.sha256, is_on=False)
        self.look()
        self.open(photo.sha256)

    def _not_fetched(self, photo: LoggedPhoto, words: str) -> None:
        self._view.show_fetching(photo.sha256, is_on=False)
        self._tell(words)

    def _show(self, photos: tuple[LoggedPhoto, ...], found: Sequence[PhotoGlance]) -> None:
        if photos == self._photos:
            self._view.show_photos(found)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._tell(sentence(error))

    def _tell(self, words: str) -> None:
        self._context.navigation.show_toast(words)
