"""What an administrator types."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from server.__main__ import main
from server.asgi import open_database, utc_now
from server.services.warnings.setting import read_setting
from server.settings import Settings
from server.store.counters import lock_number, save_number
from sync.bundles.reading import read_bundle
from sync.bundles.writing import write_bundle
from tests.support.device import BareDevice
from tests.support.server import TestServer, make_server
from tests.support.synced_device import SyncedDevice, enrolled

PASSWORD = "correct horse"


@pytest.fixture
def data(tmp_path, capsys) -> str:
    folder = str(tmp_path / "data")
    assert main(["init", "--data", folder, "--name", "行册集团"]) == 0
    assert "行册集团" in capsys.readouterr().out
    return folder


def add_user(monkeypatch, data: str, *more: str, typed: str = PASSWORD) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed + "\n"))
    return main(["user", "add", "--data", data, "--login", "li", *more])


def test_init_is_done_once(data, capsys):
    assert main(["init", "--data", data, "--name", "other"]) == 0
    assert "行册集团" in capsys.readouterr().out


def test_a_user_is_added_and_the_database_verified(data, monkeypatch, capsys):
    assert add_user(monkeypatch, data, "--role", "rep") == 0
    assert main(["verify", "--data", data]) == 0
    assert "nothing wrong" in capsys.readouterr().out


def test_a_check_that_finds_something_names_it_and_ends_with_1(data, monkeypatch, capsys):
    add_user(monkeypatch, data, "--role", "rep")
    database = open_database(Settings(data_folder=Path(data)))
    database.write(lambda work: work.run("UPDATE record SET seq = seq + 1000 WHERE org = 1"))
    database.close()
    capsys.readouterr()
    assert main(["verify", "--data", data]) == 1
    said = capsys.readouterr().out
    assert said.startswith("place_beyond_counter: ")
    assert "nothing wrong" not in said


@pytest.mark.parametrize(
    ("role", "typed", "code"),
    [("king", PASSWORD, "user.roles"), ("rep", "short", "user.password.length")],
)
def test_a_user_with_a_mistake_is_refused(*, data, monkeypatch, capsys, role, typed, code):
    assert add_user(monkeypatch, data, "--role", role, typed=typed) == 1
    assert code in capsys.readouterr().out


def test_a_sign_in_name_is_given_once(data, monkeypatch, capsys):
    add_user(monkeypatch, data, "--role", "rep")
    assert add_user(monkeypatch, data, "--role", "rep") == 1
    assert "user.login.taken" in capsys.readouterr().out


def test_a_server_without_an_organisation_does_not_start(tmp_path, capsys):
    assert main(["run", "--data", str(tmp_path / "empty"), "--port", "0"]) == 1
    assert "refused" in capsys.readouterr().out


def test_a_server_says_where_it_listens_and_answers_there(data, monkeypatch):
    add_user(monkeypatch, data, "--role", "rep")
    command = [sys.executable, "-m", "server", "run", "--data", data, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            address = process.stdout.readline().removeprefix("listening on ").strip()
            with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
                assert client.get("/v1/health").json()["status"] == "ok"
                device = BareDevice(client, "li").enrol()
                device.pull()
                assert device.ids("user") == {device.user_id}
        finally:
            process.terminate()
    assert process.returncode == 0


def test_a_restored_server_says_so_and_each_epoch_is_later(data, capsys):
    epochs = []
    for _ in range(2):
        assert main(["restored", "--data", data]) == 0
        epochs.append(capsys.readouterr().out.split()[1].rstrip(":"))
    assert epochs == sorted(set(epochs))
    assert main(["verify", "--data", data]) == 0


def test_the_daily_tidying_says_what_it_forgot(data, capsys):
    assert main(["tidy", "--data", data]) == 0
    assert "forgot 0 departures" in capsys.readouterr().out


def test_the_daily_run_of_the_warning_rules_says_what_it_did(data, capsys):
    assert main(["warnings", "--data", data]) == 0
    said = capsys.readouterr().out
    assert "0 conditions met, 0 warnings raised" in said
    assert "0 marks of blacklisted accounts changed" in said


def test_a_threshold_is_set_changed_and_refused_where_it_makes_no_sense(data, capsys):
    for value in ("0.2", '{"A": 0.05, "default": 0.1}'):
        assert main(["setting", "--data", data, "warnings.tolerance", value]) == 0
    database = open_database(Settings(data_folder=Path(data)))
    with database.reading() as work:
        levels = read_setting(work, 1, utc_now()).levels
    database.close()
    assert [str(levels[grade].tolerance) for grade in ("A", "B")] == ["0.05", "0.1"]
    capsys.readouterr()
    assert main(["setting", "--data", data, "warnings.tolerance", "much"]) == 1
    assert main(["setting", "--data", data, "warnings.colour", "1"]) == 1
    assert "setting.value" in (said := capsys.readouterr().out)
    assert "setting.unknown" in said


def device_of(server: TestServer, folder) -> SyncedDevice:
    server.add_user("anna", PASSWORD, ("rep",), server.add_sector())
    one = enrolled(server, folder, "anna")
    one.sync()
    return one


def test_a_devices_file_is_taken_answered_and_given_again(tmp_path, capsys):
    with make_server(tmp_path, clock=utc_now) as server:
        desk = device_of(server, tmp_path / "device")
        store, files = desk.workspace.store, desk.workspace.files
        desk.create("account", name="百禾粮油", type="dealer", status="active")
        write_bundle(store, files, tmp_path / "up.roadbook", desk.workspace.now_milliseconds())
        data = ["--data", str(tmp_path / "server")]
        assert main(["bundle", "take", *data, str(tmp_path / "up.roadbook")]) == 0
        told = capsys.readouterr().out
        assert "1 units answered, 0 of them refused" in told
        device_id = told.split()[1]
        answer = tmp_path / "up.reply.roadbook"
        assert str(answer) in told
        report = read_bundle(store, answer, desk.workspace.now_milliseconds)
        assert report.units == 1
        given = tmp_path / "given.roadbook"
        assert main(["bundle", "give", *data, "--device", device_id, "--whole", str(given)]) == 0
        assert read_bundle(store, given, desk.workspace.now_milliseconds).rows
        store.close()


def test_a_file_that_is_none_is_refused_with_its_code(data, tmp_path, capsys):
    (tmp_path / "x").write_bytes(b"something else")
    assert main(["bundle", "take", "--data", data, str(tmp_path / "x")]) == 1
    assert "bundle.not_one" in capsys.readouterr().out


def test_the_register_of_numbers_is_shown_and_a_gap_ends_with_an_error(data, capsys):
    assert main(["numbers", "--data", data]) == 0
    assert "0 entries, no gap" in capsys.readouterr().out
    database = open_database(Settings(data_folder=Path(data)))
    names = "org, series, first, last, year, device_id, user_id, leased_at"
    database.write(
        lambda work: (
            save_number(work, 1, "HL-2026-HZ", lock_number(work, 1, "HL-2026-HZ") + 40),
            work.run(
                f"INSERT INTO number_block ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (1, "HL-2026-HZ", 21, 40, 2026, "before", "", 0),
            ),
        )
    )
    database.close()
    assert main(["numbers", "--data", data]) == 1
    shown = capsys.readouterr().out
    assert "HL-2026-HZ  00001..00020  unexplained" in shown
    assert "HL-2026-HZ  00021..00040  earlier" in shown
    assert "server.numbers.gap" in shown


def test_the_past_of_a_record_nobody_made_is_refused(data, capsys):
    assert main(["history", "--data", data, "account", "0" * 32]) == 1
    assert "record.unknown" in capsys.readouterr().out
