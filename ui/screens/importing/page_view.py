"""What the parts of the import page ask of its view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ui.screens.importing.rows import (
    CheckLine,
    CheckWords,
    Choices,
    ExchangeLine,
    FileWords,
    PlanWords,
    ProgressWords,
    ResultWords,
    WordsWords,
)


class ImportPageView(Protocol):
    """What the presenter asks of its view."""

    def show_step(self, step: int) -> None:
        """Show one of the five steps."""
        ...

    def show_file(self, words: FileWords, entities: Choices, entity: str) -> None:
        """Show the file and what it may hold."""
        ...

    def show_plan(self, words: PlanWords) -> None:
        """Show how the columns are understood."""
        ...

    def show_words(self, words: WordsWords) -> None:
        """Show what the words of the file mean."""
        ...

    def show_mended(self, words: CheckWords, line: CheckLine) -> None:
        """Show a row that was judged again."""
        ...

    def show_check(self, words: CheckWords) -> None:
        """Show what would be done."""
        ...

    def show_progress(self, words: ProgressWords | None) -> None:
        """Show how far it is; None when nothing runs."""
        ...

    def show_result(self, words: ResultWords) -> None:
        """Show how it ended."""
        ...

    def show_earlier(self, lines: Sequence[ExchangeLine]) -> None:
        """Show earlier imports and exports."""
        ...

    def show_trouble(self, words: str) -> None:
        """Say why something was not done; no words clear it."""
        ...

    def ask_rejected_place(self, name: str) -> None:
        """Ask where the rejected rows go."""
        ...
