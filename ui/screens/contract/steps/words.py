"""The steps of a contract in words: buttons, why one is not possible, and what a step asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from app.domain.contracts.checks.checking import is_outside_policy
from app.domain.contracts.sheet import Review
from app.queries.contracts.page import StepOffer
from ui.field_texts import choice_label
from ui.screens.contract.life.steps import LIFE_STEPS, life_form, life_step_words
from ui.screens.contract.open_contract import OpenContract
from ui.screens.contract.rows import StepField, StepForm, StepView
from ui.screens.contract.words.findings import located
from ui.texts import _, n_, sentence

_ICONS = {"submit": "send", "approve": "stamp", "return": "undo-2", "sign": "signature"}


def step_words(name: str) -> str:
    """Return the words of a step's button."""
    match name:
        case "submit":
            return _("Submit for review")
        case "approve":
            return _("Approve…")
        case "return":
            return _("Return…")
        case "sign":
            return _("Record the signature…")
        case "void":
            return _("Void the contract…")
        case _:
            return life_step_words(name)


def offered_buttons() -> Iterator[StepView]:
    """Yield every step there is, in the order in which they are offered."""
    for name, icon in _ICONS.items():
        yield StepView(name, step_words(name), icon)
    for name, step in LIFE_STEPS.items():
        yield StepView(name, step_words(name), step.icon, in_menu=step.in_menu)
    yield StepView("void", step_words("void"), "ban", in_menu=True)


def step_views(offers: Iterable[StepOffer], errors: int) -> Iterator[StepView]:
    """Yield the buttons of the steps that lie ahead.

    Args:
        offers: What the rules say.
        errors: How many entries of the form must be mended.
    """
    ahead = {offer.name: offer for offer in offers}
    for step in offered_buttons():
        offer = ahead.get(step.name)
        if offer is None:
            continue
        reason = sentence(offer.code, spelled(offer.params)) if offer.code else ""
        if step.name == "submit" and errors and not reason:
            reason = open_entries(errors)
        yield replace(step, reason=reason)


def spelled(params: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a refusal with roles as persons know them."""
    role = params.get("role")
    named = {"role": choice_label("user", "roles", str(role))} if role else {}
    return {**params, **named}


def open_entries(errors: int) -> str:
    """Say that entries must be mended first."""
    return n_(
        "{count} entry must be mended first.", "{count} entries must be mended first.", errors
    ).format(count=errors)


def number_notice(opened: OpenContract) -> str:
    """Return what to do when no number is left for a contract that may be signed; empty else."""
    stored = opened.stored
    if stored.can_be_numbered or stored.state not in {"draft", "returned", "approved"}:
        return ""
    return _("No contract number is left here: it prints as a draft. Sync once to get new numbers.")


def step_form(name: str, opened: OpenContract, review: Review, today: dt.date) -> StepForm:
    """Return what a step asks."""
    number = opened.stored.number
    match name:
        case "approve":
            return StepForm(
                name=name,
                title=_("Approve contract {number}?").format(number=number),
                body=_("As it stands it may be printed for signing."),
                fields=(StepField("note", _("Note"), ""),),
                act_words=_("Approve"),
                deviations=tuple(_deviations(opened, review)),
                changes=opened.changes(),
            )
        case "return":
            return StepForm(
                name=name,
                title=_("Return contract {number}?").format(number=number),
                body=_("It becomes a draft again; the drafter reads your reason."),
                fields=(StepField("note", _("Reason"), "", required=True),),
                act_words=_("Return it"),
            )
        case "sign":
            return StepForm(
                name=name,
                title=_("Contract {number} is signed").format(number=number),
                body=_("From now on it is never changed, only amended by another one."),
                fields=tuple(_signature(opened, today)),
                act_words=_("Record the signature"),
            )
        case "void":
            return StepForm(
                name=name,
                title=_("Void contract {number}?").format(number=number),
                body=_("It stays in the list as void, and its number is never used again."),
                fields=(StepField("note", _("Reason"), "", required=True),),
                act_words=_("Void the contract"),
                keep_words=_("Keep the contract"),
                is_final=True,
            )
        case _:
            return life_form(name, opened, today)


def _signature(opened: OpenContract, today: dt.date) -> Iterator[StepField]:
    values = opened.sheet.values()
    other = "a" if opened.template.header.supplier == "b" else "b"
    party = values.get(f"party_{other}") or {}
    yield StepField(
        "signatory", _("Signed for the customer by"), str(party.get("signatory", "")), required=True
    )
    yield StepField("signed_place", _("Place"), str(values.get("sign_place") or ""), required=True)
    yield StepField("signed_on", _("Day"), today, required=True)


def _deviations(opened: OpenContract, review: Review) -> Iterator[str]:
    outside = [each for each in review.findings if is_outside_policy(each.code)]
    for view in opened.words.review(outside, frozenset()).findings:
        yield located(view)
