"""Plans a visit to an account, from its page or from the map. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.commands.visits.plans import plan_visit
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.schema import split_labels
from app.queries.visits.planning import PlanSubject, read_plan_subject
from ui.screens.context import ScreenContext
from ui.texts import _, sentence


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What the dialog begins with.

    Attributes:
        name: Of the account.
        day: The day it offers.
        today: Earliest possible day.
        contacts: Id and words of the people to meet.
    """

    name: str
    day: dt.date
    today: dt.date
    contacts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAnswer:
    """What was typed.

    Attributes:
        day: None when it was left open.
        starts: "09:30", or empty.
        purposes: Keys of the purposes, one a line.
        contact_id: Whom to meet; empty for anybody.
        remark: What to bring.
    """

    day: dt.date | None
    starts: str = ""
    purposes: str | None = None
    contact_id: str = ""
    remark: str = ""


class PlansPort(Protocol):
    """The dialog that plans a visit."""

    def ask(self, form: PlanForm) -> None:
        """Ask for the day of a visit to an account."""
        ...

    def close(self) -> None:
        """Close it."""
        ...

    def show_error(self, words: str) -> None:
        """Show why the day is refused."""
        ...


class VisitPlanning:
    """Asks for day, purpose and person, and plans.

    Args:
        plans: The dialog; one at a time.
        context: Workspace, runner, publish, navigation, formats.
        owner: The page it belongs to; answers are dropped once it is gone.
    """

    def __init__(
        self, plans: Callable[[], PlansPort], context: ScreenContext, owner: object
    ) -> None:
        self._plans = plans
        self._context = context
        self._owner = owner
        self._account_id = ""

    def ask(self, account_id: str) -> None:
        """Ask for the day of a visit; tomorrow is offered."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: read_plan_subject(workspace, account_id), self._open, self._gone, self._owner
        )

    def plan(self, answer: PlanAnswer) -> None:
        """Plan the visit that was asked for."""
        day = answer.day
        if day is None:
            self._plans().show_error(_("Choose the day"))
            return
        workspace, account_id = self._context.workspace, self._account_id
        self._context.runner.on_store(
            lambda: plan_visit(
                workspace, account_id, day,
                starts=answer.starts, purposes=split_labels(answer.purposes),
                contact_id=answer.contact_id, remark=answer.remark,
            ),
            lambda made: self._planned(day, made[1]),
            self._refused,
            self._owner,
        )  # fmt: skip

    def _open(self, subject: PlanSubject) -> None:
        self._account_id = subject.account_id
        today = self._context.workspace.today()
        contacts = tuple(
            (contact_id, "·".join(part for part in (name, post) if part))
            for contact_id, name, post in subject.contacts
        )
        self._plans().ask(PlanForm(subject.name, today + dt.timedelta(days=1), today, contacts))

    def _planned(self, day: dt.date, changes: ChangeSet) -> None:
        self._plans().close()
        self._context.publish(changes)
        today = self._context.workspace.today()
        when = self._context.formats.day(day, today=today)
        words = _("Visit planned: {day}") if changes.touched else _("Already planned: {day}")
        self._context.navigation.show_toast(words.format(day=when))

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._plans().show_error(sentence(error))

    def _gone(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(sentence(error))
