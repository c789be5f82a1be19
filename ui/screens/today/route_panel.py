"""The left column: the stops of the day in order, and what to take along."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.screens.today.row_button import HEADING_HEIGHT
from ui.screens.today.rows import RouteBlock, StopLine, ThingLine
from ui.screens.today.stop_row import StopPlace, StopRow
from ui.texts import _
from ui.widgets.blocks import EmptyState, SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.checks import CheckBox
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_EDGE, _ROW_PAD = 24, 12
_FEW_THINGS = 4
_COLUMNS_FOR_FEW, _COLUMNS_FOR_MANY = 2, 3


class RoutePanel(QWidget):
    """Shows the route; tells what the user wants with a stop."""

    visit_requested = Signal(str, str)
    account_requested = Signal(str)
    move_requested = Signal(str, int)
    postpone_requested = Signal(str)
    not_done_requested = Signal(str, str)
    replan_requested = Signal(str)
    arrange_requested = Signal()
    route_requested = Signal()
    accounts_requested = Signal()
    thing_ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._block: RouteBlock | None = None
        self._is_roomy = True
        self._rows: dict[str, StopRow] = {}
        self._arrange = Button(_("Reorder"), "ghost", "route")
        self._arrange.setToolTip(_("Puts the stops into a short order; the times stay"))
        self._arrange.clicked.connect(self.arrange_requested)
        self._heading = SectionHeading(_("Today's route"), None, "", self._arrange)
        self._heading.setMinimumHeight(HEADING_HEIGHT)
        self._stops = column(gap=0)
        self._empty = self._make_empty()
        self._things = ThingsPanel()
        self._things.ticked.connect(self.thing_ticked)
        pad = _EDGE - _ROW_PAD
        self.setLayout(
            column(
                row(self._heading, margins=(_ROW_PAD, 0, 4, 0)), 8, self._stops, self._empty,
                STRETCH, 12, row(self._things, margins=(_ROW_PAD, 0, 0, 0)),
                gap=0, margins=(pad, 16, 16, 18),
            )
        )  # fmt: skip

    def show_block(self, block: RouteBlock, *, is_roomy: bool) -> None:
        """Show the stops; a stop that had the keyboard keeps it."""
        if (block, is_roomy) == (self._block, self._is_roomy):
            return
        self._block, self._is_roomy = block, is_roomy
        focused = self._focused_plan()
        self._heading.set_note(block.note)
        self._arrange.setVisible(sum(stop.phase in {"now", "later"} for stop in block.stops) > 1)
        clear_layout(self._stops)
        self._rows = {}
        for at, line in enumerate(block.stops):
            place = StopPlace(at == 0, at == len(block.stops) - 1, is_roomy)
            self._stops.addWidget(self._make_row(line, place))
        self._empty.setVisible(not block.stops)
        self._empty.show_words(*block.emptiness)
        self._empty.primary_button.setVisible(block.can_plan)
        self._things.show_things(block.things, block.packed)
        if focused in self._rows:
            self._rows[focused].show()  # a hidden row would not take the keyboard
            self._rows[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def row_of(self, plan_id: str) -> StopRow | None:
        """Return the row of a stop."""
        return self._rows.get(plan_id)

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(
            "route", "", "", primary=_("Plan a route"), plain=_("Choose accounts"), inset=False
        )
        empty.primary_button.clicked.connect(self.route_requested)
        empty.plain_button.clicked.connect(self.accounts_requested)
        empty.hide()
        return empty

    def _make_row(self, line: StopLine, place: StopPlace) -> StopRow:
        made = StopRow(line, place)
        made.clicked.connect(partial(self.account_requested.emit, line.account_id))
        made.visit_requested.connect(
            partial(self.visit_requested.emit, line.account_id, line.plan_id)
        )
        made.move_requested.connect(partial(self.move_requested.emit, line.plan_id))
        made.postpone_requested.connect(partial(self.postpone_requested.emit, line.plan_id))
        made.not_done_requested.connect(
            partial(self.not_done_requested.emit, line.plan_id, line.name)
        )
        made.replan_requested.connect(partial(self.replan_requested.emit, line.plan_id))
        self._rows[line.plan_id] = made
        return made

    def _focused_plan(self) -> str:
        focus = self.window().focusWidget()
        held = (plan for plan, made in self._rows.items() if made is focus)
        return next(held, "")


class ThingsPanel(Panel):
    """What to take along, to be ticked off before the day begins."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        self._packed = Text("", "meta", "text3")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        head = row(Icon("package"), Text(_("Take along"), "dense-m"), self._packed, STRETCH, gap=8)
        super().__init__(column(head, self._grid, gap=8, margins=(14, 10, 8, 12)), "inset")
        self.hide()

    def show_things(self, things: tuple[ThingLine, ...], packed: str) -> None:
        """Show the list; nothing to take along shows nothing."""
        self.setVisible(bool(things))
        self._packed.set_words(packed)
        clear_layout(self._grid)
        columns = _COLUMNS_FOR_FEW if len(things) <= _FEW_THINGS else _COLUMNS_FOR_MANY
        for at in range(_COLUMNS_FOR_MANY):
            self._grid.setColumnStretch(at, int(at < columns))
        for at, thing in enumerate(things):
            self._grid.addWidget(self._make_box(thing), at // columns, at % columns)

    def _make_box(self, thing: ThingLine) -> CheckBox:
        box = CheckBox(thing.words, fades=True)
        box.setChecked(thing.is_packed)
        box.setToolTip(thing.words)
        box.clicked.connect(lambda is_on: self.ticked.emit(thing.key, is_on))
        return box
