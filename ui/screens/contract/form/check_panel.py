"""The check list at the foot of the form: how many, what, and a way to each field."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout

from ui.screens.contract.rows import FindingView, ReviewView
from ui.screens.contract.words.findings import located
from ui.texts import _, n_
from ui.theme.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Tag
from ui.widgets.painted_button import PaintedButton
from ui.widgets.painting import RIGHT, paint_words
from ui.widgets.panel import Panel
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_ROW = 30
_SHORT = 2
_MOST = 5
_ICON = 16
_EDGE = 4
_PLACE_SHARE = 0.32
_LOOKS = {"error": ("circle-x", "bad"), "warning": ("triangle-alert", "warn")}


class FindingRow(PaintedButton):
    """One finding; pressing it leads to its field."""

    def __init__(self, finding: FindingView) -> None:
        super().__init__(located(finding))
        self._finding = finding
        self.fill_width()
        self.setAccessibleDescription(finding.group)
        self.setToolTip(self._words)

    def wanted_size(self, theme: Theme) -> QSize:
        """One line, as wide as there is room."""
        return QSize(200, theme.px(_ROW))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Icon, sentence, and where it is."""
        box = QRectF(self.rect())
        if self.is_hovered():
            painter.fillRect(box, theme.colour("pressed" if self.isDown() else "hover"))
        icon, role = _LOOKS[self._finding.level]
        middle = box.center().y()
        painter.drawPixmap(_EDGE, round(middle - _ICON / 2), theme.pixmap(icon, role, _ICON))
        place = self._finding.group
        wide = min(theme.width_of(place, "meta") + 4, box.width() * _PLACE_SHARE)
        words = box.adjusted(_EDGE + _ICON + 8, 0, -wide - 12, 0)
        paint_words(painter, theme, words, self._words, style="dense-m")
        at = QRectF(box.right() - wide - _EDGE, 0, wide, box.height())
        paint_words(painter, theme, at, place, style="meta", role="text3", align=RIGHT)


class CheckPanel(Panel):
    """Counts and findings.

    Signals:
        chosen: Name of the field a finding belongs to.
        opened: The user wants to hear everything.
    """

    chosen = Signal(str)
    opened = Signal()

    def __init__(self) -> None:
        self._tags = (Tag("", "bad"), Tag("", "warn"), Tag("", "ok"))
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._scroll = ScrollColumn(self._rows)
        self._more = Button("", "link")
        self._more.clicked.connect(self._turn)
        self._review: ReviewView | None = None
        self._is_open = False
        self._shown: list[FindingRow] = []
        title = Text(_("Check"), "section")
        head = row(title, 6, *self._tags, STRETCH, self._more, gap=8)
        super().__init__(column(head, self._scroll, gap=6, margins=(24, 10, 20, 10)), "foot")

    def show_review(self, review: ReviewView) -> None:
        """Show what the checks say."""
        is_same = self._review is not None and self._review.findings == review.findings
        self._review = review
        errors, warnings, passed = self._tags
        words = n_("{count} to mend", "{count} to mend", review.errors)
        errors.show_words(words.format(count=review.errors), "bad", "circle-x")
        words = n_("{count} to consider", "{count} to consider", review.warnings)
        warnings.show_words(words.format(count=review.warnings), "warn", "triangle-alert")
        words = n_("{count} passed", "{count} passed", review.passed)
        passed.show_words(words.format(count=review.passed), "ok", "circle-check")
        errors.setVisible(bool(review.errors))
        warnings.setVisible(bool(review.warnings))
        if not is_same:
            self._fill()

    def finding_rows(self) -> list[FindingRow]:
        """Return the rows that are shown."""
        return list(self._shown)

    def unfold(self) -> None:
        """Show everything."""
        if not self._is_open:
            self._turn()

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._fill()
        if self._is_open:
            self.opened.emit()

    def _fill(self) -> None:
        findings = self._review.findings if self._review else ()
        shown = findings if self._is_open else findings[:_SHORT]
        clear_layout(self._rows)
        self._shown = [FindingRow(finding) for finding in shown]
        for finding, line in zip(shown, self._shown, strict=True):
            line.clicked.connect(partial(self._choose, finding.target))
            self._rows.addWidget(line)
        rest = len(findings) - _SHORT
        self._more.setVisible(rest > 0)
        more = n_("{count} more", "{count} more", rest).format(count=rest)
        self._more.set_words(_("Fewer") if self._is_open else more)
        self._more.set_icon("chevron-down" if self._is_open else "list-checks")
        height = sum(line.sizeHint().height() for line in self._shown[:_MOST])
        self._scroll.setFixedHeight(height)
        self._scroll.setVisible(bool(shown))

    def _choose(self, target: str, *_checked: object) -> None:
        self.chosen.emit(target)
