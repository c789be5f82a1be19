"""Questions of the import page before something is stopped, forgotten or taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.texts import _, p_
from ui.widgets.dialog import ask


def ask_stop(page: QWidget, act: Callable[[], None]) -> None:
    """Ask before what runs is stopped."""
    dialog = ask(
        page,
        title=_("Stop the import?"),
        body=_("What is in stays. You can go on later, or take it back."),
        act=p_("import", "Stop and leave"),
        keep=_("Let it run"),
        danger=False,
    )
    dialog.accepted.connect(act)


def ask_forget(page: QWidget, act: Callable[[], None]) -> None:
    """Ask before mended cells are forgotten."""
    dialog = ask(
        page,
        title=_("Leave without taking the rows in?"),
        body=_("The cells you mended here are forgotten. The file stays as it is."),
        act=p_("import", "Leave"),
        keep=p_("import", "Go on mending"),
    )
    dialog.accepted.connect(act)


def ask_revert(page: QWidget, act: Callable[[], None]) -> None:
    """Ask before an import is taken back."""
    dialog = ask(
        page,
        title=_("Take this import back?"),
        body=_(
            "New records go, changed ones get their values back. What somebody wrote since"
            " stays, and you will see what."
        ),
        act=_("Take back"),
        keep=p_("import", "Keep it"),
    )
    dialog.accepted.connect(act)


def ask_same_cells(page: QWidget, act: Callable[[str], None]) -> None:
    """Ask for the cells again that an earlier import was pasted from."""
    dialog = ask(
        page,
        title=_("Go on with pasted cells?"),
        body=_("Copy the same cells in the spreadsheet again, then go on."),
        act=_("Paste and go on"),
        keep=p_("import", "Not now"),
        danger=False,
    )
    dialog.accepted.connect(lambda: act(QGuiApplication.clipboard().text()))


def ask_same_file(page: QWidget, act: Callable[[Path], None]) -> None:
    """Ask for the file again that an earlier import read."""
    kinds = f"{_('Tables')} (*.xlsx *.xlsm *.csv *.txt *.tsv)"
    chosen, _kind = QFileDialog.getOpenFileName(page, _("Choose the same file"), "", kinds)
    if chosen:
        act(Path(chosen))
