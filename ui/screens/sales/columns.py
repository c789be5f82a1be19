"""Columns of plans, orders and products, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value
from app.domain.analysis.plan import Progress
from app.domain.analysis.severity import Severity
from app.queries.sales.catalogue import CatalogueLine
from app.queries.sales.month import DealerMonth
from app.queries.sales.orders import OrderSummary
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.models.cells import Bar, Cell, Mark, Name, Num, TagCell, Tags, Two
from ui.models.columns import Column
from ui.screens.context import Clock
from ui.screens.orders.order_words import order_state_look
from ui.screens.sales.figures import as_decimal, bar_tone, share_of
from ui.texts import _, p_
from ui.theme.tokens import Tone

_PLAN_LOOKS: Mapping[str, tuple[Tone, str]] = {
    "draft": ("quiet", "pencil"),
    "agreed": ("info", "handshake"),
    "approved": ("ok", "circle-check"),
}


class SalesCells:
    """Turns rows into cells, in one language and for one day."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._formats, self._clock = formats, clock

    def dealers(self) -> Sequence[Column[DealerMonth]]:
        """Columns of the month's grid."""
        return (
            Column("name", _("Account"), lambda each: Name(each.name, "", each.grade)),
            Column("plan", p_("sales", "Plan"), self.planned, 88, "right"),
            Column("sold", p_("sales", "Sold"), self.sold, 88, "right"),
            Column("progress", p_("sales", "Progress"), self.progress, 148),
            Column("gap", p_("sales", "Against pace"), self.gap, 96, "right", drop_below=640),
            Column("year", p_("sales", "Last year"), self.year, 80, "right", drop_below=720),
            Column("state", _("State"), self.plan_state, 96),
        )

    def orders(self) -> Sequence[Column[OrderSummary]]:
        """Columns of the list of orders."""
        return (
            Column("name", _("Account"), self.order_name),
            Column("kind", p_("order", "Kind"), self.order_kind, 80),
            Column("day", p_("order", "Ordered"), self.order_day, 140, drop_below=620),
            Column("lines", p_("order", "Products"), self.order_lines, 84, "right", drop_below=720),
            Column("total", _("Total"), self.order_total, 132, "right"),
            Column("state", _("State"), self.order_state, 116),
        )

    def products(self) -> Sequence[Column[CatalogueLine]]:
        """Columns of the catalogue."""
        return (
            Column("name", _("Product"), self.product_name),
            Column("code", p_("product", "Number"), lambda each: each.code, 104, drop_below=560),
            Column("kind", p_("product", "Kind"), lambda each: each.kind, 120, drop_below=640),
            Column("price", p_("product", "Price today"), self.product_price, 128, "right"),
            Column("state", _("State"), self.product_state, 96),
        )

    def planned(self, row: DealerMonth) -> Num:
        """The target in force; a draft in quiet ink."""
        if row.draft_minor is not None:
            return Num(self._short(row.draft_minor), "text3")
        return Num(self._short(row.progress.planned), "text")

    def sold(self, row: DealerMonth) -> Num:
        """What was sold so far."""
        actual = row.progress.actual
        return Num(self._short(actual), strong=True, exact=self._formats.money(actual))

    def progress(self, row: DealerMonth) -> Cell:
        """Completion as a bar with a tick where the plan should be."""
        share = share_of(row.progress.completion)
        if share is None:
            return Num(_("no plan"), "text3") if not row.state else Num(MISSING, "text3")
        return progress_bar(self._formats, row.progress)

    def gap(self, row: DealerMonth) -> Num:
        """Sold less what should be sold by today."""
        behind = row.progress.gap
        if isinstance(behind, NotAvailable):
            return Num(MISSING, "text3")
        minor = round(behind)
        role = {Severity.ALARM: "bad", Severity.WARNING: "warn"}.get(row.progress.severity, "text2")
        sign = "+" if minor > 0 else ""
        return Num(sign + self._short(minor), role)

    def year(self, row: DealerMonth) -> Num:
        """Change against the same days of last year."""
        change = row.comparison.change
        if isinstance(change, NotAvailable):
            is_new = change.reason is Reason.NEW
            return Num(p_("sales", "new") if is_new else MISSING, "text3")
        role = "bad" if row.comparison.severity is Severity.ALARM else "text2"
        return Num(self._formats.percent(as_decimal(change), signed=True), role)

    def plan_state(self, row: DealerMonth) -> Tags:
        """Where the plan stands."""
        if not row.state:
            return Tags((TagCell(p_("sales", "Plan missing"), "warn", "circle-dashed"),))
        tone, icon = _PLAN_LOOKS[row.state]
        words = choice_label("sales_plan", "state", row.state)
        return Tags((TagCell(words, tone, icon),))

    def order_name(self, row: OrderSummary) -> Name:
        """Account, who took it, and whether it waits."""
        marks = []
        if row.transport == "waiting":
            marks.append(Mark("cloud-upload", "info", _("Not sent yet")))
        if row.transport == "refused":
            marks.append(Mark("octagon-alert", "bad", _("Refused by the office")))
        if row.is_objected and row.state == "sent":
            marks.append(Mark("triangle-alert", "warn", _("The credit check found something")))
        return Name(row.account_name, row.author, row.grade, tuple(marks))

    def order_kind(self, row: OrderSummary) -> str:
        """Order or return."""
        return choice_label("field_order", "kind", row.kind)

    def order_day(self, row: OrderSummary) -> Two:
        """Day of the order, delivery below."""
        today = self._clock.today()
        wanted = ""
        if row.delivery_on is not None:
            day = self._formats.day(row.delivery_on, today=today)
            wanted = _("wanted {day}").format(day=day)
        return Two(self._formats.day(row.ordered_on, today=today), wanted)

    def order_lines(self, row: OrderSummary) -> Num:
        """How many products."""
        return Num(self._formats.count(row.lines), "text2")

    def order_total(self, row: OrderSummary) -> Num:
        """The sum, and that it is paid at once."""
        at_once = "" if row.is_on_credit or row.kind == "return" else _("paid at once")
        return Num(self._formats.money(row.total_minor), sub=at_once)

    def order_state(self, row: OrderSummary) -> Tags:
        """Where it stands."""
        tone, icon = order_state_look(row.state)
        return Tags((TagCell(choice_label("field_order", "state", row.state), tone, icon),))

    def product_name(self, row: CatalogueLine) -> Name:
        """Name in the user's language, brand and size below."""
        english = self._formats.language == "en" and row.name_en
        sub = " · ".join(part for part in (row.brand, row.specification) if part)
        return Name(row.name_en if english else row.name, sub)

    def product_price(self, row: CatalogueLine) -> Num:
        """The price valid today for one unit."""
        if row.price_minor is None:
            return Num(MISSING, "text3")
        return Num(self._formats.money(row.price_minor), sub=row.unit)

    def product_state(self, row: CatalogueLine) -> Tags:
        """New or withdrawn; nothing else needs saying."""
        if not row.is_on_sale:
            return Tags((TagCell(choice_label("product", "state", "withdrawn"), "quiet"),))
        return Tags((TagCell(p_("product", "New"), "info"),) if row.is_new else ())

    def _short(self, minor: int | None) -> str:
        return MISSING if minor is None else self._formats.money_rounded(minor, places=1)


def progress_bar(formats: Formats, state: Progress) -> Bar:
    """Return completion as a bar; its colour says how it stands against the pace."""
    share = share_of(state.completion) or Fraction(0)
    mark = _mark(state.planned_to_date, state.planned)
    words = formats.percent(as_decimal(share))
    return Bar(min(float(share), 1.0), words, bar_tone(state), mark)


def _mark(to_date: Value, planned: int | None) -> float | None:
    if isinstance(to_date, NotAvailable) or not planned:
        return None
    return min(float(to_date / planned), 1.0)
