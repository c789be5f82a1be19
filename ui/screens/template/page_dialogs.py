"""Small questions of the page: a reason, a note, a field's name, which texts take a block over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.template.part_words import type_choices
from ui.screens.template.rows import Choices
from ui.texts import _
from ui.widgets.buttons import ButtonKind
from ui.widgets.checks import CheckBox
from ui.widgets.dialog import Dialog, ask
from ui.widgets.editors import ComboBox, LineEdit, TextArea
from ui.widgets.fields import Field
from ui.widgets.layout import column


class SayDialog(Dialog):
    """Asks for some words; empty ones are not taken.

    Args:
        parent: Any widget of the window.
        title: The question.
        body: What will happen.
        act: The verb.
        kind: "danger" for what cannot be taken back.

    Signals:
        said: The words.
    """

    said = Signal(str)

    def __init__(
        self, parent: QWidget, title: str, body: str, act: str, kind: ButtonKind = "primary"
    ) -> None:
        super().__init__(parent, title, body)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words = TextArea()
        self._field = Field(_("In words"), self.words, required=True)
        self.add_content(self._field)
        self.add_button(_("Back"))
        self.act = self.add_button(act, kind, closes=False)
        self.act.clicked.connect(self._say)

    def open(self) -> None:
        """Open with the keyboard in the box."""
        super().open()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        words = self.words.toPlainText().strip()
        if not words:
            self._field.show_error(_("Say it in a few words: others read it."))
            return
        self.said.emit(words)
        self.accept()


class FieldDialog(Dialog):
    """Asks for name and type of a new field.

    Signals:
        chosen: Name and type.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget, taken: Sequence[str]) -> None:
        body = _("The name stands in the wording between double braces and never changes.")
        super().__init__(parent, _("New field"), body)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._taken = frozenset(taken)
        self.name = LineEdit(placeholder="delivery_days")
        self._field = Field(_("Name"), self.name, hint=_("Small Latin letters, digits and _"))
        self.type = ComboBox(type_choices())
        for each in (self._field, Field(_("Type"), self.type)):
            self.add_content(each)
        self.add_button(_("Back"))
        self.act = self.add_button(_("Add the field"), "primary", closes=False)
        self.act.clicked.connect(self._choose)

    def open(self) -> None:
        """Open with the keyboard in the name."""
        super().open()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        name = self.name.text().strip()
        if not (name.isascii() and name.isidentifier() and name == name.lower()):
            self._field.show_error(_("Small Latin letters, digits and _"))
        elif name in self._taken:
            self._field.show_error(_("There is a field of this name already."))
        else:
            self.chosen.emit(name, self.type.key())
            self.accept()


class SpreadDialog(Dialog):
    """Asks which texts take a block over in their next version.

    Signals:
        chosen: Ids of versions.
    """

    chosen = Signal(list)

    def __init__(self, parent: QWidget, uses: Choices) -> None:
        body = _("Each becomes a draft of its next version; contracts keep the one they stand on.")
        super().__init__(parent, _("Take this block over into…"), body)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.boxes = {key: CheckBox(words) for key, words in uses}
        holder = QWidget()
        holder.setLayout(column(*self.boxes.values(), gap=8))
        for box in self.boxes.values():
            box.setChecked(True)
        self.add_content(holder)
        self.add_button(_("Back"))
        act = self.add_button(_("Begin the drafts"), "primary", accepts=True, safe=True)
        act.clicked.connect(self._tell)

    def _tell(self) -> None:
        self.chosen.emit([key for key, box in self.boxes.items() if box.isChecked()])


class TextDialogs(QObject):
    """Opens the questions of a page.

    Args:
        page: The page they float above.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page

    def ask_words(
        self, title: str, body: str, act: str, kind: ButtonKind, said: Callable[[str], None]
    ) -> None:
        """Ask for a reason or a note."""
        dialog = SayDialog(self._page, title, body, act, kind)
        dialog.said.connect(said)
        dialog.open()

    def ask_spread(self, uses: Choices, chosen: Callable[[Sequence[str]], None]) -> None:
        """Ask which texts take a block over."""
        dialog = SpreadDialog(self._page, uses)
        dialog.chosen.connect(chosen)
        dialog.open()

    def ask_field(self, taken: Sequence[str], chosen: Callable[[str, str], None]) -> None:
        """Ask for name and type of a field."""
        dialog = FieldDialog(self._page, taken)
        dialog.chosen.connect(chosen)
        dialog.open()

    def ask_delete(self, name: str, agreed: Callable[[], None]) -> None:
        """Ask before a draft is thrown away."""
        title = _("Throw away the draft of {name}?").format(name=name)
        body = _("It goes for all colleagues. Approved versions stay.")
        asked = ask(self._page, title=title, body=body, act=_("Throw away"), keep=_("Keep"))
        asked.accepted.connect(agreed)
