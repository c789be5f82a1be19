"""What was typed during a visit survives whatever happens to the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from app.commands.files.choosing import ChosenFile
from app.commands.files.sealing import drop_files, seal_file
from app.commands.visits.drafts import discard_draft, open_visit, save_draft
from app.domain.errors import NotFoundError
from app.store.held.blobs import Blobs
from tests.support.devices import Clock, open_store
from tests.support.source_tree import ROOT
from tests.support.visiting import ACCOUNT, OTHER, PLAN, key, small_png, visiting_workspace

KEY = "5a" * 32
CHILD = """
import dataclasses, sys, time
from pathlib import Path
from app.commands.files.choosing import ChosenFile
from app.commands.files.sealing import seal_file
from app.commands.visits.drafts import open_visit, save_draft
from app.device.sealed_files import SealedFiles
from tests.support.devices import make_workspace, open_store
from tests.support.visiting import ACCOUNT, USER, fill_book, small_png

folder = Path(sys.argv[1])
workspace = dataclasses.replace(
    make_workspace(folder / "unused", USER),
    store=open_store(folder, sys.argv[2]),
    files=SealedFiles(folder, bytes.fromhex(sys.argv[2])),
)
with workspace.store.unit_of_work() as work:
    fill_book(work)
    work.commit()
draft = open_visit(workspace, ACCOUNT)
photo = seal_file(workspace, ChosenFile(small_png(7), "image/png", "shelf.png"))
draft = draft.with_value("content", "老板称餐饮客户回款慢").with_value("photos", (photo,))
save_draft(workspace, draft)
sys.stdout.write(f"saved {photo.sha256}\\n")
sys.stdout.flush()
time.sleep(60)
"""


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    workspace = visiting_workspace(tmp_path, clock)
    yield workspace
    workspace.store.close()


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a POSIX signal")
def test_a_killed_program_leaves_the_draft_and_its_photo(tmp_path):
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(CHILD), str(tmp_path), KEY],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        said, _, sha256 = child.stdout.readline().strip().partition(" ")
        child.send_signal(signal.SIGKILL)
    assert said == "saved"
    store = open_store(tmp_path, KEY)
    with store.snapshot() as look:
        kept = look.drafts.read("visit", ACCOUNT)
        assert sha256 in Blobs(look.connection).all_digests()
    store.close()
    assert (kept["content"], kept["plan_id"]) == ("老板称餐饮客户回款慢", PLAN)
    assert [photo["sha256"] for photo in kept["photos"]] == [sha256]
    assert _sealed(tmp_path).read_file(sha256) == small_png(7)


def _sealed(folder):
    from app.device.sealed_files import SealedFiles  # noqa: PLC0415

    return SealedFiles(folder, bytes.fromhex(KEY))


def test_opening_the_form_checks_in_once(desk, clock):
    first = open_visit(desk, ACCOUNT)
    clock.advance(minutes=5)
    assert open_visit(desk, ACCOUNT) == first
    assert first.zone == "Asia/Shanghai"


def test_todays_plan_of_the_account_is_carried_out_without_being_asked(desk):
    draft = open_visit(desk, ACCOUNT)
    assert (draft.plan_id, draft.purposes) == (PLAN, ("collection", "stock_count"))


def test_a_plan_that_is_not_here_is_not_invented(desk):
    assert open_visit(desk, OTHER, key(0x99)).plan_id == ""


def test_an_unknown_account_cannot_be_visited(desk):
    with pytest.raises(NotFoundError):
        open_visit(desk, key(0x99))
    with desk.store.snapshot() as look:
        assert look.drafts.subjects("visit") == []


def test_one_account_has_one_draft_and_accounts_do_not_mix(desk):
    save_draft(desk, open_visit(desk, ACCOUNT).with_value("content", "甲"))
    save_draft(desk, open_visit(desk, OTHER).with_value("content", "乙"))
    assert open_visit(desk, ACCOUNT).content == "甲"


def test_a_discarded_visit_takes_its_photos_along(desk):
    photo = seal_file(desk, ChosenFile(small_png(), "image/png", "a.png"))
    save_draft(desk, open_visit(desk, ACCOUNT).with_value("photos", (photo,)))
    discard_draft(desk, ACCOUNT)
    assert not desk.files.has_file(photo.sha256)
    assert open_visit(desk, ACCOUNT).photos == ()


def test_a_photo_that_another_draft_shows_stays(desk):
    photo = seal_file(desk, ChosenFile(small_png(), "image/png", "a.png"))
    save_draft(desk, open_visit(desk, OTHER).with_value("photos", (photo,)))
    drop_files(desk, [photo.sha256])
    assert desk.files.has_file(photo.sha256)


def test_a_photo_that_nobody_shows_goes(desk):
    photo = seal_file(desk, ChosenFile(small_png(), "image/png", "a.png"))
    drop_files(desk, [photo.sha256])
    assert not desk.files.has_file(photo.sha256)
    with desk.store.snapshot() as look:
        assert Blobs(look.connection).all_digests() == frozenset()
