"""What a device can say without the network about where a record's values came from."""

from app.queries.records.own_changes import list_own_changes
from app.store.journal import REFUSED, WAITING
from tests.support import sync_scene as scene


def test_every_value_written_here_is_told_with_its_time_and_its_fate(tmp_path):
    workspace = scene.sync_workspace(tmp_path)
    first = scene.edit(workspace, scene.ACCOUNT, phone="7")
    scene.edit(workspace, scene.ACCOUNT, phone="8", city="杭州")
    scene.edit(workspace, scene.SECOND, phone="9")
    scene.settle(workspace, first, "field.not_allowed")
    values = list_own_changes(workspace, "account", scene.ACCOUNT)
    assert [(one.field, one.before, one.value, one.state, one.code) for one in values] == [
        ("phone", "2", "7", REFUSED, "field.not_allowed"),
        ("phone", "7", "8", WAITING, ""),
        ("city", None, "杭州", WAITING, ""),
    ]
    assert values[0].made_at < values[1].made_at
    workspace.store.close()
