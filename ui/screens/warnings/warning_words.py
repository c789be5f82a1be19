"""Turns warnings into the words of the list and of the detail."""

from __future__ import annotations

import datetime as dt

from app.domain.warnings.life import OPEN_STATES, steps_from
from app.queries.warnings.listing import WarningRow
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.warnings.rows import AskForm, Fact, StepOffer, WarningDetail, WarningLine
from ui.screens.warnings.why_words import WhyWords
from ui.texts import _, p_
from ui.theme.tokens import Tone

_LOOKS: dict[str, tuple[Tone, str]] = {
    "alarm": ("bad", "octagon-alert"),
    "warning": ("warn", "triangle-alert"),
    "notice": ("info", "info"),
}
_NEXT = {"new": "acknowledge", "acknowledged": "investigate", "investigating": "measure",
         "measure_set": "resolve"}  # fmt: skip
_STATE_STEPS = (*OPEN_STATES, "resolved")


class WarningWords:
    """Spells warnings in one language and for one day."""

    def __init__(self, formats: Formats, today: dt.date) -> None:
        self._formats, self._today = formats, today
        self.why = WhyWords(formats, today)

    def line(self, row: WarningRow) -> WarningLine:
        """Return a row of the list."""
        tone, icon = _LOOKS.get(row.severity, _LOOKS["notice"])
        return WarningLine(
            key=row.key,
            account_id=row.account_id,
            title=choice_label("warning", "rule", row.rule),
            account=row.account_name,
            when=self._day(row.since_on),
            state=_("Local") if row.is_local else choice_label("warning", "state", row.state),
            severity=choice_label("warning", "severity", row.severity),
            tone=tone,
            icon=icon,
            is_local=row.is_local,
        )

    def detail(self, row: WarningRow) -> WarningDetail:
        """Return everything about a warning."""
        local = _("Found by this device; the office is still to confirm it.")
        return WarningDetail(
            line=self.line(row),
            grade=row.grade,
            found=self._found(row),
            step=_step(row.state),
            why=self.why.why(row.rule, row.evidence, row.other_name),
            local_note=local if row.is_local else "",
            facts=tuple(self._facts(row)),
            foot=self._foot(row),
            offers=tuple(offers(row.state)),
        )

    def _found(self, row: WarningRow) -> str:
        since = _("Since {day}").format(day=self._day(row.since_on))
        if not row.data_as_of_on:
            return since
        as_of = _("data as of {day}").format(day=self._day(row.data_as_of_on))
        return f"{since}, {as_of}" if self._formats.language == "en" else f"{since}，{as_of}"

    def _facts(self, row: WarningRow) -> list[Fact]:
        facts = [Fact(_("Owner"), row.owner or "—")]
        if row.state in OPEN_STATES and (row.channel or row.channel_time):
            facts.append(Fact(_("Best reached by"), _reach(row)))
        if row.due_on:
            facts.append(Fact(_("Deal with it by"), self._day(row.due_on)))
        if row.resolved_on:
            facts.append(Fact(_("Closed on"), self._day(row.resolved_on)))
        if row.cause:
            facts.append(Fact(choice_words(row.state), row.cause))
        if row.measure:
            facts.append(Fact(p_("warning", "Measure"), row.measure))
        if row.is_waiting:
            facts.append(Fact(_("Sync"), _("Not sent yet")))
        return facts

    def _foot(self, row: WarningRow) -> str:
        if row.escalated_to:
            return _("{name} was told, because nobody acknowledged it.").format(
                name=row.escalated_to
            )
        if row.severity == "alarm" and row.state == "new":
            return _("If nobody acknowledges it, it goes one level up.")
        return ""

    def _day(self, spelled: str) -> str:
        day = dt.date.fromisoformat(spelled)
        return self._formats.day(day, today=self._today)


def _reach(row: WarningRow) -> str:
    """Return by what and when an account wants to be reached."""
    channel = choice_label("account", "preferred_channel", row.channel) if row.channel else ""
    return p_("list", ", ").join(part for part in (channel, row.channel_time) if part)


def choice_words(state: str) -> str:
    """Return the label of what was said about the cause."""
    return _("Why it is no problem") if state == "false_alarm" else p_("warning", "Cause")


def step_names() -> list[str]:
    """Return the words of the steps, in order."""
    return [choice_label("warning", "state", state) for state in _STATE_STEPS]


def offers(state: str) -> list[StepOffer]:
    """Return what can be done about a warning in a state, the usual next step last."""
    words = {
        "acknowledge": p_("warning", "Acknowledge"),
        "investigate": _("Look into it"),
        "measure": _("Set a measure…"),
        "resolve": p_("warning", "Close…"),
        "dismiss": _("Not a problem…"),
    }
    found = [
        StepOffer(step.name, words[step.name], is_next=step.name == _NEXT.get(state))
        for step in steps_from(state)
    ]
    order = ("dismiss", "resolve", "measure", "investigate", "acknowledge")
    return sorted(found, key=lambda offer: (offer.is_next, order.index(offer.name)))


def ask_form(step: str, account: str) -> AskForm | None:
    """Return what a step asks for; None when it needs no words."""
    match step:
        case "measure":
            return AskForm(
                step,
                _("Which measure for {name}?").format(name=account),
                _("It stands in the warning, and its head sees it."),
                p_("warning", "Measure"),
                _("Set the measure"),
                asks_day=True,
            )
        case "resolve":
            return AskForm(
                step,
                _("Close the warning about {name}?").format(name=account),
                _("It comes back by itself when the condition returns."),
                p_("warning", "Cause"),
                p_("warning", "Close"),
            )
        case "dismiss":
            return AskForm(
                step,
                _("Is it no problem at {name}?").format(name=account),
                _("It counts as a false alarm and comes back only when it gets worse."),
                _("Why it is no problem"),
                _("Not a problem"),
            )
        case _:
            return None


def _step(state: str) -> int:
    return _STATE_STEPS.index(state) if state in OPEN_STATES else len(_STATE_STEPS)
