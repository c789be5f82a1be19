"""A superior's remark below a log, and the task that follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from app.commands.visits.field_notes import give_task, inspect_visit
from app.commands.visits.log_notes import comment_visit
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.visits.addendum_dialog import AddendumDialog
from ui.screens.visits.inspection_dialog import InspectionDialog
from ui.screens.visits.task_dialog import TaskDialog
from ui.texts import _, sentence


class Reviewing:
    """Opens the dialogs of a review, one at a time.

    Args:
        parent: Any widget of the window.
        context: Workspace, runner, publish, navigation.
    """

    def __init__(self, parent: QWidget, context: ScreenContext) -> None:
        self._parent, self._context = parent, context

    def comment(self, visit_id: str) -> AddendumDialog:
        """Ask for a remark."""
        workspace, context = self._context.workspace, self._context
        body = _("The remark stands below the log with your name; the rep receives it.")
        dialog = AddendumDialog(
            self._parent, title=_("Comment on this visit"), body=body, label=_("Comment")
        )

        def done(made: tuple[str, ChangeSet]) -> None:
            dialog.accept()
            context.publish(made[1])
            context.navigation.show_toast(_("Commented"))

        def failed(error: Exception) -> None:
            dialog.show_error(_words(error))

        dialog.given.connect(
            lambda words: context.runner.on_store(
                lambda: comment_visit(workspace, visit_id, words), done, failed, owner=dialog
            )
        )
        dialog.open()
        return dialog

    def task(self, visit_id: str) -> TaskDialog:
        """Ask for a task."""
        workspace, context = self._context.workspace, self._context
        dialog = TaskDialog(self._parent, workspace.today())

        def done(made: tuple[str, ChangeSet]) -> None:
            dialog.accept()
            context.publish(made[1])
            context.navigation.show_toast(_("Task given"))

        def failed(error: Exception) -> None:
            field = error.params.get("field") if isinstance(error, DomainError) else ""
            dialog.show_error(str(field or ""), _words(error))

        def give(words: str, day: dt.date) -> None:
            context.runner.on_store(
                lambda: give_task(workspace, visit_id, content=words, due_on=day),
                done,
                failed,
                owner=dialog,
            )

        dialog.given.connect(give)
        dialog.open()
        return dialog

    def inspect(self, visit_id: str) -> InspectionDialog:
        """Ask what an inspection found about a log."""
        workspace, context = self._context.workspace, self._context
        dialog = InspectionDialog(self._parent)

        def done(made: tuple[str, ChangeSet]) -> None:
            dialog.accept()
            context.publish(made[1])
            context.navigation.show_toast(_("Inspection noted"))

        def failed(error: Exception) -> None:
            dialog.show_error(_words(error))

        def note(verdicts: Mapping[str, str], words: str) -> None:
            context.runner.on_store(
                lambda: inspect_visit(workspace, visit_id, verdicts, words),
                done,
                failed,
                owner=dialog,
            )

        dialog.noted.connect(note)
        dialog.open()
        return dialog


def _words(error: Exception) -> str:
    if not isinstance(error, DomainError):
        raise error
    return sentence(error)
