"""Listens for the server's word that something is new, beside the schedule and never instead."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from sync.errors import OfflineError, SignedOutError, SyncError
from sync.schedule import Attempt, seconds_to_next
from sync.wire import codec
from sync.wire.messages import MEDIA_TYPE, PROTOCOL_VERSION
from sync.wire.pokes import PokeAnswer, PokeRequest

READ_SECONDS = 75.0
"""How long the line may keep silent: longer than the server lets anybody wait."""
_SHORTEST_WAIT_SECONDS = 0.5
"""Who answers "nothing" sooner than this is no server that waits: it must not be asked at once."""
_FAREWELL_SECONDS = 1.0


class Line(Protocol):
    """What listening needs from the network: a signed request on a connection of its own."""

    def call(self, method: str, path: str, *, body: bytes = b"", expect: str) -> bytes:
        """Send one request and return the body of the answer."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


class Listener(Protocol):
    """What the listener asks of those around it; called on its own thread."""

    def read_place(self) -> bytes:
        """Return the cursor of the last round; empty before the first one."""
        ...

    def may_listen(self) -> bool:
        """Return whether the connection of this moment may be used for waiting."""
        ...

    def poked(self) -> None:
        """Something is new: a round should begin, after which `Poke.resume` is called."""
        ...


class Poke:
    """Waits at the server on a thread of its own while the device is online.

    It asks only after a round that went well, so a device without network asks nobody; the
    schedule finds out when the network is back. Whatever goes wrong means "no poke" and is
    followed by longer and longer pauses. Every question says where the device stands, so what
    happened between two questions is answered at once; an answer to a question that a round has
    overtaken meanwhile, such as the device's own work, is followed by another question only.
    """

    def __init__(
        self,
        line: Line,
        listener: Listener,
        *,
        break_off: Callable[[], None],
        monotonic: Callable[[], float],
        jitter: Callable[[], float],
    ) -> None:
        """Take the parts; `resume` begins.

        Args:
            line: Used by nobody else.
            listener: Told on this thread.
            break_off: Ends a request under way; called from another thread.
            monotonic: Seconds on a clock that only goes forward.
            jitter: Random numbers from 0 to 1.
        """
        self._line = line
        self._listener = listener
        self._break_off = break_off
        self._monotonic = monotonic
        self._jitter = jitter
        self._news = threading.Condition()
        self._is_open = False
        self._is_stopped = False
        self._thread: threading.Thread | None = None
        self._rounds = 0
        self._failures = 0
        self._was_lost = False

    def resume(self) -> None:
        """A round went well: listen from where it ended."""
        with self._news:
            if self._is_stopped:
                return
            self._is_open = True
            self._rounds += 1
            if self._was_lost:
                # The line is another one now; what failed on the old one proves nothing.
                self._was_lost, self._failures = False, 0
            self._news.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="poke", daemon=True)
                self._thread.start()

    def pause(self) -> None:
        """A round is under way: begin no question until one goes well."""
        with self._news:
            self._is_open = False

    def lose(self) -> None:
        """A round went wrong: when one goes well again, begin anew without a pause."""
        with self._news:
            self._is_open = False
            self._was_lost = True

    def stop(self) -> None:
        """End for good, a question under way included; the listener is asked nothing afterwards."""
        with self._news:
            self._is_stopped = True
            self._is_open = False
            self._news.notify_all()
            thread = self._thread
        if thread is None:
            return
        self._break_off()
        # A line over a proxy cannot be cut: its thread ends later, and touches nothing any more.
        thread.join(_FAREWELL_SECONDS)

    def _run(self) -> None:
        try:
            self._listen()
        finally:
            self._line.close()

    def _listen(self) -> None:
        poked_at = b""
        while self._wait_until_open():
            rounds = self._rounds
            place = self._listener.read_place()
            if not place or not self._listener.may_listen():
                self._wait_for_another_round(rounds)
                continue
            is_fruitless = place == poked_at
            if is_fruitless:
                # The round that the last poke led to has brought nothing.
                self._rest()
            has_news, poked_at = self._ask(place, is_first=not is_fruitless), b""
            if not has_news or not self._wait_until_open():
                continue
            if self._listener.read_place() == place:
                poked_at = place
                self.pause()
                self._listener.poked()

    def _ask(self, place: bytes, *, is_first: bool) -> bool:
        """Return whether something is new, once that is known or the wait is over."""
        begun = self._monotonic()
        body = codec.encode(PokeRequest(PROTOCOL_VERSION, place))
        try:
            answer = self._line.call("POST", "/v1/poke", body=body, expect=MEDIA_TYPE)
            has_news = codec.decode(answer, PokeAnswer).news
        except SignedOutError:
            # A round hears the same, and knows what is to be done about it.
            return True
        except (SyncError, codec.MalformedMessageError) as error:
            self._rest(error.retry_after_seconds if isinstance(error, OfflineError) else 0.0)
            return False
        if not has_news and self._monotonic() - begun < _SHORTEST_WAIT_SECONDS:
            self._rest()
        elif is_first:
            self._failures = 0
        return has_news

    def _rest(self, asked_seconds: float = 0.0) -> None:
        """Pause, longer each time; a stop ends it at once, and so does a line that came back."""
        with self._news:
            self._failures += 1
            attempt = Attempt(self._failures, asked_seconds, has_work=False)
            seconds = seconds_to_next(attempt, self._jitter())
            self._news.wait_for(lambda: self._is_stopped or self._failures == 0, seconds)

    def _wait_for_another_round(self, rounds: int) -> None:
        with self._news:
            self._news.wait_for(lambda: self._rounds != rounds or self._is_stopped)

    def _wait_until_open(self) -> bool:
        """Wait for a round that goes well; return whether to go on."""
        with self._news:
            self._news.wait_for(lambda: self._is_open or self._is_stopped)
            return not self._is_stopped
