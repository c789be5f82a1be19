"""The pane beside the account list: one account at a glance."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.queries.accounts.listing import AccountGlance, AccountSummary, ContactLine, EventLine
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.accounts.columns import AccountCells
from ui.screens.context import Clock
from ui.texts import _
from ui.theme.tokens import Tone
from ui.widgets.blocks import EmptyState, SectionHeading
from ui.widgets.buttons import Button, IconButton
from ui.widgets.credit import CreditBar, CreditFigures
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.marks import Avatar, ClassMark, Tag
from ui.widgets.panel import hline
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.text import Text

_EVENT_ROLES = {"collection": "ok"}


class GlancePane(SidePane):
    """Shows the chosen account; tells what the user wants to do with it."""

    open_requested = Signal(str)
    visit_requested = Signal(str)
    contract_requested = Signal(str)

    def __init__(self, formats: Formats, clock: Clock) -> None:
        self._body = QVBoxLayout()
        self._body.setContentsMargins(20, 18, 20, 18)
        self._body.setSpacing(0)
        super().__init__(column(ScrollColumn(self._body), gap=0))
        self._formats = formats
        self._clock = clock
        self._cells = AccountCells(formats, clock)
        self.show_glance(None)

    def show_glance(self, glance: AccountGlance | None) -> None:
        """Show one account; None when none is chosen."""
        clear_layout(self._body)
        if glance is None:
            self._body.addWidget(
                EmptyState(
                    "building-2",
                    _("No account chosen"),
                    _("Choose a row to see credit, contacts and the latest here."),
                )
            )
            self._body.addStretch(1)
            return
        account = glance.summary
        self._body.addLayout(self._head(account))
        self._body.addSpacing(10)
        self._body.addLayout(self._tags(account))
        self._body.addSpacing(14)
        self._body.addLayout(self._actions(account.id, glance.phone))
        for block in (self._credit(glance), self._contacts(glance), self._events(glance)):
            self._body.addSpacing(18)
            self._body.addWidget(hline())
            self._body.addSpacing(16)
            self._body.addLayout(block)
        self._body.addStretch(1)

    def _head(self, account: AccountSummary) -> QVBoxLayout:
        opener = IconButton("external-link", _("Open the account's page"))
        opener.clicked.connect(lambda: self.open_requested.emit(account.id))
        mark = ClassMark(account.grade) if account.grade else None
        return column(row(mark, (Text(account.name, "section", elide=True), 1), opener, gap=8))

    def _tags(self, account: AccountSummary) -> QVBoxLayout:
        tags = [Tag(tag.text, tag.tone) for tag in self._cells.segment(account).tags]
        tags.append(Tag(choice_label("account", "type", account.type), outline=True))
        tags += [
            Tag(mark.words, _tone(mark.role), mark.icon) for mark in self._cells.marks(account)
        ]
        late = self._cells.overdue(account)
        if late.sub:
            tags.append(Tag(late.sub, "bad", "clock-alert"))
        first, rest = tags[:3], tags[3:]
        lines = [row(*first, STRETCH, gap=6)]
        if rest:
            lines.append(row(*rest, STRETCH, gap=6))
        return column(*lines, gap=6)

    def _actions(self, account_id: str, phone: str | None) -> QVBoxLayout:
        visit = Button(_("Start visit"), "primary", "notebook-pen", big=True)
        visit.clicked.connect(lambda: self.visit_requested.emit(account_id))
        contract = Button(_("New contract"), icon="file-text", big=True)
        contract.clicked.connect(lambda: self.contract_requested.emit(account_id))
        for button in (visit, contract):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        call = Text(phone, "dense", "text2", selectable=True) if phone else None
        return column(row((visit, 1), (contract, 1), gap=8), call, gap=10)

    def _credit(self, glance: AccountGlance) -> QVBoxLayout:
        as_of = ""
        if glance.as_of_at is not None:
            now, moment = self._clock.now(), self._clock.moment(glance.as_of_at)
            as_of = _("as of {moment}").format(moment=self._formats.moment(moment, now=now))
        head = row(Text(_("Credit"), "section"), STRETCH, Text(as_of, "meta", "text3"))
        owed = glance.summary.owed_minor or 0
        money = self._formats.money_rounded
        used = Text(_("Owed {money}").format(money=money(owed)), "meta-m")
        orders = Text(
            _("On order {money}").format(money=money(glance.orders_minor)), "meta", "text2"
        )
        if glance.unlimited or glance.limit_minor is None:
            words = _("No limit") if glance.unlimited else _("No credit limit set")
            limit = Text(words, "meta", "text2")
            return column(head, row(used, 12, orders, STRETCH, limit, gap=0), gap=8)
        bar = CreditBar()
        bar.show_figures(CreditFigures(owed, glance.orders_minor, glance.limit_minor))
        limit = Text(_("Limit {money}").format(money=money(glance.limit_minor)), "meta", "text2")
        return column(head, bar, row(used, 12, orders, STRETCH, limit, gap=0), gap=8)

    def _contacts(self, glance: AccountGlance) -> QVBoxLayout:
        heading = SectionHeading(_("Contacts"), glance.contact_count)
        lines = [self._contact(line) for line in glance.contacts]
        return column(heading, *lines, gap=10)

    def _contact(self, line: ContactLine) -> QWidget:
        deciding = line.decision_role == "decides"
        role = choice_label("contact", "decision_role", line.decision_role or "none")
        parts = (line.post, role if line.decision_role not in {None, "none"} else None)
        note = "·".join(part for part in parts if part)
        words = column(Text(line.name, "dense-m", elide=True), Text(note, "meta", "text2"), gap=0)
        number = Text(line.mobile or "", "meta", "text2", selectable=True)
        holder = QWidget()
        avatar = Avatar(line.name[:1], "accent" if deciding else "quiet")
        holder.setLayout(row(avatar, (words, 1), number, gap=10))
        return holder

    def _events(self, glance: AccountGlance) -> QVBoxLayout:
        lines = [self._event(event) for event in glance.events]
        if not lines:
            lines.append(column(Text(_("Nothing yet"), "dense", "text3")))
        return column(SectionHeading(_("Latest")), *lines, gap=8)

    def _event(self, event: EventLine) -> QVBoxLayout:
        kinds = {
            "visit": _("Visit"),
            "collection": _("Collection"),
            "complaint": _("Complaint"),
        }
        day = self._event_day(event)
        words = event.words
        if event.amount_minor is not None:
            words = self._formats.money_rounded(event.amount_minor)
        role = _EVENT_ROLES.get(event.kind, "text")
        label = Text(f"{day} {kinds[event.kind]}", "dense", "text2")
        return column(row(label, (Text(words, "dense", role, elide=True), 1), gap=12))

    def _event_day(self, event: EventLine) -> str:
        today = self._clock.today()
        if event.happened_at is not None:
            day = self._formats.local_day(self._clock.moment(event.happened_at))
            return self._formats.day(day, today=today)
        if event.happened_on:
            return self._formats.day(dt.date.fromisoformat(event.happened_on), today=today)
        return ""


def _tone(role: str) -> Tone:
    tones: dict[str, Tone] = {"warn": "warn", "info": "info", "frost": "frost"}
    return tones.get(role, "quiet")
