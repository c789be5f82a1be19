"""Rows of the records that the palette found: words, marks and what Enter does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.queries.palette import (
    AccountHit,
    Beginning,
    ContactHit,
    ContractHit,
    VisitHit,
    find_spans,
    number_has,
    typed_runs,
)
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.context import Navigation
from ui.screens.contract.words.states import state_look
from ui.screens.palette.offers import Offer
from ui.screens.palette.rows import Hit, Part, Pin, State, marked
from ui.texts import _, p_

_DOT = "·"


class RecordOffers:
    """Turns what was found into rows.

    Args:
        navigation: Where the rows lead.
        formats: Spells money in the user's language.
    """

    def __init__(self, navigation: Navigation, formats: Formats) -> None:
        self._navigation = navigation
        self._formats = formats

    def account(self, found: AccountHit, text: str = "", *, is_pinned: bool = False) -> Offer:
        """Return the row that opens an account."""
        hit = Hit(
            key=f"account:{found.id}",
            parts=_marked(found.name, text),
            act=_("Open"),
            note=self._account_note(found, text),
            icon="" if found.grade else "building-2",
            grade=found.grade or "",
            pin=_pin(is_pinned=is_pinned),
        )
        run = partial(self._navigation.open_account, found.id)
        return Offer(hit, run, found.id, record=("account", found.id))

    def contact(self, found: ContactHit, text: str) -> Offer:
        """Return the row of a person; it opens the account."""
        hit = Hit(
            key=f"contact:{found.id}",
            parts=_marked(found.name, text),
            act=_("Open account"),
            note=_joined(found.post, found.mobile, found.account_name),
            icon="user-round",
        )
        return Offer(
            hit, partial(self._navigation.open_account, found.account_id), found.account_id
        )

    def contract(self, found: ContractHit, text: str = "", *, is_pinned: bool = False) -> Offer:
        """Return the row that opens a contract."""
        tone, icon = state_look(found.state)
        hit = Hit(
            key=f"contract:{found.id}",
            parts=_number_marked(found.number or found.title, text),
            act=_("Open"),
            note=_joined(found.account_name, found.title if found.number else ""),
            icon="file-text",
            state=State(choice_label("contract", "state", found.state), tone, icon),
            pin=_pin(is_pinned=is_pinned),
        )
        run = partial(self._navigation.open_contract, found.id)
        return Offer(hit, run, found.account_id, record=("contract", found.id))

    def visit(self, found: VisitHit, text: str = "") -> Offer:
        """Return the row of a visit that is planned for today."""
        hit = Hit(
            key=f"visit:{found.plan_id}",
            parts=_marked(found.name, text),
            act=_("Log visit"),
            note=_when(found),
            icon="route",
        )
        run = partial(self._navigation.open_visit, found.account_id, found.plan_id)
        return Offer(hit, run, found.account_id)

    def opened(self, beginning: Beginning) -> tuple[Offer, ...]:
        """Return pinned records and those opened lately, in their order."""
        rows = []
        for record in beginning.opened:
            account = beginning.accounts.get(record.id)
            contract = beginning.contracts.get(record.id)
            if account is not None:
                rows.append(self.account(account, is_pinned=record.is_pinned))
            elif contract is not None:
                rows.append(self.contract(contract, is_pinned=record.is_pinned))
        return tuple(rows)

    def about(
        self, account_id: str, name: tuple[Part, ...], plan: VisitHit | None
    ) -> tuple[Offer, ...]:
        """Return what can be done with the first account that was found.

        Args:
            account_id: The account.
            name: Its name with what was typed marked.
            plan: The visit planned there today.
        """
        navigation = self._navigation
        plan_id = plan.plan_id if plan else ""
        words = "".join(part.words for part in name)
        visit = Hit(
            key="act:visit", parts=(Part(_("Visit") + " "), *name), act=_("Log visit"),
            note=_when(plan) if plan else "", icon="notebook-pen", keys="Ctrl Enter",
        )  # fmt: skip
        for_it = _("for {name}").format(name=words)
        draft = _act("act:contract", _("Draft a contract"), "file-pen-line", for_it)
        page = _act("act:page", _("Open the account's page"), "building-2", words)
        return (
            Offer(visit, partial(navigation.open_visit, account_id, plan_id), account_id),
            Offer(draft, partial(navigation.new_contract, account_id), account_id),
            Offer(page, partial(navigation.open_account, account_id), account_id),
        )

    def _account_note(self, found: AccountHit, text: str) -> str:
        late = ""
        if found.overdue_minor > 0:
            late = _("late {money}").format(money=self._formats.money_rounded(found.overdue_minor))
        kind = "" if late else choice_label("account", "type", found.type)
        return _joined(_why_found(found, text), found.city, late or kind)


def more_accounts(text: str, list_accounts: Callable[[str], None]) -> Offer:
    """Return the row that leads to the account list, because more match than are shown."""
    hit = _act("act:list", _("Show all in the account list"), "arrow-right", "")
    return Offer(hit, partial(list_accounts, text))


def _pin(*, is_pinned: bool) -> Pin:
    return "on" if is_pinned else "off"


def _when(visit: VisitHit) -> str:
    return _("today {time}").format(time=visit.starts) if visit.starts else p_("palette", "today")


def _act(key: str, words: str, icon: str, note: str) -> Hit:
    return Hit(key=key, parts=(Part(words),), act=_("Run"), note=note, icon=icon)


def _why_found(found: AccountHit, text: str) -> str:
    """Return the short name or number that was typed, when the name itself does not show it."""
    runs = typed_runs(text)
    if not runs or find_spans(found.name, runs):
        return ""
    if found.short_name and find_spans(found.short_name, runs):
        return found.short_name
    numbers = (found.phone, found.uscc, found.number)
    return next((number for number in numbers if number and number_has(number, runs)), "")


def _marked(name: str, text: str) -> tuple[Part, ...]:
    return marked(name, find_spans(name, typed_runs(text)))


def _number_marked(number: str, text: str) -> tuple[Part, ...]:
    at = number.upper().find(text.strip().upper()) if text.strip() else -1
    return marked(number, ((at, at + len(text.strip())),) if at >= 0 else ())


def _joined(*parts: str | None) -> str:
    return _DOT.join(part for part in parts if part)
