from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.charts.route_picture import PictureStop, RoutePicture
from ui.charts.route_projection import fit
from ui.screens.today.account_picker import AccountPicker
from ui.screens.today.purpose_line import PurposeLine
from ui.screens.today.row_button import RowButton
from ui.screens.today.rows import (
    DayPage,
    DebtLine,
    DueLine,
    FigureCell,
    FoundAccount,
    PostponeForm,
    PromiseLine,
    RouteBlock,
    SideBlock,
    StopLine,
    TagWords,
    ThingLine,
)
from ui.screens.today.stop_row import StopRow
from ui.screens.today.view import TodayView
from ui.widgets.blocks import EmptyState
from ui.widgets.buttons import Button, IconButton
from ui.widgets.checks import CheckBox


def stop(number, phase="later", **fields):
    line = StopLine(
        plan_id=f"p{number}",
        account_id=f"a{number}",
        number=str(number),
        phase=phase,
        time="09:30",
        time_role="text",
        name=f"客户{number}",
        note="林秀珍",
        tags=(TagWords("收款"), TagWords("盘点")),
        leg="3.8 公里 · 9 分钟",
        action="开始拜访",
        state={"done": "已完成", "not_done": "未成行"}.get(phase, ""),
        hint="",
        latitude=31.3 + number / 100,
        longitude=120.6,
    )
    return replace(line, **fields)


def page(*stops, **fields):
    return DayPage(
        title="早上好，周岚",
        meta="11月23日 周一",
        figures=(FigureCell("1", "万", "好", "ok", "trending-up"),) * 4,
        route=RouteBlock(
            "2 站",
            stops,
            fields.get("things", ()),
            "0 / 1",
            ("", "") if stops else ("今天没有安排拜访。", "一键排好"),
            fields.get("can_plan", False),
        ),
        due=fields.get("due", ()),
        due_count=str(len(fields.get("due", ()))),
        side=SideBlock(
            promises=fields.get("promises", ()),
            promises_in_sight=6,
            debts=fields.get("debts", ()),
            debt_total="",
            debts_more="",
            unsent=(),
            unsent_count=0,
        ),
    )


def due(number):
    return DueLine(f"a{number}", "A", f"客户{number}", "承诺", TagWords("今天到期", "warn"), "")


@pytest.fixture
def view(qtbot):
    made = TodayView()
    qtbot.addWidget(made)
    made.resize(1_200, 800)
    made.show()
    return made


def show(view, shown):
    view.show_page(shown)
    QApplication.processEvents()  # a layout shows new widgets in the next turn


def heard(signal):
    told = []
    signal.connect(lambda *given: told.append(given))
    return told


def button(view, words, kind=Button):
    found = [each for each in view.findChildren(kind) if each.words() == words]
    return next(each for each in found if each.isVisibleTo(view))


def stop_row(view, plan_id):
    rows = view.findChildren(StopRow)
    return next(each for each in rows if each.plan_id == plan_id and each.isVisibleTo(view))


def test_the_current_stop_begins_a_visit(view):
    told = heard(view.visit_requested)
    show(view, page(stop(1, "done"), stop(2, "now"), stop(3)))
    button(view, "开始拜访").click()
    assert told == [("a2", "p2")]


def test_a_click_on_a_stop_opens_its_account(view):
    told = heard(view.account_requested)
    show(view, page(stop(1)))
    QTest.mouseClick(stop_row(view, "p1"), Qt.MouseButton.LeftButton)
    assert told == [("a1",)]


def test_alt_and_an_arrow_move_a_stop_and_the_keyboard_stays_with_it(view):
    told = heard(view.move_requested)
    first, second = stop(1, "now"), stop(2)
    show(view, page(first, second))
    row = stop_row(view, "p1")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert told == [("p1", 1), ("p1", -1)]
    show(view, page(replace(second, number="1"), replace(first, number="2")))
    focus = view.window().focusWidget()
    assert isinstance(focus, StopRow)
    assert focus.plan_id == "p1"


