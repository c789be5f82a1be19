"""Decides what is said about accounts that may be the same, and proposes to merge them. No Qt."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from app.commands.accounts.merges import (
    APPROVED,
    DECLINED,
    UNDONE,
    decide_merge,
    propose_merge,
)
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.accounts.merges import (
    CarriedOut,
    FieldPair,
    MergeProposal,
    TwinPage,
    compare_accounts,
    list_twins,
    name_of_account,
)
from ui.field_texts import field_label
from ui.forms.field_words import value_words
from ui.screens.account.twins.rows import TwinComparison, TwinLine, TwinNotice
from ui.screens.context import ScreenContext
from ui.texts import _, sentence


class TwinView(Protocol):
    """What this presenter asks of its view."""

    def show_notice(self, notice: TwinNotice | None) -> None:
        """Show the banner, or hide it."""
        ...

    def open_comparison(self, comparison: TwinComparison) -> None:
        """Show both side by side."""
        ...

    def close_comparison(self) -> None:
        """Close it."""
        ...


class TwinMerging:
    """The banner about a twin, and the comparison behind it.

    Args:
        view: The panel below the head of the page.
        context: Workspace, runner, publish, navigation, formats.
        account_id: The account of the page; it is the one that stays.
    """

    def __init__(self, view: TwinView, context: ScreenContext, account_id: str) -> None:
        self._view = view
        self._context = context
        self._account_id = account_id
        self._open: TwinNotice | None = None
        self._proposals: tuple[MergeProposal, ...] = ()

    def load(self) -> None:
        """Look for twins again."""
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: list_twins(workspace, account_id), self._arrived, owner=self._view
        )

    def compare(self, notice: TwinNotice) -> None:
        """Lay both accounts side by side, or ask whether a merge is to be undone."""
        self._open = notice
        if notice.is_done:
            self._view.open_comparison(_undoing())
            return
        workspace = self._context.workspace
        survivor, loser = self._sides(notice)
        self._context.runner.on_store(
            lambda: (
                compare_accounts(workspace, survivor, loser),
                name_of_account(workspace, survivor),
                name_of_account(workspace, loser),
            ),
            lambda found: self._compared(notice, *found),
            self._failed,
            self._view,
        )

    def act(self, taken: Collection[str]) -> None:
        """Propose the merge with the chosen values, or approve or undo the one that is open."""
        notice, workspace = self._open, self._context.workspace
        if notice is None:
            return
        if notice.merge_id:
            self._decide(notice.merge_id, UNDONE if notice.is_done else APPROVED)
            return
        survivor, loser = self._sides(notice)
        self._context.runner.on_store(
            lambda: propose_merge(
                workspace, survivor_id=survivor, loser_id=loser, taken=tuple(taken)
            )[1],
            lambda changes: self._done(changes, _("Proposed: somebody else has to agree")),
            self._failed,
            self._view,
        )

    def decline(self) -> None:
        """Decline the proposal that is open."""
        if self._open is not None and self._open.merge_id:
            self._decide(self._open.merge_id, DECLINED)

    def _decide(self, merge_id: str, state: str) -> None:
        workspace = self._context.workspace
        words = _decision_words(state)
        self._context.runner.on_store(
            lambda: decide_merge(workspace, merge_id, state),
            lambda changes: self._done(changes, words),
            self._failed,
            self._view,
        )

    def _sides(self, notice: TwinNotice) -> tuple[str, str]:
        """Return the account that stays and the one that goes."""
        for one in self._proposals:
            if one.id == notice.merge_id:
                return one.survivor_id, one.loser_id
        return self._account_id, notice.twin_id

    def _arrived(self, page: TwinPage) -> None:
        self._proposals = page.proposals
        self._view.show_notice(self._notice(page))

    def _notice(self, page: TwinPage) -> TwinNotice | None:
        names = {twin.id: twin.name for twin in page.twins}
        for one in page.proposals:
            other = one.loser_id if one.survivor_id == self._account_id else one.survivor_id
            mine = one.proposed_by in {None, self._context.workspace.user_id}
            link = _("Look at it") if page.may_decide and not mine else ""
            name = names.get(other, _("another account"))
            words = _("Proposed to be merged with {name}").format(name=name)
            return TwinNotice(words, link, other, one.id)
        if page.may_propose and page.twins:
            twin = page.twins[0]
            certain, likely = _("Is the same as {name}"), _("May be the same as {name}")
            words = (certain if twin.is_certain else likely).format(name=twin.name)
            return TwinNotice(words, _("Compare and merge"), twin.id)
        return self._undo_notice(page.carried_out)

    def _undo_notice(self, done: CarriedOut | None) -> TwinNotice | None:
        if done is None:
            return None
        day = self._context.formats.full_day(self._context.formats.local_day(done.decided_at))
        words = (
            _("Another account was merged into this one on {day}, approved by {name}")
            if done.decided_by
            else _("Another account was merged into this one on {day}")
        )
        words = words.format(day=day, name=done.decided_by)
        return TwinNotice(words, _("Undo the merge"), "", done.merge_id, is_done=True)

    def _compared(
        self, notice: TwinNotice, pairs: tuple[FieldPair, ...], ours: str, theirs: str
    ) -> None:
        chosen = next((one.taken for one in self._proposals if one.id == notice.merge_id), None)
        body = _(
            "{ours} stays with its values, {theirs} goes. Everything under it moves. A second"
            " person has to agree; it can be undone."
        )
        self._view.open_comparison(
            TwinComparison(
                title=_("Merge {theirs} into {ours}?").format(theirs=theirs, ours=ours),
                body=body.format(ours=ours, theirs=theirs),
                lines=tuple(self._line(pair, chosen) for pair in pairs),
                act=_("Approve the merge") if notice.merge_id else _("Propose the merge"),
                decline=_("Decline") if notice.merge_id else "",
            )
        )

    def _line(self, pair: FieldPair, chosen: tuple[str, ...] | None) -> TwinLine:
        ours, theirs = (
            value_words("account", pair.name, value, self._context.formats)
            for value in (pair.ours, pair.theirs)
        )
        # What only the other knows is worth keeping.
        is_taken = pair.ours is None if chosen is None else pair.name in chosen
        return TwinLine(pair.name, field_label("account", pair.name), ours, theirs, is_taken)

    def _done(self, changes: ChangeSet, words: str) -> None:
        self._open = None
        self._view.close_comparison()
        self._context.publish(changes)
        self._context.navigation.show_toast(words)
        self.load()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.close_comparison()
        self._context.navigation.show_toast(sentence(error))
        self.load()


def _decision_words(state: str) -> str:
    match state:
        case "approved":
            return _("Approved: the server merges them with the next sync")
        case "undone":
            return _("Undone: the server takes them apart with the next sync")
        case _:
            return _("Declined: both accounts stay")


def _undoing() -> TwinComparison:
    body = _(
        "The account that went comes back, with everything that came from it or was written for it"
        " since. What was made under this account stays here. The server does it with the next"
        " sync."
    )
    return TwinComparison(_("Undo the merge?"), body, (), _("Undo the merge"))
