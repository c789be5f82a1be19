# ruff: noqa: N802 - overrides of Qt methods keep Qt's names
"""The kit on one page: every small part in its states, built from the real widgets."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.delegates.row_table import RowTable
from ui.models.cells import Cell, Mark, Name, Num, Spark, TagCell, Tags, Tick
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.theme.apply import current_theme
from ui.widgets.blocks import Banner, EmptyState, Kpi, SectionHeading
from ui.widgets.buttons import Button, IconButton
from ui.widgets.checks import CheckBox, Toggle
from ui.widgets.chips import ChoiceChip, FilterChip
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.choice_row import Segment, Tabs
from ui.widgets.credit import CreditBar, CreditFigures
from ui.widgets.editors import ComboBox, LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import Avatar, ClassMark, KeyCap, Tag
from ui.widgets.painting import inset
from ui.widgets.panel import Panel, vline
from ui.widgets.progress import Progress, Stepper
from ui.widgets.text import Text
from ui.widgets.timeline import TimelineRow
from ui.widgets.value_editors import MoneyEdit

WORDS = {
    "Buttons": "按钮", "Save": "保存", "Export": "导出", "More": "更多", "Show": "查看",
    "Delete draft": "删除草稿", "Unavailable": "不可用", "Keyboard focus": "键盘焦点",
    "Day": "日", "Week": "周", "Month": "月", "Filters, switches, boxes": "筛选、开关、选框",
    "Class": "等级", "My accounts": "我的客户", "Area: Yunpu": "片区：云浦",
    "New price list": "带新版价目表", "Rebate statement": "返利对账单",
    "States: icon, words, colour": "状态：图标＋文字＋颜色", "Not sent yet": "待发送",
    "Conflict": "冲突", "Sent back": "被退回", "Frozen": "已冻结", "18 days late": "逾期 18 天",
    "Running": "执行中", "Out of stock": "断货", "Maintain": "维持型", "Gold": "黄金型",
    "Dealer": "经销商", "Form": "表单", "Account name": "客户名称",
    "As on the licence": "与营业执照一致", "Credit code": "信用代码",
    "6 characters missing": "还差 6 位", "Terms": "账期", "45 days": "45 天",
    "Over your limit of 30": "超过授权 30 天", "Amount": "金额",
    "Type 1.2万 or +7": "可输 1.2万、+7",
    "Key figures": "指标", "Sales this month": "本月销售", "of 1.2m plan": "万 / 计划 120万",
    "4 points behind": "比进度少 4 个百分点", "Margin": "毛利率",
    "+0.8 points": "比去年 +0.8 个百分点",
    "History": "往来", "Visit": "拜访", "46 cases": "订 46 箱；冷藏区缺货架位",
    "Paid ¥186k": "到款 18.60万", "Table rows": "表格行：默认、悬停、选中", "Account": "客户",
    "State": "状态", "8 months": "近 8 月", "Debt": "欠款", "Progress and credit": "进度与信用",
    "72% done, 76% due": "计划 72%，应到 76%", "Draft": "草拟", "Check": "检查",
    "Approval": "审批", "Seal": "用印", "New": "未处理", "Open": "处理中", "Closed": "已结",
    "Banner": "提示条", "2 warnings: ¥42k overdue": "2 项预警：欠款逾期 18 天",
    "Evidence": "查看依据", "Shen Li changed this": "这条记录已被 沈立 更新",
    "Show change": "看变化", "Empty state": "空状态", "No visits today": "今天没有安排拜访",
    "17 accounts are overdue; plan a route.": "有 17 户超期未访，可以一键排好路线。",
    "Plan route": "自动排路线", "Overdue accounts": "看超期客户", "Type": "字级",
    "Title 20": "标题 20 / 600  客户", "Section 15": "小节 15 / 600  今天的路线",
    "Body 14": "正文 14  进货频率变慢，常 12 天一次", "Dense 13": "表格 13  11月16日  274.5万",
    "Meta 12": "说明 12  截至 今天 06:40", "Grounds": "底色", "Lin Xiuzhen": "林秀珍",
    "Owner": "老板·决策", "Choice": "选择", "5 warehouses": "东仓路 12 号 3 库",
    "my phone": "拜访时拍照核对", "Yesterday": "东仓路 12 号", "by phone": "电话确认",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Stands in for gettext on this test page."""

    chinese: bool

    def __call__(self, english: str) -> str:
        return WORDS.get(english, english) if self.chinese else english


class Swatches(QWidget):
    """Patches of colour roles with their names."""

    def __init__(self, roles: tuple[str, ...]) -> None:
        super().__init__()
        self._roles = roles
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, 46)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() // len(self._roles)
        for index, role in enumerate(self._roles):
            painter.setPen(theme.colour("line2"))
            painter.setBrush(theme.colour(role))
            box = self.rect().adjusted(index * width, 0, 0, 0)
            box.setWidth(width - 6)
            box.setHeight(27)
            painter.drawRoundedRect(inset(box.toRectF()), 4, 4)
            painter.setFont(theme.font("micro"))
            painter.setPen(theme.colour("text2"))
            painter.drawText(index * width, 42, role)


