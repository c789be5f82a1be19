"""Pages that a power cut tore while they were copied from the log are no damage (F10)."""

import shutil
from random import Random

import pytest

from app.commands.sync.verify import verify_device
from server.asgi import DATABASE_FILE, KEY_FILE, open_database
from server.services.verification import verify_database
from tests.simulation.company import server_settings
from tests.simulation.crash_images import take_image
from tests.simulation.power_cuts import PowerCut
from tests.support.devices import make_workspace
from tests.support.doubts import contacts, new_account
from tests.support.server import ORG, make_server
from tests.support.synced_device import PASSWORD, enrolled

FULL = 2
KEY = "5a" * 32
CUTS = range(4)


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        running.add_user("anna", PASSWORD, ("rep",), sector)
        yield running


@pytest.fixture
def desk(server, tmp_path):
    one = enrolled(server, tmp_path / "desk", "anna", key_hex=KEY)
    one.sync()
    account = new_account(one)
    contacts(one, account, 40)
    # From here on the log holds pages that the file has as well, in an older form.
    one.workspace.store.empty_log()
    server.back_up()
    contacts(one, account, 40)
    yield one
    one.workspace.store.close()


def images(database, folder):
    """Cut the power several times; return the copies, of which the first is whole."""
    cuts = [None, *(PowerCut(Random(seed), FULL) for seed in CUTS)]
    copies = [take_image(database, folder / f"{n}", cut) for n, cut in enumerate(cuts)]
    assert len({copy.read_bytes() for copy in copies}) > 1
    return copies


@pytest.mark.usefixtures("desk")
def test_the_server_finds_nothing_wrong_after_it(tmp_path):
    home = tmp_path / "server"
    for copy in images(home / DATABASE_FILE, tmp_path / "cut"):
        shutil.copyfile(home / KEY_FILE, copy.parent / KEY_FILE)
        database = open_database(server_settings(copy.parent))
        assert verify_database(database, ORG) == []
        database.close()


def test_a_device_finds_nothing_wrong_after_it_and_has_everything(desk, tmp_path):
    held = desk.everything("contact")
    for copy in images(tmp_path / "desk" / "roadbook.db", tmp_path / "cut"):
        workspace = make_workspace(copy.parent, key_hex=KEY)
        assert verify_device(workspace).findings == ()
        with workspace.store.snapshot() as look:
            rows = look.connection.exec_driver_sql("SELECT id FROM contact").scalars().all()
        assert set(rows) == set(held)
        workspace.store.close()
