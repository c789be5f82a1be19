"""Two versions compared clause by clause: what is new, left out, said otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.contracts.texts.diff import WordSpan
from ui.screens.template.rows import ChangeRow, Choices
from ui.texts import _, n_
from ui.theme.apply import current_theme
from ui.widgets.editors import ComboBox
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Tag
from ui.widgets.panel import Panel
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text


class DifferencePane(QWidget):
    """A choice of the other version, and one card for each difference.

    Signals:
        chosen: Id of the version to compare with.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.other = ComboBox()
        self.other.chosen.connect(self.chosen)
        self._count = Text("", "meta", "text3")
        self._cards = column(gap=10)
        body = ScrollColumn(column(self._cards, STRETCH, gap=0, margins=(20, 4, 20, 16)))
        head = column(
            Field(_("Compare with"), self.other), self._count, gap=6, margins=(20, 12, 20, 6)
        )
        self.setLayout(column(head, (body, 1), gap=0))

    def show_others(self, others: Choices) -> None:
        """Show which versions there are to compare with."""
        chosen = self.other.key()
        self.other.set_choices(others)
        self.other.setEnabled(bool(others))
        if chosen in dict(others):
            self.other.choose(chosen)
        if not others:
            self._count.set_words(_("There is no other version of this text."))

    def show_changes(self, changes: Sequence[ChangeRow]) -> None:
        """Show the differences; none says so."""
        clear_layout(self._cards)
        words = n_("{count} difference", "{count} differences", len(changes))
        said = words.format(count=len(changes)) if changes else _("Both say the same.")
        self._count.set_words(said)
        for change in changes:
            self._cards.addWidget(_card(change))


def _card(change: ChangeRow) -> QWidget:
    title = row((Text(change.title, "body-m", elide=True), 1), Tag(change.kind, change.tone), gap=8)
    parts: list[QWidget] = [_wording(spans) for spans in (change.zh, change.en) if spans]
    if change.marks:
        parts.append(
            Text(_("Changed: {marks}").format(marks=change.marks), "meta", "text2", wrap=True)
        )
    return Panel(column(title, *parts, gap=5, margins=(12, 9, 12, 10)), "card")


def _wording(spans: Sequence[WordSpan]) -> QLabel:
    """Return two wordings in one: what is gone struck out, what is new underlined."""
    label = QLabel("".join(_span(each) for each in _shortened(spans)))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setFont(current_theme().font("dense"))
    plain = {"old": "[-{}-]", "new": "[+{}+]", "same": "{}"}
    label.setAccessibleName("".join(plain[each.kind].format(each.words) for each in spans))
    return label


_NEAR = 24
"""Letters of what both have that are shown beside a difference."""


def _shortened(spans: Sequence[WordSpan]) -> Sequence[WordSpan]:
    return [
        WordSpan(f"{each.words[:_NEAR]}…{each.words[-_NEAR:]}", "same")
        if each.kind == "same" and len(each.words) > 3 * _NEAR
        else each
        for each in spans
    ]


def _span(span: WordSpan) -> str:
    # The words are anybody's: nothing of them may become markup of the label.
    words = escape(span.words).replace("\n", "<br>")
    theme = current_theme()
    if span.kind == "same":
        return f'<span style="color:{theme.colour("text2").name()}">{words}</span>'
    tone = "bad" if span.kind == "old" else "ok"
    line = "line-through" if span.kind == "old" else "underline"
    look = f"color:{theme.colour(tone).name()};text-decoration:{line}"
    return f'<span style="{look};background:{theme.colour(tone + "_soft").name()}">{words}</span>'