def buttons(say: Words) -> QBoxLayout:
    off = Button(say("Unavailable"))
    off.forbid("没有权限")
    focus = Button(say("Keyboard focus"))
    focus.setObjectName("focused")
    segment = Segment([("day", say("Day")), ("week", say("Week")), ("month", say("Month"))])
    segment.choose("week")
    first = row(
        Button(say("Save"), "primary"),
        Button(say("Export"), icon="download"),
        Button(say("More"), "ghost"),
        Button(say("Show"), "link"),
        Button(say("Delete draft"), "danger", "trash-2"),
        STRETCH,
    )
    second = row(off, focus, IconButton("ellipsis", say("More")), segment, STRETCH)
    return column(SectionHeading(say("Buttons")), first, second, gap=10)


def chips(say: Words) -> QBoxLayout:
    mine = ChoiceChip(say("My accounts"), count=214)
    mine.setChecked(True)
    area = FilterChip(say("Area: Yunpu"))
    area.set_value(say("Area: Yunpu"))
    on, off = Toggle("on", silent=True), Toggle("off", silent=True)
    on.setChecked(True)
    done = CheckBox(say("Rebate statement"), fades=True)
    done.setChecked(True)
    first = row(FilterChip(say("Class")), mine, area, STRETCH, gap=6)
    second = row(on, off, 8, CheckBox(say("New price list")), 8, done, STRETCH)
    return column(SectionHeading(say("Filters, switches, boxes")), first, second, gap=10)


def states(say: Words) -> QBoxLayout:
    first = row(
        Tag(say("Not sent yet"), "info", "cloud-upload"),
        Tag(say("Conflict"), "warn", "git-compare-arrows"),
        Tag(say("Sent back"), "bad", "circle-x"),
        Tag(say("Frozen"), "frost", "snowflake"),
        Tag(say("18 days late"), "bad", "clock-alert"),
        STRETCH, gap=6,
    )  # fmt: skip
    second = row(
        Tag(say("Running"), "ok", "circle-check"),
        Tag(say("Out of stock"), "bad", "octagon-alert"),
        Tag(say("Maintain")), Tag(say("Gold"), "accent"), Tag(say("Dealer"), outline=True),
        ClassMark("A"), ClassMark("B"), ClassMark("C"), STRETCH, gap=6,
    )  # fmt: skip
    return column(SectionHeading(say("States: icon, words, colour")), first, second)


def form(say: Words) -> QBoxLayout:
    name = Field(
        say("Account name"), LineEdit("百禾粮油商贸行"), required=True,
        hint=say("As on the licence"),
    )  # fmt: skip
    code = Field(say("Credit code"), LineEdit("91330100MA2X"))
    code.show_error(say("6 characters missing"))
    terms = Field(say("Terms"), ComboBox([("45", say("45 days")), ("30", "30")]))
    terms.show_warning(say("Over your limit of 30"))
    money = Field(say("Amount"), MoneyEdit(1_200_000), hint=say("Type 1.2万 or +7"))
    first = row((name, 1), (code, 1), gap=12)
    second = row((terms, 1), (money, 1), gap=12)
    return column(SectionHeading(say("Form")), first, second, gap=12)


def figures(say: Words) -> QBoxLayout:
    sales, margin = Kpi(say("Sales this month")), Kpi(say("Margin"))
    sales.show_figure(
        "86.4", unit=say("of 1.2m plan"), note=say("4 points behind"), role="warn",
        icon="trending-down",
    )  # fmt: skip
    margin.show_figure("23.4", unit="%", note=say("+0.8 points"), role="ok", icon="trending-up")
    return column(SectionHeading(say("Key figures")), row((sales, 1), vline(), (margin, 1), gap=16))


def history(say: Words) -> QBoxLayout:
    return column(
        SectionHeading(say("History")),
        TimelineRow("notebook-pen", say("Visit"), "11月16日", say("46 cases"), "accent"),
        TimelineRow("banknote", say("Paid ¥186k"), "11月5日", "", "ok", last=True),
    )


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A row of the kit's table."""

    name: Name
    state: Tags
    months: Spark
    debt: Num


