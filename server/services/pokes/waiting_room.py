"""Who waits for news, where each stands, and who is told when: memory only, no clock, no thread."""

from __future__ import annotations

import random
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from server.services.errors import ProblemError

APART_SECONDS = 1.0
"""Between two pokes of one device, however much is written meanwhile."""
AT_ONCE, BEAT_SECONDS = 100, 0.1
"""Pokes given together, and the pause after them: a change that concerns everybody must not bring
everybody's round in the same instant."""
_COME_BACK_SECONDS = 2, 10
"""After a restart; each device is told another number, so that they do not all come at once."""

Ending = bool | ProblemError
"""How a wait ends: whether something is new, or why the device may wait no longer."""


@dataclass(slots=True, eq=False)
class Waiting:
    """One device that waits.

    Attributes:
        device_id: The device.
        user_id: Whose it is.
        places: Up to where it knows each of its books.
        answer: Takes the ending, once, on any thread; must return at once.
    """

    device_id: str
    user_id: str
    places: dict[str, int]
    answer: Callable[[Ending], None]


class WaitingRoom:
    """The waiting devices of one process; every method may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, Waiting] = {}
        self._due: OrderedDict[str, None] = OrderedDict()
        self._poked: OrderedDict[str, float] = OrderedDict()
        self._counters: Mapping[str, int] = {}
        self._is_closed = False

    def __len__(self) -> int:
        """Return how many devices wait."""
        return len(self._waiting)

    def enter(self, waiting: Waiting, *, has_news: bool) -> bool:
        """Let a device wait; one that waits already is answered, because its line is an old one.

        Args:
            waiting: The device.
            has_news: Whether something was new already when it came.

        Returns:
            Whether somebody should look at once: the first one is here, or one that is due.
        """
        with self._lock:
            is_first = not self._waiting
            older = self._waiting.pop(waiting.device_id, None)
            self._due.pop(waiting.device_id, None)
            is_closed = self._is_closed
            is_due = has_news or self._is_behind(waiting, waiting.places)
            if not is_closed:
                self._waiting[waiting.device_id] = waiting
                if is_due:
                    self._due[waiting.device_id] = None
        if older is not None:
            older.answer(False)
        if is_closed:
            waiting.answer(_closing())
        return is_first or is_due

    def leave(self, waiting: Waiting) -> None:
        """Forget a wait that ended by itself."""
        with self._lock:
            if self._waiting.get(waiting.device_id) is waiting:
                del self._waiting[waiting.device_id]
                self._due.pop(waiting.device_id, None)

    def is_waiting(self, device_id: str) -> bool:
        """Return whether a device waits here."""
        return device_id in self._waiting

    def stands_at(self, device_id: str, places: Mapping[str, int]) -> None:
        """Note where a device has just been brought to; what lies before that is no news to it."""
        with self._lock:
            waiting = self._waiting.get(device_id)
            if waiting is None:
                return
            for book in waiting.places.keys() & places.keys():
                waiting.places[book] = max(waiting.places[book], places[book])

    def take_counters(self, counters: Mapping[str, int]) -> None:
        """Compare the books' last places with those known so far, and note who is behind."""
        with self._lock:
            known, self._counters = self._counters, counters
            changed = {book for book, last in counters.items() if known.get(book) != last}
            if not changed:
                return
            for waiting in self._waiting.values():
                if self._is_behind(waiting, changed):
                    self._due[waiting.device_id] = None

    def bar(self, endings: Mapping[str, ProblemError]) -> None:
        """Send devices away at once whose access was withdrawn, each with the reason."""
        with self._lock:
            barred = [self._waiting.pop(device_id, None) for device_id in endings]
            for device_id in endings:
                self._due.pop(device_id, None)
        for waiting in barred:
            if waiting is not None:
                waiting.answer(endings[waiting.device_id])

    def holders(self) -> dict[str, str]:
        """Return the user of every waiting device."""
        with self._lock:
            return {device_id: one.user_id for device_id, one in self._waiting.items()}

    def release(self, now: float) -> float | None:
        """Poke devices whose turn has come; return the seconds until the next turn, if any.

        Args:
            now: Seconds on a clock that only goes forward.
        """
        with self._lock:
            while self._poked and next(iter(self._poked.values())) <= now - APART_SECONDS:
                self._poked.popitem(last=False)
            ready = [device_id for device_id in self._due if device_id not in self._poked]
            chosen = [self._waiting.pop(device_id) for device_id in ready[:AT_ONCE]]
            for waiting in chosen:
                del self._due[waiting.device_id]
                self._poked[waiting.device_id] = now
            rest = _seconds_to_next(ready, self._due, self._poked, now)
        for waiting in chosen:
            waiting.answer(True)
        return rest

    def close(self) -> None:
        """End every wait, and every later one at once; devices come again when they think fit."""
        with self._lock:
            self._is_closed = True
            everybody, self._waiting = list(self._waiting.values()), {}
            self._due.clear()
        for waiting in everybody:
            waiting.answer(_closing())

    def _is_behind(self, waiting: Waiting, books: Collection[str]) -> bool:
        places = waiting.places
        if len(books) > len(places):
            books = places.keys() & set(books)
        return any(self._counters.get(book, 0) > places[book] for book in books if book in places)


def _closing() -> ProblemError:
    seconds = random.randint(*_COME_BACK_SECONDS)  # noqa: S311 - spreads load, keeps no secret
    return ProblemError("server.closing", 503, retry_after_seconds=seconds)


def _seconds_to_next(
    ready: list[str], due: Collection[str], poked: Mapping[str, float], now: float
) -> float | None:
    if len(ready) > AT_ONCE:
        return BEAT_SECONDS
    turns = [poked[device_id] for device_id in due if device_id in poked]
    return min(turns) + APART_SECONDS - now if turns else None
