"""Which steps lie ahead of a contract that is signed, and why its user cannot take some of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from app.domain.contracts.life import AFTER_SIGNATURE, IN_FORCE
from app.domain.contracts.succession import RELATIONS, may_succeed
from app.domain.errors import DomainError
from app.domain.fields import FieldValue
from app.store.reads.contracts.life import find_open_successor, read_borrower
from app.store.reads.contracts.page import ContractRecords
from app.store.reads.contracts.step_offers import NOT_MINE, SAID, StepOffer
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot

Values = dict[str, FieldValue]
_SUCCEEDS = {"amends": "amend", "renews": "renew"}


def offered_life_steps(
    look: Snapshot, rights: Rights, user_id: str, found: ContractRecords, today: dt.date
) -> tuple[StepOffer, ...]:
    """Return what the user's post can do with a signed contract; nothing before the signature."""
    fields = found.contract.fields
    if fields["state"] not in AFTER_SIGNATURE:
        return ()
    offers = [*_edits(rights, user_id, found, today), *_additions(rights, user_id, found)]
    offers += _successors(look, rights, user_id, found)
    offers += _loans(look, rights, user_id, found)
    return tuple(offers)


def _edits(
    rights: Rights, user_id: str, found: ContractRecords, today: dt.date
) -> Iterator[StepOffer]:
    for name, values in _edit_steps(found.contract.fields, user_id, today).items():
        yield from _asked(name, partial(rights.check_edit, user_id, found.contract, values))


def _edit_steps(
    fields: Mapping[str, FieldValue], user_id: str, today: dt.date
) -> dict[str, Values]:
    state, day = fields["state"], today.isoformat()
    filed: Values = {
        "original_received_on": day,
        "original_received_by": user_id,
        "archive_category": SAID,
        "shelf_mark": SAID,
    }
    ended: Values = {"ended_on": day, "end_reason": SAID}
    steps: dict[str, Values] = {}
    if state == "signed":
        steps["effect"] = {"state": "effective", "effective_on": day}
    if not fields["original_received_on"] and state != "signed":
        steps["file"] = {**filed, **({"state": "archived"} if state == "effective" else {})}
    if state == "breached":
        steps["cure"] = {"state": "performing", "end_reason": SAID}
    if state in IN_FORCE:
        steps["breach"] = {"state": "breached", "end_reason": SAID}
        if fields["valid_to_on"] and str(fields["valid_to_on"]) < day:
            steps["expire"] = {"state": "expired", "ended_on": day}
    if state in IN_FORCE or state == "breached":
        steps["terminate"] = {"state": "terminated", **ended}
    steps["mark"] = {"notarised": 1, "secured": 1}
    return steps


def _additions(rights: Rights, user_id: str, found: ContractRecords) -> Iterator[StepOffer]:
    event: Values = {
        "account_id": found.account.id,
        "contract_id": found.contract.id,
        "kind": "delivered",
        "happened_on": SAID,
    }
    yield from _asked("note", lambda: rights.check_create(user_id, "contract_event", event))


def _successors(
    look: Snapshot, rights: Rights, user_id: str, found: ContractRecords
) -> Iterator[StepOffer]:
    state = str(found.contract.fields["state"])
    begun = find_open_successor(look, found.contract.id)
    draft: Values = {"account_id": found.account.id, "state": "draft", "drafted_by": user_id}
    for relation in RELATIONS:
        if not may_succeed(state, relation):
            continue
        for offer in _asked(
            _SUCCEEDS[relation], lambda: rights.check_create(user_id, "contract", draft)
        ):
            code = offer.code or ("contract.successor.begun" if begun else "")
            yield StepOffer(offer.name, code, {**offer.params, "number": begun})


def _loans(
    look: Snapshot, rights: Rights, user_id: str, found: ContractRecords
) -> Iterator[StepOffer]:
    if not found.contract.fields["original_received_on"]:
        return
    loan: Values = {
        "account_id": found.account.id,
        "contract_id": found.contract.id,
        "borrower": SAID,
        "lent_on": SAID,
    }
    name = "take_back" if read_borrower(look, found.contract.id) else "lend"
    yield from _asked(name, lambda: rights.check_create(user_id, "contract_loan", loan))


def _asked(name: str, check: Callable[[], None]) -> Iterator[StepOffer]:
    """Yield a step with the reason against it; nothing where it is somebody else's."""
    try:
        check()
    except DomainError as error:
        if error.code not in NOT_MINE:
            yield StepOffer(name, error.code, error.params)
    else:
        yield StepOffer(name)
