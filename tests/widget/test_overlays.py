"""Dialogs, blocks and the parts that speak."""

from __future__ import annotations

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widget.conftest import Show
from ui.charts.bar_chart import BarChart, BarSeries, Legend, axis_step
from ui.formats import Formats
from ui.widgets.blocks import EmptyState, Kpi, SelectionBar
from ui.widgets.buttons import Button
from ui.widgets.contour_picture import ContourPicture
from ui.widgets.credit import CreditFigures, CreditStrip
from ui.widgets.dialog import Dialog, ask
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field
from ui.widgets.overlay import Scrim
from ui.widgets.progress import Progress, Stepper
from ui.widgets.text import Text
from ui.widgets.timeline import TimelineRow

FORMATS = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))


def open_question(show: Show, qtbot: QtBot) -> Dialog:
    page = show(Text("页"))
    dialog = ask(
        page,
        title="作废合同 HT-2026-0977？",
        body="作废后不能恢复。",
        act="作废合同",
        keep="不作废",
    )
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_the_safe_verb_has_the_focus_and_enter_keeps_all_as_it_is(show: Show, qtbot: QtBot):
    dialog = open_question(show, qtbot)
    focus = dialog.focusWidget()
    assert isinstance(focus, Button)
    assert focus.words() == "不作废"
    with qtbot.waitSignal(dialog.rejected), qtbot.assertNotEmitted(dialog.accepted):
        qtbot.keyClick(focus, Qt.Key.Key_Return)


def test_the_act_accepts_and_the_darkness_goes(show: Show, qtbot: QtBot):
    dialog = open_question(show, qtbot)
    window = dialog.parentWidget()
    assert window is not None
    assert len(window.findChildren(Scrim)) == 1
    act = next(b for b in dialog.findChildren(Button) if b.words() == "作废合同")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChildren(Scrim) == [])


def test_a_question_grows_with_the_reason_why_a_field_is_refused(show: Show, qtbot: QtBot):
    dialog = Dialog(show(Text("页")), "改期拜访")
    day = Field("日期", LineEdit("2026-11-24"))
    dialog.add_content(day)
    dialog.add_button("改期", "primary")
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    height = dialog.height()
    day.show_error("不能改到过去的日子，也不能改到没有工作安排的日子。" * 3)
    note = next(one for one in day.findChildren(Text) if one.text() == day.note())
    qtbot.waitUntil(lambda: note.height() >= note.heightForWidth(note.width()))
    assert note.y() >= day.editor.geometry().bottom()
    assert dialog.height() > height
    grown = dialog.height()
    day.clear_note()
    QApplication.processEvents()
    assert dialog.height() == grown


def test_esc_rejects(show: Show, qtbot: QtBot):
    dialog = open_question(show, qtbot)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_dialog_is_spoken_as_one(show: Show, qtbot: QtBot):
    dialog = open_question(show, qtbot)
    spoken = QAccessible.queryAccessibleInterface(dialog)
    assert spoken.role() == QAccessible.Role.Dialog
    assert spoken.text(QAccessible.Text.Name) == "作废合同 HT-2026-0977？"
    dialog.reject()


def test_a_key_figure_is_spoken_with_its_judgement(show: Show):
    kpi = Kpi("本月销售")
    show(kpi)
    kpi.show_figure(
        "86.4", unit="万", note="比进度少 4 个百分点", role="warn", icon="trending-down"
    )
    assert kpi.accessibleName() == "本月销售: 86.4 万. 比进度少 4 个百分点"


def test_credit_says_what_is_free_and_what_is_over(show: Show):
    strip = CreditStrip(FORMATS)
    show(strip)
    strip.show_figures(
        CreditFigures(owed=23_800_000, orders=4_500_000, limit=30_000_000), as_of="截至 今天"
    )
    texts = {label.text() for label in strip.findChildren(Text)}
    assert {"可用 1.70万", "应收 23.80万", "在途订单 4.50万", "额度 30万", "截至 今天"} <= texts
    strip.show_figures(
        CreditFigures(owed=33_800_000, orders=0, limit=30_000_000), as_of="截至 今天"
    )
    assert "超额度 3.80万" in {label.text() for label in strip.findChildren(Text)}


def test_the_selection_bar_shows_and_clears(show: Show, qtbot: QtBot):
    bar = SelectionBar()
    export = bar.add_action("导出", "download")
    show(bar)
    bar.show_selection("已选 1 户", "欠款 4.20万")
    assert export.isVisible()
    clear = next(b for b in bar.findChildren(Button.__base__) if b.accessibleName() == "取消选择")
    with qtbot.waitSignal(bar.cleared):
        qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)


def test_an_empty_state_offers_what_to_do(show: Show, qtbot: QtBot):
    empty = EmptyState("map-pin", "没有拜访", "排路线", primary="自动排路线")
    show(empty)
    assert not empty.plain_button.isVisible()
    with qtbot.waitSignal(empty.primary_button.clicked):
        qtbot.mouseClick(empty.primary_button, Qt.MouseButton.LeftButton)


def test_steps_and_progress_are_spoken(show: Show):
    steps, progress = Stepper(["草拟", "检查", "审批"]), Progress()
    show(steps, progress)
    steps.show_step(1)
    progress.show_share(0.72, mark=0.76)
    assert steps.accessibleName() == "第 2 步，共 3 步：检查"
    assert progress.accessibleName() == "72%"


@pytest.mark.parametrize(
    ("highest", "step"),
    [("32", "10"), ("40", "10"), ("160", "50"), ("0", "1"), ("3.2", "1"), ("1900", "500")],
)
def test_the_axis_has_about_four_round_steps(highest: str, step: str):
    assert axis_step(Decimal(highest)) == Decimal(step)


def test_a_chart_is_spoken_and_paints_more_for_more(show: Show):
    chart, legend = BarChart("销售"), Legend([("c1", "bar", "今年"), ("c2", "dot", "去年")])
    show(chart, legend)
    chart.show_series(BarSeries(("1月", "2月"), (Decimal(22), Decimal(15)), unit="万"))
    first = chart.grab().toImage()
    assert chart.accessibleDescription() == "1月 22万, 2月 15万"
    chart.show_series(
        BarSeries(("1月", "2月"), (Decimal(22),), (Decimal(30), Decimal(31)), (), 0, "万")
    )
    assert chart.grab().toImage() != first
    assert legend.accessibleName() == "今年, 去年"


def test_the_road_is_drawn_for_every_size(show: Show):
    picture = ContourPicture()
    page = show(picture)
    small = picture.grab().toImage()
    page.resize(700, 500)
    assert picture.grab().toImage().size() != small.size()
    colours = {small.pixelColor(x, y).rgb() for x in range(0, 380, 3) for y in range(0, 260, 3)}
    assert len(colours) > 3


def test_an_event_is_spoken_whole(show: Show):
    event = TimelineRow("banknote", "到款 18.60万", "11月5日", "银行转账", "ok", last=True)
    show(event)
    assert event.accessibleName() == "到款 18.60万. 11月5日. 银行转账"
