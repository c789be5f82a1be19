"""Two signed-in clients over real sockets: what one saves the other has without asking for it."""

from __future__ import annotations

import pytest

from app.device.settings import MeteredMode, ProfileSettings
from sync.schedule import QUIET_SECONDS
from tests.support.devices import Clock
from tests.support.poking import PATIENCE_SECONDS, Arrivals
from tests.support.real_device import enrol_device
from tests.support.served import served
from tests.support.server import make_server
from ui.desk_session import build_session
from ui.preferences import Preferences
from ui.tasks import TaskRunner

PASSWORD = "correct horse"
PATIENCE_MS = PATIENCE_SECONDS * 1000


@pytest.fixture
def office(tmp_path):
    with make_server(tmp_path, clock=Clock()) as server:
        server.add_user("anna", PASSWORD, ("rep",), server.add_sector())
        yield server


@pytest.fixture
def arrivals(office):
    return Arrivals(office.server.watch)


@pytest.fixture
def address(office):
    with served(office.app, end_waits=office.server.watch.close) as where:
        yield where


@pytest.fixture
def sign_in(qtbot, qapp, tmp_path, address):
    made = []

    def start(name, metered_mode=MeteredMode.NEVER):
        device = enrol_device(tmp_path / name, address, "anna", PASSWORD)
        device.transport.close()
        errors = []
        preferences = Preferences(qapp, ProfileSettings(metered_mode=metered_mode))
        session = build_session(device.profile, address, TaskRunner(errors.append), preferences)
        made.append((session, errors))
        with qtbot.waitSignal(session.sync.finished, timeout=PATIENCE_MS):
            session.sync.sync_now()
        return session

    yield start
    for session, errors in made:
        session.close()
        assert errors == []


def save(session):
    workspace = session.profile.workspace
    with workspace.store.unit_of_work() as work:
        fields = {"name": "百禾粮油", "type": "dealer", "status": "active"}
        account = work.create("account", fields, workspace.author)
        work.commit(workspace.author)
    return account


def name_of(session, account):
    with session.profile.workspace.store.snapshot() as look:
        record = look.records.read("account", account)
    return record.fields["name"] if record else None


def test_what_one_client_saves_the_other_has_long_before_it_would_have_asked(
    qtbot, sign_in, arrivals
):
    desk, laptop = sign_in("desk"), sign_in("laptop")
    arrivals.next()
    arrivals.next()
    assert laptop.sync._timer.remainingTime() > (QUIET_SECONDS - 2 * PATIENCE_SECONDS) * 1000
    account = save(desk)
    rounds = []
    desk.sync.finished.connect(rounds.append)
    # Finished too: what begins the next wait is done on this thread.
    with qtbot.waitSignals([laptop.sync.changed, laptop.sync.finished], timeout=PATIENCE_MS):
        desk.sync.sync_now()
    assert name_of(laptop, account) == "百禾粮油"
    arrivals.next()  # the laptop waits again, from its new place
    assert len(rounds) == 1  # its own work did not poke the desk


def test_what_was_saved_while_the_line_was_cut_pokes_when_it_is_back(
    qtbot, sign_in, arrivals, office
):
    desk, laptop = sign_in("desk"), sign_in("laptop")
    arrivals.next()
    arrivals.next()
    account = save(desk)
    # As if the answer that says so had been lost: the server forgets who waited.
    room = office.server.watch._room
    forgotten, room._waiting = room._waiting, {}
    with qtbot.waitSignal(desk.sync.finished, timeout=PATIENCE_MS):
        desk.sync.sync_now()
    assert name_of(laptop, account) is None
    cut(laptop)
    laptop.pokes._poke.lose()
    laptop.pokes._poke.resume()
    qtbot.waitUntil(lambda: name_of(laptop, account) is not None, timeout=PATIENCE_MS)
    # Their questions still wait: unanswered, they would keep the server from ending.
    room._waiting |= {f"forgotten {key}": waiting for key, waiting in forgotten.items()}


def cut(session):
    """Cut the line under the question, as a change of networks does."""
    line = session.pokes._poke._line.transport._line
    line._socket.shutdown(2)


def test_a_metered_client_does_not_listen(qtbot, sign_in, office):
    session = sign_in("desk", MeteredMode.ALWAYS)
    with qtbot.waitSignal(session.sync.finished, timeout=PATIENCE_MS):
        session.sync.sync_now()
    assert len(office.server.watch) == 0


def test_closing_the_client_ends_its_wait_at_once(sign_in, arrivals):
    session = sign_in("desk")
    arrivals.next()
    session.pokes.stop()
    assert not session.pokes._poke._thread.is_alive()


def test_a_poke_waits_while_the_schedule_waits_for_a_better_line(sign_in, arrivals):
    session = sign_in("desk")
    arrivals.next()
    session.sync._failures = 1
    session.sync.hear_poke()
    assert session.sync.mood.state == "idle"
