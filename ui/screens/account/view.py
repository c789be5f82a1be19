"""The page of one account as it is drawn; it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.formats import Formats
from ui.forms.form_panel import FormPanel
from ui.forms.form_rows import FormView
from ui.screens.account.file.dealer_panel import DealerFilePanel
from ui.screens.account.file.panel import FilePanel
from ui.screens.account.head_panel import HeadPanel
from ui.screens.account.money.agreement_panel import AgreementPanel
from ui.screens.account.money.panels import ContractsPanel, CreditPanel, SalesPanel
from ui.screens.account.owner.panel import OwnershipPanel
from ui.screens.account.people.contact_dialog import ContactDialog
from ui.screens.account.people.panel import ContactsPanel
from ui.screens.account.planning.asking import PlanAsking
from ui.screens.account.rows import EventView, PageView
from ui.screens.account.standing.panel import StandingPanel
from ui.screens.account.timeline_panel import TimelinePanel
from ui.screens.account.tree.panel import TreePanel
from ui.screens.account.twins.panel import TwinPanel
from ui.screens.account.warnings_panel import WarningsPanel
from ui.screens.papers.menu import ACCOUNT_PAPERS, add_papers
from ui.texts import _
from ui.theme.apply import current_theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import ClassMark, Tag
from ui.widgets.panel import hline
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.screen import Screen
from ui.widgets.unsaved_question import UnsavedQuestion

_CONTENT_WIDTH = 1200
_GRADE = 26
_FILLS = 100  # takes what there is before the rest beside it does
_TITLE_WIDTH = 420
_PANE, _NARROW_PANE = 356, 308


class AccountView(Screen):
    """Head, credit, file, sales and contracts; people and history at the side.

    Args:
        formats: Writes money.
        groups: (key, words) that the timeline's filter offers.

    Signals:
        visit_requested, plan_requested, preparation_requested, evaluation_requested,
        order_requested, return_requested: Actions of the page.
        paper_requested: Kind of paper to print of the account.
        block_dropped: Close the form of a block although something typed is lost.
        leaving_save_requested: Save the block, then emit `leave_requested`.

    Attributes:
        plans: Asks for the day of a visit.
    """

    visit_requested = Signal()
    plan_requested = Signal()
    evaluation_requested = Signal()
    preparation_requested = Signal()
    order_requested = Signal()
    return_requested = Signal()
    paper_requested = Signal(str)
    contact_field_left = Signal(str, object)
    contact_save_requested = Signal()
    contact_closed = Signal()
    block_dropped = Signal()
    leaving_save_requested = Signal()

    def __init__(self, formats: Formats, groups: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.head = HeadPanel()
        self.twins = TwinPanel()
        self.warnings = WarningsPanel()
        self.credit = CreditPanel(formats)
        self.agreements = AgreementPanel()
        self.file = FilePanel()
        self.sales = SalesPanel()
        self.standing = StandingPanel()
        self.contracts = ContractsPanel()
        self.dealer = DealerFilePanel()
        self.owning = OwnershipPanel()
        self.tree = TreePanel()
        self.people = ContactsPanel()
        self.timeline = TimelinePanel(groups)
        self._signs: tuple[QWidget, ...] = ()
        self._contact: ContactDialog | None = None
        self.plans = PlanAsking(self)
        self._visit = Button("", "primary", "notebook-pen")
        self._more = IconButton("ellipsis", _("More"))
        self._visit.clicked.connect(self.visit_requested)
        self._more.clicked.connect(self._open_menu)
        self.set_actions([self._more, self._visit])
        self._middle = ScrollColumn(self._lay_out_middle())
        self._side = SidePane(self._lay_out_side(), wide=_PANE, narrow=_NARROW_PANE)
        self.setLayout(row((self._middle, 1), self._side, gap=0))

    def show_page(self, page: PageView) -> None:
        """Show everything; an open form stays as it is."""
        self._show_title(page)
        self.head.show_head(page.head, page.alert)
        self.credit.show_credit(page.credit)
        self.file.show_blocks(page.blocks, page.filled)
        self.sales.show_sales(page.sales)
        self.contracts.show_contracts(page.contracts)
        self.people.show_people(page.contacts)
        self.timeline.show_events(page.events, has_more=page.has_more_events)

    def add_events(self, events: Sequence[EventView], *, has_more: bool) -> None:
        """Show older entries of the timeline."""
        self.timeline.add_events(events, has_more=has_more)

    def mark_groups(self, groups: Sequence[str]) -> None:
        """Show which groups the timeline is narrowed to."""
        self.timeline.mark_groups(groups)

    def open_block_form(self, form: FormView) -> FormPanel:
        """Turn a block into a form in its place."""
        return self.file.open_form(form).fields

    def close_block_form(self) -> None:
        """Show the block as it is read again."""
        self.file.close_form()

    def show_elsewhere(self, words: str) -> None:
        """Say above the form that the record was changed elsewhere; empty hides it."""
        if self.file.form is not None:
            self.file.form.show_elsewhere(words)

    def open_contact_form(self, form: FormView) -> FormPanel:
        """Open the form of a person."""
        dialog = ContactDialog(self, form)
        dialog.fields.field_left.connect(self.contact_field_left)
        dialog.save_requested.connect(self.contact_save_requested)
        dialog.delete_requested.connect(lambda: self.people.delete_requested.emit(form.key))
        dialog.rejected.connect(self.contact_closed)
        self._contact = dialog
        dialog.open()
        return dialog.fields

    def close_contact_form(self) -> None:
        """Close the form of a person."""
        if self._contact is not None:
            dialog, self._contact = self._contact, None
            dialog.accept()
            dialog.deleteLater()

    def copy_number(self, number: str) -> None:
        """Put a telephone number on the clipboard."""
        QGuiApplication.clipboard().setText(number)

    def dial_number(self, number: str) -> None:
        """Hand a number to the program that makes calls."""
        QDesktopServices.openUrl(QUrl(f"tel:{number}"))

    def leave_allowed(self) -> bool:
        """Ask first when a form holds something that was not saved."""
        if self._contact is not None and self._contact.holds_typed():
            self._contact.reject()
            return False
        if not self._holds_typed():
            return True
        save = self.leaving_save_requested.emit
        self.ask_to_leave(_("This block has unsaved changes."), save=save, verb=_("Save"))
        return False

    def drop_block(self) -> None:
        """Close the form of a block; ask first when it holds something that was not saved."""
        if not self._holds_typed():
            self.block_dropped.emit()
            return
        question = UnsavedQuestion(self, _("This block has unsaved changes."), save=_("Save"))
        question.discard_chosen.connect(self.block_dropped)
        question.save_chosen.connect(self.file.save_requested)
        question.open()

    def panes(self) -> Sequence[QWidget]:
        """Return middle and side for F6."""
        return (self._middle, self._side)

    def _holds_typed(self) -> bool:
        return self.file.form is not None and self.file.form.fields.is_changed()

    def _show_title(self, page: PageView) -> None:
        head = page.head
        before = [ClassMark(head.grade, _GRADE)] if head.grade else []
        after = [Tag(tag.words, tag.tone, tag.icon, outline=tag.outline) for tag in head.tags]
        old, self._signs = self._signs, (*before, *after)
        right = Qt.TextElideMode.ElideRight
        title = current_theme().metrics("title").elidedText(head.name, right, _TITLE_WIDTH)
        self.set_heading(title, before=before, after=after)
        self.head.show_whole_name("" if title == head.name else head.name)
        for sign in old:
            sign.deleteLater()
        self._visit.set_words(head.visit_words)

    def _lay_out_middle(self) -> QHBoxLayout:
        body = QWidget()
        body.setMaximumWidth(_CONTENT_WIDTH)
        body.setLayout(
            column(
                self.head, 10, self.twins, self.warnings, self.credit, self.agreements, 14,
                self.file, 16, hline(),
                14, (self.sales, _FILLS), 14, hline(), 12, self.standing, 14, hline(), 12,
                self.contracts, 14, hline(), 12, self.tree, self.dealer, 14, hline(), 12,
                self.owning, STRETCH,
                gap=0, margins=(24, 12, 20, 12),
            )
        )  # fmt: skip
        return row((body, _FILLS), STRETCH, gap=0)

    def _lay_out_side(self) -> QVBoxLayout:
        inner = column(
            self.people, 14, hline(), 12, (self.timeline, 1), gap=0, margins=(20, 14, 18, 10)
        )
        return column((ScrollColumn(inner), 1), gap=0)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for words, signal in (
            (_("Before the visit…"), self.preparation_requested),
            (_("Take an order"), self.order_requested),
            (_("Take goods back"), self.return_requested),
            (_("New contract"), self.contracts.new_requested),
            (_("Plan a visit"), self.plan_requested),
            (_("Add a contact"), self.people.add_requested),
            (_("Evaluate the dealer"), self.evaluation_requested),
        ):
            menu.addAction(words).triggered.connect(signal)
        add_papers(menu, ACCOUNT_PAPERS, self.paper_requested.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))
