"""Tables of whole rows: heights, selection, opening, sorting, editing."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.widget.conftest import Show
from ui.delegates.row_table import RowTable
from ui.models.cells import Bar, Edit, Heat, Mark, Name, Num, Spark, TagCell, Tags, Tick, Two
from ui.models.columns import Column
from ui.models.paged_table_model import PagedTableModel
from ui.models.row_table_model import RowTableModel
from ui.theme.apply import apply_theme
from ui.theme.tokens import DensityName


@dataclass(frozen=True, slots=True)
class Account:
    """A row of the tests."""

    name: str
    cases: str = "0"


ROWS = [Account("海悦"), Account("百禾"), Account("瑞丰")]


def model_of(rows: list[Account]) -> RowTableModel[Account]:
    model = RowTableModel[Account](
        [
            Column("tick", "", lambda _row: Tick(), 40),
            Column("name", "客户", lambda row: Name(row.name, "云浦", "A"), sortable=True),
            Column("months", "近 8 月", lambda _row: Spark((1, 2)), 92, drop_below=300),
            Column("debt", "欠款", lambda _row: Num("4.20万"), 104, "right", sortable=True),
        ]
    )
    model.set_rows(rows)
    return model


@pytest.fixture
def table(qtbot: QtBot, show: Show) -> RowTable:
    assert qtbot is not None
    view = RowTable(model_of(ROWS), two_lines=True, name="客户")
    show(view).resize(640, 400)
    return view


def middle(view: RowTable, row: int, column: int) -> QPoint:
    return view.visualRect(view.model().index(row, column)).center()


def test_the_model_obeys_qts_rules():
    model = model_of([])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_rows(ROWS)
    model.refresh_rows([replace(row, cases="1") for row in ROWS])
    model.set_rows([])


@pytest.mark.parametrize(
    ("density", "one", "two"), [("compact", 34, 46), ("comfortable", 40, 52), ("touch", 48, 60)]
)
def test_rows_are_as_high_as_the_density_says(
    show: Show, qapp: QApplication, density: DensityName, one: int, two: int
):
    flat, tall = RowTable(model_of(ROWS)), RowTable(model_of(ROWS), two_lines=True)
    show(flat, tall)
    apply_theme(qapp, density=density)
    assert (flat.rowHeight(0), tall.rowHeight(0)) == (one, two)


def test_rows_grow_with_the_text_but_never_shrink(show: Show, qapp: QApplication):
    view = RowTable(model_of(ROWS), two_lines=True)
    show(view)
    apply_theme(qapp, scale=1.3)
    assert view.rowHeight(0) == 68
    apply_theme(qapp, scale=0.9)
    assert view.rowHeight(0) == 52


def test_a_fitting_table_is_as_high_as_its_rows(show: Show):
    view = RowTable(model_of(ROWS), fit=True)
    show(view)
    assert view.minimumSizeHint().height() == 32 + 3 * 40


def test_the_current_row_is_told_by_click_and_by_arrow(table: RowTable, qtbot: QtBot):
    with qtbot.waitSignal(table.current_changed) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle(table, 1, 1))
    assert told.args == [ROWS[1]]
    with qtbot.waitSignal(table.current_changed) as told:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert told.args == [ROWS[2]]


def test_a_click_on_the_check_box_adds_and_takes_away_a_row(table: RowTable, qtbot: QtBot):
    def click(row: int) -> None:
        place = middle(table, row, 0)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(0)
    click(2)
    assert table.selected_rows() == [ROWS[0], ROWS[2]]
    with qtbot.waitSignal(table.selection_changed) as told:
        click(0)
    assert told.args == [[ROWS[2]]]


def test_enter_and_double_click_open_a_row(table: RowTable, qtbot: QtBot):
    table.select_row(0)
    with qtbot.waitSignal(table.row_opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [ROWS[0]]
    with qtbot.waitSignal(table.row_opened) as told:
        place = middle(table, 2, 1)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [ROWS[2]]


def test_a_heading_asks_for_its_order_and_the_second_time_for_the_other(
    table: RowTable, qtbot: QtBot
):
    def click(column: int) -> None:
        x = table.columnViewportPosition(column) + 20
        head = table.horizontalHeader().viewport()
        qtbot.mouseClick(head, Qt.MouseButton.LeftButton, pos=QPoint(x, 16))

    with qtbot.waitSignal(table.sort_requested) as told:
        click(3)
    assert told.args == ["debt", True], "figures begin with the largest"
    table.show_sort("debt", descending=True)
    with qtbot.waitSignal(table.sort_requested) as told:
        click(3)
    assert told.args == ["debt", False]
    with qtbot.assertNotEmitted(table.sort_requested):
        click(2)


def test_a_narrow_table_drops_the_columns_that_may_go(table: RowTable):
    assert not table.isColumnHidden(2)
    table.resize(280, 300)
    assert table.isColumnHidden(2)
    assert not table.isColumnHidden(3)


def test_refreshed_rows_keep_the_selection_and_new_rows_lose_it(table: RowTable):
    table.select_row(1)
    model = table.model()
    assert isinstance(model, RowTableModel)
    model.refresh_rows([replace(row, name=row.name + "改") for row in ROWS])
    assert [row.name for row in table.selected_rows()] == ["百禾改"]
    model.set_rows(list(reversed(ROWS)))
    assert table.selected_rows() == []


def test_reached_by_tab_the_first_row_becomes_current_without_being_selected(table: RowTable):
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.currentIndex().row() == 0
    assert table.selected_rows() == []


def test_a_figure_is_typed_into_the_row_and_enter_goes_to_the_row_below(show: Show, qtbot: QtBot):
    typed: list[tuple[str, str]] = []
    model = RowTableModel[Account](
        [
            Column("name", "品名", lambda row: Name(row.name)),
            Column(
                "cases", "仓库", lambda row: Edit(row.cases), 90, "right",
                edit=lambda row, text: typed.append((row.name, text)),
            ),
        ]
    )  # fmt: skip
    model.set_rows(ROWS)
    view = RowTable(model)
    show(view)
    view.setCurrentIndex(model.index(0, 1))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    first = view.viewport().findChild(QLineEdit)
    assert first is not None
    assert first.accessibleName() == "仓库"
    qtbot.keyClicks(first, "24")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.currentIndex().row() == 1)
    assert typed == [("海悦", "24")]
    assert view.state() == view.State.EditingState


def test_every_kind_of_cell_is_painted_and_spoken(show: Show, qtbot: QtBot):
    cells = [
        "文字",
        Name("百禾", "云浦", "B", (Mark("cloud-upload", "text3", "待发送"),)),
        Two("11月2日", "超期 7 天", "clock-alert", "bad"),
        Num("4.20万", "bad", "逾期 18 天", strong=True, exact="¥42,000.00"),
        Tags((TagCell("冲突", "warn", "git-compare-arrows"), TagCell("经销商", outline=True))),
        Spark((1, 3, 2), words="近 8 月上升"),
        Bar(0.4, "40%", mark=0.6),
        Heat("2.07", 0.8),
        Edit("24", "warning"),
        Tick(),
    ]
    columns = [
        Column[str](str(i), f"列{i}", lambda _row, c=cell: c) for i, cell in enumerate(cells)
    ]
    model = RowTableModel(columns)
    model.set_rows(["row"])
    view = RowTable(model, two_lines=True)
    show(view).resize(1200, 200)
    before = view.viewport().grab().toImage()
    view.select_row(0)
    assert view.viewport().grab().toImage() != before
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [model.index(0, i).data(role) for i in range(len(cells))]
    assert spoken[1] == "列1: 百禾, B, 云浦, 待发送"
    assert spoken[3] == "列3: ¥42,000.00, 逾期 18 天"
    assert spoken[5] == "列5: 近 8 月上升"
    assert model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole) == "¥42,000.00"
    qtbot.mouseMove(view.viewport(), QPoint(10, 10))


def test_a_row_chosen_before_it_arrived_is_told_when_it_arrives(show: Show):
    model = PagedTableModel[Account](model_of(ROWS).columns(), lambda _request: None)
    generation = model.replace(3)
    view = RowTable(model)
    show(view)
    told = []
    view.current_changed.connect(told.append)
    view.select_row(1)
    model.deliver(generation, 0, ROWS)
    assert told == [None, ROWS[1]]
