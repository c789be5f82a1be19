"""The last net under every slot and task: what nobody foresaw becomes a sentence and a log line."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from app.domain.errors import DomainError
from sync.errors import SyncError
from ui.texts import _, sentence

_log = logging.getLogger(__name__)


def failure_sentence(error: BaseException) -> str:
    """Return what to tell the user; never a traceback, never a class name."""
    if isinstance(error, DomainError | SyncError):
        return sentence(error.code, getattr(error, "params", None))
    return _("Something went wrong here. What you saved is safe; the log holds the details.")


def install_failure_net(tell: Callable[[str], None]) -> None:
    """Catch what slots let through: PySide6 hands it to `sys.excepthook`, and would go on silently.

    Args:
        tell: Shows a sentence to the user; called on the main thread.
    """

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("unforeseen", exc_info=(kind, error, trace))
        tell(failure_sentence(error))

    sys.excepthook = hook
