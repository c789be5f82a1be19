"""Reads how an account stands, beside its page: it looks at all accounts and may come later."""

from __future__ import annotations

from typing import Protocol

from app.queries.figures.standing import StandingFigure, read_standing
from ui.screens.account.rows import StandingView
from ui.screens.account.standing.words import StandingWords
from ui.screens.analysis.spelling import Spelling
from ui.screens.context import ScreenContext
from ui.texts import _


class StandingPort(Protocol):
    """Where the figures are shown."""

    def show_standing(self, standing: StandingView) -> None:
        """Show the figures in place of the last ones."""
        ...


class StandingReading:
    """Reads the figures of one account; an answer that was overtaken is dropped."""

    def __init__(self, panel: StandingPort, context: ScreenContext, account_id: str) -> None:
        self._panel, self._context, self._account_id = panel, context, account_id
        self._asked = 0

    def load(self) -> None:
        """Fetch the figures; what is shown stays until they are there."""
        self._asked += 1
        asked, workspace, account_id = self._asked, self._context.workspace, self._account_id

        def show(found: StandingFigure) -> None:
            if asked == self._asked:
                self._panel.show_standing(self._spelled(found))

        self._context.runner.on_store(
            lambda: read_standing(workspace, account_id), show, owner=self._panel
        )

    def _spelled(self, found: StandingFigure) -> StandingView:
        workspace = self._context.workspace
        spell = Spelling(self._context.formats, workspace.now())
        when = spell.formats.moment(found.basis.as_of, now=spell.now)
        note = _("this year among your accounts, as of {when}").format(when=when)
        return StandingView(StandingWords(found, spell, workspace.today()).figures(), note)
