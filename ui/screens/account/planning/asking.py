"""Opens and closes the dialog that plans a visit."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.account.planning.desk import PlanForm
from ui.screens.account.planning.dialog import PlanDialog


class PlanAsking(QObject):
    """One dialog at a time.

    Args:
        page: The page it floats above.

    Signals:
        submitted: A `PlanAnswer`.
    """

    submitted = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._dialog: PlanDialog | None = None

    def ask(self, form: PlanForm) -> None:
        """Ask for the day of a visit to an account."""
        self._dialog = PlanDialog(self._page, form)
        self._dialog.plan_requested.connect(self.submitted)
        self._dialog.rejected.connect(self.close)
        self._dialog.open()

    def close(self) -> None:
        """Close it."""
        if self._dialog is not None:
            dialog, self._dialog = self._dialog, None
            dialog.accept()
            dialog.deleteLater()

    def show_error(self, words: str) -> None:
        """Show why the day is refused."""
        if self._dialog is not None:
            self._dialog.show_error(words)