@pytest.mark.parametrize(
    ("phase", "count"), [("done", 1), ("now", 6), ("later", 6), ("not_done", 2)]
)
def test_the_menu_of_a_stop_offers_what_its_state_allows(view, phase, count):
    show(view, page(stop(1, phase)))
    assert len(stop_row(view, "p1").menu_actions()) == count


def test_a_visit_is_given_up_with_a_reason_that_is_checked(view):
    told = heard(view.not_done_given)
    show(view, page(stop(1, "now")))
    stop_row(view, "p1").menu_actions()[-1][1]()
    dialog = view._question
    dialog._reason.setPlainText("关门")
    button(dialog, "记为未成行").click()
    assert told == [("p1", "关门")]
    view.show_answer_error("写明未访原因")
    assert dialog._field.note() == "写明未访原因"
    assert dialog.isVisible()
    view.close_question()
    assert view._question is None


def test_a_visit_is_put_off_to_a_day_that_is_checked(view):
    asked, told = heard(view.postpone_requested), heard(view.day_given)
    show(view, page(stop(1, "later")))
    stop_row(view, "p1").menu_actions()[-2][1]()
    assert asked == [("p1",)]
    today, day = dt.date(2026, 11, 23), dt.date(2026, 11, 25)
    view.ask_day(PostponeForm("p1", "百禾粮油", today, day, "09:30"))
    dialog = view._question
    button(dialog, "改期").click()
    assert told == [("p1", day, "09:30")]
    view.show_answer_error("不能改到过去")
    assert dialog._field.note() == "不能改到过去"
    view.close_question()
    assert view._question is None


def test_the_calendar_button_plans_and_the_row_opens_the_account(view):
    planned, opened = heard(view.plan_requested), heard(view.account_requested)
    show(view, page(due=(due(7),)))
    button(view, "排入今天", IconButton).click()
    QTest.keyClick(button(view, "客户7. A. 今天到期. 承诺", RowButton), Qt.Key.Key_Return)
    assert (planned, opened) == ([("a7",)], [("a7",)])


def test_more_proposals_are_shown_on_demand(view):
    show(view, page(stop(1), due=tuple(due(number) for number in range(12))))

    def shown():
        rows = view.findChildren(IconButton)
        return sum(each.words() == "排入今天" and each.isVisibleTo(view) for each in rows)

    assert shown() == 4  # the window is narrow
    button(view, "还有 8 户").click()
    QApplication.processEvents()
    assert shown() == 12
    button(view, "收起").click()
    QApplication.processEvents()
    assert shown() == 4


def test_an_empty_day_offers_a_route(view):
    told = heard(view.route_requested)
    show(view, page(can_plan=True))
    empty = view.findChild(EmptyState)
    assert empty.isVisibleTo(view)
    empty.primary_button.click()
    assert told == [()]
    show(view, page())
    assert not empty.primary_button.isVisibleTo(view)


def test_ticks_of_promises_and_things_are_told(view):
    promises, things = heard(view.promise_ticked), heard(view.thing_ticked)
    show(
        view,
        page(
            stop(1),
            things=(ThingLine("样品", "样品 ×2", False),),
            promises=(PromiseLine("c1", "a1", "价目表", "客户1", "今天", "warn", True),),
        ),
    )
    button(view, "价目表", CheckBox).click()
    button(view, "样品 ×2", CheckBox).click()
    assert (promises, things) == ([("c1", False)], [("样品", True)])


def test_a_debt_opens_its_account_and_the_links_lead_on(view):
    opened, screens = heard(view.account_requested), heard(view.screen_requested)
    show(view, page(debts=(DebtLine("a5", "客户5", "逾期 3 天", "¥5.00"),)))
    button(view, "客户5. 逾期 3 天. ¥5.00", RowButton).click()
    button(view, "查看").click()
    assert (opened, screens) == ([("a5",)], [("sync",)])


