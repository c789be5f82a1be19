"""Paints one cell value into its padded box."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.charts.sparkline import paint_sparkline
from ui.models.cells import Bar, Blank, Cell, Edit, Heat, Name, Num, Spark, Tags, Tick, Two
from ui.theme.theme import Theme
from ui.widgets.painting import (
    CHECK_SIZE,
    LEFT,
    RIGHT,
    inset,
    outline,
    paint_bar,
    paint_check,
    paint_class,
    paint_tag,
    paint_words,
    tag_width,
    tight,
)

_MARK = 14
_MARK_STEP = 19
_MARK_GAP = 7
_CLASS = 22
_CLASS_SPACE = 32
_ICON_SPACE = 20
_NAME_MIN = 40
_TAG_GAP = 6
_BAR_FIGURE = 46
_SPARK_HEIGHT = 18
_BOX_HEIGHT = 30
_TOP_LINE = 20
_LOW_LINE = 17


@dataclass(frozen=True, slots=True)
class CellCanvas:
    """Where and how a cell is painted.

    Attributes:
        painter: Qt's painter.
        theme: The look.
        box: The cell without its padding.
        align: Where plain text stands.
        selected: The row is chosen; quiet words get more contrast.
    """

    painter: QPainter
    theme: Theme
    box: QRectF
    align: Qt.AlignmentFlag = LEFT
    selected: bool = False

    @property
    def middle(self) -> float:
        """The height of the cell's middle line."""
        return self.box.center().y() + 0.5

    @property
    def quiet(self) -> str:
        """The role of second lines."""
        return "text2" if self.selected else "text3"

    def words(self, words: str, style: str, role: str, box: QRectF | None = None) -> None:
        """Write one line in the cell's alignment."""
        paint_words(
            self.painter, self.theme, box or self.box, tight(words),
            style=style, role=role, align=self.align,
        )  # fmt: skip

    def lines(
        self, top: str, sub: str, style: str, roles: tuple[str, str], left: float = 0
    ) -> None:
        """Write a main line and, if there is one, a quiet line below it."""
        box = self.box.adjusted(left, 0, 0, 0)
        if not sub:
            self.words(top, style, roles[0], box)
            return
        high, low = self.theme.px(_TOP_LINE), self.theme.px(_LOW_LINE)
        middle = self.box.center().y()
        self.words(top, style, roles[0], QRectF(box.left(), middle - high, box.width(), high))
        below = QRectF(box.left(), middle + 1, box.width(), low)
        self.words(sub, "meta", roles[1], below)


def paint_cell(canvas: CellCanvas, cell: Cell) -> None:
    """Paint a cell value."""
    match cell:
        case str():
            canvas.words(cell, "dense", "text2")
        case Name():
            _paint_name(canvas, cell)
        case Two():
            _paint_two(canvas, cell)
        case Num():
            right = CellCanvas(canvas.painter, canvas.theme, canvas.box, RIGHT, canvas.selected)
            style = "dense-m" if cell.strong else "dense"
            right.lines(cell.text, cell.sub, style, (cell.role, canvas.quiet))
        case Tags():
            _paint_tags(canvas, cell)
        case Spark():
            box = QRectF(canvas.box.left(), canvas.middle - 9, canvas.box.width(), _SPARK_HEIGHT)
            inner = box.adjusted(0, 2, -4, -2)
            painter, theme = canvas.painter, canvas.theme
            paint_sparkline(painter, theme, inner, cell.values, falling=cell.falling)
        case _:
            _paint_rare(canvas, cell)


def _paint_rare(canvas: CellCanvas, cell: Cell) -> None:
    match cell:
        case Bar():
            _paint_share(canvas, cell)
        case Tick():
            at = QPointF(canvas.box.left(), canvas.middle)
            paint_check(canvas.painter, canvas.theme, at, on=canvas.selected)
        case Heat():
            _paint_heat(canvas, cell)
        case Edit():
            _paint_entry(canvas, cell)
        case Blank():
            _paint_blank(canvas)
        case _:
            return


