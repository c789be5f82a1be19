"""Decides what the contract page shows and keeps. No Qt."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from app.domain.changes import ChangeSet
from app.domain.contracts.life import AFTER_SIGNATURE, state_on
from app.domain.errors import DomainError
from ui.field_texts import choice_label
from ui.screens.context import ScreenContext
from ui.screens.contract.form.table_editing import TableDialogs, TableEditing, TablesForm
from ui.screens.contract.keeper import ContractKeeper, SavingView
from ui.screens.contract.life.rows import LifeView
from ui.screens.contract.life.words import LifeWords
from ui.screens.contract.open_contract import OpenContract, open_contract
from ui.screens.contract.opened.plan import FormGroup, relevant_fields
from ui.screens.contract.paper.live import PaperView
from ui.screens.contract.paper.notice import paper_notice
from ui.screens.contract.paper.previewing import Previewing
from ui.screens.contract.paper.printing import PrintDialogs, Printing
from ui.screens.contract.paper.word_export import WordDialogs, WordExport
from ui.screens.contract.reviewing import Reviewing, ReviewingView
from ui.screens.contract.rows import HeadView, OriginView
from ui.screens.contract.steps.taking import StepDialogs, Stepping
from ui.screens.contract.steps.words import number_notice
from ui.screens.contract.words.origins import quoted_words
from ui.screens.contract.words.states import (
    CHECKED_STATES,
    lock_words,
    state_look,
)
from ui.texts import _, sentence

_TOUCHING = (
    *("contract", "contract_line", "contract_event", "contract_loan", "print_record", "journal"),
    *("attachment", "contract_return", "quotation"),
)


class PageForm(TablesForm, Protocol):
    """What the presenter asks of the form."""

    def show_relevant(self, names: frozenset[str]) -> None:
        """Show only the fields that matter."""
        ...

    def show_origins(self, origins: Mapping[str, OriginView]) -> None:
        """Show where each value came from."""
        ...


class Dialogs(TableDialogs, PrintDialogs, StepDialogs, WordDialogs, Protocol):
    """What the presenter asks of the page's dialogs."""


class Rest(Protocol):
    """Tells when the hands rest."""

    def begin(self) -> None:
        """Something was typed: count from here."""
        ...


class Beside(Protocol):
    """A part of the page that reads for itself."""

    def on_changed(self, changes: ChangeSet) -> None:
        """Read again when it is concerned."""
        ...


class ContractView(SavingView, ReviewingView, Protocol):
    """What the presenter asks of its view."""

    @property
    def form(self) -> PageForm:
        """The form."""
        ...

    @property
    def paper(self) -> PaperView:
        """The paper beside it."""
        ...

    @property
    def dialogs(self) -> Dialogs:
        """The dialogs above it."""
        ...

    @property
    def pauses(self) -> Rest:
        """When the hands rest."""
        ...

    def show_head(self, head: HeadView) -> None:
        """Show number, state and whether anything can be changed."""
        ...

    def show_life(self, life: LifeView | None) -> None:
        """Show what happened to a signed contract; nothing before."""
        ...

    def show_form(
        self, groups: Sequence[FormGroup], values: dict[str, Any], *, is_locked: bool
    ) -> None:
        """Build the form and fill it; again when the contract came anew or was locked."""
        ...

    def show_gone(self, words: str) -> None:
        """Say that the contract cannot be shown."""
        ...