def test_the_picker_offers_finds_and_tells(view, qtbot):
    typed, chosen = heard(view.account_typed), heard(view.visit_requested)
    show(view, page())
    view.bar_widgets()[-1].click()
    picker = view.findChild(AccountPicker)
    QTest.keyClicks(picker._box, "bh")
    qtbot.waitUntil(lambda: typed == [("bh",)])
    view.show_found(
        [FoundAccount("a1", "p1", "百禾", "苏州", "A"), FoundAccount("a2", "", "b", "", "")]
    )
    QApplication.processEvents()
    QTest.keyClick(picker, Qt.Key.Key_Down)
    assert picker.focusWidget() is picker._buttons_shown[0]
    QTest.keyClick(picker._box, Qt.Key.Key_Return)
    assert chosen == [("a1", "p1")]
    assert view._picker is None


def test_enter_before_the_answer_searches_instead_of_taking_an_old_row(view):
    typed, chosen = heard(view.account_typed), heard(view.visit_requested)
    view.bar_widgets()[-1].click()
    picker = view.findChild(AccountPicker)
    view.show_found([FoundAccount("a1", "", "百禾", "", "")])
    QTest.keyClicks(picker._box, "hd")
    QTest.keyClick(picker._box, Qt.Key.Key_Return)
    assert (typed, chosen) == ([("hd",)], [])


def test_an_unchanged_day_keeps_its_widgets(view):
    shown = page(stop(1), due=(due(2),))
    show(view, shown)
    row = stop_row(view, "p1")
    show(view, page(stop(1), due=(due(2),)))
    assert stop_row(view, "p1") is row


def test_tags_that_do_not_fit_are_counted(qtbot):
    tags = tuple(TagWords(words) for words in ("收款", "盘点", "签约"))
    line = PurposeLine(tags, "逾期 4.2万 · 林秀珍")
    qtbot.addWidget(line)
    line.resize(400, 20)
    assert line.shown_tags() == tags
    line.resize(190, 20)
    assert [tag.words for tag in line.shown_tags()] == ["收款", "+2"]


def test_places_keep_their_directions_and_distances_in_the_picture():
    projection = fit([(31.30, 120.60), (31.32, 120.60), (31.30, 120.62)], 400, 300)
    south, north, east = (
        projection.point(*place) for place in ((31.30, 120.60), (31.32, 120.60), (31.30, 120.62))
    )
    assert north.x() == pytest.approx(south.x())
    assert north.y() < south.y()
    assert east.x() > south.x()
    ratio = (east.x() - south.x()) / (south.y() - north.y())
    assert ratio == pytest.approx(0.854, abs=0.002)  # cosine of 31.3 degrees


def test_a_single_stop_stands_in_the_middle_of_the_picture():
    assert fit([(31.3, 120.6)], 400, 300).point(31.3, 120.6) == QPointF(200, 150)


def test_a_pin_tells_its_stop(qtbot):
    picture = RoutePicture("route")
    qtbot.addWidget(picture)
    picture.resize(400, 300)
    told = heard(picture.stop_chosen)
    picture.show_stops([PictureStop("p1", "1", "now", 31.3, 120.6, "客户1")])
    picture.show()
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.rect().center())
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert told == [("p1",)]


def test_the_route_is_drawn_in_the_accent_between_the_pins(qtbot, pixel_of):
    picture = RoutePicture("route")
    qtbot.addWidget(picture)
    picture.resize(400, 300)
    picture.show()
    before = pixel_of(picture, 200, 150)
    picture.show_stops(
        [
            PictureStop("p1", "1", "done", 31.3, 120.55, "西"),
            PictureStop("p2", "2", "later", 31.3, 120.65, "东"),
        ]
    )
    assert pixel_of(picture, 200, 150).name().upper() == "#3A54B4" != before.name().upper()
