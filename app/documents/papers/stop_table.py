"""The stops of a visit plan: who, where, why, room to write, and a code that opens the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.documents.setting.blocks import Block
from app.documents.setting.characters import Run, TickBox
from app.documents.setting.fonts import FontSet
from app.documents.setting.marks import draw_qr
from app.documents.setting.page import (
    FINE_RULE,
    HAIR_GREY,
    HINT_GREY,
    RULE_GREY,
    STRONG_RULE,
    TINT,
    TYPE_WIDTH,
)
from app.documents.setting.sheet import Sheet
from app.documents.setting.tongue import Tongue
from app.documents.setting.typesetting import Paragraph, Style, set_runs, set_text
from app.domain.papers.visit_plan import PlanStop

_HEAD_HEIGHT, _LEAST_HEIGHT, _AIR, _PAD = 18.0, 74.0, 5.0, 4.0
_TIME, _PURPOSE, _RESULT, _CODE = 40.0, 88.0, 116.0, 56.0
_PLACE = TYPE_WIDTH - _TIME - _PURPOSE - _RESULT - _CODE
_WIDTHS = (_TIME, _PLACE, _PURPOSE, _RESULT, _CODE)
_QR_SIDE, _QR_DROP, _NUMBER_SIZE = 40.0, 8.0, 6.6
_LINES, _FIRST_LINE, _LINE_STEP = 3, 20.0, 17.0
_HINT_SIZE, _HINT_LIFT = 6.0, 5.0
_HINT_LEFTS = (6.0, 42.0, 78.0)


@dataclass(frozen=True, slots=True)
class StopRow:
    """One stop, set."""

    time: tuple[Paragraph, ...]
    place: tuple[Paragraph, ...]
    purposes: tuple[Paragraph, ...]
    hints: tuple[str, ...]
    code: str
    number: str

    @property
    def height(self) -> float:
        """Height of the fullest cell."""
        fullest = max(sum(each.height for each in cell) for cell in (self.place, self.purposes))
        return max(_LEAST_HEIGHT, fullest + 2 * _AIR)


@dataclass(frozen=True)
class StopTable(Block):
    """Stops of one page; divided between stops only, with the head again on the next page."""

    fonts: FontSet
    heads: tuple[Paragraph, ...]
    rows: tuple[StopRow, ...]

    @cached_property
    def height(self) -> float:
        """Height with the head."""
        return _HEAD_HEIGHT + sum(row.height for row in self.rows) + 1

    @property
    def least(self) -> float:
        """The head with one stop."""
        return _HEAD_HEIGHT + (self.rows[0].height if self.rows else 0) + 1

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Divide between two stops."""
        left, count = room - _HEAD_HEIGHT - 1, 0
        for row in self.rows:
            if row.height > left:
                break
            left -= row.height
            count += 1
        if not 0 < count < len(self.rows):
            return None
        return replace(self, rows=self.rows[:count]), replace(self, rows=self.rows[count:])

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw head, stops and rules."""
        sheet.panel(x, top - _HEAD_HEIGHT, TYPE_WIDTH, _HEAD_HEIGHT, gray=TINT)
        left = x
        for head, width in zip(self.heads, _WIDTHS, strict=True):
            head.draw(sheet, left, top - (_HEAD_HEIGHT - head.height) / 2)
            left += width
        y = top - _HEAD_HEIGHT
        for row in self.rows:
            self._draw_row(sheet, row, x, y)
            y -= row.height
            sheet.across(x, y, TYPE_WIDTH, weight=FINE_RULE, gray=RULE_GREY)
        left = x
        for width in _WIDTHS[:-1]:
            left += width
            sheet.line((left, top), (left, y), weight=FINE_RULE, gray=RULE_GREY)
        for edge in (top, y):
            sheet.across(x, edge, TYPE_WIDTH, weight=STRONG_RULE)

    def _draw_row(self, sheet: Sheet, row: StopRow, x: float, top: float) -> None:
        lefts = (x, x + _TIME + _PAD, x + _TIME + _PLACE + _PAD)
        for left, cell in zip(lefts, (row.time, row.place, row.purposes), strict=True):
            y = top - _AIR
            for paragraph in cell:
                paragraph.draw(sheet, left, y)
                y -= paragraph.height
        self._draw_room(sheet, row, x + TYPE_WIDTH - _CODE - _RESULT, top)
        middle = x + TYPE_WIDTH - _CODE / 2
        draw_qr(sheet, row.code, middle - _QR_SIDE / 2, top - _QR_DROP - _QR_SIDE, _QR_SIDE)
        at = (middle, top - _QR_DROP - _QR_SIDE - 8)
        sans = self.fonts.sans
        sheet.say(row.number, sans, _NUMBER_SIZE, at, align="center", at_most=_CODE - 4)

    def _draw_room(self, sheet: Sheet, row: StopRow, x: float, top: float) -> None:
        for place in range(_LINES):
            y = top - _FIRST_LINE - place * _LINE_STEP
            sheet.across(x + 6, y, _RESULT - 12, weight=FINE_RULE, gray=HAIR_GREY)
        for hint, left in zip(row.hints, _HINT_LEFTS, strict=True):
            at = (x + left, top - row.height + _HINT_LIFT)
            sheet.say(hint, self.fonts.sans, _HINT_SIZE, at, gray=HINT_GREY)


def stop_table(stops: Sequence[PlanStop], day: str, tongue: Tongue, fonts: FontSet) -> StopTable:
    """Set the stops of a day.

    Args:
        stops: In their order.
        day: As it stands in the codes: "2026-11-23".
        tongue: Language of the paper.
        fonts: The loaded fonts.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 11; R162.
    """
    say = tongue.say
    head = Style(fonts.sans_bold, 8.6, 12, "center")
    titles = (
        say("时间", "Time"),
        say("客户", "Customer"),
        say("目的", "Purpose"),
        say("结果（现场填写）", "Result (by hand)"),
        say("扫码打开", "Open"),
    )
    heads = tuple(set_text(each, head, width) for each, width in zip(titles, _WIDTHS, strict=True))
    rows = tuple(
        _row(number, stop, day, tongue, fonts) for number, stop in enumerate(stops, start=1)
    )
    return StopTable(fonts, heads, rows)


def _row(number: int, stop: PlanStop, day: str, tongue: Tongue, fonts: FontSet) -> StopRow:
    bold = Style(fonts.sans_bold, 9.4, 14, "center")
    small = Style(fonts.sans, 8.0, 12, "center")
    plain = Style(fonts.serif, 8.4, 11.8)
    width = _PLACE - 2 * _PAD
    name = set_text(stop.name, Style(fonts.serif_bold, 9.2, 12.6), width)
    lines = (stop.address, stop.contact, stop.remark)
    purposes = [tongue.choice("visit_plan", "purposes", each) for each in stop.purposes]
    purposes += stop.preparation
    return StopRow(
        time=(set_text(stop.starts or "—", bold, _TIME), set_text(str(number), small, _TIME)),
        place=(name, *(set_text(each, plain, width) for each in lines if each)),
        purposes=tuple(
            set_runs([TickBox(is_ticked=False), Run(f" {words}")], plain, _PURPOSE - 2 * _PAD)
            for words in purposes
        ),
        hints=(tongue.say("到", "In"), tongue.say("离", "Out"), tongue.say("里程", "km")),
        code=f"RB1|C|{stop.account_number or stop.account_id}|{day}",
        number=stop.account_number,
    )
