"""Blocks of a page: section heading, key figure, banner, empty state, selection bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.theme.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_HEADING_HEIGHT = 24
_BANNER_HEIGHT = 34
_SELECTION_HEIGHT = 44
_UNIT_LIFT = 3


class SectionHeading(QWidget):
    """Heading of a block with a count, a quiet note and what can be done with the block.

    Args:
        title: The heading.
        count: How many records follow.
        note: As-of time, total, rule.
        actions: Stand at the right end.
    """

    def __init__(
        self,
        title: str,
        count: int | None = None,
        note: str = "",
        *actions: QWidget,
    ) -> None:
        super().__init__()
        self._title = Text(title, "section")
        self._count = Text("", "dense", "text3")
        self._note = Text(note, "meta", "text3", elide=True)
        self.setLayout(row(self._title, self._count, (self._note, 1), *actions, gap=8))
        self.setMinimumHeight(_HEADING_HEIGHT)
        self.set_count(count)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title.set_words(title)

    def set_count(self, count: int | None) -> None:
        """Change the count."""
        self._count.setVisible(count is not None)
        self._count.set_words("" if count is None else f"{count:,}")

    def set_note(self, note: str) -> None:
        """Change the quiet note."""
        self._note.set_words(note)


class Kpi(QWidget):
    """A key figure: label, figure with unit, and one note that judges it in words.

    Args:
        label: What is measured.
        corner: Stands at the right of the label, such as the button that explains the figure.
    """

    def __init__(self, label: str, corner: QWidget | None = None) -> None:
        super().__init__()
        self._label = Text(label, "meta", "text3", elide=True)
        self._figure = Text("", "kpi")
        self._unit = Text("", "meta", "text3", elide=True)
        self._mark = Icon("info", "text3", 14)
        self._note = Text("", "meta", "text3", elide=True)
        unit = column(STRETCH, self._unit, _UNIT_LIFT, gap=0)
        figure = row(self._figure, (unit, 1), gap=4)
        note = row(self._mark, (self._note, 1), gap=4)
        label_line = row((self._label, 1), corner, gap=4)
        self.setLayout(column(label_line, figure, note, gap=1))

    def show_figure(
        self, figure: str, *, unit: str = "", note: str = "", role: str = "text3", icon: str = ""
    ) -> None:
        """Show a figure.

        Args:
            figure: The number as written.
            unit: Unit and comparison ("万 / 计划 120万").
            note: The judgement in words.
            role: Colour of the note: ok, warn, bad or text3.
            icon: Icon of the note.
        """
        self._figure.set_words(figure)
        self._unit.set_words(unit)
        self._note.set_words(note)
        self._note.set_role(role)
        self._mark.setVisible(bool(icon))
        if icon:
            self._mark.set_icon(icon, role)
        self.setAccessibleName(f"{self._label.text()}: {figure} {unit}. {note}")


class Banner(Panel):
    """One sentence on a soft ground with at most two links; one a screen, below its head.

    Args:
        tone: The state.
        icon: The state's icon.
    """

    def __init__(self, tone: Tone = "warn", icon: str = "triangle-alert") -> None:
        self._icon = Icon(icon, tone)
        self._words = Text("", "dense-m", tone, wrap=True)
        self._links = row(gap=12)
        super().__init__(
            row(self._icon, (self._words, 1), self._links, gap=10, margins=(12, 4, 12, 4)),
            tone=tone,
        )
        self.setMinimumHeight(_BANNER_HEIGHT)

    def show_words(self, words: str, tone: Tone | None = None, icon: str = "") -> None:
        """Say something; screen readers hear it."""
        self._words.set_words(words)
        if tone is not None:
            self.set_tone(tone)
            self._words.set_role(tone)
            self._icon.set_icon(icon or "info", tone)
        self.setAccessibleName(words)
        announce(self, words)

    def words(self) -> str:
        """Return what it says."""
        return self._words.text()

    def offer(self, words: str, act: Callable[[], None] | None) -> None:
        """Offer one thing to do about it, in place of what was offered; no words offer nothing."""
        clear_layout(self._links)
        if words and act is not None:
            self.add_link(words).clicked.connect(act)

    def add_link(self, words: str) -> Button:
        """Add something that can be done about it."""
        link = Button(words, "link")
        self._links.addWidget(link)
        return link


class EmptyState(Panel):
    """Nothing to show: why, what to do, and the button that does it.

    Args:
        icon: Of the kind of record that is missing.
        why: One short sentence.
        what: What to do about it.
        primary: Words of the filled button, if any.
        plain: Words of the second button, if any.
        inset: On its own ground; off when the whole page is empty.
    """

    def __init__(
        self,
        icon: str,
        why: str,
        what: str,
        *,
        primary: str = "",
        plain: str = "",
        inset: bool = True,
    ) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        self.primary_button = Button(primary, "primary")
        self.plain_button = Button(plain)
        self._why = Text(why, "body-m", align=centre, wrap=True)
        self._what = Text(what, "dense", "text2", align=centre, wrap=True)
        sign = row(STRETCH, Icon(icon, "text3", 32), STRETCH)
        buttons = row(STRETCH, self.primary_button, self.plain_button, STRETCH)
        super().__init__(
            column(
                STRETCH, sign, 8, self._why, self._what, 10, buttons, STRETCH,
                gap=2, margins=(16, 20, 16, 20),
            ),
            "inset" if inset else "plain",
        )  # fmt: skip
        self.primary_button.setVisible(bool(primary))
        self.plain_button.setVisible(bool(plain))

    def show_words(self, why: str, what: str) -> None:
        """Explain another emptiness."""
        self._why.set_words(why)
        self._what.set_words(what)


class SelectionBar(Panel):
    """The foot of a list while rows are ticked: count, totals, actions, ×."""

    cleared = Signal()

    def __init__(self) -> None:
        self._count = Text("", "dense-m")
        self._totals = Text("", "dense", "text2", elide=True)
        self._actions = row(gap=6)
        clear = IconButton("x", _("Clear the selection"), size=28)
        super().__init__(
            row(
                self._count, (self._totals, 1), self._actions, clear,
                gap=8, margins=(24, 0, 12, 0),
            ),
            "foot",
        )  # fmt: skip
        clear.clicked.connect(self.cleared)
        self.setFixedHeight(_SELECTION_HEIGHT)
        self.hide()

    def show_selection(self, count: str, totals: str = "") -> None:
        """Show the bar."""
        self._count.set_words(count)
        self._totals.set_words(totals)
        self.show()

    def add_action(self, words: str, icon: str) -> Button:
        """Add something that can be done with the selection."""
        button = Button(words, "ghost", icon)
        self._actions.addWidget(button)
        return button
