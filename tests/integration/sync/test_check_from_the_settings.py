"""The settings check a real device and say plainly what was found and what to do."""

from __future__ import annotations

import dataclasses

import pytest

from app.commands.accounts.cards import refresh_cards
from app.device.sealed_files import SealedFiles
from app.store import facts
from tests.support.devices import make_workspace
from tests.support.doubts import contacts, damage, new_account
from tests.support.raw_pages import spoil_page
from tests.support.server import make_server
from tests.support.sync_scene import Desk
from tests.support.synced_device import PASSWORD, enrolled
from tests.support.waiting_runner import WaitingRunner
from ui.screens.settings.data_check import DataCheck
from ui.texts import install_language, sentence

KEY = "7f" * 32


class View:
    def __init__(self):
        self.running = 0
        self.result = None
        self.trouble = None

    def show_check_running(self):
        self.running += 1

    def show_check_result(self, result):
        self.result = result

    def show_check_trouble(self, words):
        self.trouble = words


@pytest.fixture
def device(tmp_path):
    with make_server(tmp_path) as server:
        server.add_user("anna", PASSWORD, ("rep",), server.add_sector())
        one = enrolled(server, tmp_path / "desk", "anna")
        one.sync()
        contacts(one, new_account(one), 5)
        refresh_cards(one.workspace)
        yield one
        one.workspace.store.close()


@pytest.fixture
def view():
    return View()


@pytest.fixture
def desk(device):
    return Desk(device.workspace)


def test_a_sound_device_is_said_to_be_in_order(desk, view):
    DataCheck(view, desk.context).begin()
    clock = desk.context.formats.clock(desk.workspace.now())
    assert view.result.words == f"Checked at {clock}. Everything is in order."
    assert (view.result.tone, view.result.lines) == ("ok", ())
    assert view.result.action == "Compare with the server now"
    assert desk.published == []


def test_a_check_lets_the_next_round_compare(desk, view, device):
    check = DataCheck(view, desk.context)
    check.begin()
    check.compare()
    assert ("sync_now",) in desk.navigation.went
    with desk.workspace.store.snapshot() as look:
        assert look.facts.read(facts.COMPARE_DUE)
    device.sync()
    with desk.workspace.store.snapshot() as look:
        assert look.facts.read(facts.COMPARE_DUE) is None


def test_a_mended_search_is_in_order_and_says_what_was_put_right(desk, view, device):
    damage(device, "DELETE FROM account_card")
    damage(device, "INSERT INTO account_codes (rowid, codes) VALUES (99, 'xyz')")
    DataCheck(view, desk.context).begin()
    assert view.result.tone == "ok"
    assert view.result.words.endswith(
        "Everything is in order. 2 entries of list and search were put right."
    )
    assert [line.tone for line in view.result.lines] == ["ok", "ok"]


def test_screens_hear_of_a_mended_list(desk, view, device):
    damage(device, "DELETE FROM account_card")
    DataCheck(view, desk.context).begin()
    assert [changes.touches("account") for changes in desk.published] == [True]


def test_what_only_the_server_can_mend_is_listed_with_what_to_do(desk, view, device):
    damage(device, "UPDATE contact SET _revision = 0")
    DataCheck(view, desk.context).begin()
    assert view.result.tone == "warn"
    assert "Not everything is in order." in view.result.words
    (line,) = view.result.lines
    assert line.words.startswith("5 records are on this computer only")
    assert line.advice.startswith("Compare with the server")


def test_chinese_sentences_stand_without_blanks_between_them(desk, view, device):
    damage(device, "DELETE FROM account_card")
    install_language("zh_CN")
    DataCheck(view, desk.context).begin()
    assert " 检查完毕。一切正常。修复了" in view.result.words


def test_a_second_check_waits_for_the_end_of_the_first(desk, view):
    desk.runner = WaitingRunner()
    check = DataCheck(view, desk.context)
    check.begin()
    check.begin()
    assert (view.running, len(desk.runner.waiting)) == (1, 1)
    desk.runner.go_on()
    assert view.result is not None
    check.begin()
    assert view.running == 2


@pytest.fixture
def check_of(tmp_path, view):
    """Check a device of which one page is spoiled."""
    opened = []

    def check(table):
        folder = tmp_path / "spoiled"
        make_workspace(folder, key_hex=KEY).store.close()
        spoil_page(folder / "roadbook.db", KEY, table)
        workspace = make_workspace(folder, key_hex=KEY)
        opened.append(workspace)
        DataCheck(view, Desk(workspace).context).begin()

    yield check
    for workspace in opened:
        workspace.store.close()


def test_damage_is_grave_and_leads_to_sync_and_unlocking(check_of, view):
    check_of("product_cost_product_id")
    assert (view.result.tone, view.result.action) == ("bad", "Sync now")
    assert view.result.lines[0].words == "1 page of the data file is damaged."
    assert "unlock it" in view.result.lines[-1].advice


def test_a_file_that_cannot_be_read_is_told_as_everywhere(check_of, view):
    check_of("account")
    assert view.trouble == sentence("store.damaged")
    assert view.result is None


def test_a_disk_that_does_not_answer_for_the_attachments_is_told_as_everywhere(
    desk, view, device, tmp_path
):
    row = "INSERT INTO blob (sha256, size_bytes, state) VALUES (?, 1, 'sent')"
    damage(device, row, "f" * 64)
    nowhere = SealedFiles(tmp_path / ("x" * 300), bytes(32))
    desk.workspace = dataclasses.replace(desk.workspace, files=nowhere)
    DataCheck(view, desk.context).begin()
    assert view.trouble == sentence("store.io")
