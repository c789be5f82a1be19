"""The people of an account, each with a button to call."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

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
    """

    call_requested = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, person: ContactView) -> None:
        super().__init__()
        self._id = person.id
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
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


class ContactsPanel(QWidget):
    """Heading with the button that adds, and the people.

    Signals:
        call_requested, edit_requested, delete_requested: Carry a person's id.
        add_requested: A new person.
    """

    call_requested = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    add_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        add = IconButton("plus", _("Add a contact"), size=_BUTTON)
        add.clicked.connect(self.add_requested)
        self._heading = SectionHeading(_("Contacts"), 0, "", add)
        self._shown: tuple[ContactView, ...] | None = None
        self._people = QVBoxLayout()
        self._people.setSpacing(8)
        self.setLayout(column(self._heading, self._people, gap=8))

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