def _paint_name(canvas: CellCanvas, cell: Name) -> None:
    left = 0.0
    if cell.grade:
        at = QPointF(canvas.box.left(), canvas.middle)
        paint_class(canvas.painter, canvas.theme, at, cell.grade, size=_CLASS)
        left = _CLASS_SPACE
    fits = canvas.box.width() - left > _NAME_MIN + len(cell.marks) * _MARK_STEP
    marks = cell.marks if fits else ()
    marks_width = len(marks) * _MARK_STEP + (_MARK_GAP if marks else 0)
    room = canvas.box.width() - left - marks_width
    shown = CellCanvas(
        canvas.painter,
        canvas.theme,
        canvas.box.adjusted(0, 0, -marks_width, 0),
        selected=canvas.selected,
    )
    shown.lines(cell.text, cell.sub, "dense-m", ("text", canvas.quiet), left)
    if not marks:
        return
    width = min(canvas.theme.width_of(tight(cell.text), "dense-m"), room)
    half = canvas.theme.px(_TOP_LINE) / 2 if cell.sub else 0
    top = canvas.box.center().y() - half - _MARK / 2
    x = canvas.box.left() + left + width + _MARK_GAP
    for mark in marks:
        picture = canvas.theme.pixmap(mark.icon, mark.role, _MARK, 2)
        canvas.painter.drawPixmap(QPointF(x, top), picture)
        x += _MARK_STEP


def _paint_two(canvas: CellCanvas, cell: Two) -> None:
    left = 0.0
    if cell.icon:
        half = canvas.theme.px(_TOP_LINE) / 2 if cell.sub else 0
        at = QPointF(canvas.box.left(), canvas.box.center().y() - half - _MARK / 2)
        canvas.painter.drawPixmap(at, canvas.theme.pixmap(cell.icon, cell.role, _MARK))
        left = _ICON_SPACE
    states = ("bad", "warn", "ok", "info", "frost")
    role = cell.role if cell.role in states and not cell.icon else canvas.quiet
    canvas.lines(cell.text, cell.sub, "dense", ("text", role), left)


def _paint_tags(canvas: CellCanvas, cell: Tags) -> None:
    """Paint whole tags only; those that find no room are counted."""
    theme, box = canvas.theme, canvas.box
    widths = [tag_width(theme, tag.text, tag.icon) for tag in cell.tags]
    x = box.left()
    if canvas.align == RIGHT:
        x = max(x, box.right() - sum(widths) - _TAG_GAP * (len(widths) - 1))
    for index, (tag, width) in enumerate(zip(cell.tags, widths, strict=True)):
        if index and x + width > box.right() + 2:
            rest = QRectF(x, box.top(), 40, box.height())
            left = f"+{len(cell.tags) - index}"
            paint_words(canvas.painter, theme, rest, left, style="meta", role="text3")
            return
        at = QPointF(x, canvas.middle)
        paint_tag(
            canvas.painter, theme, at, tag.text,
            tone=tag.tone, icon=tag.icon, outlined=tag.outline,
        )  # fmt: skip
        x += width + _TAG_GAP


def _paint_share(canvas: CellCanvas, cell: Bar) -> None:
    figure = _BAR_FIGURE if cell.text else 0
    box = QRectF(canvas.box.left(), canvas.middle - 3, canvas.box.width() - figure, 6)
    paint_bar(canvas.painter, canvas.theme, box, cell.share, tone=cell.tone, mark=cell.mark)
    if cell.text:
        right = canvas.box.adjusted(canvas.box.width() - figure, 0, 0, 0)
        paint_words(canvas.painter, canvas.theme, right, cell.text, align=RIGHT)


def _paint_heat(canvas: CellCanvas, cell: Heat) -> None:
    box = QRectF(canvas.box.right() - 64, canvas.middle - 12, 72, 24)
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(canvas.theme.colour("c1", 0.04 + 0.30 * cell.depth))
    canvas.painter.drawRoundedRect(box, 4, 4)
    paint_words(canvas.painter, canvas.theme, canvas.box, cell.text, align=RIGHT)


def _paint_entry(canvas: CellCanvas, cell: Edit) -> None:
    height = canvas.theme.px(_BOX_HEIGHT)
    box = QRectF(canvas.box.left(), canvas.middle - height / 2, canvas.box.width(), height)
    border = {"warning": "warn_fill", "error": "bad_fill"}.get(cell.state, "line2")
    outline(canvas.painter, canvas.theme.colour(border), 1)
    canvas.painter.setBrush(canvas.theme.colour("surface"))
    canvas.painter.drawRoundedRect(inset(box), 6, 6)
    inner = box.adjusted(8, 0, -9, 0)
    paint_words(canvas.painter, canvas.theme, inner, cell.text, style="body", align=RIGHT)


def _paint_blank(canvas: CellCanvas) -> None:
    """A soft bar says: it is coming."""
    width = min(canvas.box.width(), CHECK_SIZE * 5.0)
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(canvas.theme.colour("trough"))
    box = QRectF(canvas.box.left(), canvas.middle - 5, width, 10)
    canvas.painter.drawRoundedRect(box, 4, 4)
