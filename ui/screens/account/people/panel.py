"""The people of an account, each with a button to call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ui.screens.account.people.confidence_dialog import ConfidenceAsking
from ui.screens.account.rows import ContactView
from ui.texts import _
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import IconButton
from ui.widgets.layout import clear_layout, column, row
from ui.widgets.marks import Avatar, Icon
from ui.widgets.text import Text

_BUTTON = 28
_MARK = 14


class ContactRow(QWidget):
    """One person; a double click edits.

    Signals:
        call_requested, edit_requested, delete_requested: Carry the person's id.
        confidence_requested: Id and name; what was confided about the person.
    """

    call_requested = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    confidence_requested = Signal(str, str)

    def __init__(self, person: ContactView) -> None:
        super().__init__()
        self._id, self._name = person.id, person.name
        waiting = Icon("cloud-upload", "info", _MARK, words=_("Not sent yet"))
        role = Text(person.role, "meta", "text3", elide=True)
        head = row(
            Text(person.name, "dense-m"), (role, 1), waiting if person.waiting else None, gap=6
        )
        note = Text(person.note, "meta", "text2", elide=True)
        call = IconButton("phone", _("Call {name}").format(name=person.name), size=_BUTTON)
        if not person.number:
            call.forbid(_("No number known"))
        more = IconButton("ellipsis", _("More about {name}").format(name=person.name), size=_BUTTON)
        avatar = Avatar(person.name, "accent" if person.decides else "quiet")
        words = column(head, note, gap=0)
        self.setLayout(row(avatar, (words, 1), row(call, more, gap=0), gap=10))
        call.clicked.connect(partial(self.call_requested.emit, person.id))
        more.clicked.connect(partial(self._open_menu, more))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits."""
        event.accept()
        self.edit_requested.emit(self._id)

    def _open_menu(self, button: QWidget) -> None:
        menu = QMenu(self)
        menu.addAction(_("Edit")).triggered.connect(partial(self.edit_requested.emit, self._id))
        menu.addAction(_("Remove")).triggered.connect(partial(self.delete_requested.emit, self._id))
        confided = partial(self.confidence_requested.emit, self._id, self._name)
        menu.addAction(_("Confided…")).triggered.connect(confided)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


class ContactsPanel(QWidget):
    """Heading with the button that adds, and the people.

    Signals:
        call_requested, edit_requested, delete_requested: Carry a person's id.
        add_requested: A new person.
        confidence_requested: Id and name; what was confided about a person.
    """

    call_requested = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    add_requested = Signal()
    confidence_requested = Signal(str, str)
    reveal_requested = Signal()
    confidence_saved = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.confiding = ConfidenceAsking(self)
        add = IconButton("plus", _("Add a contact"), size=_BUTTON)
        add.clicked.connect(self.add_requested)
        self._heading = SectionHeading(_("Contacts"), 0, "", add)
        self._shown: tuple[ContactView, ...] | None = None
        self._people = QVBoxLayout()
        self._people.setSpacing(8)
        self.setLayout(column(self._heading, self._people, gap=8))

    def open_confidence(self, name: str, *, can_reveal: bool, can_save: bool) -> None:
        """Open the guarded dialog, closed to the eye."""
        dialog = self.confiding.open(name, can_reveal=can_reveal, can_save=can_save)
        dialog.reveal_requested.connect(self.reveal_requested)
        dialog.save_requested.connect(self.confidence_saved)

    def show_confidence(self, labels: Sequence[tuple[str, str]], values: Mapping[str, str]) -> None:
        """Show the fields for a while, if the dialog is still open."""
        if self.confiding.dialog is not None:
            self.confiding.dialog.show_values(labels, values)

    def close_confidence(self) -> None:
        """Close it and forget what it showed."""
        self.confiding.close()

    def show_people(self, people: Sequence[ContactView]) -> None:
        """Show the people, who decides first."""
        if tuple(people) == self._shown:
            return
        self._shown = tuple(people)
        self._heading.set_count(len(people))
        clear_layout(self._people)
        for person in people:
            line = ContactRow(person)
            line.call_requested.connect(self.call_requested)
            line.edit_requested.connect(self.edit_requested)
            line.delete_requested.connect(self.delete_requested)
            line.confidence_requested.connect(self.confidence_requested)
            self._people.addWidget(line)
        if not people:
            self._people.addWidget(
                Text(
                    _("Nobody known yet. Add who decides."),
                    "dense",
                    "text3",
                    wrap=True,
                )
            )
