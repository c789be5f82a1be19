"""Decides what the download shows, and from when on the rep can work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from types import MappingProxyType
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from app.queries.sync.first_sync import FirstSync, read_first_sync
from app.workspace import Workspace
from ui.formats import Formats
from ui.screens.context import Runner
from ui.screens.first_run.parts import (
    COUNTED,
    PartLine,
    accounts_are_here,
    furthest_of,
    part_lines,
)
from ui.screens.trouble import Trouble
from ui.texts import _, current_language, n_, sentence

TRY_NOW = "try_now"
_WHOLE_PERCENT = Decimal("0.01")
_ALMOST = Decimal("0.99")


@dataclass(frozen=True, slots=True)
class DownloadNews:
    """How a sync round stands.

    Attributes:
        state: "running", "idle", "offline" or "stopped".
        code: Why it is offline or stopped.
        params: Values for the sentence of that code.
        rows_received: In the running round.
        rows_remaining: That the server still holds; None while it has not said.
        bytes_received: In the running round.
        touched: Kinds of records that the last page brought.
    """

    state: Literal["running", "idle", "offline", "stopped"]
    code: str = ""
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    rows_received: int = 0
    rows_remaining: int | None = None
    bytes_received: int = 0
    touched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DownloadPicture:
    """All that the page shows.

    Attributes:
        title: What goes on.
        explanation: What can be done meanwhile.
        amount: Rows and bytes so far.
        remaining: What is still to come.
        percent: In words; empty while unknown.
        share: 0 to 1.
        parts: What is true about each part.
        start: Words of the button.
        may_start: Whether work can begin.
        done: Everything is here.
    """

    title: str
    explanation: str
    amount: str
    remaining: str
    percent: str
    share: float
    parts: tuple[PartLine, ...]
    start: str
    may_start: bool
    done: bool


class DownloadView(Protocol):
    """What the presenter asks of its view."""

    def show_download(self, picture: DownloadPicture) -> None:
        """Show how far the download has come."""
        ...

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Say why nothing arrives at the moment."""
        ...


class DownloadPresenter:
    """Adds up what rounds bring, also over a cut connection, and asks the store what is here."""

    def __init__(
        self,
        workspace: Workspace,
        runner: Runner,
        *,
        start: Callable[[], None],
        retry: Callable[[], None],
    ) -> None:
        """Take the parts; `show_on` comes next.

        Args:
            workspace: The new profile's.
            runner: Runs queries off the main thread.
            start: Leaves the entrance.
            retry: Begins a round at once.
        """
        self._workspace, self._runner = workspace, runner
        self._start, self._retry = start, retry
        self._news = DownloadNews("running")
        self._earlier = (0, 0)
        self._remaining: int | None = None
        self._furthest = -1
        self._counts: dict[str, int] = {}
        self._uncounted: set[str] = set()
        self._looking = self._wants_look = False
        self._done = False
        self._view: DownloadView

    def show_on(self, view: DownloadView) -> None:
        """Show how the download stands, on a new view."""
        self._view = view
        self._show()

    def hear(self, news: DownloadNews) -> None:
        """Take in how sync stands."""
        if self._done:
            return
        begins_anew = news.rows_received < self._news.rows_received
        if begins_anew:
            rows, size = self._earlier
            self._earlier = rows + self._news.rows_received, size + self._news.bytes_received
        if news.rows_remaining is not None:
            self._remaining = news.rows_remaining
        self._news = news
        self._furthest = max(self._furthest, furthest_of(news.touched))
        self._uncounted |= news.touched & frozenset(COUNTED)
        self._wants_look |= bool(self._uncounted) or news.state == "idle"
        self._look()
        self._show()

    def start(self) -> None:
        """Leave for the work; the rest arrives in the background."""
        if self._may_start:
            self._start()

    def act(self, action: str) -> None:
        """Do what a notice offers."""
        if action == TRY_NOW:
            self._retry()

    @property
    def _may_start(self) -> bool:
        return self._done or accounts_are_here(self._furthest)

    def _look(self) -> None:
        """Ask the store about what was touched; one question at a time."""
        if self._looking or not self._wants_look:
            return
        self._looking, self._wants_look = True, False
        workspace, names = self._workspace, tuple(self._uncounted)
        self._uncounted = set()
        self._runner.on_store(lambda: read_first_sync(workspace, names), self._take_counts)

    def _take_counts(self, found: FirstSync) -> None:
        self._looking = False
        self._counts.update(found.counts)
        nothing_to_come = self._news.rows_remaining == 0 or self._news.state == "idle"
        if found.done and nothing_to_come and not self._wants_look:
            self._done, self._remaining = True, 0
        self._look()
        self._show()

    def _show(self) -> None:
        self._view.show_trouble(None if self._done else _trouble(self._news))
        self._view.show_download(self._picture())

    def _picture(self) -> DownloadPicture:
        formats = self._formats()
        rows = self._earlier[0] + self._news.rows_received
        size = self._earlier[1] + self._news.bytes_received
        share = self._share(rows)
        is_known = self._remaining is not None or self._done
        return DownloadPicture(
            title=_("Your book is here") if self._done else _("Your book is on its way"),
            explanation=self._explanation(),
            amount=_amount(rows, size, formats),
            remaining=_to_come(self._remaining, formats),
            percent=formats.percent(share.quantize(_WHOLE_PERCENT, ROUND_DOWN)) if is_known else "",
            share=float(share),
            parts=part_lines(self._counts, self._furthest, done=self._done, formats=formats),
            start=_("Start working") if self._done else _("Start working now"),
            may_start=self._may_start,
            done=self._done,
        )

    def _share(self, rows: int) -> Decimal:
        if self._done:
            return Decimal(1)
        if self._remaining is None or not rows:
            return Decimal(0)
        return min(Decimal(rows) / (rows + self._remaining), _ALMOST)

    def _explanation(self) -> str:
        if self._done and not self._counts.get("account"):
            return _("No account is yours yet. The office assigns them; they come by themselves.")
        if self._done:
            return _("From now on everything works without a network, too.")
        if self._may_start:
            return _("The account list is complete: work can begin. The rest follows behind.")
        if self._remaining is None:
            return _("Asking the server what is yours.")
        return _("Work can begin as soon as the account list is complete.")

    def _formats(self) -> Formats:
        return Formats(current_language(), ZoneInfo(self._workspace.zone))


def _amount(rows: int, size: int, formats: Formats) -> str:
    if not rows:
        return ""
    words = n_("{count} row, {size}", "{count} rows, {size}", rows)
    return words.format(count=formats.count(rows), size=formats.bytes(size))


def _to_come(rows: int | None, formats: Formats) -> str:
    if not rows:
        return ""
    words = n_("{count} row to come", "{count} rows to come", rows)
    return words.format(count=formats.count(rows))


def _trouble(news: DownloadNews) -> Trouble | None:
    match news.state:
        case "offline":
            words = _("The connection is cut. What has arrived stays; the rest follows by itself.")
            return Trouble(words, ((TRY_NOW, _("Try now")),), "info", "wifi-off")
        case "stopped":
            return Trouble(sentence(news.code, news.params), ((TRY_NOW, _("Try again")),))
        case _:
            return None
