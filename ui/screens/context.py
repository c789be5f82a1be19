"""What every presenter is given, as plain Python without Qt, so that tests need none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.domain.changes import ChangeSet
from app.domain.fields import FieldValue
from app.queries.records.past import PastEntry
from app.workspace import Workspace
from ui.formats import Formats

T = TypeVar("T")


class Runner(Protocol):
    """The part of `ui.tasks.TaskRunner` that presenters use; callbacks come on the main thread."""

    def on_store(
        self,
        task: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: object | None = None,
    ) -> None:
        """Run a task on the database lane."""
        ...

    def on_work(
        self,
        task: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: object | None = None,
    ) -> None:
        """Run a task that computes: documents, images."""
        ...


class RecordNavigation(Protocol):
    """Where the records of any kind are shown; see `ui.screens.records`."""

    def open_list(self, entity: str = "", account_id: str = "") -> None:
        """Show the records of a kind: of one account above the page, of all in their place."""
        ...

    def open(self, entity: str, record_id: str) -> None:
        """Open the page of a record."""
        ...

    def begin(self, entity: str, given: Mapping[str, FieldValue]) -> None:
        """Open the form of a new record with what is settled about it."""
        ...


class Navigation(Protocol):
    """Where a screen may lead; the composition root carries it out."""

    @property
    def records(self) -> RecordNavigation:
        """Where records of any kind are shown."""
        ...

    def show_screen(self, key: str) -> None:
        """Show a screen of the rail, or another of `options.SCREENS`."""
        ...

    def open_account(self, account_id: str) -> None:
        """Open the page of an account."""
        ...

    def new_account(self) -> None:
        """Open the form for a new account."""
        ...

    def open_visit(self, account_id: str, plan_id: str = "") -> None:
        """Open the visit form of an account; goes on with a draft if there is one."""
        ...

    def open_contract(self, contract_id: str) -> None:
        """Open a contract."""
        ...

    def new_contract(self, account_id: str = "", *, quotation_id: str = "") -> None:
        """Begin a contract: choose account and template; on a quotation it is begun once."""
        ...

    def open_page(self, kind: str, subject_id: str = "") -> None:
        """Open a page that needs no more than what it is about: evaluation, import, order."""
        ...

    def new_order(self, account_id: str = "", kind: str = "order") -> None:
        """Take an order or a return; without an account it is asked for."""
        ...

    def go_back(self) -> None:
        """Leave the page on top."""
        ...

    def show_toast(
        self, words: str, *, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Say in one line what was done, with one thing to do about it."""
        ...

    def show_refusal(self, words: str) -> None:
        """Say in one line what was not done, and why."""
        ...

    def sync_now(self) -> None:
        """Begin a sync round."""
        ...


class FileSource(Protocol):
    """Where files come from that are not on this device."""

    def fetch(
        self,
        sha256: str,
        done: Callable[[], None],
        failed: Callable[[str], None],
        owner: object | None = None,
    ) -> None:
        """Fetch a file of a record; `failed` takes a sentence. Both come on the main thread."""
        ...


class FileOpener(Protocol):
    """Shows a file in the system's own program for it."""

    def open_copy(self, content: bytes, name: str) -> None:
        """Open a copy that is removed again.

        Raises:
            OSError: The disk refused the copy.
        """
        ...


class PastSource(Protocol):
    """Where the past of a record comes from that this device does not know."""

    def ask(
        self,
        entity: str,
        record_id: str,
        done: Callable[[Sequence[PastEntry], bool], None],
        failed: Callable[[str], None],
        owner: object | None = None,
    ) -> None:
        """Ask for who wrote which value, newest first; the flag says that older ones lack.

        `failed` takes a sentence. Both come on the main thread.
        """
        ...


class Clock(Protocol):
    """The part of the workspace that views may know: what time it is here."""

    def now(self) -> dt.datetime:
        """Return the moment in UTC."""
        ...

    def today(self) -> dt.date:
        """Return the calendar date where the device is."""
        ...

    def moment(self, milliseconds: int) -> dt.datetime:
        """Return a record's moment as a UTC time."""
        ...


@dataclass(frozen=True, slots=True)
class ScreenContext:
    """What a presenter needs besides its view.

    Attributes:
        workspace: Store, files, clock and user.
        runner: Runs tasks off the main thread.
        publish: Tells every screen what a command touched.
        navigation: Where the screen may lead.
        formats: Spells money, dates and ages in the user's language.
        files: Where missing files come from; None without a server.
        past: Tells the past of a record; None without a server.
        opener: Shows files in other programs; None where there is none.
    """

    workspace: Workspace
    runner: Runner
    publish: Callable[[ChangeSet], None]
    navigation: Navigation
    formats: Formats
    files: FileSource | None = None
    past: PastSource | None = None
    opener: FileOpener | None = None


class Presenter(Protocol):
    """What the composition root asks of every presenter."""

    def load(self) -> None:
        """Fetch what the screen shows."""
        ...

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again if what changed is shown."""
        ...
