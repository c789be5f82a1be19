"""Columns of the lists of accounts for their credit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.analysis.credit_line import CreditState
from app.domain.credit.lists import is_good
from app.queries.credit.lists import CreditLine, CreditView
from ui.formats import MISSING, NOT_COMPUTABLE, Formats
from ui.models.cells import Name, Num, TagCell, Tags, Two
from ui.models.columns import Column
from ui.texts import _, p_

_STATE_ROLES = {CreditState.OVER: "bad", CreditState.NEAR: "warn"}


def view_words(view: CreditView) -> str:
    """Return what a list is called."""
    words = {
        CreditView.WATCH: _("Without limit: watch values"),
        CreditView.UNGRADED: _("Without evaluation or limit"),
        CreditView.BAD: _("Bad customers proposed"),
        CreditView.GOOD: _("Good customers"),
    }
    return words[view]


def reason_words(reason: str) -> str:
    """Return why an account is listed."""
    words = {
        "marked_debt": _("debt marked doubtful or worse"),
        "long_late": _("late for over 90 days"),
        "pays_badly": _("pays less than half in time"),
        "complaints": _("many complaints"),
        "gate_shut": _("evaluation: no dealings"),
        "evaluation": _("no evaluation"),
        "limit": _("no limit"),
    }
    return words[reason]


def _good_tags(line: CreditLine) -> Iterator[TagCell]:
    if is_good(line.account.facts):
        yield TagCell(_("pays in time, buys"), "ok", "circle-check")
    else:
        yield TagCell(_("the figures no longer say so"), "warn", "triangle-alert")
    if line.account.is_confirmed_good:
        yield TagCell(_("confirmed"), "info", "badge-check")


class CreditCells:
    """Turns accounts into cells, in one language."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def columns(self) -> Sequence[Column[CreditLine]]:
        """Return the columns of every list, left to right."""
        return (
            Column("account", _("Account"), self.account),
            Column("why", _("Why it is here"), self.why, width=300),
            Column("owed", p_("debts", "Owed in all"), self.owed, width=140, align="right"),
            Column("watch", _("Watch value"), self.watch, width=140, align="right"),
            Column("sold", _("Bought in 12 months"), self.sold, width=148, align="right",
                   drop_below=860),
            Column("paid", _("Paid of what was due"), self.paid, width=132, align="right",
                   drop_below=980),
        )  # fmt: skip

    def account(self, line: CreditLine) -> Name:
        """Name, class, who is responsible."""
        account = line.account
        return Name(account.name, account.owner, account.facts.grade)

    def why(self, line: CreditLine) -> Tags:
        """What speaks against it, and what is missing."""
        bad = [TagCell(reason_words(reason), "bad") for reason in line.reasons]
        lacking = []
        if CreditView.UNGRADED in line.views:
            lacking = [TagCell(reason_words(name), "quiet") for name in line.lacks]
        good = []
        if CreditView.GOOD in line.views:
            good = list(_good_tags(line))
        return Tags((*bad, *good, *lacking))

    def owed(self, line: CreditLine) -> Num:
        """Everything it owes, and what of it is late."""
        late = line.account.facts.overdue_minor
        sub = _("late {money}").format(money=self._formats.money_rounded(late)) if late else ""
        return Num(self._formats.money(line.account.owed_minor), sub=sub)

    def watch(self, line: CreditLine) -> Num:
        """The watch value of an account without limit, and how much of it is used."""
        account = line.account
        if not account.is_unlimited:
            return Num(MISSING)
        if not account.watch_minor:
            return Num(_("none set"), role="warn")
        used = NOT_COMPUTABLE if line.use is None else self._formats.percent(line.use)
        role = _STATE_ROLES.get(line.state, "text")
        return Num(self._formats.money_rounded(account.watch_minor), role=role, sub=used)

    def sold(self, line: CreditLine) -> Num:
        """What it bought within a year."""
        return Num(self._formats.money_rounded(line.account.facts.sold_minor))

    def paid(self, line: CreditLine) -> Two:
        """How much of what fell due within a year came in."""
        rate = line.account.facts.payment_rate
        return Two(NOT_COMPUTABLE if rate is None else self._formats.percent(rate))
