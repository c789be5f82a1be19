"""The past of a record as a user looks at it, with and without the server."""

from __future__ import annotations

import dataclasses

import pytest

from app.commands.accounts.editing import edit_account
from app.queries.records.past import PastEntry
from sync.errors import OfflineError, ServerRefusedError
from sync.past import ask_past
from tests.support.account_desk import Desk, words_in
from tests.support.account_records import ACCOUNT, NOW, fill_account, key, put
from tests.support.devices import make_workspace
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, enrolled
from ui.screens.account.build import build_account
from ui.screens.history.build import open_history


class Server:
    """Answers as the server would, or not at all."""

    def __init__(self, entries=(), reason="", *, is_cut=False):
        self.entries, self.reason, self.is_cut = entries, reason, is_cut

    def ask(self, entity, record_id, done, failed, owner=None):
        del entity, record_id, owner
        if self.reason:
            failed(self.reason)
        else:
            done(self.entries, self.is_cut)


def entry(field, before, value, **more):
    given = {"at": NOW, "user": "孙经理", "device": "台式机", "source": "online", "arrived_at": NOW}
    return PastEntry(field=field, before=before, value=value, **{**given, **more})


@pytest.fixture
def desk(qtbot, tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    edit_account(workspace, ACCOUNT, {"phone": "0512-7"})
    yield Desk(qtbot, workspace, lambda context: build_account(context, ACCOUNT))
    workspace.store.close()


def look(desk, server):
    context = dataclasses.replace(desk.context, past=server)
    return open_history(context, desk.view, "account", ACCOUNT)


def lines(dialog):
    return [dialog.model.row_at(at) for at in range(dialog.model.rowCount())]


def test_without_a_server_the_device_tells_what_it_wrote_and_says_that_this_is_not_all(desk):
    desk.view.file.history.click()
    dialog = look(desk, None)
    (line,) = lines(dialog)
    assert (line.value, line.before) == ("0512-7", "13905120001")
    assert line.how == "尚未上传"
    assert any("本机所知" in words for words in words_in(dialog))


def test_offline_the_reason_is_said_and_the_own_work_still_shown(desk):
    dialog = look(desk, Server(reason="The server cannot be reached."))
    assert len(lines(dialog)) == 1
    assert any(words.startswith("The server cannot be reached. ") for words in words_in(dialog))


def test_the_server_tells_the_rest_below_what_was_not_sent_yet(desk):
    dialog = look(desk, Server([entry("city", "苏州市", "云浦市", source="offline")]))
    assert [(line.field, line.who) for line in lines(dialog)] == [
        ("phone", "本人"),
        ("city", "孙经理"),
    ]
    assert lines(dialog)[1].how == "台式机·离线写入，后来上传"


def test_one_field_alone_is_shown(desk):
    entries = [entry("city", None, "云浦市"), entry("status", "prospect", "active")]
    dialog = look(desk, Server(entries))
    dialog.field.choose("status")
    dialog.field.chosen.emit("status")
    (line,) = lines(dialog)
    assert (line.before, line.value) == ("潜在", "成交")


def test_a_past_that_was_cut_says_so(desk):
    dialog = look(desk, Server([entry("city", None, "云浦市")], is_cut=True))
    assert "仅显示最近 1 项。" in words_in(dialog)


def test_a_value_that_lost_in_a_conflict_is_known_without_the_network(desk):
    conflict = {
        "id": key(901), "subject_entity": "account", "subject_id": ACCOUNT, "field": "city",
        "base": '"a"', "kept": '"云浦市"', "lost": '"常熟市"', "kept_at": NOW, "lost_at": NOW + 1,
        "reason": "both_changed", "state": "kept",
    }  # fmt: skip
    with desk.workspace.store.unit_of_work() as work:
        put(work, "conflict", [conflict])
        work.commit()
    found = [line for line in lines(look(desk, None)) if line.field == "city"]
    assert [(line.value, line.before) for line in found] == [("常熟市", "云浦市")]


def test_a_real_server_tells_its_device_and_refuses_what_is_not_the_users(tmp_path):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        running.add_user("anna", PASSWORD, ("rep",), sector)
        running.add_user("ben", PASSWORD, ("rep",), sector)
        anna = enrolled(running, tmp_path / "anna", "anna")
        ben = enrolled(running, tmp_path / "ben", "ben")
        anna.sync()
        ben.sync()
        account = anna.create("account", name="甲店", type="retailer", status="prospect")
        anna.sync()
        anna.edit("account", account, city="苏州市")
        anna.sync()
        told = ask_past(anna.wire, "account", account)
        newest = told.values[0]
        assert (newest.field, newest.before, newest.value) == ("city", None, "苏州市")
        with pytest.raises(ServerRefusedError) as refused:
            ask_past(ben.wire, "account", account)
        assert refused.value.code == "record.unknown"
        anna.network.offline = True
        with pytest.raises(OfflineError):
            ask_past(anna.wire, "account", account)
        anna.workspace.store.close()
        ben.workspace.store.close()
