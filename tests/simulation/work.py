"""Local work on a device, with the laptop's own accidents in the middle of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import TYPE_CHECKING

from app.domain.errors import DomainError
from app.store.errors import StoreFault
from tests.simulation import desk_work, field_work, interrupts
from tests.simulation.chance import maybe, pick
from tests.simulation.device_checks import check_own_writes
from tests.simulation.field_device import FieldDevice
from tests.simulation.model import Wanted
from tests.simulation.pen import Pen
from tests.simulation.power_cuts import PowerCut

if TYPE_CHECKING:
    from tests.simulation.world import World

Job = Callable[[Pen], None]
_MOST_LOOKS = 120
_ATTEMPTS = 3

_COMMON: Mapping[Job, float] = {
    field_work.edit_account: 20,
    field_work.add_contact: 6,
    field_work.edit_contact: 8,
    field_work.delete_contact: 4,
}
_OF_REP: Mapping[Job, float] = {
    **_COMMON,
    field_work.open_account: 5,
    field_work.plan_visit: 4,
    field_work.change_plan: 5,
    field_work.visit: 12,
    field_work.keep_promise: 4,
    field_work.complain: 2,
    desk_work.draft_contract: 4,
    desk_work.change_contract: 8,
}
_OF_HEAD: Mapping[Job, float] = {
    **_COMMON,
    field_work.open_account: 1,
    field_work.delete_account: 3,
    field_work.visit: 0.5,
}
_TOO_FAR: Mapping[Job, float] = {desk_work.reach_too_far: 3, field_work.delete_account: 1}


class Work:
    """Does the jobs."""

    def __init__(self, world: World) -> None:
        self._world = world

    def begin(self, device: FieldDevice, chance: Random) -> None:
        """Give a device something to work on."""
        for job in (field_work.open_account, field_work.open_account, field_work.plan_visit):
            self._saved(device, self._write(device, job, chance))

    def do(self, device: FieldDevice, chance: Random, *, calm: bool = False) -> None:
        """Do one piece of work on a device, and keep the model informed."""
        rates = self._world.schedule.rates
        if maybe(chance, 0.08):
            command = chance.choice((desk_work.decide_conflict, desk_work.mend_refused))
            self._command(device, command, chance)
        elif not calm and maybe(chance, rates.get("F8", 0)):
            self._die_at("F8", device, chance)
        elif not calm and maybe(chance, rates.get("F10", 0)):
            self._die_at("F10", device, chance, device.connections.power_cut(chance))
        elif not calm and maybe(chance, rates.get("F11", 0)):
            self._meet_full_disk(device, chance)
        else:
            for _ in range(_ATTEMPTS):
                wanted = self._write(device, self._job(device, chance), chance)
                if wanted:
                    break
            self._world.ledger.note_saved(device, wanted, must=True)

    def _job(self, device: FieldDevice, chance: Random) -> Job:
        if maybe(chance, self._world.schedule.rates.get("F19", 0)):
            self._world.trace.play("F19", device.name)
            return pick(chance, _TOO_FAR)
        return pick(chance, _OF_REP if device.person.role == "rep" else _OF_HEAD)

    def _write(
        self, device: FieldDevice, job: Job, chance: Random, wanted: list[Wanted] | None = None
    ) -> list[Wanted]:
        wanted = [] if wanted is None else wanted
        with device.store.unit_of_work() as work:
            pen = Pen(work, device.workspace.author, chance, wanted)
            job(pen)
            if wanted:
                work.commit(pen.author)
        self._world.trace.note(f"work {device.name} {job.__name__} {told(wanted)}")
        return wanted

    def _command(
        self, device: FieldDevice, command: Callable[[FieldDevice, Random], None], chance: Random
    ) -> None:
        try:
            command(device, chance)
        except DomainError as error:
            self._world.trace.note(f"command {device.name} {command.__name__} {error.code}")
        self._saved(device, None)

    def _die_at(
        self, fault: str, device: FieldDevice, chance: Random, cut: PowerCut | None = None
    ) -> None:
        wanted: list[Wanted] = []
        job = self._job(device, chance)
        with device.dying(chance.randrange(1, _MOST_LOOKS), cut) as kill:
            self._write(device, job, chance, wanted)
        if not kill.hit:
            device.crash(cut)
        saved = self._saved(device, wanted)
        self._world.trace.play(fault, f"{device.name} at work, {saved} saved")
        check_own_writes(device, self._world.ledger)

    def _meet_full_disk(self, device: FieldDevice, chance: Random) -> None:
        wanted: list[Wanted] = []
        job = self._job(device, chance)
        trouble = (
            interrupts.full_disk(device.connections, chance.randint(0, 1))
            if maybe(chance, 0.5)
            else interrupts.failing_write(device.file, chance)
        )
        try:
            with trouble:
                self._write(device, job, chance, wanted)
        except StoreFault as fault:
            self._world.trace.play("F11", f"{device.name} {fault.code}")
        self._saved(device, wanted)
        check_own_writes(device, self._world.ledger)

    def _saved(self, device: FieldDevice, wanted: list[Wanted] | None) -> int:
        gained = self._world.ledger.note_saved(device, wanted)
        return len(gained)


def told(wanted: Iterable[Wanted]) -> str:
    """Return operations as a line of the trace shows them."""
    return " ".join(f"{one.op}:{one.entity}:{one.id[-4:]}@{one.base}" for one in wanted)
