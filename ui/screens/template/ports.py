"""What the presenters of a version's page ask of their view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from ui.screens.contract.paper.live import PaperView
from ui.screens.contract.rows import ReviewView
from ui.screens.template.keeper import KeepingView
from ui.screens.template.rows import (
    ActionSpec,
    ChangeRow,
    FormView,
    HeadView,
    HistoryView,
    InsertGroup,
    TreeRow,
)
from ui.screens.template.stepping import StepView


class Rest(Protocol):
    """Tells when the hands rest."""

    def begin(self) -> None:
        """Something was typed: count from here."""
        ...


class Dialogs(StepView, Protocol):
    """What the presenters ask of the page's dialogs."""

    def ask_field(self, taken: Sequence[str], chosen: Callable[[str, str], None]) -> None:
        """Ask for name and type of a field."""
        ...


class TextView(KeepingView, Protocol):
    """What the presenters ask of their view."""

    @property
    def dialogs(self) -> Dialogs:
        """Questions of the page."""
        ...

    @property
    def paper(self) -> PaperView:
        """The paper."""
        ...

    @property
    def pauses(self) -> Rest:
        """Tells when the hands rest."""
        ...

    def show_head(self, head: HeadView, actions: Sequence[ActionSpec], *, is_block: bool) -> None:
        """Show title, state and steps."""
        ...

    def show_tree(self, rows: Sequence[TreeRow], chosen: str) -> None:
        """Show the parts, one of them open."""
        ...

    def show_form(self, form: FormView, groups: Sequence[InsertGroup]) -> None:
        """Show the form of the open part."""
        ...

    def show_review(self, review: ReviewView) -> None:
        """Show the check list and the lines beside the boxes."""
        ...

    def show_history(self, history: HistoryView) -> None:
        """Show what happened to the version."""
        ...

    def show_changes(self, changes: Sequence[ChangeRow]) -> None:
        """Show the differences to another version."""
        ...

    def show_steps_of_editing(self, *, can_undo: bool, can_redo: bool) -> None:
        """Show whether a step can be taken back, or again."""
        ...

    def show_gone(self, words: str) -> None:
        """Say that the version cannot be shown."""
        ...
