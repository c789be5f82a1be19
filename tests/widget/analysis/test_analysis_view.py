"""The screen as it is drawn, over the demo rep's books."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.support.demo_workspace import demo_workspace
from ui.formats import Formats
from ui.models.cells import cell_text
from ui.screens.analysis.build import build_analysis
from ui.screens.analysis.explanation_popup import ExplainButton
from ui.screens.analysis.figure_list import KEYS
from ui.screens.context import ScreenContext
from ui.texts import install_language

ENGLISH = re.compile(r"[A-Za-z]{3,}")
KNOWN = {"ABC", "RFM"}


class Around:
    """Runs tasks at once and remembers where the screen led."""

    def __init__(self):
        self.went = []

    def on_store(self, task, done, failed=None, owner=None):
        del failed, owner
        done(task())

    on_work = on_store

    def __getattr__(self, name):
        return lambda *given: self.went.append((name, *given))


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    desk = demo_workspace(tmp_path_factory.mktemp("demo"))
    yield desk
    desk.store.close()


@pytest.fixture
def open_screen(qtbot, books):
    def build(language="zh_CN", size=(1_240, 800)):
        install_language(language)
        around = Around()
        formats = Formats(language, ZoneInfo("Asia/Shanghai"))
        context = ScreenContext(books, around, lambda _changes: None, around, formats)
        view, presenter = build_analysis(context)
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        presenter.load()
        QApplication.processEvents()
        return view, presenter, around

    return build


def said(view):
    """Return every word on the screen: labels, buttons, tool tips, heads and cells."""
    for label in view.findChildren(QLabel):
        yield label.text()
    for button in view.findChildren(ExplainButton):
        yield button.toolTip()
    yield from (chip.words() for chip in (view.period.earlier, *view.period.filters.values()))
    yield from (a.text() for a in view.period.earlier.values_menu.actions())
    for card in view.cards.values():
        yield from (card.turn.words(), card.link.words(), card.whole.words())
        columns = card.table.model().columns()
        yield from (column.title for column in columns)
        for row in card._shown.rows:
            yield from (cell_text(cell) for cell in row.cells)


def test_in_chinese_no_word_is_left_in_english(open_screen):
    view, _presenter, _around = open_screen("zh_CN")
    words = {word for text in said(view) for word in ENGLISH.findall(text)} - KNOWN
    assert {word for word in words if not re.fullmatch(r"HL\w*", word)} == set()


def test_in_english_only_names_are_in_chinese(open_screen):
    view, _presenter, _around = open_screen("en")
    names = {cell_text(row.cells[0]) for card in view.cards.values() for row in card._shown.rows}
    texts = {text for text in said(view) if text and not text.isascii()} - names
    chinese = {text for text in texts if re.search(r"[\u4e00-\u9fff]", text)}
    assert chinese == set()


def test_every_place_is_filled_from_the_store(open_screen):
    view, _presenter, _around = open_screen()
    assert all(cell.explain.isEnabled() for cell in view.figures.cells.values())
    assert all(view.more.lines[key].explain.isEnabled() for key in KEYS)
    assert all(card._shown is not None for card in view.cards.values())
    assert view.cards["abc"]._chart.isVisible()


def test_a_chart_turns_into_its_table_and_back_by_keyboard(open_screen):
    view, _presenter, _around = open_screen()
    card = view.cards["year"]
    card.turn.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card.turn, Qt.Key.Key_Return)
    assert card.table.isVisible()
    assert not card._chart.isVisible()
    assert card.table.model().rowCount() == 6
    QTest.keyClick(card.whole, Qt.Key.Key_Return)
    assert card.table.model().rowCount() == 12
    QTest.keyClick(card.turn, Qt.Key.Key_Space)
    assert card._chart.isVisible()


def test_the_explanation_opens_and_closes_by_keyboard(open_screen, qtbot):
    view, _presenter, _around = open_screen()
    button = view.figures.cells["sales"].explain
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Return)
    popup = button.popup
    shown = [label.text() for label in popup.findChildren(QLabel)]
    assert "公式" in shown
    assert "2026-01-01 至 2026-11-23" in shown
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: button.popup is None)


def test_tab_reaches_every_stop_of_the_screen(open_screen):
    view, _presenter, _around = open_screen()
    view.activateWindow()
    view.period.segment.part("year").setFocus(Qt.FocusReason.TabFocusReason)
    reached, widget = set(), view.focusWidget()
    while widget is not None and widget not in reached:
        reached.add(widget)
        view.focusNextChild()
        widget = view.focusWidget()
    wanted = {view.period.earlier, *(cell.explain for cell in view.figures.cells.values())}
    wanted |= {view.cards["abc"].turn, view.cards["loss"].table, view.more.lines["pareto"].explain}
    assert wanted <= reached


def test_enter_on_a_row_opens_the_account(open_screen):
    view, _presenter, around = open_screen()
    table = view.cards["loss"].table
    table.select_row(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    (went,) = around.went
    assert went == ("open_account", view.cards["loss"]._shown.rows[0].account_id)


def test_the_link_of_the_finding_shows_the_accounts_it_speaks_of(open_screen):
    view, _presenter, _around = open_screen()
    card = view.cards["abc"]
    linked = [row.account_id for row in card._shown.linked]
    assert linked
    card.link.click()
    model = card.table.model()
    assert [model.row_at(n).account_id for n in range(model.rowCount())] == linked
    card.link.click()
    assert card.table.model().rowCount() > len(linked)


def test_the_segment_and_the_menu_ask_for_another_period(open_screen):
    view, _presenter, _around = open_screen()
    view.period.segment.part("month").click()
    assert view.period.segment.current() == "month"
    assert not view.period.earlier.is_on()
    view.period.earlier.values_menu.actions()[0].trigger()
    assert view.period.earlier.words() == "2026年10月"
    assert view.period.earlier.is_on()
    assert view.period.segment.current() == ""
    view.period.earlier.cleared.emit()
    assert view.period.segment.current() == "month"


def test_a_filter_with_one_value_is_no_choice_and_another_narrows_every_card(open_screen):
    view, _presenter, _around = open_screen()
    assert not view.period.filters["owner_id"].isVisible()
    chip = view.period.filters["account_type"]
    assert chip.isVisible()
    before = view.cards["composition"].table.model().rowCount()
    next(a for a in chip.values_menu.actions() if a.text() == "零售商").trigger()
    assert view.cards["composition"].table.model().rowCount() == 1 < before
    assert "零售商" in view.cards["abc"].explain.toolTip()
    chip.cleared.emit()
    assert view.cards["composition"].table.model().rowCount() == before


def test_the_same_values_again_paint_nothing(open_screen, monkeypatch):
    view, presenter, _around = open_screen()
    card = view.cards["structure"]
    monkeypatch.setattr(card, "_arrange", lambda: pytest.fail("the card was arranged again"))
    presenter.reload()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_asks_for_more_width_than_a_small_window_has(open_screen, language):
    view, _presenter, _around = open_screen(language, (1_200, 620))
    assert view._scroll.widget().minimumSizeHint().width() <= view._scroll.viewport().width()
    assert view.minimumSizeHint().width() <= 1_200
