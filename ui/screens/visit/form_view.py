"""What the visit form's presenter asks of its view; no Qt, so that tests can play the view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.domain.visits.draft import FileLine, VisitDraft
from ui.screens.visit.sheet_words import SheetWords, StockHint


class PicturesView(Protocol):
    """The photos of the visit as the presenter sees them."""

    def show_photos(self, photos: Sequence[FileLine], note: str) -> None:
        """Show the photos of the visit and how large they are together."""
        ...

    def show_thumbnail(self, sha256: str, picture: bytes) -> None:
        """Show what a photo looks like; nothing when it cannot be shown."""
        ...


class VisitFormView(Protocol):
    """The form as the presenter sees it."""

    def show_sheet(self, words: SheetWords, met: Sequence[str]) -> None:
        """Show account, people with those met ticked, goods and what is open from before."""
        ...

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill every field, once; afterwards only the user changes them."""
        ...

    def show_times(self, started: str, ended: str, elapsed: str) -> None:
        """Show check-in, check-out and how long the visit lasts."""
        ...

    def show_state(self, written: Mapping[str, bool], hints: Mapping[str, StockHint]) -> None:
        """Show which parts are written down and, by product, what the counts say."""
        ...

    @property
    def pictures(self) -> PicturesView:
        """Where the photos are shown."""
        ...

    def show_faults(self, faults: Mapping[str, str], *, go: bool = False) -> None:
        """Mark fields that the rules refuse, by name, and clear all others.

        Args:
            faults: The sentence for each field.
            go: Put the keyboard into the first of them.
        """
        ...

    def show_saved(self, words: str, *, failed: bool = False) -> None:
        """Say where the draft stands."""
        ...

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Hear whether the store holds everything that was typed."""
        ...

    def show_busy(self, *, busy: bool) -> None:
        """Keep the user from finishing twice."""
        ...

    def is_open(self) -> bool:
        """Return whether the user still looks at it; safe to ask after it was destroyed."""
        ...
