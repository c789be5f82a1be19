"""Columns of the contract list: what a row shows, in words and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from app.domain.contracts.life import RUNNING
from app.domain.money import to_major
from app.queries.contracts.listing import SOON_DAYS, ContractSummary
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.models.cells import Mark, Name, Num, TagCell, Tags, Two
from ui.models.columns import Column
from ui.screens.context import Clock
from ui.screens.contract.words.states import state_look
from ui.texts import _, p_


class ContractCells:
    """Turns contracts into cells, in one language and for one day."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._formats, self._clock = formats, clock

    def columns(self) -> Sequence[Column[ContractSummary]]:
        """Return the columns, left to right."""
        return (
            Column("account", _("Account"), self.account),
            Column(
                "title", p_("contract", "Text"), lambda each: each.title, width=190, drop_below=760
            ),
            Column("total", _("Total"), self.total, width=138, align="right"),
            Column("valid_to", _("Valid until"), self.valid_to, width=132, drop_below=520),
            Column("state", _("State"), self.state, width=112),
        )

    def account(self, row: ContractSummary) -> Name:
        """Account; below the number, or what was found in its text; whether work waits."""
        number = row.number
        if not row.is_final:
            number = _("{number} (provisional)").format(number=number)
        number = row.found or number
        marks = (Mark("cloud-upload", "info", _("Not sent yet")),) if row.waiting else ()
        return Name(row.account_name, number, marks=marks)

    def title(self, row: ContractSummary) -> str:
        """Name of the template."""
        return row.title

    def total(self, row: ContractSummary) -> Num:
        """The exact total; a price list has none."""
        if not row.total_minor:
            return Num(MISSING)
        return Num(self._formats.money(row.total_minor), value=to_major(row.total_minor))

    def valid_to(self, row: ContractSummary) -> Two:
        """The last day; how near it is, for a contract that runs."""
        if not row.valid_to_on:
            return Two(MISSING)
        day = dt.date.fromisoformat(row.valid_to_on)
        left = (day - self._clock.today()).days
        is_near = row.state in RUNNING and 0 <= left <= SOON_DAYS
        near = self._formats.days_left(left) if is_near else ""
        return Two(self._formats.full_day(day), near, role="warn")

    def state(self, row: ContractSummary) -> Tags:
        """The state as a tag."""
        tone, icon = state_look(row.state)
        return Tags((TagCell(choice_label("contract", "state", row.state), tone, icon),))
