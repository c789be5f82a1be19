"""Runs one schedule: steps of work and accidents, then heals everything and checks it."""

from __future__ import annotations

from pathlib import Path
from random import Random

from server.services.cursor import decode_cursor
from server.services.moments import milliseconds
from sync.wire import codec
from sync.wire.comparing import DigestRequest
from sync.wire.messages import SyncRequest
from tests.simulation.accidents import Accidents
from tests.simulation.asgi_call import Call
from tests.simulation.beginning import first_reference
from tests.simulation.central import Central
from tests.simulation.chance import VirtualClock, chance_of, maybe, pick
from tests.simulation.company import Person, Templates
from tests.simulation.device_checks import check_books
from tests.simulation.field_device import FieldDevice, journal_of
from tests.simulation.ledger import Ledger
from tests.simulation.network import DIGESTS, SYNC, Line, Network
from tests.simulation.office_work import OfficeWork
from tests.simulation.rounds import Rounds
from tests.simulation.rules import books_of, is_shown
from tests.simulation.schedule import Schedule
from tests.simulation.trace import Trace
from tests.simulation.violation import expect
from tests.simulation.work import Work, told

_ACTIONS = {"work": 58, "round": 45, "office": 7, "another": 0.6, "restart": 1.5}
_MOST_DEVICES = 9


class World:
    """All devices, the office, the server, and what goes wrong between them."""

    def __init__(self, schedule: Schedule, templates: Templates, folder: Path) -> None:
        self.schedule = schedule
        self.trace = Trace()
        self.clock = VirtualClock()
        self.central = Central(folder, templates, self.clock)
        self.ledger = Ledger(first_reference())
        self.devices: list[FieldDevice] = []
        self.retired: list[FieldDevice] = []
        self._templates = templates
        self._folder = folder
        self.network = Network(
            self.central, schedule.rates, self._observe, self._meanwhile, self.trace.play
        )
        self.network.asleep = self._sleep
        self.office = OfficeWork(self.central, self.ledger.reference, self.clock)
        self.work = Work(self)
        self.rounds = Rounds(self)
        self.accidents = Accidents(self)
        self.chance = chance_of(schedule.seed, "beginning")
        self.last_answer: dict[str, int] = {}
        self._is_meanwhile = False

    def begin(self) -> None:
        self.network.calm = True
        for person in self.schedule.people:
            device = self.add_device(person)
            self.work.begin(device, self.chance)
            self.rounds.run_plain(device, self.chance)
        self.network.calm = False

    def add_device(self, person: Person) -> FieldDevice:
        """Give a person one more laptop."""
        number = len(self.devices) + len(self.retired)
        device = FieldDevice(
            number, person, seed=self.schedule.seed, folder=self._folder, true=self.clock
        )
        self.accidents.reinstate(person.id)
        with self.network.undisturbed():
            line = Line(self.network, device.id)
            device.make(self._templates.store, line, self.schedule.page_rows)
        self.devices.append(device)
        self.trace.note(f"laptop {device.name} {device.id[-4:]}")
        return device

    def step(self, number: int) -> None:
        self.chance = self.network.chance = chance_of(self.schedule.seed, number)
        self.network.step = number
        self.trace.begin_step(number)
        self.clock.pass_by(seconds=self.chance.choice((1, 5, 30, 90)))
        self.network.deliver_late()
        self.accidents.draw(self.chance)
        device = self.chance.choice(self.devices)
        match pick(self.chance, _ACTIONS):
            case "work":
                self.work.do(device, self.chance)
            case "round" if maybe(self.chance, device.eagerness):
                self.rounds.run(device, self.chance)
            case "office":
                self.trace.note(f"office {self.office.act(self.chance)}")
            case "another" if len(self.devices) < _MOST_DEVICES:
                self.add_device(device.person)
            case "restart":
                device.stop()
                device.start()
                self.trace.note(f"restart {device.name}")

    def resolve_fork(self, device: FieldDevice) -> None:
        """Do what is done when two copies of a device are noticed: a new identity, or a new one."""
        waiting = {row.digest for row in journal_of(device) if row.state == "waiting"}
        self.accidents.reinstate(device.person.id)
        if maybe(self.chance, 0.6):
            with self.network.undisturbed():
                device.become_another()
            self.ledger.aside |= waiting
            self.trace.note(f"renamed {device.name} {device.id[-4:]}")
            return
        self.ledger.kept |= waiting
        self.devices.remove(device)
        self.retired.append(device)
        self.trace.note(f"retired {device.name}")
        self.add_device(device.person)

    def close(self) -> None:
        for device in (*self.devices, *self.retired):
            device.close()
        self.central.close()

    def _observe(self, device_id: str, call: Call) -> None:
        now = milliseconds(self.clock())
        if self.accidents.upsets and call.path == SYNC:
            offers = codec.decode(call.body, SyncRequest).offers
            self.ledger.offered_since = self.central.epoch_began_at() if offers else None
        for unit, fate in self.ledger.observe(self.central, device_id, now):
            self.trace.note(f"{fate} {unit.device_id[-4:]} {unit.seq} {told(unit.wanted)}")
        if call.path == SYNC:
            self.last_answer[device_id] = self.ledger.reference.version
        elif call.path == DIGESTS and not self.accidents.upsets:
            self._check_comparison(device_id, codec.decode(call.body, DigestRequest))

    def _check_comparison(self, device_id: str, request: DigestRequest) -> None:
        """A device that compares itself has what it should, but for unsent work.

        Or its person was moved twice while rows were on their way: for this the comparison is.
        And for what a book still shows whom the office made a rep: the comparison takes it away.
        """
        device = next((one for one in self.devices if one.id == device_id), None)
        if device is None:
            return
        members = self.ledger.reference.members
        member = members[device.person.id]
        moves = member.moves - device.moves_known
        if moves > 1:
            return
        spans = [
            span for span in request.spans if not moves or is_shown(member, span.entity, span.book)
        ]
        if spans:
            waits = device.rows("SELECT 1 FROM journal_group WHERE state = 'waiting' LIMIT 1")
            expect(bool(waits), f"{device.name} differs and mends itself: {request.spans}")
        cursor, books = decode_cursor(request.cursor), books_of(member, members)
        if cursor is not None and cursor.books.keys() == books:
            check_books(device, books)

    def _sleep(self) -> None:
        self.clock.pass_by(hours=self.chance.choice((0.05, 1, 12)))

    def _meanwhile(self, device_id: str) -> None:
        """Let something happen while a device waits for an answer; nothing during that."""
        if self.network.calm or self._is_meanwhile:
            return
        if not maybe(self.chance, self.schedule.meanwhile):
            return
        self._is_meanwhile = True
        try:
            self._happen(device_id, self.chance)
        finally:
            self._is_meanwhile = False

    def _happen(self, device_id: str, chance: Random) -> None:
        waiting = next((one for one in self.devices if one.id == device_id), None)
        other = chance.choice(self.devices) if self.devices else None
        match chance.choice(("own", "own", "own", "other", "office")):
            case "own" if waiting is not None and not self.rounds.in_trouble:
                self.work.do(waiting, chance, calm=True)
            case "other" if other is not None and other is not waiting:
                self.rounds.run(other, chance, calm=True)
            case "office":
                self.trace.note(f"office {self.office.act(chance)}")
