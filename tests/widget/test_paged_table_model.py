"""Rows that arrive page by page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.models.cells import Blank, Num
from ui.models.columns import CELL_ROLE, ROW_ROLE, Column
from ui.models.paged_table_model import PAGE_SIZE, PagedTableModel, PageRequest

COUNT = 20_150


class Source:
    """Plays the query: notes what is asked for, answers when told to."""

    def __init__(self) -> None:
        self.requests: list[PageRequest] = []
        columns = [
            Column[str]("name", "客户", lambda row: row),
            Column[str]("debt", "欠款", lambda row: Num(f"¥{len(row)}"), align="right"),
        ]
        self.model = PagedTableModel(columns, self.requests.append)

    def answer(self, request: PageRequest, mark: str = "row") -> None:
        rows = [f"{mark} {n}" for n in range(request.first, request.first + request.count)]
        self.model.deliver(request.generation, request.first, rows)

    def look_at(self, row: int) -> object:
        return self.model.index(row, 0).data(CELL_ROLE)


@pytest.fixture
def source(qtbot: QtBot) -> Source:
    assert qtbot is not None
    return Source()


def test_the_model_obeys_qts_rules_while_pages_come_and_go(source: Source, qtbot: QtBot):
    QAbstractItemModelTester(
        source.model, QAbstractItemModelTester.FailureReportingMode.Fatal, source.model
    )
    source.model.replace(COUNT)
    source.look_at(0)
    qtbot.waitUntil(lambda: bool(source.requests))
    source.answer(source.requests[0])
    source.model.refresh()
    source.model.replace(3)
    source.model.replace(0)
    assert source.model.rowCount() == 0


def test_the_number_of_rows_is_known_before_any_page(source: Source):
    source.model.replace(COUNT)
    assert source.model.rowCount() == COUNT
    assert source.look_at(17) == Blank()
    assert source.model.row_at(17) is None
    assert source.model.index(17, 0).data(ROW_ROLE) is None


def test_a_page_is_asked_for_when_it_is_looked_at_and_only_once(source: Source, qtbot: QtBot):
    generation = source.model.replace(COUNT)
    for row in (400, 401, 599):
        source.look_at(row)
    assert source.requests == [], "asking while painting could paint again"
    qtbot.waitUntil(lambda: bool(source.requests))
    source.look_at(450)
    qtbot.wait(10)
    assert source.requests == [PageRequest(generation, 400, PAGE_SIZE)]


def test_the_last_page_is_as_long_as_what_is_left(source: Source, qtbot: QtBot):
    source.model.replace(COUNT)
    source.look_at(COUNT - 1)
    qtbot.waitUntil(lambda: bool(source.requests))
    assert (source.requests[0].first, source.requests[0].count) == (20_000, 150)


def test_pages_flown_over_are_not_asked_for(source: Source, qtbot: QtBot):
    source.model.replace(COUNT)
    for row in range(0, COUNT, PAGE_SIZE):
        source.look_at(row)
    qtbot.waitUntil(lambda: bool(source.requests))
    assert [request.first for request in source.requests] == [19_600, 19_800, 20_000]
    source.look_at(0)
    qtbot.waitUntil(lambda: len(source.requests) == 4)
    assert source.requests[-1].first == 0


def test_a_delivered_page_shows_and_tells_which_rows_changed(source: Source, qtbot: QtBot):
    source.model.replace(COUNT)
    source.look_at(210)
    qtbot.waitUntil(lambda: bool(source.requests))
    with qtbot.waitSignal(source.model.dataChanged) as told:
        source.answer(source.requests[0])
    assert (told.args[0].row(), told.args[1].row()) == (200, 399)
    assert source.look_at(210) == "row 210"
    assert source.model.row_at(399) == "row 399"
    assert source.model.row_at(400) is None


def test_pages_of_an_older_query_are_dropped(source: Source, qtbot: QtBot):
    source.model.replace(COUNT)
    source.look_at(0)
    qtbot.waitUntil(lambda: bool(source.requests))
    old = source.requests[0]
    source.model.replace(COUNT)
    with qtbot.assertNotEmitted(source.model.dataChanged):
        source.answer(old, "stale")
    assert source.look_at(0) == Blank()


def test_a_page_that_failed_is_asked_for_again(source: Source, qtbot: QtBot):
    generation = source.model.replace(COUNT)
    source.look_at(0)
    qtbot.waitUntil(lambda: len(source.requests) == 1)
    source.model.fail(generation, 0)
    source.look_at(0)
    qtbot.waitUntil(lambda: len(source.requests) == 2)
    assert source.requests[1].first == 0


def test_a_refresh_keeps_place_and_old_rows_until_the_new_ones_come(source: Source, qtbot: QtBot):
    source.model.replace(COUNT)
    source.look_at(5)
    qtbot.waitUntil(lambda: len(source.requests) == 1)
    source.answer(source.requests[0])
    place = QPersistentModelIndex(source.model.index(5, 0))
    source.model.refresh()
    assert place.isValid()
    assert source.look_at(5) == "row 5"
    qtbot.waitUntil(lambda: len(source.requests) == 2)
    source.answer(source.requests[1], "new")
    assert source.look_at(5) == "new 5"


def test_cells_are_spoken_with_their_heading(source: Source, qtbot: QtBot):
    source.model.replace(10)
    source.look_at(0)
    qtbot.waitUntil(lambda: bool(source.requests))
    source.answer(source.requests[0])
    spoken = source.model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "欠款: ¥5"
