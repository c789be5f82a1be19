"""The preparation of a visit in words: one heading and its lines for everything open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.sales.stock import StockNeed
from app.queries.visits.preparation import OpenItem, Preparation, StockNote
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.context import Clock
from ui.texts import _, p_


@dataclass(frozen=True, slots=True)
class PreparationLine:
    """One thing to know: words, a quiet note, the ink of the note."""

    words: str
    note: str = ""
    role: str = "text3"


@dataclass(frozen=True, slots=True)
class PreparationPart:
    """A heading with its lines; without lines nothing is open there."""

    icon: str
    heading: str
    lines: tuple[PreparationLine, ...]


class PreparationWords:
    """Spells what is open, in one language and for one day."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._formats, self._clock = formats, clock

    def parts(self, page: Preparation) -> tuple[PreparationPart, ...]:
        """Return every part in the order in which a rep needs it."""
        return (
            PreparationPart("message-square-text", _("Left open last time"), self._last(page)),
            PreparationPart("clock-alert", _("Money past due"), tuple(self._debts(page))),
            PreparationPart("handshake", _("Promises"), tuple(self._promises(page))),
            self._items(page, "complaint", "message-square-warning", _("Complaints")),
            self._items(page, "warning", "triangle-alert", _("Warnings")),
            self._items(page, "contract", "file-text", _("Contracts that end")),
            PreparationPart("boxes", _("Stock"), tuple(self._stock(note) for note in page.stock)),
            PreparationPart("truck", _("Bought last"), tuple(self._deliveries(page))),
            PreparationPart("package", _("Orders and returns"), tuple(self._orders(page))),
            PreparationPart("list-checks", _("File to confirm"), tuple(self._stale(page))),
        )

    def _last(self, page: Preparation) -> tuple[PreparationLine, ...]:
        account = page.account
        if account.last_visit_at is None:
            return (PreparationLine(_("Never visited")),)
        when = self._formats.moment(
            self._clock.moment(account.last_visit_at), now=self._clock.now()
        )
        words = account.last_next_step or _("Nothing was left open")
        return (PreparationLine(words, when),)

    def _debts(self, page: Preparation) -> Iterator[PreparationLine]:
        today = self._clock.today()
        for document in page.late:
            amount = self._formats.money(document.balance_minor)
            late = self._formats.days_late(document.days_late(today))
            yield PreparationLine(amount, late, "bad")

    def _promises(self, page: Preparation) -> Iterator[PreparationLine]:
        today = self._clock.today()
        for promise in page.promises:
            day = self._formats.day(promise.due_on, today=today)
            yield PreparationLine(promise.content, day, _role(is_late=promise.due_on < today))

    def _items(self, page: Preparation, kind: str, icon: str, heading: str) -> PreparationPart:
        lines = tuple(self._item(item) for item in page.items if item.kind == kind)
        return PreparationPart(icon, heading, lines)

    def _item(self, item: OpenItem) -> PreparationLine:
        today = self._clock.today()
        day = self._formats.day(item.day, today=today) if item.day else ""
        if item.kind == "warning":
            words = choice_label("warning", "rule", item.words)
            severity = choice_label("warning", "severity", item.state)
            role = "bad" if item.state == "alarm" else "warn"
            return PreparationLine(words, f"{severity} · {day}", role)
        if item.kind == "contract":
            return PreparationLine(item.words, _("ends {day}").format(day=day), "warn")
        late = item.day is not None and item.day < today
        note = _("answer by {day}").format(day=day) if day else ""
        return PreparationLine(item.words, note, _role(is_late=late))

    def _stock(self, note: StockNote) -> PreparationLine:
        english = self._formats.language == "en" and note.item.name_en
        name = note.item.name_en if english else note.item.name
        words = {
            StockNeed.OUT: p_("stock", "sold out"),
            StockNeed.LOW: p_("stock", "nearly sold out"),
            StockNeed.OVERSTOCKED: p_("stock", "lies too long"),
        }[note.need]
        counted = self._formats.count(note.item.last_quantity)
        lasts = "" if note.days is None else self._formats.days(note.days)
        parts = (words, f"{counted} {note.item.unit}", lasts)
        role = "warn" if note.need is StockNeed.OVERSTOCKED else "bad"
        return PreparationLine(name, " · ".join(part for part in parts if part), role)

    def _deliveries(self, page: Preparation) -> Iterator[PreparationLine]:
        for delivery in page.deliveries:
            day = self._formats.day(delivery.on, today=self._clock.today())
            is_english = self._formats.language == "en"
            goods = delivery.products_en if is_english else delivery.products
            names = p_("list", ", ").join(name for name in goods if name)
            yield PreparationLine(names, f"{day} · {self._formats.money(delivery.amount_minor)}")

    def _orders(self, page: Preparation) -> Iterator[PreparationLine]:
        for order in page.orders:
            kind = choice_label("field_order", "kind", order.kind)
            state = choice_label("field_order", "state", order.state)
            day = self._formats.day(order.ordered_on, today=self._clock.today())
            yield PreparationLine(f"{kind} {self._formats.money(order.total_minor)}",
                                  f"{state} · {day}")  # fmt: skip

    def _stale(self, page: Preparation) -> Iterator[PreparationLine]:
        for age in page.stale:
            words = choice_label("account", "block", age.block)
            note = _("never confirmed") if age.days is None else self._formats.days_old(age.days)
            yield PreparationLine(words, note)


def _role(*, is_late: bool) -> str:
    return "bad" if is_late else "text3"