class ContractPresenter:
    """Loads the contract, takes what is typed, and lets the parts know.

    Args:
        view: The page.
        context: Workspace, runner, publish, navigation, formats.
        contract_id: The contract.
        beside: Parts of the page that read for themselves and hear of changes.
    """

    def __init__(
        self,
        view: ContractView,
        context: ScreenContext,
        contract_id: str,
        beside: Sequence[Beside] = (),
    ) -> None:
        self.keeper = ContractKeeper(view, context, contract_id)
        self.reviewing = Reviewing(view, context)
        self.previewing = Previewing(view.paper, context)
        self.printing = Printing(view.dialogs, context)
        self.stepping = Stepping(view.dialogs, context)
        self.word = WordExport(view.dialogs, context)
        self.tables = TableEditing(view.form, view.dialogs, self)
        self._view, self._context, self._contract_id = view, context, contract_id
        self._beside = beside
        self._opened: OpenContract | None = None
        self._relevant: frozenset[str] = frozenset()

    def load(self) -> None:
        """Fetch the contract; what was typed meanwhile is never replaced by something older."""
        workspace, contract_id = self._context.workspace, self._contract_id
        formats, keeper = self._context.formats, self.keeper
        was_dirty, changes = keeper.is_dirty, keeper.changes
        self._context.runner.on_store(
            lambda: open_contract(workspace, contract_id, formats),
            lambda opened: self._arrived(
                opened, is_newer=not was_dirty and changes == keeper.changes
            ),
            self._gone,
            self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again when a contract, its goods or its prints were touched."""
        if changes.touches(*_TOUCHING):
            self.load()
        for part in self._beside:
            part.on_changed(changes)

    def edit(self, name: str, value: object) -> None:
        """Take the value of a field, at every keystroke."""
        if self._opened is not None and self._opened.sheet.put(name, value):
            self.note_change()

    def note_change(self) -> None:
        """Something was changed: keep it at the next pause."""
        self.keeper.note_change()
        self._view.pauses.begin()
        if self._opened is not None:
            self._show_relevant(self._opened)

    def offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        """Say what was taken away, with a way to take it back."""
        self._context.navigation.show_toast(words, action=_("Undo"), on_action=undo)

    def leave_field(self, name: str) -> None:
        """A field was left: say what is wrong with it."""
        self.reviewing.visit(name)

    def open_account(self) -> None:
        """Open the account's page."""
        if self._opened is not None:
            self._context.navigation.open_account(self._opened.stored.account_id)

    def open_contract(self, contract_id: str) -> None:
        """Open the contract before or after this one."""
        self._context.navigation.open_contract(contract_id)

    def ask_print(self) -> None:
        """Save, then ask how many copies."""
        self.keeper.save()
        self.printing.ask()

    def open_papers(self) -> None:
        """Open what was sent, came back and was signed."""
        self._context.navigation.open_page("contract_papers", self._contract_id)

    def open_quotation(self) -> None:
        """Open the quotation that it stands on."""
        quotation = self._opened.stored.quotation if self._opened is not None else None
        if quotation is not None:
            self._context.navigation.records.open("quotation", quotation.id)

    def ask_word(self) -> None:
        """Save, then write it as a Word file."""
        self.keeper.save()
        self.word.ask()

    def ask_step(self, name: str) -> None:
        """Save, then begin a step."""
        self.keeper.save()
        self.reviewing.visit_all()
        self.stepping.ask(name)

    def _arrived(self, opened: OpenContract, *, is_newer: bool) -> None:
        before = self._opened
        is_same = before is not None and before.sheet.is_like(opened.stored)
        if before is not None and (is_same or not is_newer):
            before.sheet.number = opened.stored.number
            before.sheet.annexes = opened.stored.annexes
            kept = {"sheet": before.sheet, "groups": before.groups, "words": before.words}
            opened = dataclasses.replace(opened, **kept)  # type: ignore[arg-type]
        self._opened = opened
        parts = (
            *(self.tables, self.printing, self.word),
            *(self.stepping, self.reviewing, self.previewing),
        )
        for part in parts:
            part.begin(opened)
        if before is not None and before.sheet is opened.sheet and _stands(before, opened):
            self._view.form.show_origins(opened.origin_views())
            return  # nothing to see: it was our own save
        is_editable = opened.stored.is_editable
        is_other = before is None or before.sheet is not opened.sheet
        if is_other or (before and before.stored.is_editable != is_editable):
            self._show_form(opened)
            self.keeper.begin(opened.sheet if is_editable else None)
        self._view.form.show_origins(opened.origin_views())
        self._view.show_head(self._head(opened))
        self._view.show_life(self._life(opened))
        self.reviewing.run()
        self.previewing.run()

    def _show_form(self, opened: OpenContract) -> None:
        names = [field.name for group in opened.groups for field in group.fields]
        values = {name: opened.sheet.value(name) for name in names}
        self._view.show_form(opened.groups, values, is_locked=not opened.stored.is_editable)
        self._relevant = frozenset()
        self._show_relevant(opened)
        self.tables.show_all()

    def _show_relevant(self, opened: OpenContract) -> None:
        names = relevant_fields(opened.sheet, opened.groups)
        if names != self._relevant:
            self._relevant = names
            self._view.form.show_relevant(names)

    def _head(self, opened: OpenContract) -> HeadView:
        stored = opened.stored
        state = state_on(stored.state, stored.life.valid_to_on, self._context.workspace.today())
        tone, icon = state_look(state)
        number = stored.number
        if not stored.number_is_final:
            number = _("{number} (provisional)").format(number=number)
        locked = lock_words(stored.state, stored.review_note)
        notice, link = paper_notice(stored)
        return HeadView(
            title=opened.title,
            number=number,
            account=stored.account_name,
            state=choice_label("contract", "state", state),
            tone=tone,
            icon=icon,
            locked=locked,
            notice=notice or ("" if locked else number_notice(opened)),
            papers_link=link,
            is_secret=stored.is_confidential,
            is_checked=stored.state in CHECKED_STATES,
            quoted=quoted_words(stored.quotation, self._context.formats),
        )

    def _life(self, opened: OpenContract) -> LifeView | None:
        if opened.stored.state not in AFTER_SIGNATURE:
            return None
        words = LifeWords(self._context.formats, self._context.workspace.moment)
        return words.view(opened.stored)

    def _gone(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_gone(sentence(error))


def _stands(before: OpenContract, now: OpenContract) -> bool:
    """Return whether nothing but the values changed in the store."""
    return all(
        getattr(before.stored, name) == getattr(now.stored, name)
        for name in (
            *("state", "number", "fingerprint", "prints", "facts"),
            *("offers", "can_be_numbered", "review_note", "life", "has_signed_copy", "last_return"),
            *("is_confidential", "approved_pages", "annexes", "quotation"),
        )
    )
