"""The life of a contract: which step leads from where to where, who takes it, what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.errors import NotAllowedError
from app.domain.policy_terms import Action, Role

Values = Mapping[str, object]

DRAFT_STATES = frozenset({"draft", "returned"})
BEFORE_SIGNATURE = frozenset({"draft", "returned", "in_review", "approved", "printed"})
IN_FORCE = frozenset({"effective", "archived", "performing"})
"""Signed by both sides and not ended. A contract that is only signed waits for the company."""

RUNNING = IN_FORCE | {"signed"}
ENDED = frozenset({"amended", "renewed", "expired", "terminated", "void"})
AFTER_SIGNATURE = RUNNING | {"breached"} | (ENDED - {"void"})

SIGNING_DAYS = 14
"""A contract that was printed for signing may wait so many days for it, then somebody is asked.
Our own figure: no source names one."""

_BREACHED = frozenset({"breached"})
_REVIEWERS = frozenset({Role.SECTOR_HEAD, Role.FINANCE, Role.GROUP_MANAGEMENT})
_REP = frozenset({Role.REP})
_HEAD = frozenset({Role.SECTOR_HEAD})
_KEEPER = frozenset({Role.CUSTODIAN})
_ENDING = ("ended_on", "end_reason")


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        name: Permanent name, as the buttons and the commands know it.
        sources: States it begins in.
        target: State it ends in.
        action: What the policy is asked for.
        roles: Who takes it.
        needs: Fields that are filled afterwards.
        writes: Fields that must name the user who takes it.
    """

    name: str
    sources: frozenset[str]
    target: str
    action: Action
    roles: frozenset[Role]
    needs: tuple[str, ...] = ()
    writes: str = ""


_SIGNING = (
    Step("submit", DRAFT_STATES, "in_review", Action.UPDATE, _REP),
    Step(
        "approve",
        frozenset({"in_review"}),
        "approved",
        Action.APPROVE,
        _REVIEWERS,
        writes="reviewed_by",
    ),
    Step(
        "return",
        frozenset({"in_review"}),
        "returned",
        Action.APPROVE,
        _REVIEWERS,
        ("review_note",),
        writes="reviewed_by",
    ),
    Step(
        "print",
        frozenset({"draft", "approved"}),
        "printed",
        Action.UPDATE,
        _REP,
        ("number", "fingerprint"),
    ),
    Step(
        "sign",
        frozenset({"printed"}),
        "signed",
        Action.UPDATE,
        _REP,
        ("fingerprint", "signatory", "signed_place", "signed_on"),
    ),
    Step("void", BEFORE_SIGNATURE, "void", Action.UPDATE, _REP | _HEAD, ("void_reason",)),
)
_PERFORMING = (
    Step(
        "effect",
        frozenset({"signed"}),
        "effective",
        Action.UPDATE,
        _HEAD,
        ("effective_on",),
    ),
    Step(
        "file",
        frozenset({"effective"}),
        "archived",
        Action.UPDATE,
        _KEEPER,
        ("original_received_on", "archive_category", "shelf_mark"),
        writes="original_received_by",
    ),
    Step(
        "perform",
        frozenset({"effective", "archived"}),
        "performing",
        Action.UPDATE,
        _REP | _HEAD,
    ),
    Step("breach", IN_FORCE, "breached", Action.UPDATE, _HEAD, ("end_reason",)),
    Step("cure", _BREACHED, "performing", Action.UPDATE, _HEAD, ("end_reason",)),
)
_END = (
    Step("amend", IN_FORCE, "amended", Action.UPDATE, _HEAD, ("successor_id", "ended_on")),
    Step(
        "renew",
        IN_FORCE | {"expired"},
        "renewed",
        Action.UPDATE,
        _HEAD,
        ("successor_id", "ended_on"),
    ),
    Step("expire", IN_FORCE, "expired", Action.UPDATE, _REP | _HEAD | _KEEPER, ("ended_on",)),
    Step("terminate", IN_FORCE | _BREACHED, "terminated", Action.UPDATE, _HEAD, _ENDING),
)
STEPS = (*_SIGNING, *_PERFORMING, *_END)
"""Source: domain.md 4.5. A draft that was submitted is the reviewer's: nobody withdraws it. The
paper may reach the custodian after the first delivery: filing it then changes no state."""

SIGNING_FIELDS = frozenset(
    {
        *("state", "void_reason", "number", "copies", "fingerprint", "pdf_sha256"),
        "printed_pages",
        *("signatory", "signed_on", "signed_place"),
    }
)
VOIDING_FIELDS = frozenset({"state", "void_reason"})
HEAD_FIELDS = frozenset(
    {"state", "effective_on", "ended_on", "end_reason", "successor_id", "notarised", "secured"}
)
"""What the head of a sector writes in a contract that is signed."""

