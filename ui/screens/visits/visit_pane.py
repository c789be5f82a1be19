"""The pane beside the list: one visit with all it brought home, or a draft to go on with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.files.panel import FilesPanel
from ui.screens.visits.photo_strip import PhotoStrip
from ui.screens.visits.rows import VisitLine, VisitPage
from ui.texts import _
from ui.widgets.blocks import EmptyState
from ui.widgets.buttons import Button, IconButton
from ui.widgets.dialog import ask
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import ClassMark
from ui.widgets.panel import hline
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.text import Text


class VisitPane(SidePane):
    """Shows the chosen row; tells what the user wants to do with it.

    Signals:
        account_requested: Open the page of an account.
        draft_requested: Go on with the chosen draft.
        discard_requested: Throw the draft of an account away; was asked and answered.
        addendum_requested: Add something to the log of this id.
        comment_requested: Remark on it as a superior.
        task_requested: Give who wrote it something to do.
        inspection_requested: Note what an inspection found about it.
    """

    account_requested = Signal(str)
    draft_requested = Signal(object)
    discard_requested = Signal(str)
    addendum_requested = Signal(str)
    print_requested = Signal(str)
    comment_requested = Signal(str)
    task_requested = Signal(str)
    inspection_requested = Signal(str)

    def __init__(self) -> None:
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self.photos = PhotoStrip()
        self.files = FilesPanel()
        whole = column(
            self._body, self.photos, 6, self.files, STRETCH, gap=8, margins=(20, 18, 20, 18)
        )
        super().__init__(column(ScrollColumn(whole), gap=0))
        self.show_page(None, None)

    def show_page(self, page: VisitPage | None, draft: VisitLine | None) -> None:
        """Show a visit or a draft; neither shows how to choose one."""
        clear_layout(self._body)
        self.photos.show_photos(())
        if page is not None:
            self._show_visit(page)
        elif draft is not None:
            self._show_draft(draft)
        else:
            words = _("Choose a row to see what the visit brought home.")
            self._body.addWidget(EmptyState("notebook-pen", _("No visit chosen"), words))

    def _show_visit(self, page: VisitPage) -> None:
        self._add_head(page.name, page.grade, page.when, page.account_id)
        for section in page.sections:
            self._body.addSpacing(14)
            self._body.addWidget(hline())
            self._body.addSpacing(12)
            self._body.addWidget(Text(section.title, "meta-m", "text2"))
            for line in section.lines:
                self._body.addSpacing(3)
                self._body.addWidget(Text(line, "dense", wrap=True, selectable=True))
        add = Button(_("Add something…"), "link", "pencil")
        add.clicked.connect(lambda: self.addendum_requested.emit(page.visit_id))
        self._body.addSpacing(12)
        printing = Button(_("Print…"), "link", "printer")
        printing.clicked.connect(lambda: self.print_requested.emit(page.visit_id))
        self._body.addLayout(row(add, printing, STRETCH, gap=14))
        self._body.addLayout(row(*self._review(page), STRETCH, gap=14))

    def _review(self, page: VisitPage) -> list[QWidget]:
        offered = (
            ("visit_comment", _("Comment…"), self.comment_requested),
            ("task", _("Give a task…"), self.task_requested),
            ("inspection", _("Inspect…"), self.inspection_requested),
        )
        buttons: list[QWidget] = []
        for kind, words, signal in offered:
            if kind in page.rights:
                button = Button(words, "link")
                button.clicked.connect(partial(signal.emit, page.visit_id))
                buttons.append(button)
        return buttons

    def _show_draft(self, draft: VisitLine) -> None:
        self._add_head(draft.name.text, draft.name.grade, draft.when.text, draft.account_id)
        self._body.addSpacing(12)
        self._body.addWidget(Text(draft.content, "dense", "text2", wrap=True))
        self._body.addSpacing(14)
        go_on = Button(_("Go on writing"), "primary", "notebook-pen", big=True)
        go_on.clicked.connect(lambda: self.draft_requested.emit(draft))
        discard = Button(_("Discard"), big=True)
        discard.clicked.connect(lambda: self._ask(draft))
        self._body.addLayout(row((go_on, 1), discard, STRETCH, gap=8))

    def _add_head(self, name: str, grade: str, when: str, account_id: str) -> None:
        opener = IconButton("external-link", _("Open the account's page"))
        opener.clicked.connect(lambda: self.account_requested.emit(account_id))
        mark = ClassMark(grade, 24) if grade else None
        words = column(
            Text(name, "section", elide=True), Text(when, "meta", "text3", elide=True), gap=0
        )
        self._body.addLayout(row(mark, (words, 1), opener, gap=10))

    def _ask(self, draft: VisitLine) -> None:
        dialog = ask(
            self,
            title=_("Discard the draft about {name}?").format(name=draft.name.text),
            body=_("Everything written since check-in is lost, photos included."),
            act=_("Discard"),
            keep=_("Keep it"),
        )
        dialog.accepted.connect(lambda: self.discard_requested.emit(draft.account_id))
