"""Which steps lie ahead of a contract, and why its user cannot take some of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.contracts.life import BEFORE_SIGNATURE, DRAFT_STATES
from app.domain.errors import DomainError
from app.domain.fields import FieldValue
from app.store.reads.contracts.discount_rights import check_found
from app.store.reads.contracts.page import ContractRecords
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot

SAID = "."
"""Stands for what the user will say in the dialog of a step."""

NOT_MINE = frozenset(
    {"contract.step.unknown", "contract.step.role", "record.not_allowed", "field.not_allowed"}
)


@dataclass(frozen=True, slots=True)
class StepOffer:
    """One step.

    Attributes:
        name: That of a step of `contracts.life`, or "note", "mark", "lend", "take_back",
            "keep_secret", "unmark_secret".
        code: Why it cannot be taken; empty when it can.
        params: Values for the sentence of the reason.
    """

    name: str
    code: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


def offered_steps(
    look: Snapshot, rights: Rights, user_id: str, found: ContractRecords, today: dt.date
) -> tuple[StepOffer, ...]:
    """Return the steps that the user's post can take; asks the rule that will judge the step."""
    state = str(found.contract.fields["state"])
    offers = []
    steps = _steps(state, user_id)
    if state in DRAFT_STATES:
        is_secret = bool(found.contract.fields["confidential"])
        name = "unmark_secret" if is_secret else "keep_secret"
        steps[name] = {"confidential": int(not is_secret)}
    for name, values in steps.items():
        try:
            rights.check_edit(user_id, found.contract, values)
            if name == "approve":
                check_found(look, rights, user_id, found, today)
        except DomainError as error:
            if error.code not in NOT_MINE:
                offers.append(StepOffer(name, error.code, error.params))
        else:
            offers.append(StepOffer(name))
    return tuple(offers)


def _steps(state: str, user_id: str) -> dict[str, dict[str, FieldValue]]:
    reviewed: dict[str, FieldValue] = {"reviewed_by": user_id, "review_note": SAID}
    signed: dict[str, FieldValue] = {
        "signatory": SAID,
        "signed_place": SAID,
        "signed_on": SAID,
    }
    steps: dict[str, dict[str, FieldValue]] = {}
    match state:
        case "draft" | "returned":
            steps["submit"] = {"state": "in_review"}
        case "in_review":
            steps["approve"] = {"state": "approved", **reviewed}
            steps["return"] = {"state": "returned", **reviewed}
        case "printed":
            steps["sign"] = {"state": "signed", **signed}
    if state in BEFORE_SIGNATURE:
        steps["void"] = {"state": "void", "void_reason": SAID}
    return steps
