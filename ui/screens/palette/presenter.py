"""Decides what the palette finds and carries out what is chosen. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol

from app.domain.changes import ChangeSet
from app.queries.palette import read_user
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.palette.answers import Answer, find_answer
from ui.screens.palette.arranging import Arranger
from ui.screens.palette.command_list import list_commands
from ui.screens.palette.contract_numbers import ContractNumbers, is_number_like
from ui.screens.palette.offers import Offer
from ui.screens.palette.ports import Desk
from ui.screens.palette.recents import Recents
from ui.screens.palette.record_offers import RecordOffers
from ui.screens.palette.rows import Group
from ui.screens.palette.visit_aim import VisitAim
from ui.texts import _, n_

COMMAND_SIGNS = (">", "》", "＞", "/")
"""A text that begins with one of these looks for commands only."""

LONGEST_TEXT = 100
"""Letters that are looked at; names and numbers are shorter."""

_MILLISECONDS = 1000


class PaletteViewProtocol(Protocol):
    """What the presenter asks of its view."""

    def open_with(self, text: str) -> None:
        """Show the palette with a text in its box."""
        ...

    def show_groups(self, groups: Sequence[Group], *, keep: bool) -> None:
        """Show rows; the first is the current one, or still the same if it is kept."""
        ...

    def show_nothing(self, words: str) -> None:
        """Say that nothing was found."""
        ...

    def show_foot(self, words: str) -> None:
        """Say what was looked through."""
        ...

    def show_question(self, words: str) -> None:
        """Ask for something in an emptied box; no words ask for anything at all."""
        ...

    def close_palette(self) -> None:
        """Go away."""
        ...


class PalettePresenter:
    """One store task a keystroke; answers to what is no longer typed are dropped.

    Attributes:
        recents: Remembers what was opened.

    Args:
        view: What is drawn.
        context: Workspace, runner, navigation, formats.
        desk: What commands reach beyond navigation.
        stopwatch: Seconds from any point in time; tells how long an answer took.
    """

    def __init__(
        self,
        view: PaletteViewProtocol,
        context: ScreenContext,
        desk: Desk,
        stopwatch: Callable[[], float],
    ) -> None:
        self._view = view
        self._context = context
        self._desk = desk
        self._stopwatch = stopwatch
        self.recents = Recents(context.workspace, context.runner)
        self._numbers = ContractNumbers(context.workspace, context.runner, self._numbers_arrived)
        self._records = RecordOffers(context.navigation, context.formats)
        self._offers: dict[str, Offer] = {}
        self._plans: Mapping[str, str] = {}
        self._arranger = self._make_arranger()
        self._is_open = self._is_aiming = False
        self._text = ""
        self._answered: str | None = None
        self._asked = 0
        self._hasty: Literal["", "run", "visit"] = ""

    def open(self, text: str = "") -> None:
        """Show the palette for what was typed elsewhere."""
        self._is_open = True
        self._arranger = self._make_arranger()
        self._turn_aim(on=False)
        self._view.open_with(text)
        self._ask(text)
        self._numbers.fetch()

    def closed(self) -> None:
        """The palette went away; answers on their way are not wanted."""
        self._is_open = False
        self._hasty = ""
        self._asked += 1

    def type(self, text: str) -> None:
        """Find what is typed now."""
        self._ask(text)

    def enter(self, key: str, *, visit: bool) -> None:
        """Take the current row, or begin a visit there.

        When the rows still answer what was typed before, the first row of the answer to come.
        """
        if self._answered != self._text:
            self._hasty = "visit" if visit else "run"
        else:
            self._take(key, visit=visit)

    def choose(self, key: str) -> None:
        """Take a row that was clicked."""
        self._take(key, visit=False)

    def leave(self) -> None:
        """Go back from the question for an account, or away."""
        if not self._is_aiming:
            self._view.close_palette()
            return
        self._turn_aim(on=False)
        self._ask("")

    def turn_pin(self, key: str) -> None:
        """Pin a row, or take its pin away."""
        offer = self._offers.get(key)
        if offer is not None:
            self.recents.turn_pin(offer, self._ask_again)

    def on_changed(self, changes: ChangeSet) -> None:
        """Contracts may have other numbers now."""
        if changes.touches("contract"):
            self._numbers.forget()

    def _ask(self, text: str, *, keep: bool = False) -> None:
        self._asked += 1
        self._text = text
        number, begun = self._asked, self._stopwatch()
        look = self._question(text[:LONGEST_TEXT].strip())

        def show(answer: Answer | None) -> None:
            if answer is not None and number == self._asked:
                self._show(answer, self._stopwatch() - begun, keep=keep)

        self._context.runner.on_store(
            # The next letter may have been typed before this one has its turn.
            lambda: look() if number == self._asked else None,
            show,
            owner=self._view,
        )

    def _question(self, text: str) -> Callable[[], Answer]:
        """Return what finds the answer; it runs off the main thread."""
        arranger, workspace = self._arranger, self._context.workspace
        if self._is_aiming:
            aim = VisitAim(self._records, self._context.navigation)
            return lambda: find_answer(workspace, aim, text, ())
        ids = self._numbers.matching(text)

        def look() -> Answer:
            offered = arranger.offered_to(read_user(workspace))
            if text.startswith(COMMAND_SIGNS):
                return Answer(offered.commands_only(text[1:]))
            return find_answer(workspace, offered, text, ids)

        return look

    def _show(self, answer: Answer, seconds: float, *, keep: bool) -> None:
        self._answered = self._text
        offers = [offer for group in answer.groups for offer in group.offers]
        self._offers = {offer.hit.key: offer for offer in offers}
        self._plans = answer.plans
        hasty, self._hasty = self._hasty, ""
        if hasty and offers and self._take(offers[0].hit.key, visit=hasty == "visit"):
            return
        groups = (
            Group(group.title, tuple(offer.hit for offer in group.offers))
            for group in answer.groups
        )
        self._view.show_groups(tuple(groups), keep=keep)
        if not offers:
            self._view.show_nothing(_("Nothing found. Try fewer letters, or initials."))
        self._view.show_foot(foot_words(answer, seconds, self._context.formats))

    def _take(self, key: str, *, visit: bool) -> bool:
        """Do what a row stands for; return whether there was something to do."""
        offer = self._offers.get(key)
        if offer is None or (visit and not offer.account_id):
            return False
        if not offer.stays:
            self._view.close_palette()
        if visit:
            plan_id = self._plans.get(offer.account_id, "")
            self._context.navigation.open_visit(offer.account_id, plan_id)
        else:
            offer.run()
        return True

    def _ask_for_account(self) -> None:
        self._turn_aim(on=True)
        self._ask("")

    def _turn_aim(self, *, on: bool) -> None:
        self._is_aiming = on
        self._answered = None
        self._view.show_question(_("Log a visit to which account?") if on else "")

    def _ask_again(self) -> None:
        """Ask for the same text, because something behind the answer changed."""
        if self._is_open:
            self._ask(self._text, keep=True)

    def _numbers_arrived(self) -> None:
        if is_number_like(self._text):
            self._ask_again()

    def _make_arranger(self) -> Arranger:
        navigation, desk = self._context.navigation, self._desk
        commands = list_commands(navigation, desk, self._ask_for_account)
        return Arranger(self._records, commands, desk.list_accounts)


def foot_words(answer: Answer, seconds: float, formats: Formats) -> str:
    """Return what was looked through, and how long that took."""
    size = answer.book_size
    if not size:
        return ""
    words = n_("{count} account here", "{count} accounts here", size)
    if answer.is_search:
        words = n_("{count} account, {ms} ms", "{count} accounts, {ms} ms", size)
    spent = max(1, round(seconds * _MILLISECONDS))
    return words.format(count=formats.count(size), ms=spent)
