"""Credit at a glance: owed, open orders, free, limit, and the words for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.formats import Formats
from ui.texts import _
from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.painting import outline
from ui.widgets.panel import Panel, vline
from ui.widgets.text import Text

_BAR = 10
_MARK_REACH = 5
_HATCH_STEP = 5
_WAN = 1_000_000  # 10,000 yuan in minor units: round limits need no decimals
_WARNING_SHARE = 0.9  # the pre-warning stands at 90 % of the limit (look.md section 6)


@dataclass(frozen=True, slots=True)
class CreditFigures:
    """Money in minor units.

    Attributes:
        owed: Receivables.
        orders: Open orders, not yet delivered.
        limit: The credit limit.
    """

    owed: int
    orders: int
    limit: int

    @property
    def free(self) -> int:
        """What can still be ordered; negative over the limit."""
        return self.limit - self.owed - self.orders


class CreditBar(QWidget):
    """Owed solid, open orders hatched, free grey, the 90 % mark amber; over the limit all red."""

    def __init__(self) -> None:
        super().__init__()
        self._figures = CreditFigures(0, 0, 0)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: CreditFigures) -> None:
        """Show other figures."""
        self._figures = figures
        self.update()

    def sizeHint(self) -> QSize:
        """The bar and the reach of its mark."""
        return QSize(200, _BAR + 2 * _MARK_REACH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts in proportion."""
        del event
        theme, figures = current_theme(), self._figures
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, _MARK_REACH, self.width(), _BAR)
        full = max(figures.limit, figures.owed + figures.orders, 1)
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(box, _BAR / 2, _BAR / 2)
        painter.setClipPath(clip)
        painter.fillRect(box, theme.colour("trough"))
        over = figures.free < 0
        owed = box.width() * figures.owed / full
        role = "bad_fill" if over else "accent_fill"
        painter.fillRect(QRectF(0, box.top(), owed, _BAR), theme.colour(role))
        orders = QRectF(owed, box.top(), box.width() * figures.orders / full, _BAR)
        _hatch(painter, theme, orders, over=over)
        painter.restore()
        if figures.limit > 0:
            x = box.width() * _WARNING_SHARE * figures.limit / full
            outline(painter, theme.colour("warn_fill"), 2)
            painter.drawLine(QPointF(x, 1), QPointF(x, self.height() - 1))


def _hatch(painter: QPainter, theme: Theme, box: QRectF, *, over: bool) -> None:
    """Hatching: open orders read without colour."""
    ground = "bad_soft" if over else "accent_soft" if theme.high_contrast else "accent_line"
    painter.fillRect(box, theme.colour(ground))
    painter.setPen(theme.colour("bad_fill" if over else "accent"))
    for x in range(int(box.left()) + 3, int(box.right()), _HATCH_STEP):
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + 4, box.top()))


class CreditStrip(Panel):
    """The bar with words for every part, key facts at its right, and the as-of time.

    Args:
        formats: Writes the money.
    """

    def __init__(self, formats: Formats) -> None:
        self._formats = formats
        self._as_of = Text("", "meta", "text3", elide=True)
        self._free = Text("", "dense-m")
        self._bar = CreditBar()
        self._owed = Text("", "meta", "text2")
        self._orders = Text("", "meta", "text2")
        self._limit = Text("", "meta", "text2")
        self._facts = row(gap=26)
        head = row(Text(_("Credit"), "dense-m"), (self._as_of, 1), self._free)
        mark = Text(_("90% mark"), "meta", "warn")
        legend = row(self._owed, self._orders, STRETCH, mark, self._limit, gap=16)
        left = column(head, self._bar, legend, gap=1)
        super().__init__(
            row((left, 1), vline(), self._facts, gap=20, margins=(16, 12, 18, 12)), "inset"
        )

    def show_figures(
        self, figures: CreditFigures, *, as_of: str, facts: Sequence[tuple[str, str, str]] = ()
    ) -> None:
        """Show the state of credit.

        Args:
            figures: Owed, orders, limit.
            as_of: The sentence about the data's time.
            facts: (label, value, colour role), such as overdue, oldest, terms.
        """
        money = self._formats.money_rounded
        self._bar.show_figures(figures)
        self._as_of.set_words(as_of)
        over = figures.free < 0
        free = _("{money} over the limit") if over else _("{money} free")
        self._free.set_words(free.format(money=money(abs(figures.free))))
        near = figures.owed + figures.orders >= figures.limit * _WARNING_SHARE
        self._free.set_role("bad" if over else "warn" if near else "text")
        self._owed.set_words(_("Owed {money}").format(money=money(figures.owed)))
        self._orders.set_words(_("Open orders {money}").format(money=money(figures.orders)))
        whole = 0 if figures.limit % _WAN == 0 else 2
        limit = money(figures.limit, places=whole)
        self._limit.set_words(_("Limit {money}").format(money=limit))
        self._bar.setAccessibleName(
            ", ".join(t.text() for t in (self._owed, self._orders, self._free, self._limit))
        )
        self._show_facts(facts)

    def _show_facts(self, facts: Sequence[tuple[str, str, str]]) -> None:
        clear_layout(self._facts)
        for label, value, role in facts:
            self._facts.addLayout(
                column(Text(label, "meta", "text3"), Text(value, "body-m", role), gap=0)
            )
