"""The central server of a schedule: the real application on its real database, killed at will."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from random import Random

from server.asgi import DATABASE_FILE, assemble, create_app, open_database
from server.services.rounds.epochs import begin_epoch, epoch_started_at
from server.store.database import Database
from server.store.organisations import read_organisation
from tests.simulation.asgi_call import Answer, Call, Caller
from tests.simulation.chance import VirtualClock
from tests.simulation.company import ORG, Templates, copy_server, server_settings
from tests.simulation.crash_images import forget, take_image
from tests.simulation.interrupts import Connections, Kill, full_disk
from tests.simulation.power_cuts import PowerCut
from tests.simulation.violation import expect

_LOG = logging.getLogger("roadbook.server")


@dataclass(frozen=True)
class Backup:
    """A copy of the database that an administrator keeps."""

    file: Path


class Faults(logging.Handler):
    """Collects what the server would tell its administrator about its own failures."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error, places = getattr(record, "error", ""), getattr(record, "places", [])
        self.told.append(f"{record.getMessage()} {error} {' '.join(places[-4:])}")


class Central:
    """One server; it survives what its database survives."""

    def __init__(self, folder: Path, templates: Templates, clock: VirtualClock) -> None:
        self._folder = copy_server(templates, folder / "server")
        self._clock = clock
        self._caller = Caller()
        self._images = 0
        self._faults = Faults()
        _LOG.addHandler(self._faults)
        self._open()

    def call(self, call: Call) -> Answer:
        """Answer a request; a failure of the server's own is a broken promise."""
        self._faults.told.clear()
        answer = self._caller.call(self.app, call)
        expect(not self._faults.told, f"the server failed: {self._faults.told}")
        return answer

    def call_in_part(self, call: Call, arrives: int) -> Answer:
        """Let the line break while the request travels."""
        return self._caller.call(self.app, call, arrives=arrives)

    def call_and_die(self, call: Call, looks: int, cut: PowerCut | None = None) -> None:
        """Let the machine die while it answers; nobody hears the answer."""
        image = self._next_image()
        kill = Kill(looks, lambda: take_image(self._file, image, cut))
        with kill.armed(self._connections):
            self._caller.call(self.app, call)
        if kill.hit:
            self._come_back_from(image)
        else:
            self.crash(cut)

    def call_with_full_disk(self, call: Call, chance: Random) -> Answer:
        with full_disk(self._connections, chance.randint(0, 2)):
            return self._caller.call(self.app, call)

    def restart(self) -> None:
        """Stop and start in good order."""
        self.database.close()
        self._open()

    def crash(self, cut: PowerCut | None = None) -> None:
        """Die between two requests."""
        image = self._next_image()
        take_image(self._file, image, cut)
        self._come_back_from(image)

    def power_cut(self, chance: Random) -> PowerCut:
        return self._connections.power_cut(chance)

    def back_up(self) -> Backup:
        return Backup(take_image(self._file, self._next_image()))

    def restore(self, backup: Backup) -> None:
        """Come back as the backup has it, in another epoch, as after the restore command."""
        image = self._next_image()
        take_image(backup.file, image)
        self._come_back_from(image)
        begin_epoch(self.database, ORG, clock=self._clock)
        self.restart()

    def epoch_began_at(self) -> int:
        with self.database.reading() as work:
            return epoch_started_at(read_organisation(work, ORG).epoch)

    def close(self) -> None:
        _LOG.removeHandler(self._faults)
        self.database.close()
        self._caller.close()

    @property
    def _file(self) -> Path:
        return self._folder / DATABASE_FILE

    def _open(self) -> None:
        settings = server_settings(self._folder)
        self.database: Database = open_database(settings)
        self.app = create_app(assemble(settings, self.database, self._clock))
        self._connections = Connections(self.database.engine)

    def _next_image(self) -> Path:
        self._images += 1
        return self._folder.with_name(f"server-{self._images}")

    def _come_back_from(self, image: Path) -> None:
        key = self._folder / "server.key"
        self.database.close()
        (image / key.name).write_bytes(key.read_bytes())
        forget(self._folder)
        self._folder = image
        self._open()
