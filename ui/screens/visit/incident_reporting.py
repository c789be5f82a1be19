"""Reports an incident in the middle of a visit, ahead of everything else."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from app.commands.visits.field_notes import report_incident
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.visit.incident_dialog import IncidentDialog
from ui.texts import _, sentence


def open_incident(context: ScreenContext, parent: QWidget, account_id: str) -> IncidentDialog:
    """Ask for an incident and send it with a round of its own."""
    workspace = context.workspace
    dialog = IncidentDialog(parent, workspace.today())

    def done(made: tuple[str, ChangeSet]) -> None:
        dialog.accept()
        context.publish(made[1])
        context.navigation.sync_now()
        context.navigation.show_toast(_("Incident reported; it is sent first"))

    def failed(error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        dialog.show_error(str(error.params.get("field") or ""), sentence(error))

    def report(kind: str, day: dt.date, words: str) -> None:
        context.runner.on_store(
            lambda: report_incident(
                workspace, account_id, kind=kind, happened_on=day, content=words
            ),
            done,
            failed,
            owner=dialog,
        )

    dialog.reported.connect(report)
    dialog.open()
    return dialog
