"""Decides what the check of this computer's data shows, and begins it. No Qt."""

from __future__ import annotations

from typing import Protocol

from app.commands.sync.verify import DAMAGE, MENDED, Verification, verify_device
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.settings.finding_words import finding_lines
from ui.screens.settings.rows import CheckResult
from ui.texts import _, current_language, n_, sentence
from ui.theme.tokens import Tone

_DISK_REFUSED = "store.io"


class DataCheckView(Protocol):
    """What the check asks of the settings' view."""

    def show_check_running(self) -> None:
        """Say that the check runs, and take no second one."""
        ...

    def show_check_result(self, result: CheckResult) -> None:
        """Say what the check found, and offer the comparison with the server."""
        ...

    def show_check_trouble(self, words: str) -> None:
        """Say why the check did not come to its end; no words say nothing."""
        ...


class DataCheck:
    """Checks off the main thread, beside the store's lane: commands get in between."""

    def __init__(self, view: DataCheckView, context: ScreenContext) -> None:
        self._view = view
        self._context = context
        self._is_running = False

    def begin(self) -> None:
        """Check file, journal, search and attachments, one check at a time."""
        if self._is_running:
            return
        self._is_running = True
        self._view.show_check_running()
        workspace = self._context.workspace
        self._context.runner.on_work(
            lambda: verify_device(workspace), self._checked, self._failed, owner=self._view
        )

    def compare(self) -> None:
        """Begin the sync round that compares all records; what waits goes with it."""
        self._context.navigation.sync_now()
        self._context.navigation.show_toast(_("Sync has begun"))

    def _checked(self, verification: Verification) -> None:
        self._is_running = False
        if verification.mended:
            # The list's figures and the words of the search are made anew after every change.
            self._context.publish(ChangeSet(entities=frozenset({"account"})))
        formats, now = self._context.formats, self._context.workspace.now()
        tone = _tone(frozenset(finding.rule for finding in verification.findings))
        mended = _mended(verification.mended, formats.count(verification.mended))
        self._view.show_check_result(
            CheckResult(
                tone=tone,
                words=_words(tone, formats.clock(now), mended),
                lines=finding_lines(verification.findings, formats),
                action=_("Sync now") if tone == "bad" else _("Compare with the server now"),
            )
        )

    def _failed(self, error: Exception) -> None:
        self._is_running = False
        match error:
            case DomainError():
                self._view.show_check_trouble(sentence(error))
            case OSError():
                self._view.show_check_trouble(sentence(_DISK_REFUSED))
            case _:
                self._view.show_check_trouble("")
                raise error


def _tone(rules: frozenset[str]) -> Tone:
    if rules <= MENDED:
        return "ok"
    return "bad" if rules & DAMAGE else "warn"


def _words(tone: Tone, clock: str, mended: str) -> str:
    parts = (
        _("Checked at {time}.").format(time=clock),
        _("Everything is in order.") if tone == "ok" else _("Not everything is in order."),
        mended,
    )
    between = "" if current_language() == "zh_CN" else " "
    return between.join(part for part in parts if part)


def _mended(count: int, shown: str) -> str:
    words = n_(
        "{count} entry of list and search was put right.",
        "{count} entries of list and search were put right.",
        count,
    )
    return words.format(count=shown) if count else ""
