"""Clients of Anki; runs in Anki's environment, takes orders line by line, times the syncs alone.

Orders are JSON lists of a name and its arguments on standard input; every one is answered by one
line, `{"done": …}` or `{"failed": …}`. Notes are lists of the fields' values.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from typing import Any

from anki.collection import AddNoteRequest, Collection  # type: ignore[import-not-found]

_NOTE_TYPE = "contact"
_DECK = 1
_NAP_SECONDS = 0.001

Notes = Sequence[Sequence[str]]


class Client:
    """One collection and its sign-in."""

    def __init__(self, path: Path, user: str, password: str, address: str) -> None:
        self.user = user
        self._notes = Collection(str(path))
        self._auth = self._notes.sync_login(user, password, address)

    def describe(self, fields: Sequence[str]) -> None:
        """Make the type of the notes; a client that fetches gets it with them."""
        models = self._notes.models
        model = models.new(_NOTE_TYPE)
        for name in fields:
            models.add_field(model, models.new_field(name))
        template = models.new_template("card")
        template["qfmt"], template["afmt"] = ("{{" + name + "}}" for name in fields[:2])
        models.add_template(model, template)
        models.add(model)

    def save(self, notes: Notes) -> int:
        """Add notes, to be sent; return the highest id that was given, in milliseconds."""
        model = self._notes.models.by_name(_NOTE_TYPE)
        requests = []
        for fields in notes:
            note = self._notes.new_note(model)
            note.fields = list(fields)
            requests.append(AddNoteRequest(note, _DECK))
        self._notes.add_notes(requests)
        return self._ask("SELECT max(id) FROM (SELECT id FROM notes UNION SELECT id FROM cards)")

    def replace(self, *, upload: bool) -> float:
        """Send or fetch the whole collection, Anki's only first sync; return seconds."""
        begun = time.perf_counter()
        asked = self._notes.sync_collection(self._auth, sync_media=False)
        if asked.required not in {asked.FULL_SYNC, asked.FULL_DOWNLOAD, asked.FULL_UPLOAD}:
            raise RuntimeError(f"{asked.required} instead of a full sync")
        self._notes.close_for_full_sync()
        self._notes.full_upload_or_download(auth=self._auth, server_usn=None, upload=upload)
        self._notes.reopen(after_full_sync=True)
        return time.perf_counter() - begun

    def sync(self) -> float:
        """Do a normal sync; return seconds."""
        begun = time.perf_counter()
        found = self._notes.sync_collection(self._auth, sync_media=False)
        duration = time.perf_counter() - begun
        if found.required != found.NO_CHANGES:
            raise RuntimeError(f"{found.required} instead of a normal sync")
        return duration

    def held(self) -> int:
        """Return how many notes are here."""
        return self._ask("SELECT count(*) FROM notes")

    def unsent(self) -> int:
        """Return how many notes wait."""
        return self._ask("SELECT count(*) FROM notes WHERE usn = -1")

    def close(self) -> None:
        """Let go."""
        self._notes.close()

    def _ask(self, query: str) -> int:
        return int(self._notes.db.scalar(query))


class Driver:
    """The clients by name, and what they can be told; public names are the orders."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._clients: dict[str, Client] = {}
        self._moments: dict[str, int] = {}

    def join(self, name: str, user: str, password: str, address: str) -> None:
        """Sign a new, empty client in."""
        path = self._folder / f"{name}.anki2"
        self._clients[name] = Client(path, user, password, address)

    def publish(self, name: str, fields: Sequence[str], notes: Notes) -> None:
        """Fill a client and put its collection on the server."""
        client = self._clients[name]
        client.describe(fields)
        self.save(name, notes)
        client.replace(upload=True)

    def fetch(self, name: str, expected: int) -> float:
        """Let a new client fetch the whole collection; return seconds."""
        client = self._clients[name]
        duration = client.replace(upload=False)
        if client.held() != expected:
            raise RuntimeError(f"{client.held()} of {expected} notes arrived")
        return duration

    def save(self, name: str, notes: Notes) -> None:
        """Add notes that wait to be sent.

        Anki's ids are milliseconds and run ahead of the clock when many are given at once; two
        clients would give the same ones if the second did not wait until the clock has caught up.
        """
        client = self._clients[name]
        _wait_past(self._moments.get(client.user, 0))
        self._moments[client.user] = client.save(notes)

    def sync(self, name: str, sent: int, received: int) -> float:
        """Do a normal sync that must bring and fetch so many notes; return seconds."""
        client = self._clients[name]
        before, waiting = client.held(), client.unsent()
        duration = client.sync()
        self._moments[client.user] = max(self._moments.get(client.user, 0), _now())
        found = waiting - client.unsent(), client.held() - before
        if found != (sent, received):
            raise RuntimeError(f"{found} instead of {(sent, received)}")
        return duration

    def crowd(self, pairs: Sequence[Sequence[str]], notes: Notes, seconds: float) -> list[float]:
        """Let pairs of clients take turns, all pairs at once.

        Anki's server lets one client of a user sync at a time, so the two of a pair alternate:
        each brings a note and fetches the other's.

        Returns:
            Rounds done, seconds that took, and processor seconds of this process.
        """
        begun, spent = time.perf_counter(), time.process_time()
        until = begun + seconds
        with ThreadPoolExecutor(len(pairs)) as lanes:
            loops = [
                lanes.submit(_alternate, [self._clients[name] for name in pair], notes, until)
                for pair in pairs
            ]
            rounds = sum(loop.result() for loop in loops)
        return [rounds, time.perf_counter() - begun, time.process_time() - spent]

    def leave(self, name: str) -> None:
        """Let a client go."""
        self._clients.pop(name).close()


def _alternate(pair: Sequence[Client], notes: Notes, until: float) -> int:
    begun = [client.held() for client in pair]
    rounds, synced = 0, _now()
    for client, note in zip(cycle(pair), cycle(notes), strict=False):
        if time.perf_counter() >= until:
            break
        _wait_past(synced)
        client.save([note])
        client.sync()
        synced = _now()
        rounds += 1
    gained = max(client.held() - held for client, held in zip(pair, begun, strict=True))
    if gained < rounds:
        raise RuntimeError(f"{gained} notes of {rounds} rounds")
    return rounds


def _wait_past(moment: int) -> None:
    """Wait for the next millisecond.

    Anki takes a collection for unchanged that was changed in the very one of the last sync.
    """
    while _now() <= moment:
        time.sleep(_NAP_SECONDS)


def _now() -> int:
    return time.time_ns() // 10**6


def main() -> None:
    """Take orders until there are no more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever Anki prints shall not stand among the answers
    driver = Driver(Path(sys.argv[1]))
    gc.disable()
    for line in sys.stdin.buffer:
        name, *arguments = json.loads(line)
        answers.write(json.dumps(_obey(getattr(driver, name), arguments)) + "\n")
        answers.flush()


def _obey(order: Callable[..., object], arguments: list[Any]) -> dict[str, object]:
    try:
        return {"done": order(*arguments)}
    except Exception as error:  # noqa: BLE001 - the other end of the pipe raises it again
        return {"failed": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    main()
