"""Cells written anew in the check: taken into the plan, their row judged again at once. No Qt."""

from __future__ import annotations

from app.domain.importing.judging import Judged
from app.domain.importing.mends import Mend, with_mend
from app.queries.exchange.imports import ImportPreview, judge_mended
from ui.screens.context import ScreenContext
from ui.screens.importing.check_words import check_line, check_words, written_at
from ui.screens.importing.file_choosing import FileChoosing
from ui.screens.importing.page_view import ImportPageView


class Mending:
    """The check as it is shown, and what a person writes anew in it.

    Args:
        view: Shows it.
        context: What every presenter gets.
        files: The file and its plan.

    Attributes:
        preview: What an import would do; None while nothing was checked.
    """

    def __init__(self, view: ImportPageView, context: ScreenContext, files: FileChoosing) -> None:
        self._view, self._context, self._files = view, context, files
        self.preview: ImportPreview | None = None

    def show(self, preview: ImportPreview) -> None:
        """Show what an import would do."""
        self.preview = preview
        plan = self._files.plan
        if plan is not None:
            self._view.show_check(check_words(preview, plan, self._context.formats))

    def mend(self, line: int, place: int, text: str) -> None:
        """Write a cell anew; its row is judged again at once, the file stays as it is."""
        preview, plan = self.preview, self._files.plan
        if preview is None or plan is None:
            return
        mend = Mend(line, place, written_at(preview, line, place), text.strip())
        plan = self._files.mend(with_mend(plan.mends, mend))
        workspace = self._context.workspace

        def judged(now: Judged | None) -> None:
            if now is not None and self.preview is preview:
                words = check_words(preview, plan, self._context.formats)
                self._view.show_mended(words, check_line(now, plan, preview.names))

        self._context.runner.on_store(
            lambda: judge_mended(workspace, preview, plan, line), judged, owner=self._view
        )

    def is_stale(self) -> bool:
        """Whether the rows must be looked at again before they come in."""
        return self.preview is not None and self.preview.is_stale

    def forget(self) -> None:
        """What was checked is over; its memory is free for what comes."""
        self.preview = None
