"""Says something to a screen reader that the eye sees without being told."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, at_once: bool = False) -> None:
    """Announce a sentence: politely after the current speech, or at once for an error.

    Args:
        widget: Where it happened.
        words: The whole sentence.
        at_once: Interrupts the current speech.
    """
    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(
        QAccessible.AnnouncementPoliteness.Assertive
        if at_once
        else QAccessible.AnnouncementPoliteness.Polite
    )
    QAccessible.updateAccessibility(event)
