"""The map of accounts as a user drives it: mouse, wheel, keys, filters, the list beside it."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import event

from app.queries.accounts.map import Precision, read_account_map
from tests.support.account_desk import Desk, type_in, words_in
from tests.support.account_records import ACCOUNT, OTHER, fill_account, key, put
from tests.support.devices import make_workspace
from ui.screens.map.build import build_map, read_ground

FAR, LOST = key(21), key(22)
ROWS = [
    {"id": FAR, "name": "甲店", "type": "retailer", "status": "prospect", "class": "B",
     "province": "浙江省", "city": "杭州市",
     "latitude_e6": 30_250_000, "longitude_e6": 120_150_000},
    {"id": LOST, "name": "乙店", "type": "retailer", "status": "active", "class": "C"},
]  # fmt: skip


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    with workspace.store.unit_of_work() as work:
        put(work, "account", ROWS)
        work.cards.mark([FAR, LOST], words=True)
        while work.cards.refresh(workspace.today(), 100).remaining:
            pass
        work.commit()
    yield workspace
    workspace.store.close()


@pytest.fixture
def desk(qtbot, workspace):
    desk = Desk(qtbot, workspace, build_map)
    desk.window.resize(1_300, 800)
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 4)
    QApplication.processEvents()
    return desk


def listed(desk):
    model = desk.view.model
    return {model.row_at(at).row.id for at in range(model.rowCount())}


def pixel_of(desk, account_id):
    canvas = desk.view.map
    dot = next(one for one in canvas._dots if one.key == account_id)
    return QPointF(*canvas.window_shown().to_pixels(dot.at)).toPoint()


def turn_wheel(canvas, at, notches):
    here = QPointF(at)
    turned = QWheelEvent(
        here, QPointF(canvas.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, turned)


def test_an_account_without_coordinates_says_how_roughly_it_stands(workspace):
    ground = read_ground("")
    found = {one.row.id: one.precision for one in read_account_map(workspace, ground.gazetteer)}
    assert found[FAR] is Precision.OWN
    assert found[ACCOUNT] in {Precision.PROVINCE, Precision.OWN}
    assert found[LOST] is None


def test_the_map_is_one_statement_however_many_accounts(workspace):
    ground = read_ground("")
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        statements.append(statement)

    with workspace.store.snapshot() as look:
        engine = look.connection.engine
    event.listen(engine, "before_cursor_execute", note)
    read_account_map(workspace, ground.gazetteer)
    event.remove(engine, "before_cursor_execute", note)
    assert len([one for one in statements if "account_card" in one]) == 1


def test_a_click_on_a_dot_opens_its_card_and_the_card_leads_on(desk):
    QTest.mouseClick(desk.view.map, Qt.MouseButton.LeftButton, pos=pixel_of(desk, FAR))
    assert desk.view.card.isVisible()
    assert "甲店" in words_in(desk.view.card)
    desk.view.card.open_requested.emit(FAR)
    assert desk.context.navigation.went[-1] == ("open_account", FAR)


def test_a_visit_is_planned_from_the_card(desk):
    QTest.mouseClick(desk.view.map, Qt.MouseButton.LeftButton, pos=pixel_of(desk, FAR))
    desk.view.card.plan_requested.emit(FAR)
    dialog = desk.view.plans._dialog
    assert dialog.isVisible()
    dialog._tell()
    assert not dialog.isVisible()
    with desk.workspace.store.snapshot() as look:
        rows = look.connection.exec_driver_sql(
            "SELECT planned_on FROM visit_plan WHERE account_id = ?", (FAR,)
        )
        assert [row[0] for row in rows] == ["2026-11-24"]


def test_the_wheel_zooms_about_the_mouse_and_0_shows_all_again(desk):
    canvas, at = desk.view.map, pixel_of(desk, FAR)
    before = canvas.window_shown()
    turn_wheel(canvas, at, 4)
    assert canvas.window_shown().scale > before.scale * 2
    assert (pixel_of(desk, FAR) - at).manhattanLength() <= 2
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.window_shown() == before


def test_arrows_move_the_ground_and_a_drag_does_too(desk):
    canvas = desk.view.map
    at = pixel_of(desk, FAR)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert (pixel_of(desk, FAR) - at) == QPoint(60, 0)
    start = QPoint(50, 50)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(40, 10))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 10))
    assert (pixel_of(desk, FAR) - at - QPoint(100, 10)).manhattanLength() <= 1
    assert not desk.view.card.isVisible()


def test_filters_narrow_map_and_list_alike(desk):
    desk.view.classes_chosen.emit(("B",))
    assert listed(desk) == {FAR}
    assert {one.key for one in desk.view.map._dots} == {FAR}
    desk.view.classes_chosen.emit(())
    desk.view.statuses_chosen.emit(("prospect",))
    assert FAR in listed(desk)
    assert LOST not in listed(desk)


def test_owing_late_keeps_only_those_that_do(desk):
    desk.view.late.click()
    with desk.workspace.store.snapshot() as look:
        rows = look.connection.exec_driver_sql(
            "SELECT a.id FROM account a JOIN account_card c ON c.account_rowid = a.rowid"
            " WHERE c.overdue_minor > 0"
        )
        late = {row[0] for row in rows}
    assert late
    assert listed(desk) == late


def test_typed_pinyin_finds_as_in_the_account_list(desk):
    type_in(desk.view.search, "baihe")
    assert ACCOUNT in listed(desk)
    assert FAR not in listed(desk)


def test_an_account_of_unknown_place_stands_in_the_list_alone(desk):
    assert LOST in listed(desk)
    assert LOST not in {one.key for one in desk.view.map._dots}
    desk.view.table.select_row([desk.view.model.row_at(at).row.id for at in range(4)].index(LOST))
    assert "乙店" in words_in(desk.view.card)


def test_accounts_that_no_zoom_tells_apart_are_listed_by_a_click(desk):
    rough = [one for one in desk.view.map._dots if one.key in {ACCOUNT, OTHER}]
    desk.view.map.group_chosen.emit(tuple(one.key for one in rough))
    assert listed(desk) == {one.key for one in rough}
    desk.view.group.cleared.emit()
    assert len(listed(desk)) == 4


def test_a_damaged_layer_gives_way_to_the_built_in_one_and_says_so(tmp_path):
    broken = tmp_path / "own.geojson"
    broken.write_text("no map")
    ground = read_ground(str(broken))
    assert len(ground.regions) == 35
    assert "own.geojson" in ground.note
    line = {"type": "LineString", "coordinates": [[120, 31], [121, 31]]}
    broken.write_text(json.dumps({"features": [{"properties": {"name": "甲"}, "geometry": line}]}))
    assert [region.name for region in read_ground(str(broken)).regions] == ["甲"]


def test_the_switch_leads_back_to_the_list(desk):
    desk.view.switch.part("accounts").click()
    assert desk.context.navigation.went[-1] == ("show_screen", "accounts")
    assert desk.view.switch.current() == "map"