def table(say: Words) -> RowTable:
    def column_of(key: str, title: str, width: int = 0) -> Column[AccountRow]:
        def cell(account: AccountRow) -> Cell:
            return getattr(account, key)

        align, drop = ("right", 0) if key == "debt" else ("left", 440 if key == "months" else 0)
        return Column(key, title, cell, width, align, key == "debt", drop)

    model = RowTableModel(
        [
            Column("tick", "", lambda _row: Tick(), 40),
            column_of("name", say("Account")),
            column_of("state", say("State"), 104),
            column_of("months", say("8 months"), 78),
            column_of("debt", say("Debt"), 84),
        ]
    )
    cloud, torn = (
        Mark("cloud-upload", "text3", "待发送"),
        Mark("git-compare-arrows", "warn", "冲突"),
    )
    model.set_rows(
        [
            AccountRow(Name("海悦生鲜供应链", "", "A"), Tags(()), Spark((3, 4, 4, 5, 6, 6, 8, 9)),
                       Num("—", "text3")),
            AccountRow(Name("恒达贸易商行", "", "B", (cloud,)),
                       Tags((TagCell(say("Not sent yet"), "info", "cloud-upload"),)),
                       Spark((9, 8, 8, 6, 5, 5, 3, 2), falling=True), Num("2.64万", "bad")),
            AccountRow(Name("百禾粮油商贸行", "", "A", (torn,)),
                       Tags((TagCell(say("Conflict"), "warn", "git-compare-arrows"),)),
                       Spark((5, 6, 5, 7, 6, 6, 5, 6)), Num("4.20万", "bad")),
            AccountRow(Name("大成百货批发", "", "C", (Mark("snowflake", "frost", "已冻结"),)),
                       Tags((TagCell(say("Frozen"), "frost", "snowflake"),)),
                       Spark((9, 7, 4, 3, 2, 1, 0, 0), falling=True), Num("11.90万", "bad")),
        ]
    )  # fmt: skip
    view = RowTable(model, fit=True, name=say("Account"))
    view.select_row(2)
    view.show_sort("debt", descending=True)
    return view


def way(say: Words) -> QBoxLayout:
    progress, credit = Progress(), CreditBar()
    progress.show_share(0.72, mark=0.76)
    credit.show_figures(CreditFigures(owed=23_800_000, orders=4_500_000, limit=30_000_000))
    steps = Stepper([say("Draft"), say("Check"), say("Approval"), say("Seal")])
    steps.show_step(1)
    views = Tabs([("new", say("New"), 3), ("open", say("Open"), 5), ("closed", say("Closed"), 41)])
    done = row(Text(say("72% done, 76% due"), "meta", "text3"), (progress, 1), gap=12)
    return column(
        SectionHeading(say("Progress and credit")), done, credit, steps, row(views, STRETCH)
    )


def banners(say: Words) -> QBoxLayout:
    bad, info = Banner("bad", "triangle-alert"), Banner("info", "info")
    bad.show_words(say("2 warnings: ¥42k overdue"))
    bad.add_link(say("Evidence"))
    info.show_words(say("Shen Li changed this"))
    info.add_link(say("Show change"))
    return column(SectionHeading(say("Banner")), bad, info, gap=6)


def choices(say: Words) -> QBoxLayout:
    mine = ChoiceCard(say("5 warehouses"), say("my phone"), mark="radio")
    mine.setChecked(True)
    theirs = ChoiceCard(say("Yesterday"), say("by phone"), mark="radio")
    person = ChoiceCard(say("Lin Xiuzhen"), say("Owner"), avatar="林")
    person.setChecked(True)
    pair = QWidget()
    pair.setLayout(row((mine, 1), (theirs, 1), gap=10))
    return column(
        SectionHeading(say("Choice")), pair,
        row(person, Avatar("岚", "accent"), Avatar("苏"), KeyCap("Ctrl K"), STRETCH),
    )  # fmt: skip


def type_page(say: Words) -> QBoxLayout:
    return column(
        SectionHeading(say("Type")),
        Text("86.4 万  ¥48,600.00", "kpi"),
        Text(say("Title 20"), "title"),
        Text(say("Section 15"), "section"),
        Text(say("Body 14"), "body"),
        Text(say("Dense 13"), "dense", "text2"),
        Text(say("Meta 12"), "meta", "text3"),
        gap=3,
    )


def build_kit(*, chinese: bool) -> QWidget:
    """Build the page; show it and give `focused` the focus for the ring."""
    say = Words(chinese)
    empty = EmptyState(
        "map-pin", say("No visits today"), say("17 accounts are overdue; plan a route."),
        primary=say("Plan route"), plain=say("Overdue accounts"),
    )  # fmt: skip
    empty.primary_button.set_icon("route")
    grounds = Swatches(("canvas", "surface", "sunken", "hover", "selected", "line2"))
    left = column(
        buttons(say), 18, chips(say), 18, states(say), 18, form(say), 18, figures(say), 18,
        history(say), STRETCH, gap=0,
    )  # fmt: skip
    middle = column(
        column(SectionHeading(say("Table rows")), table(say), gap=4), 18, way(say), 16,
        banners(say), 16, choices(say), STRETCH, gap=0,
    )  # fmt: skip
    right = column(
        SectionHeading(say("Empty state")), 8, empty, 18, type_page(say), 14,
        SectionHeading(say("Grounds")), 8, grounds, 8,
        Swatches(("c1", "c2", "c3", "c4", "c5", "c6")), STRETCH, gap=0,
    )  # fmt: skip
    columns = row(
        (left, 10), vline(), (middle, 11), vline(), (right, 9), gap=22, margins=(28, 24, 28, 24)
    )
    sheet = Panel(columns, "sheet")
    page = Panel(column(sheet, margins=(8, 8, 8, 8)), "canvas")
    page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return page
