"""What can be done with a signed contract: the words of each button and what it asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ui.field_texts import choice_label
from ui.screens.contract.open_contract import OpenContract
from ui.screens.contract.rows import StepField, StepForm
from ui.texts import _, p_

CATEGORIES = ("sales", "distribution", "frame", "other")
_HAPPENINGS = ("delivered", "accepted", "paid", "breached", "notice", "other")


@dataclass(frozen=True, slots=True)
class LifeStep:
    """How a step is offered.

    Attributes:
        icon: Of its button.
        in_menu: Whether it stands in the menu instead of the bar.
        asks: Whether a dialog comes first.
    """

    icon: str
    in_menu: bool = True
    asks: bool = True


LIFE_STEPS: Mapping[str, LifeStep] = {
    "keep_secret": LifeStep("lock", asks=False),
    "unmark_secret": LifeStep("lock", asks=False),
    "effect": LifeStep("stamp", in_menu=False),
    "file": LifeStep("boxes", in_menu=False),
    "note": LifeStep("truck", in_menu=False),
    "lend": LifeStep("corner-down-left"),
    "take_back": LifeStep("undo-2"),
    "amend": LifeStep("git-compare-arrows", asks=False),
    "renew": LifeStep("refresh-cw", asks=False),
    "mark": LifeStep("shield-check"),
    "breach": LifeStep("octagon-alert"),
    "cure": LifeStep("handshake"),
    "expire": LifeStep("clock-alert"),
    "terminate": LifeStep("ban"),
}
"""In the order in which they are offered."""


def life_step_words(name: str) -> str:
    """Return the words of a step's button."""
    names = {
        "keep_secret": _("Mark as business secret"),
        "unmark_secret": _("Remove the mark of a business secret"),
        "effect": _("Take effect…"),
        "file": _("File the original…"),
        "note": _("Note what happened…"),
        "lend": _("Lend the original…"),
        "take_back": _("Original is back…"),
        "amend": _("Amend by a new contract"),
        "renew": _("Renew"),
        "mark": _("Notarised or secured…"),
        "breach": _("Declare a breach…"),
        "cure": _("Breach is settled…"),
        "expire": _("Close as expired…"),
        "terminate": _("Terminate…"),
    }
    return names[name]


def category_words(category: str) -> str:
    """Return a category of the archive in words; a free one as it was written."""
    names = {
        "sales": p_("archive", "Sales contracts"),
        "distribution": p_("archive", "Distribution contracts"),
        "frame": p_("archive", "Frame agreements"),
        "other": p_("archive", "Other contracts"),
    }
    return names.get(category, category)


def life_form(name: str, opened: OpenContract, today: dt.date) -> StepForm:
    """Return what a step of a signed contract asks."""
    number = opened.stored.number
    forms = {
        "effect": lambda: _effect(number, today),
        "file": lambda: _file(number, today),
        "note": lambda: _note(number, today),
        "lend": lambda: _lend(number, today),
        "take_back": lambda: _take_back(number, today),
        "mark": lambda: _mark(opened),
        "breach": lambda: _breach(number),
        "cure": lambda: _cure(number),
        "expire": lambda: _expire(number, today),
    }
    return forms.get(name, lambda: _terminate(number, today))()


def _effect(number: str, today: dt.date) -> StepForm:
    return StepForm(
        name="effect",
        title=_("Contract {number} takes effect").format(number=number),
        body=_("The own company has signed and sealed it. What it amends or renews ends with it."),
        fields=(StepField("day", _("In force from"), today, required=True),),
        act_words=_("Take effect"),
    )


def _file(number: str, today: dt.date) -> StepForm:
    categories = tuple((each, category_words(each)) for each in CATEGORIES)
    return StepForm(
        name="file",
        title=_("File the original of {number}").format(number=number),
        body=_("You have it in your hands. Say where it will be found again."),
        fields=(
            StepField("day", _("Received on"), today, required=True),
            StepField("category", _("Category"), "", required=True, choices=categories),
            StepField(
                "shelf_mark", _("Shelf mark"), "", required=True, hint=_("For example A-03-12")
            ),
        ),
        act_words=_("File it"),
    )


def _note(number: str, today: dt.date) -> StepForm:
    kinds = tuple((each, choice_label("contract_event", "kind", each)) for each in _HAPPENINGS)
    return StepForm(
        name="note",
        title=_("What happened under {number}?").format(number=number),
        body=_("It is kept for good; the first delivery or payment begins the performance."),
        fields=(
            StepField("kind", _("What"), "", required=True, choices=kinds),
            StepField("day", _("Day"), today, required=True),
            StepField("amount_minor", _("Amount"), None, is_money=True),
            StepField("note", _("Note"), ""),
        ),
        act_words=_("Keep it"),
    )


def _lend(number: str, today: dt.date) -> StepForm:
    return StepForm(
        name="lend",
        title=_("Lend the original of {number}").format(number=number),
        body=_("Until it is back, this page says who has it."),
        fields=(
            StepField("borrower", _("Borrower"), "", required=True),
            StepField("purpose", _("What for"), ""),
            StepField("day", _("Lent on"), today, required=True),
            StepField("due_on", _("Back by"), today + dt.timedelta(days=7)),
        ),
        act_words=_("Lend it"),
    )


def _take_back(number: str, today: dt.date) -> StepForm:
    return StepForm(
        name="take_back",
        title=_("The original of {number} is back").format(number=number),
        body=_("It stands at its place in the archive again."),
        fields=(StepField("day", _("Day"), today, required=True),),
        act_words=_("It is back"),
    )


def _mark(opened: OpenContract) -> StepForm:
    life = opened.stored.life
    return StepForm(
        name="mark",
        title=_("Contract {number}: notarised or secured").format(number=opened.stored.number),
        body=_("The marks stand at the head of the contract and in the list."),
        fields=(
            StepField("notarised", "", life.is_notarised, hint=_("Notarised")),
            StepField("secured", "", life.is_secured, hint=_("Secured")),
        ),
        act_words=_("Keep the marks"),
    )


def _breach(number: str) -> StepForm:
    return StepForm(
        name="breach",
        title=_("Declare a breach of {number}?").format(number=number),
        body=_("Everybody who sees the contract reads it. It can be settled or terminated later."),
        fields=(StepField("note", _("What was broken, and by whom"), "", required=True),),
        act_words=_("Declare the breach"),
        is_final=True,
    )


def _cure(number: str) -> StepForm:
    return StepForm(
        name="cure",
        title=_("The breach of {number} is settled").format(number=number),
        body=_("The contract goes on as before."),
        fields=(StepField("note", _("How"), "", required=True),),
        act_words=_("Go on"),
    )


def _expire(number: str, today: dt.date) -> StepForm:
    return StepForm(
        name="expire",
        title=_("Close {number} as expired?").format(number=number),
        body=_("Its last day has passed and nothing follows it."),
        fields=(StepField("day", _("First day without it"), today, required=True),),
        act_words=_("Close it"),
    )


def _terminate(number: str, today: dt.date) -> StepForm:
    return StepForm(
        name="terminate",
        title=_("Terminate {number}?").format(number=number),
        body=_("It ends before its time. That cannot be taken back."),
        fields=(
            StepField("day", _("First day without it"), today, required=True),
            StepField("note", _("Reason"), "", required=True),
        ),
        act_words=_("Terminate the contract"),
        keep_words=_("Keep the contract"),
        is_final=True,
    )
