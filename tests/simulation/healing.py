"""The end of a schedule: all faults over, everybody syncs until nothing moves, then the checks."""

from __future__ import annotations

from dataclasses import dataclass

from app.commands.sync.held_rows import remove_held_rows
from tests.simulation.chance import chance_of
from tests.simulation.field_device import FieldDevice
from tests.simulation.final_checks import check_everything
from tests.simulation.violation import expect
from tests.simulation.world import World

_ROUNDS_A_DEVICE, _ROUNDS_MORE = 2, 4


@dataclass(frozen=True)
class Outcome:
    """What a schedule came to.

    Attributes:
        digest: Of the trace.
        rounds: How often everybody synced until nothing moved.
        units: Units of work saved.
        operations: Operations in them.
        events: Kinds of trace lines, with how often there was one.
        faults: How often each was played.
    """

    digest: str
    rounds: int
    units: int
    operations: int
    events: dict[str, int]
    faults: dict[str, int]


def heal(world: World) -> int:
    """End all faults and sync everybody until nothing moves; return how many times it took."""
    network = world.network
    network.calm = True
    network.chance = world.chance = chance_of(world.schedule.seed, "healing")
    network.deliver_late(everything=True)
    world.accidents.heal()
    _find_copies(world)
    most = _ROUNDS_A_DEVICE * len(world.devices) + _ROUNDS_MORE
    for count in range(1, most + 1):
        moved = [_moves(world, device) for device in list(world.devices)]  # every one has its turn
        if not any(moved):
            return count
    expect(False, f"not quiet after {most} rounds")
    return most


def _moves(world: World, device: FieldDevice) -> bool:
    """Run a round; return whether it moved anything, or whether the person had to do something."""
    report = world.rounds.run_plain(device, world.chance)
    if report is None:
        return True
    if not world.accidents.upsets:
        return bool(report.groups_sent or report.rows_received)
    # What a server that forgot does not know is kept until somebody says that it may go.
    held = bool(device.rows("SELECT 1 FROM draft WHERE kind = 'held'"))
    remove_held_rows(device.workspace)
    return bool(held or report.groups_sent or report.rows_received)


def _find_copies(world: World) -> None:
    """A device that went on from an older copy is found out now, if it has not been."""
    for device in list(world.devices):
        if device.forked:
            world.rounds.run_plain(device, world.chance)


def finish(world: World) -> Outcome:
    rounds = heal(world)
    check_everything(world.central, world.devices, world.ledger)
    _check_retired(world)
    units = world.ledger.units
    return Outcome(
        digest=world.trace.digest(),
        rounds=rounds,
        units=len(units),
        operations=sum(len(unit.wanted) for unit in units.values()),
        events=dict(world.trace.events),
        faults=dict(world.trace.faults),
    )


def _check_retired(world: World) -> None:
    """Work that stayed in a device taken out of service is there, or on the server (C2)."""
    ledger = world.ledger
    somewhere = ledger.fates.keys() | ledger.kept | ledger.lost | ledger.aside | ledger.forgotten
    for device in world.retired:
        for unit in ledger.units_of(device):
            told = f"{device.name}: unit {unit.seq} is nowhere"
            expect(unit.digest in somewhere, told)
