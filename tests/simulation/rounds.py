"""Sync rounds on a device, with accidents in the middle, and the checks that follow each."""

from __future__ import annotations

import contextlib
from random import Random
from typing import TYPE_CHECKING

from app.store.errors import StoreFault
from sync.engine import RoundReport
from sync.errors import MustUpgradeError, SyncError
from tests.simulation.chance import maybe
from tests.simulation.device_checks import check_own_writes, check_scope, check_whole_visits
from tests.simulation.field_device import FieldDevice
from tests.simulation.interrupts import full_disk
from tests.simulation.network import KilledError
from tests.simulation.power_cuts import PowerCut
from tests.simulation.versions import OTHER_PROTOCOL
from tests.simulation.violation import expect

if TYPE_CHECKING:
    from tests.simulation.world import World

_MOST_LOOKS = 600
_ALWAYS = frozenset({"sync.offline", "sync.not_our_server", "sync.wrong_server"})
_TOKENS = frozenset({"session.expired", "session.nonce"})
_FORK = frozenset({"sync.device_forked", "device.suspended"})
_CHECKED = 0.25


class Rounds:
    """Runs rounds.

    Attributes:
        in_trouble: Whether the round that runs will not survive.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.in_trouble = False

    def run(self, device: FieldDevice, chance: Random, *, calm: bool = False) -> None:
        """Run one round on a device, perhaps with an accident in the middle."""
        rates = self._world.schedule.rates
        if not calm and maybe(chance, rates.get("F8", 0)):
            self._die_in_it("F8", device, chance)
        elif not calm and maybe(chance, rates.get("F10", 0)):
            self._die_in_it("F10", device, chance, device.connections.power_cut(chance))
        elif not calm and maybe(chance, rates.get("F11", 0)):
            self._meet_full_disk(device, chance)
        else:
            self.run_plain(device, chance)

    def run_plain(self, device: FieldDevice, chance: Random) -> RoundReport | None:
        """Run a round without accidents of the laptop; None when it did not come to its end."""
        try:
            report = device.run_round()
        except SyncError as error:
            self._failed(device, error)
            return None
        told = f"{report.groups_sent} {report.operations_refused} {report.rows_received}"
        self._world.trace.note(f"round {device.name} {told}")
        device.moves_known = self._world.ledger.reference.members[device.person.id].moves
        check_whole_visits(device, self._world.ledger)
        if maybe(chance, _CHECKED):
            self._check(device)
        return report

    def _check(self, device: FieldDevice) -> None:
        ledger = self._world.ledger
        check_own_writes(device, ledger)
        if self._world.last_answer.get(device.id) == ledger.reference.version:
            check_scope(device, ledger)

    def _failed(self, device: FieldDevice, error: SyncError) -> None:
        """Do what a person does about it, if it is anything that may happen at all."""
        code, world = error.code, self._world
        world.trace.note(f"stopped {device.name} {code}")
        if code == MustUpgradeError().code:
            expect(device.version is OTHER_PROTOCOL, f"{device.name} must upgrade for no reason")
        elif code in _FORK:
            expect(device.forked, f"{device.name} was refused as a copy: {code}")
            world.resolve_fork(device)
        elif code == "session.proof" and world.accidents.upsets:
            world.accidents.reinstate(device.person.id)
            with world.network.undisturbed():
                device.sign_in()  # the server came back from before it knew this device
        else:
            frozen = world.ledger.reference.members[device.person.id].state != "active"
            allowed = code in _ALWAYS or (code in _TOKENS and not world.network.calm)
            allowed = allowed and not world.network.calm
            allowed = allowed or (frozen and code == "user.frozen")
            expect(allowed, f"{device.name}: round ended with {code}")

    def _die_in_it(
        self, fault: str, device: FieldDevice, chance: Random, cut: PowerCut | None = None
    ) -> None:
        self.in_trouble = True
        try:
            if maybe(chance, 0.4):
                self._world.network.kill_in[device.id] = chance.randint(0, 2)
                with contextlib.suppress(SyncError, KilledError):
                    device.run_round()
                device.crash(cut)
            else:
                with (
                    device.dying(chance.randrange(1, _MOST_LOOKS), cut),
                    contextlib.suppress(SyncError),
                ):
                    device.run_round()
        finally:
            self.in_trouble = False
            self._world.network.kill_in.pop(device.id, None)
        self._world.trace.play(fault, f"{device.name} in a round")
        check_own_writes(device, self._world.ledger)

    def _meet_full_disk(self, device: FieldDevice, chance: Random) -> None:
        self.in_trouble = True
        try:
            with full_disk(device.connections, chance.randint(0, 2)):
                self.run_plain(device, chance)
        except StoreFault as fault:
            self._world.trace.play("F11", f"{device.name} {fault.code} in a round")
        finally:
            self.in_trouble = False
