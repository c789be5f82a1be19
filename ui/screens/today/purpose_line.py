"""Purposes as tags and the one thing to know behind them, in as much room as there is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.screens.today.rows import TagWords
from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.widgets.painting import TAG_HEIGHT, paint_tag, paint_words, tag_width, tight

_GAP = 6
_NOTE_ROOM = 84


class PurposeLine(QWidget):
    """Never shows half a tag: those that do not fit become "+2", and the note keeps some room."""

    def __init__(self, tags: tuple[TagWords, ...], note: str) -> None:
        super().__init__()
        self._tags, self._note = tags, tight(note)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """All tags and the whole note."""
        theme = current_theme()
        tags = sum(tag_width(theme, tag.words) + _GAP for tag in self._tags)
        return QSize(tags + theme.width_of(self._note, "meta"), theme.px(TAG_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It gives way down to nothing."""
        return QSize(0, self.sizeHint().height())

    def shown_tags(self) -> tuple[TagWords, ...]:
        """Return the tags that fit beside the note, the last one counting those that do not."""
        theme = current_theme()
        room = self.width() - self._note_room(theme)
        for count in range(len(self._tags), -1, -1):
            hidden = len(self._tags) - count
            more = (TagWords(f"+{hidden}"),) if hidden else ()
            shown = self._tags[:count] + more
            if sum(tag_width(theme, tag.words) + _GAP for tag in shown) <= room or count <= 1:
                return shown
        return ()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tags, then the note."""
        del event
        theme, painter = current_theme(), QPainter(self)
        left = 0.0
        for tag in self.shown_tags():
            at = QPointF(left, self.height() / 2)
            left += paint_tag(painter, theme, at, tag.words, tone=tag.tone) + _GAP
        box = QRectF(left, 0, max(self.width() - left, 0), self.height())
        paint_words(painter, theme, box, self._note, style="meta", role="text3")

    def _note_room(self, theme: Theme) -> int:
        return min(theme.width_of(self._note, "meta"), theme.px(_NOTE_ROOM))
