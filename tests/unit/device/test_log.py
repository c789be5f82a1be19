from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest

from app.device.errors import DamagedFileError
from app.device.log import FILE_BYTES, install_logging, remove_logging
from app.device.log_redaction import MASK, allowed_value, redact

PHONE = "13812345678"
TOKEN = "eyJhbGciOiJFZERTQSJ9.c2VjcmV0.k3y9Zq-2_Vb7"
MARKERS = (PHONE, "021-65432109", TOKEN, "王小明", "wang@huaxin.example", "hunter2 secret note")


def fail(marker):
    raise ValueError(marker) from KeyError(marker)


def find_damage():
    raise DamagedFileError


@pytest.fixture
def written(paths):
    handler = install_logging(paths)
    yield lambda: (paths.logs / "roadbook.log").read_text(encoding="utf-8")
    remove_logging(handler)


def test_an_event_is_one_line_with_its_allowed_values(written):
    record = "0192f0c1-7b6a-7c3d-8e4f-1a2b3c4d5e6f"
    logging.getLogger("app.store.journal").info(
        "round_finished", extra={"count": 12, "entity": "visit_log", "record_id": record}
    )

    line = written()
    assert line.count("\n") == 1
    assert (
        f" INFO app.store.journal round_finished count=12 entity=visit_log record_id={record}\n"
        in line
    )


@pytest.mark.parametrize("marker", MARKERS)
def test_nothing_personal_or_secret_reaches_the_file(written, marker):
    log = logging.getLogger("app.commands.accounts.editing")
    log.warning("account_saved", extra={"note": marker, "phone": marker, "token": marker})
    log.warning("account_saved", extra={"state": marker, "code": (marker,), "kind": {"a": marker}})
    log.warning("account_saved %s", marker)
    log.warning("saved\n%s", marker, extra={"stack": marker})
    logging.getLogger("httpx").warning("POST https://server/?q=%s", marker)
    logging.getLogger("httpx").warning(f"GET {marker}")  # noqa: G004
    try:
        fail(marker)
    except ValueError:
        log.exception("command_failed")

    text = written()
    assert "account_saved" in text
    assert "ValueError" in text
    assert marker not in text


@pytest.mark.parametrize("marker", [m for m in MARKERS if m != "hunter2 secret note"])
def test_an_event_name_that_is_no_constant_is_masked(written, marker):
    logging.getLogger("ui.screens").warning(f"opened {marker}")  # noqa: G004

    text = written()
    assert f"opened {MASK}" in text
    assert marker not in text


def test_a_line_break_cannot_forge_a_second_record(written):
    logging.getLogger("sync.engine").warning(
        "round_failed\n2026-01-01 ERROR app.vault slot_opened", extra={"code": "a\nb"}
    )

    assert written().count("\n") == 1


def test_an_exception_keeps_its_code_and_place_but_not_its_words(written):
    try:
        find_damage()
    except DamagedFileError:
        logging.getLogger("app.device").exception("attachment_damaged")

    text = written()
    assert "app.device.errors.DamagedFileError device.file.damaged" in text
    assert "test_log.py:" in text
    assert str(Path.cwd()) not in text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12, "12"),
        (True, "True"),
        (None, "None"),
        (1.5, "1.5"),
        (int(PHONE), MASK),
        (PHONE, MASK),
        ("138.1234.5678", MASK),
        ("6.11.3", "6.11.3"),
        ("account.name.blank", "account.name.blank"),
        ("keyring.backends.SecretService.Keyring", "keyring.backends.SecretService.Keyring"),
        ("k3yZ9qpL2mVb7xYt", MASK),
        ("Wang Xiaoming", MASK),
        ("王小明", MASK),
        (b"bytes", MASK),
    ],
)
def test_values_are_small_numbers_ids_and_plain_words(value, shown):
    assert allowed_value(value) == shown


@pytest.mark.parametrize(
    "event",
    ["sync_round_finished", "device.profile.already_open", "a_long_event_name_without_digits"],
)
def test_a_constant_event_name_is_not_masked(event):
    assert redact(event) == event


def test_five_files_of_two_megabytes_are_the_most(paths):
    handler = install_logging(paths)
    current = paths.logs / "roadbook.log"
    for _ in range(7):
        logging.getLogger("app.device").warning("started")
        with current.open("ab") as file:
            file.write(bytes(FILE_BYTES - current.stat().st_size))
    remove_logging(handler)
    files = sorted(path.name for path in paths.logs.iterdir())

    assert files == ["roadbook.log", *(f"roadbook.log.{number}" for number in range(1, 5))]
    assert all(path.stat().st_size == FILE_BYTES for path in paths.logs.iterdir())
    assert FILE_BYTES == 2 * 1024 * 1024


@pytest.mark.skipif(os.name == "nt", reason="Windows protects by folder rights")
def test_the_log_belongs_to_its_owner_only(written, paths):
    logging.getLogger("app").warning("started")

    assert stat.S_IMODE((paths.logs / "roadbook.log").stat().st_mode) == 0o600
    assert written()
