"""The life of a signed contract in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from app.queries.contracts.life import ContractLife, HappeningRow, Kin, LoanRow
from app.queries.contracts.page import ContractSheet
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.contract.life.rows import FactView, KinView, LifeView, MomentView
from ui.screens.contract.life.steps import category_words
from ui.screens.contract.words.states import state_look
from ui.texts import _, p_
from ui.theme.tokens import Tone

_HAPPENED: dict[str, tuple[str, Tone]] = {
    "delivered": ("truck", "ok"),
    "accepted": ("badge-check", "ok"),
    "paid": ("banknote", "ok"),
    "breached": ("octagon-alert", "bad"),
    "notice": ("send", "info"),
}
_PLAIN: tuple[str, Tone] = ("notebook-pen", "quiet")
_ENDS = frozenset({"amended", "renewed", "expired", "terminated", "breached"})
_Dated = tuple[str, MomentView]


class LifeWords:
    """Spells a contract's life in one language.

    Args:
        formats: Spells days and money.
        moment: Turns milliseconds into a UTC time.
    """

    def __init__(self, formats: Formats, moment: Callable[[int], dt.datetime]) -> None:
        self._formats, self._moment = formats, moment

    def view(self, sheet: ContractSheet) -> LifeView:
        """Return the panel of a contract."""
        life = sheet.life
        return LifeView(
            marks=tuple(_marks(life)),
            facts=tuple(self._facts(life)),
            kin=tuple(_kin(each) for each in life.kin),
            moments=tuple(self._moments(sheet)),
        )

    def _facts(self, life: ContractLife) -> Iterator[FactView]:
        if life.effective_on:
            yield FactView(_("In force from"), self._day(life.effective_on))
        if life.valid_to_on:
            yield FactView(_("Last day"), self._day(life.valid_to_on))
        if not life.original_received_on:
            yield FactView(_("Original"), _("not in the archive yet"), "warn")
            return
        place = f"{category_words(life.archive_category)} · {life.shelf_mark}"
        yield FactView(_("Original"), place)
        loan = life.open_loan
        if loan is not None:
            yield FactView(_("Lent to"), self._lent(loan), "warn")

    def _lent(self, loan: LoanRow) -> str:
        if not loan.due_on:
            return loan.borrower
        day = self._day(loan.due_on)
        return _("{who}, back by {day}").format(who=loan.borrower, day=day)

    def _moments(self, sheet: ContractSheet) -> list[MomentView]:
        dated = [
            *(self._happening(each) for each in sheet.life.happenings),
            *(each for loan in sheet.life.loans for each in self._loan(loan)),
            *self._steps(sheet),
        ]
        dated.sort(key=lambda each: each[0], reverse=True)
        return [view for _day, view in dated]

    def _happening(self, row: HappeningRow) -> _Dated:
        icon, tone = _HAPPENED.get(row.kind, _PLAIN)
        title = choice_label("contract_event", "kind", row.kind)
        if row.amount_minor is not None:
            title = f"{title} {self._formats.money(row.amount_minor)}"
        body = " · ".join(part for part in (row.note, row.author) if part)
        return row.happened_on, MomentView(icon, title, self._day(row.happened_on), body, tone)

    def _loan(self, loan: LoanRow) -> Iterator[_Dated]:
        title = _("Original lent to {who}").format(who=loan.borrower)
        when = self._day(loan.lent_on)
        yield loan.lent_on, MomentView("corner-down-left", title, when, loan.purpose, "warn")
        if loan.returned_on:
            when = self._day(loan.returned_on)
            yield loan.returned_on, MomentView("undo-2", _("Original is back"), when)

    def _steps(self, sheet: ContractSheet) -> Iterator[_Dated]:
        life = sheet.life
        if life.ended_on and sheet.state in _ENDS:
            tone, icon = state_look(sheet.state)
            title = choice_label("contract", "state", sheet.state)
            yield (
                life.ended_on,
                MomentView(icon, title, self._day(life.ended_on), life.end_reason, tone),
            )
        elif life.end_reason:
            yield self._unended(sheet)
        if life.original_received_on:
            when = self._day(life.original_received_on)
            title, who = _("Original filed"), life.received_by
            yield life.original_received_on, MomentView("boxes", title, when, who, "ok")
        if life.effective_on:
            when = self._day(life.effective_on)
            yield life.effective_on, MomentView("stamp", _("Took effect"), when, "", "ok")
        if life.signed_on:
            title = _("Signed by {who}").format(who=life.signatory)
            when = self._day(life.signed_on)
            yield life.signed_on, MomentView("signature", title, when, sheet.sign_place, "ok")
        yield from self._before_signature(sheet)

    def _unended(self, sheet: ContractSheet) -> _Dated:
        """A breach has no day of its own: it stands above everything while it is open."""
        is_open = sheet.state == "breached"
        title = _("Breach declared") if is_open else _("Breach settled")
        tone: Tone = "bad" if is_open else "ok"
        icon = "octagon-alert" if is_open else "handshake"
        return "9", MomentView(icon, title, "", sheet.life.end_reason, tone)

    def _before_signature(self, sheet: ContractSheet) -> Iterator[_Dated]:
        originals = [each for each in sheet.prints if not each.is_draft]
        if originals:
            day = self._formats.local_day(self._moment(originals[0].printed_at))
            copies = _("{count} copies printed for signing").format(count=len(originals))
            iso = day.isoformat()
            yield iso, MomentView("printer", copies, self._formats.full_day(day))
        if sheet.life.reviewed_at is not None:
            day = self._formats.local_day(self._moment(sheet.life.reviewed_at))
            title = _("Reviewed by {who}").format(who=sheet.life.reviewed_by)
            when = self._formats.full_day(day)
            yield day.isoformat(), MomentView("shield-check", title, when, sheet.review_note)

    def _day(self, day: str) -> str:
        return self._formats.full_day(dt.date.fromisoformat(day))


def _marks(life: ContractLife) -> Iterator[str]:
    if life.is_notarised:
        yield p_("contract", "Notarised")
    if life.is_secured:
        yield p_("contract", "Secured")


def _kin(kin: Kin) -> KinView:
    words = {
        ("amends", True): _("Amended by {number}"),
        ("renews", True): _("Renewed by {number}"),
        ("amends", False): _("Amends {number}"),
        ("renews", False): _("Renews {number}"),
    }
    said = words.get((kin.relation, kin.is_later), "{number}").format(number=kin.number)
    state = choice_label("contract", "state", kin.state)
    return KinView(kin.id, f"{said} · {state}")
