"""What befalls machines and people between two pieces of work."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

from app.device.errors import AlreadyOpenError
from app.device.instance_lock import InstanceLock
from server.services.numbers.running import NUMBERED
from server.services.rounds.epochs import NUMBERS_SKIPPED
from server.store.people import set_user_state
from tests.simulation.central import Backup
from tests.simulation.chance import maybe
from tests.simulation.company import ORG
from tests.simulation.faults import MACHINE
from tests.simulation.field_device import LOCK_FILE
from tests.simulation.reference import Reference
from tests.simulation.versions import TODAY, VERSIONS
from tests.simulation.violation import expect

if TYPE_CHECKING:
    from tests.simulation.world import World

_IN_THE_WORK = frozenset({"F8", "F11", "F19"})
"""Drawn where the work is done."""
_CLOCK_ERRORS = (-365, -30, -1, 0, 0.01, 1, 365)
_YEAR_1970 = dt.datetime(1970, 1, 2, tzinfo=dt.UTC)


class Accidents:
    """Draws accidents and carries them out.

    Attributes:
        upsets: How often the server forgot something, so that devices must compare themselves.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._backup: tuple[Backup, Reference, dict[str, int], dict[bytes, str]] | None = None
        self.upsets = 0

    def draw(self, chance: Random) -> None:
        for fault in MACHINE:
            rate = self._world.schedule.rates.get(fault, 0)
            if fault not in _IN_THE_WORK and maybe(chance, rate):
                self._world.trace.play(fault, getattr(self, f"_{fault.lower()}")(chance))

    def heal(self) -> None:
        """Give everybody access and today's program again."""
        for device in self._world.devices:
            device.install(TODAY)
        for user_id in self._world.ledger.reference.members:
            self.reinstate(user_id)

    def reinstate(self, user_id: str) -> None:
        if self._world.ledger.reference.members[user_id].state != "active":
            self._set_state(user_id, "active")

    def _f12(self, chance: Random) -> str:
        device = chance.choice(self._world.devices)
        wrong = dt.timedelta(days=chance.choice(_CLOCK_ERRORS))
        if maybe(chance, 0.1):
            wrong = _YEAR_1970 - self._world.clock()
        device.clock.wrong_by = wrong
        return f"{device.name} clock wrong by {wrong.days} days"

    def _f14(self, chance: Random) -> str:
        device = chance.choice(self._world.devices)
        try:
            InstanceLock(device.file.with_name(LOCK_FILE)).acquire()
        except AlreadyOpenError:
            return f"{device.name} not opened twice"
        expect(False, f"{device.name} was opened twice")
        return ""

    def _f15(self, chance: Random) -> str:
        device = chance.choice(self._world.devices)
        if not device.copies or maybe(chance, 0.5):
            device.back_up()
            return f"{device.name} copied"
        copy = chance.choice(device.copies)
        device.restore(copy)
        device.forked = self._world.ledger.note_lost(device) or device.forked
        return f"{device.name} went back to unit {copy.last_seq}"

    def _f16(self, chance: Random) -> str:
        world, ledger = self._world, self._world.ledger
        if self._backup is None or maybe(chance, 0.6):
            held = ledger.reference.remembered(), dict(ledger.seen_until), dict(ledger.fates)
            self._backup = (world.central.back_up(), *held)
            return "server backed up"
        backup, reference, seen_until, fates = self._backup
        self.upsets += 1
        world.central.restore(backup)
        ledger.go_back(reference.remembered(), seen_until, fates)
        for entity in NUMBERED:
            ledger.reference.numbers[entity] = (
                ledger.reference.numbers.get(entity, 0) + NUMBERS_SKIPPED
            )
        world.office.reference = ledger.reference
        return "server restored"

    def _f17(self, chance: Random) -> str:
        device = chance.choice(self._world.devices)
        version = chance.choice(VERSIONS)
        device.install(version)
        return f"{device.name} gets a program {version.name}"

    def _f18(self, chance: Random) -> str:
        return self._world.office.move(chance)

    def _f20(self, _chance: Random) -> str:
        self.upsets += 1
        return self._world.office.forget_deletions()

    def _f21(self, chance: Random) -> str:
        if maybe(chance, 0.6):
            database = self._world.central.database
            database.write(lambda work: work.run("DELETE FROM access_token WHERE org = ?", (ORG,)))
            return "all tokens ended"
        member = chance.choice(list(self._world.ledger.reference.members.values()))
        state = "frozen" if member.state == "active" else "active"
        self._set_state(member.id, state)
        return f"{member.id[-6:]} is {state}"

    def _f22(self, chance: Random) -> str:
        devices = list(self._world.devices)
        for device in devices:
            device.stop()
        for device in chance.sample(devices, len(devices)):
            device.start()
        return "all programs restarted"

    def _set_state(self, user_id: str, state: str) -> None:
        self._world.central.database.write(lambda work: set_user_state(work, ORG, user_id, state))
        self._world.ledger.reference.members[user_id].state = state
