"""Columns of the lists of contract texts and of library blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.queries.contracts.templates import TemplateUse, VersionRow
from ui.formats import MISSING, Formats
from ui.models.cells import Mark, Name, Num, TagCell, Tags, Two
from ui.models.columns import Column
from ui.screens.context import Clock
from ui.screens.contract.group_words import group_title
from ui.screens.template.version_words import is_over, name_in, state_words, validity
from ui.texts import _, n_, p_


class VersionCells:
    """Turns versions into cells, in one language and for one day."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._formats, self._clock = formats, clock
        self._uses: Mapping[str, Sequence[TemplateUse]] = {}

    def use(self, uses: Mapping[str, Sequence[TemplateUse]]) -> None:
        """Take where blocks are used."""
        self._uses = uses

    def text_columns(self) -> Sequence[Column[VersionRow]]:
        """Return the columns of contract texts."""
        return (
            Column("name", p_("contract", "Text"), self.name),
            Column("version", _("Version"), lambda row: row.version, width=84),
            Column("state", _("State"), self.state, width=152),
            Column("validity", _("Valid for new contracts"), self.days, width=196, drop_below=760),
            Column("free", _("Print to sign"), self.free, width=150, drop_below=900),
            Column("used", _("Contracts"), self.used, width=92, align="right"),
            Column("by", _("Written and approved by"), self.people, width=176, drop_below=1040),
        )

    def block_columns(self) -> Sequence[Column[VersionRow]]:
        """Return the columns of library blocks."""
        return (
            Column("name", _("Block"), self.name),
            Column("group", _("Clause group"), self.group, width=170, drop_below=620),
            Column("version", _("Version"), lambda row: row.version, width=84),
            Column("state", _("State"), self.state, width=152),
            Column("uses", _("Used in"), self.uses, width=260, drop_below=820),
            Column("by", _("Written and approved by"), self.people, width=176, drop_below=1040),
        )

    def name(self, row: VersionRow) -> Name:
        """Name with its code below; what was not sent or not saved yet is marked."""
        marks = []
        if row.is_typed:
            marks.append(Mark("file-pen-line", "warn", _("Typed on this device, not saved yet")))
        if row.is_waiting:
            marks.append(Mark("cloud-upload", "info", _("Not sent yet")))
        shown = name_in(self._formats.language, row.name, row.name_en)
        return Name(shown, row.code, marks=tuple(marks))

    def state(self, row: VersionRow) -> Tags:
        """The state as a tag; an approved version out of its days says so."""
        words, tone, icon = state_words(row.state, is_submitted=row.is_submitted)
        if is_over(row, self._clock.today()):
            return Tags((TagCell(p_("contract text", "Expired"), "warn", "clock-alert"),))
        return Tags((TagCell(words, tone, icon),))

    def days(self, row: VersionRow) -> str:
        """The days it is offered on."""
        return validity(self._formats, row.valid_from_on, row.valid_to_on)

    def free(self, row: VersionRow) -> str:
        """Whether reps print it for signing without a review."""
        return _("Without review") if row.free_to_sign else _("After a review")

    def used(self, row: VersionRow) -> Num:
        """How many contracts stand on it."""
        return Num(self._formats.count(row.used) if row.used else MISSING)

    def people(self, row: VersionRow) -> Two:
        """Author, and below who approved it."""
        return Two(row.author or MISSING, row.approver)

    def group(self, row: VersionRow) -> str:
        """The clause group of a block."""
        return group_title(row.group)[0] if row.group else _("Further clauses")

    def uses(self, row: VersionRow) -> Two:
        """The contract texts that take it in."""
        found = self._uses.get(row.code, ())
        names = dict.fromkeys(name_in(self._formats.language, e.name, e.name_en) for e in found)
        count = n_("{count} version", "{count} versions", len(found)).format(count=len(found))
        return Two("、".join(names) or MISSING, count if found else "")
