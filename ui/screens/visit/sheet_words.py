"""Says in words what lies on the table during a visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.accounts.confirmations import BlockAge, block_ages
from app.domain.sales.stock import StockSignal, days_of_stock, stock_signal
from app.domain.visits.draft import VisitDraft
from app.queries.visits.form import (
    DesignatedAccount,
    OpenPromise,
    StockItem,
    VisitContact,
    VisitSheet,
)
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.screens.context import Clock
from ui.texts import _, n_, p_

_USUAL_GOODS = 8
_TOLD_DIGITS = 4


@dataclass(frozen=True, slots=True)
class PersonWords:
    """A card of a person who may be met."""

    id: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class GoodsWords:
    """A row of the stock count; `is_usual` ones are shown without being asked for."""

    product_id: str
    name: str
    note: str
    last: str
    is_usual: bool


@dataclass(frozen=True, slots=True)
class StockHint:
    """What a count says: days in words, the signal, and the colour role of both."""

    days: str
    signal: str = ""
    icon: str = ""
    role: str = "text"


@dataclass(frozen=True, slots=True)
class BlockWords:
    """A block of the file with the age of what is known."""

    letter: str
    title: str
    note: str
    is_stale: bool


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """A promise from before that is still open."""

    id: str
    content: str
    due: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Everything that the form shows beside what is being written."""

    stop: str
    name: str
    grade: str
    place: str
    last_visit: str
    last_step: str
    debt: str
    debt_note: str
    frozen: bool
    unit: str
    rhythm: str
    finish: str
    people: tuple[PersonWords, ...]
    goods: tuple[GoodsWords, ...]
    blocks: tuple[BlockWords, ...]
    promises: tuple[PromiseWords, ...]
    designated: tuple[tuple[str, str], ...] = ()


class SheetWriter:
    """Turns a sheet into words, in one language and for one moment."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._formats, self._clock = formats, clock

    def write(self, sheet: VisitSheet) -> SheetWords:
        """Return the words of a sheet."""
        account = sheet.account
        debt, debt_note = self._debt(sheet)
        units = {item.unit for item in sheet.stock if item.is_usual}
        kind = choice_label("account", "type", account.type)
        return SheetWords(
            stop=self._stop(sheet),
            name=account.name,
            grade=account.grade or "",
            place="·".join(part for part in (account.city, kind) if part),
            last_visit=self._last_visit(sheet),
            last_step=account.last_next_step,
            debt=debt,
            debt_note=debt_note,
            frozen=account.frozen,
            unit=units.pop() if len(units) == 1 else "",
            rhythm=self._rhythm(sheet),
            finish=_("Finish and go on") if sheet.next_stop else p_("visit", "Finish"),
            people=tuple(_person(contact) for contact in sheet.contacts),
            goods=tuple(self._goods(sheet)),
            blocks=tuple(self._block(age) for age in self._ages(sheet)),
            promises=tuple(self._promise(promise) for promise in sheet.promises),
            designated=tuple((one.id, _bank(one)) for one in sheet.designated),
        )

    def hints(self, sheet: VisitSheet, draft: VisitDraft) -> Mapping[str, StockHint]:
        """Return what each count says; a product not counted now speaks by its last count."""
        counted = {line.product_id: line.counted for line in draft.stock}
        return {
            item.product_id: self._hint(item, counted.get(item.product_id)) for item in sheet.stock
        }

    def _hint(self, item: StockItem, counted: int | None) -> StockHint:
        if counted is None:
            return StockHint(MISSING, role="text3")
        days = days_of_stock(counted, sold=item.sold_in_window)
        words = MISSING if days is None else self._formats.days(days)
        match stock_signal(counted, sold=item.sold_in_window):
            case StockSignal.OUT:
                return StockHint(words, _("Sold out"), "octagon-alert", "bad")
            case StockSignal.OVERSTOCKED:
                return StockHint(words, _("Overstocked"), "hourglass", "warn")
            case _:
                return StockHint(words)

    def _stop(self, sheet: VisitSheet) -> str:
        if not sheet.stop:
            return _("Not planned today")
        return _("Stop {number} of {count}").format(number=sheet.stop, count=sheet.stops)

    def _last_visit(self, sheet: VisitSheet) -> str:
        if sheet.account.last_visit_at is None:
            return _("First visit")
        day = self._formats.local_day(self._clock.moment(sheet.account.last_visit_at))
        return self._formats.day(day, today=self._clock.today())

    def _debt(self, sheet: VisitSheet) -> tuple[str, str]:
        account = sheet.account
        if account.oldest_due_on is None:
            return "", ""
        days = (self._clock.today() - account.oldest_due_on).days
        money = self._formats.money_rounded(account.overdue_minor)
        note = n_("{days} day, owed {money} in all", "{days} days, owed {money} in all", days)
        owed = self._formats.money_rounded(account.owed_minor)
        return _("Overdue {money}").format(money=money), note.format(days=days, money=owed)

    def _rhythm(self, sheet: VisitSheet) -> str:
        day = self._formats.day(sheet.proposed_on, today=self._clock.today())
        if sheet.account.grade:
            words = _("Class {grade}: every {days} days, so {day}")
            return words.format(grade=sheet.account.grade, days=sheet.rhythm_days, day=day)
        return _("Every {days} days, so {day}").format(days=sheet.rhythm_days, day=day)

    def _goods(self, sheet: VisitSheet) -> list[GoodsWords]:
        usual = [item for item in sheet.stock if item.is_usual][:_USUAL_GOODS]
        shown = {item.product_id for item in usual}
        is_english = self._formats.language == "en"
        return [
            GoodsWords(
                product_id=item.product_id,
                name=(is_english and item.name_en) or item.name,
                note=" ".join(part for part in (item.code, item.specification) if part),
                last=MISSING if item.last_on is None else self._formats.count(item.last_quantity),
                is_usual=item.product_id in shown,
            )
            for item in sheet.stock
        ]

    def _ages(self, sheet: VisitSheet) -> tuple[BlockAge, ...]:
        return block_ages(
            dict(sheet.account.confirmed_on),
            account_class=sheet.account.grade,
            today=self._clock.today(),
        )

    def _block(self, age: BlockAge) -> BlockWords:
        note = _("never confirmed")
        if age.confirmed_on is not None:
            note = self._formats.day(age.confirmed_on, today=self._clock.today())
        title = choice_label("account", "block", age.block)
        return BlockWords(age.block, title, note, age.is_stale)

    def _promise(self, promise: OpenPromise) -> PromiseWords:
        late = (self._clock.today() - promise.due_on).days
        due = self._formats.day(promise.due_on, today=self._clock.today())
        words = self._formats.days_late(late) if late > 0 else due
        return PromiseWords(promise.id, promise.content, words, late > 0)


def clock_words(formats: Formats, moment: dt.datetime | None) -> str:
    """Return a time of day, empty when there is none."""
    return "" if moment is None else formats.clock(moment)


def _person(contact: VisitContact) -> PersonWords:
    deciding = choice_label("contact", "decision_role", "decides")
    parts = [contact.post or (_roles(contact) if contact.roles else "")]
    parts += [deciding] if contact.decision_role == "decides" else []
    return PersonWords(contact.id, contact.name, "·".join(part for part in parts if part))


def _roles(contact: VisitContact) -> str:
    return choice_label("contact", "roles", contact.roles[0])


def _bank(designated: DesignatedAccount) -> str:
    """Return a bank with the last digits of the number, as people tell accounts apart."""
    return f"{designated.bank} · {designated.number[-_TOLD_DIGITS:]}"