ARCHIVE_FIELDS = frozenset(
    {
        *("state", "remark", "original_received_on", "original_received_by", "archive_category"),
        *("shelf_mark", "ended_on"),
    }
)
_REP_FIELDS = frozenset({"state", "ended_on"})
PARTS = frozenset({"contract_line", "contract_event", "contract_loan"})
"""What stands under a contract and is judged by where that one stands."""

ANNEX = "annex"
"""Purpose of a file that is part of the contract it lies with."""

_FIELDS_OF_ROLE: Mapping[Role, frozenset[str]] = {
    Role.SECTOR_HEAD: HEAD_FIELDS,
    Role.CUSTODIAN: ARCHIVE_FIELDS,
}
_BEFORE_FIELDS: Mapping[object, frozenset[str]] = {
    "in_review": VOIDING_FIELDS,
    "approved": SIGNING_FIELDS,
    "printed": SIGNING_FIELDS,
}

_OPENING = frozenset({"submit", "print"})


def contract_above(entity: str, record: Values) -> str:
    """Return the id of the contract that a record stands under; empty where it stands under none.

    Args:
        entity: Of the record.
        record: Its fields.
    """
    if entity in PARTS:
        return str(record.get("contract_id") or "")
    is_its_file = entity == "attachment" and record.get("subject_entity") == "contract"
    return str(record.get("subject_id") or "") if is_its_file else ""


def find_step(before: str, after: str) -> Step:
    """Return the step between two states.

    Raises:
        NotAllowedError: There is none; `contract.step.unknown` with `before` and `after`.
    """
    for step in STEPS:
        if before in step.sources and after == step.target:
            return step
    raise NotAllowedError("contract.step.unknown", before=before, after=after)


def open_fields(state: object, roles: frozenset[Role]) -> frozenset[str]:
    """Return what is still written in a contract that is no draft any more.

    Args:
        state: Where it stands.
        roles: What who writes is.
    """
    if state not in AFTER_SIGNATURE:
        return _BEFORE_FIELDS.get(state, frozenset())
    own = _REP_FIELDS if Role.REP in roles and state in IN_FORCE else frozenset()
    return own.union(*(_FIELDS_OF_ROLE.get(role, frozenset()) for role in roles))


def state_on(state: str, valid_to_on: str | None, today: date) -> str:
    """Return where a contract stands on a day: one that ran out is expired, noted or not."""
    is_over = bool(valid_to_on) and str(valid_to_on) < today.isoformat()
    return "expired" if is_over and state in IN_FORCE else state


def check_step(
    step: Step, before: Values, changed: Values, *, user_id: str, roles: frozenset[Role]
) -> None:
    """Refuse a step that its guard does not let pass; whose contract it is asks the policy.

    Args:
        step: The step.
        before: The contract as it is; besides its fields, `account_barred` and
            `template_is_free`, where they are known.
        changed: The fields that are written with it.
        user_id: Who takes it.
        roles: What that person is.

    Raises:
        NotAllowedError: `contract.pages.changed` for a paper with other pages than were approved;
            `contract.step.role`, `contract.step.drafter`, `contract.step.incomplete`
            with the missing `field`, `contract.account.barred`, `contract.review.needed`, or
            `contract.not_over` for one whose last day has not passed.

    Source: domain.md 4.5, 5.4.
    """
    if not roles & step.roles:
        raise NotAllowedError("contract.step.role", step=step.name)
    if step.action is Action.APPROVE and before.get("drafted_by") == user_id:
        raise NotAllowedError("contract.step.drafter")
    after = {**before, **changed}
    for field in step.needs:
        # What is said with the step itself must be said now: an old reason is no reason.
        value = changed.get(field) if field.endswith(("note", "reason")) else after.get(field)
        if not value:
            raise NotAllowedError("contract.step.incomplete", step=step.name, field=field)
    if step.writes and changed.get(step.writes) != user_id:
        raise NotAllowedError("contract.step.incomplete", step=step.name, field=step.writes)
    if step.name in _OPENING and before.get("account_barred"):
        raise NotAllowedError("contract.account.barred")
    is_draft = before.get("state", "draft") in DRAFT_STATES
    if step.name == "print" and is_draft and not before.get("template_is_free"):
        raise NotAllowedError("contract.review.needed")
    if step.name == "print":
        _check_pages(before, changed)
    last = after.get("valid_to_on")
    if step.name == "expire" and (not last or str(after["ended_on"]) <= str(last)):
        raise NotAllowedError("contract.not_over")


def _check_pages(before: Values, changed: Values) -> None:
    """Refuse a paper that has grown or shrunk since somebody approved it.

    Source: contracts.md d.4 rule 10.
    """
    approved, printed = before.get("approved_pages"), changed.get("printed_pages")
    if before.get("state") == "approved" and approved and printed != approved:
        raise NotAllowedError("contract.pages.changed", approved=approved, printed=printed or 0)
