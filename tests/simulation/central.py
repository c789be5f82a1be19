"""The central server of a schedule: the real application on its real database, killed at will."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from server.asgi import DATABASE_FILE, assemble, create_app, open_database
from server.store.database import Database
from server.store.organisations import change_epoch
from tests.simulation.asgi_call import Answer, Call, Caller
from tests.simulation.chance import VirtualClock
from tests.simulation.company import ORG, Templates, copy_server, server_settings
from tests.simulation.crash_images import forget, take_image
from tests.simulation.interrupts import Connections, Kill, full_disk


@dataclass(frozen=True)
class Backup:
    """A copy of the database that an administrator keeps."""

    file: Path


class Central:
    """One server; it survives what its database survives."""

    def __init__(self, folder: Path, templates: Templates, clock: VirtualClock) -> None:
        self._folder = copy_server(templates, folder / "server")
        self._clock = clock
        self._caller = Caller()
        self._images = 0
        self._open()

    def call(self, call: Call) -> Answer:
        return self._caller.call(self.app, call)

    def call_in_part(self, call: Call, arrives: int) -> Answer:
        """Let the line break while the request travels."""
        return self._caller.call(self.app, call, arrives=arrives)

    def call_and_die(self, call: Call, looks: int) -> None:
        """Let the machine die while it answers; nobody hears the answer."""
        image = self._next_image()
        kill = Kill(looks, lambda: take_image(self._file, image))
        with kill.armed(self._connections):
            self.call(call)
        if kill.hit:
            self._come_back_from(image)
        else:
            self.restart()

    def call_with_full_disk(self, call: Call, chance: Random) -> Answer:
        with full_disk(self._connections, chance.randint(0, 2)):
            return self.call(call)

    def restart(self) -> None:
        """Stop and start in good order."""
        self.database.close()
        self._open()

    def crash(self) -> None:
        """Die between two requests."""
        image = self._next_image()
        take_image(self._file, image)
        self._come_back_from(image)

    def back_up(self) -> Backup:
        return Backup(take_image(self._file, self._next_image()))

    def restore(self, backup: Backup, epoch: str) -> None:
        """Come back as the backup has it, with another epoch, as the restore tool does."""
        image = self._next_image()
        take_image(backup.file, image)
        self._come_back_from(image)
        self.database.write(lambda work: change_epoch(work, ORG, epoch))
        self.restart()

    def close(self) -> None:
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
