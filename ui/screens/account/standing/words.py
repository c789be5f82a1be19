"""How an account stands, in words: sales, class, share, rhythm, room for growth."""

from __future__ import annotations

import datetime as dt

from app.domain.analysis.abc import AbcClass, AbcLine, Standing
from app.domain.analysis.figures import NotAvailable, Reason
from app.queries.figures.standing import StandingFigure
from ui.reason_texts import reason_sentence
from ui.screens.analysis.goods_cards import product_name
from ui.screens.analysis.rows import FigureView
from ui.screens.analysis.spelling import Spelling
from ui.texts import _, n_

_ROOMS = 2


class StandingWords:
    """Spells the figures of one account, each with its judgement or the reason of "n/a"."""

    def __init__(self, found: StandingFigure, spell: Spelling, today: dt.date) -> None:
        self._found, self._spell, self._today = found, spell, today

    def figures(self) -> tuple[FigureView, ...]:
        """Return sales, class, share, rhythm and room for growth."""
        return (self._sales(), self._class(), self._share(), self._rhythm(), self._room())

    def _sales(self) -> FigureView:
        spell, change = self._spell, self._found.comparison.change
        figure = spell.split_money(self._found.comparison.amount_minor or 0)
        label = _("Sales this year")
        if isinstance(change, NotAvailable):
            note = _("n/a on last year: {reason}").format(reason=reason_sentence(change))
            return self._told("sales", label, figure, note, icon="info")
        note = _("{change} on last year").format(change=spell.change(change))
        role, icon = ("ok", "trending-up") if change >= 0 else ("warn", "trending-down")
        return self._told("sales", label, figure, note, role=role, icon=icon)

    def _class(self) -> FigureView:
        label, line = _("Class, local"), self._found.line
        if line is None:
            return self._none("abc", label, Reason.NEVER_BOUGHT)
        match line.standing:
            case Standing.NEW:
                return self._none("abc", label, Reason.NEW_ACCOUNT)
            case Standing.NOBODY_GRADED:
                return self._none("abc", label, Reason.NO_SALES)
            case Standing.NO_SALES:
                return self._told("abc", label, ("C", ""), reason_sentence(Reason.NO_SALES))
            case Standing.GRADED:
                words = _decided(line).format(share=self._spell.share(line.before))
                return self._told("abc", label, (str(line.grade), ""), words)

    def _share(self) -> FigureView:
        label, line, count = _("Share of your sales"), self._found.line, self._spell.formats.count
        share = NotAvailable(Reason.NEVER_BOUGHT) if line is None else line.share
        if line is None or isinstance(share, NotAvailable):
            why = share.reason if isinstance(share, NotAvailable) else Reason.NEVER_BOUGHT
            return self._none("share", label, why)
        rank = _("rank {rank} of {all}")
        note = rank.format(rank=count(line.rank), all=count(self._found.accounts))
        return self._told("share", label, (self._spell.share(share).removesuffix("%"), "%"), note)

    def _rhythm(self) -> FigureView:
        label, interval = _("Buys every"), self._found.outlook.rhythm.mean_interval
        next_on, formats = self._found.next_on, self._spell.formats
        if isinstance(interval, NotAvailable) or next_on is None:
            why = interval.reason if isinstance(interval, NotAvailable) else Reason.NEVER_BOUGHT
            return self._none("rhythm", label, why)
        days = round(interval)
        figure = formats.count(days), n_("day", "days", days)
        when = formats.day(next_on, today=self._today)
        if next_on >= self._today:
            note = _("next by {day}").format(day=when)
            return self._told("rhythm", label, figure, note, icon="calendar-clock")
        note = _("was due {day}").format(day=when)
        return self._told("rhythm", label, figure, note, role="warn", icon="clock-alert")

    def _room(self) -> FigureView:
        label, rooms = _("Room for growth"), self._found.rooms
        if not rooms:
            words = _("buys what its peers buy")
            return self._told("room", label, (self._spell.formats.count(0), ""), words)
        if isinstance(rooms[0].own_share, NotAvailable):
            return self._none("room", label, rooms[0].own_share.reason)
        figure = self._spell.split_money(sum(room.missing_minor for room in rooms))
        names = (
            product_name(self._found.names, room.product, self._spell) for room in rooms[:_ROOMS]
        )
        return self._told("room", label, figure, self._spell.listed(names), icon="package")

    def _told(
        self,
        key: str,
        label: str,
        figure: tuple[str, str],
        note: str,
        *,
        role: str = "text3",
        icon: str = "",
    ) -> FigureView:
        explanation = self._spell.explain(key, label, self._found.basis)
        return FigureView(key, label, *figure, note, role, icon, explanation)

    def _none(self, key: str, label: str, why: Reason) -> FigureView:
        explanation = self._spell.explain(key, label, self._found.basis)
        return self._spell.not_available(key, label, NotAvailable(why), explanation)


def _decided(line: AbcLine) -> str:
    """Return what decided: the share of those that come before it."""
    match line.grade:
        case AbcClass.A:
            return _("{share} before, under 75%")
        case AbcClass.B:
            return _("{share} before, under 95%")
        case _:
            return _("{share} before, past 95%")
