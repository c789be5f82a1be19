"""The panel of files on the page of a record and of a visit, and the copies that others open."""

from __future__ import annotations

import pytest

from app.commands.records.saving import create_record
from app.queries.records.files import read_files
from tests.support.account_records import ACCOUNT
from tests.support.record_crew import MARKETING
from ui.opened_files import OpenedFiles
from ui.widgets.text import Text

FACTS = {"account_id": ACCOUNT, "method": "bank", "source_name": "云浦农商行"}


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "资信报告.pdf"
    path.write_bytes(b"%PDF-1.7 report")
    return path


def told(page):
    return [text.text() for text in page.files.findChildren(Text)]


def test_a_file_is_added_opened_and_saved_on_the_page_of_a_record(open_desk, workspace, report):
    record_id, _changes = create_record(workspace, "credit_investigation", FACTS)
    desk = open_desk("credit_investigation")
    desk.places.open("credit_investigation", record_id)
    page = desk.page
    assert page.files.add.isVisible()
    page.files._ask_paths = lambda _parent: [report]
    page.files.add.click()
    line = read_files(workspace, "credit_investigation", record_id).lines[0]
    name, save = page.files.lines[line.file.id]
    assert "等待发送" in told(page)
    copy = report.with_name("copy.pdf")
    page.files._ask_place = lambda _parent, proposed: copy if proposed == report.name else None
    save.click()
    assert copy.read_bytes() == report.read_bytes()
    name.click()
    assert desk.walks.toasts[-1][0].startswith("这里没有可打开文件的程序")


def test_who_may_not_add_sees_no_button(open_desk, workspace):
    record_id, _changes = create_record(workspace, "credit_investigation", FACTS)
    desk = open_desk("credit_investigation", MARKETING)
    desk.places.open("credit_investigation", record_id)
    assert not desk.page.files.isVisible()


def test_a_new_record_takes_files_once_it_is_kept(open_desk):
    desk = open_desk("security")
    desk.places.begin("security", {"account_id": ACCOUNT})
    assert not desk.page.files.isVisible()


def test_an_opened_copy_is_read_only_and_is_removed_again(qtbot, tmp_path):
    seen = []

    def look(path):
        seen.append((path, path.read_bytes(), path.stat().st_mode & 0o777))
        return True

    opener = OpenedFiles(tmp_path, look, life_milliseconds=1)
    opener.open_copy(b"%PDF-", "a.pdf")
    path, content, mode = seen[0]
    assert (path.name, content, mode) == ("a.pdf", b"%PDF-", 0o400)
    qtbot.waitUntil(lambda: not path.exists())
    assert list(tmp_path.iterdir()) == []


def test_leaving_removes_every_copy_and_a_failed_one_leaves_none(tmp_path):
    opener = OpenedFiles(tmp_path, lambda _path: True)
    opener.open_copy(b"1", "a.txt")
    opener.open_copy(b"2", "a.txt")
    assert len(list(tmp_path.iterdir())) == 2
    opener.close()
    assert list(tmp_path.iterdir()) == []
    failing = OpenedFiles(tmp_path, lambda _path: False)
    with pytest.raises(OSError, match="txt"):
        failing.open_copy(b"1", "a.txt")
    assert list(tmp_path.iterdir()) == []
