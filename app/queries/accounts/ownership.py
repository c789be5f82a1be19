"""Questions about whose an account is, and what the user may do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.accounts.files import MARKS
from app.domain.accounts.handover import HandoverKind, OpenThing
from app.domain.credit.blacklist_life import OPEN_STATES
from app.domain.errors import NotFoundError
from app.domain.fields import FieldValue
from app.domain.policy import Action, may
from app.domain.policy_check import in_context
from app.store.reads.accounts.ownership import (
    Colleague,
    OwnerChange,
    OwnerRequest,
    TeamMember,
    list_colleagues,
    list_open_things,
    list_owner_changes,
    list_owner_requests,
    list_team,
)
from app.store.reads.credit.blacklist import list_entries
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = [
    "Colleague",
    "HandoverChoice",
    "HandoverKind",
    "OpenThing",
    "OwnerChange",
    "OwnerRequest",
    "OwnershipPage",
    "TeamMember",
    "read_handover_choice",
    "read_ownership",
]


@dataclass(frozen=True, slots=True)
class OwnershipPage:
    """Whose an account is, and what the user may do about it.

    Attributes:
        owner_id: Who has it; None for nobody.
        owner: The name; None for nobody, or where this device does not know it.
        team: Who works on it besides.
        changes: Changes of hands, the last first.
        requests: What waits for the head, the first first.
        decides: Whether the user decides whose it is, and who is in the team.
        may_give: Whether the user may hand it over or give it back.
        may_claim: Whether the user may ask for it.
        colleagues: Who can be given it, or named.
        marks: What the user may mark it with, and whether it is.
        barring: Blacklisting that is in force or to be decided; empty for none.
        may_bar: Whether the user may propose one.
    """

    owner_id: str | None
    owner: str | None
    team: tuple[TeamMember, ...]
    changes: tuple[OwnerChange, ...]
    requests: tuple[OwnerRequest, ...]
    decides: bool
    may_give: bool
    may_claim: bool
    colleagues: tuple[Colleague, ...]
    marks: Mapping[str, bool]
    barring: str = ""
    may_bar: bool = False


@dataclass(frozen=True, slots=True)
class HandoverChoice:
    """What the dialog about handing over shows.

    Attributes:
        account_ids: The accounts that can change hands this way.
        names: Their names.
        left_out: How many of the chosen ones cannot.
        colleagues: Who can be given them.
        things: What is open with all of them.
        decides: Whether the user decides; otherwise the head does.
    """

    account_ids: tuple[str, ...]
    names: tuple[str, ...]
    left_out: int
    colleagues: tuple[Colleague, ...]
    things: tuple[OpenThing, ...]
    decides: bool


def read_ownership(workspace: Workspace, account_id: str) -> OwnershipPage:
    """Return whose an account is, with its team, its history and what waits.

    Raises:
        NotFoundError: `record.unknown`.
    """
    with workspace.store.snapshot() as look:
        account = look.records.read("account", account_id)
        if account is None:
            raise NotFoundError("record.unknown", entity="account")
        owner_id = account.fields["owner_id"]
        owner = look.records.read("user", str(owner_id)) if owner_id else None
        decides, may_ask = _leave(look, workspace.user_id, account.fields)
        # What the server has not seen yet cannot change hands.
        is_known = account.revision > 0
        sector_id = str(account.fields["sector_id"] or "")
        return OwnershipPage(
            owner_id=str(owner_id) if owner_id else None,
            owner=str(owner.fields["name"]) if owner else None,
            team=list_team(look, account_id),
            changes=list_owner_changes(look, account_id),
            requests=list_owner_requests(look, account_id),
            decides=decides,
            may_give=is_known and owner_id is not None and (decides or may_ask),
            may_claim=is_known and owner_id is None and may_ask,
            colleagues=list_colleagues(look, sector_id),
            marks=_marks(look, workspace.user_id, account.fields) if is_known else {},
            barring=_barring(look, account_id),
            may_bar=is_known and _may_bar(look, workspace.user_id, account.fields),
        )


def read_handover_choice(
    workspace: Workspace, account_ids: Sequence[str], kind: HandoverKind
) -> HandoverChoice:
    """Return what can be handed over of what was chosen, to whom, and what goes along."""
    with workspace.store.snapshot() as look:
        records = look.records.read_many("account", account_ids)
        fitting, decides = [], True
        for account_id, account in records.items():
            may_decide, may_ask = _leave(look, workspace.user_id, account.fields)
            has_owner = account.fields["owner_id"] is not None
            fits = account.revision > 0 and has_owner == (kind is not HandoverKind.CLAIM)
            if fits and (may_decide or may_ask):
                fitting.append(account_id)
                decides = decides and may_decide
        things = list_open_things(look, fitting)
        first = records[fitting[0]].fields if fitting else {}
        owners = {records[one].fields["owner_id"] for one in fitting}
        colleagues = list_colleagues(look, str(first.get("sector_id") or ""))
        return HandoverChoice(
            account_ids=tuple(fitting),
            names=tuple(str(records[one].fields["name"]) for one in fitting),
            left_out=len(account_ids) - len(fitting),
            colleagues=tuple(one for one in colleagues if {one.id} != owners),
            things=tuple(thing for some in things.values() for thing in some),
            decides=decides,
        )


def _barring(look: Snapshot, account_id: str) -> str:
    entries = list_entries(look, account_id)
    return next((entry_id for entry_id, state, _ in entries if state in OPEN_STATES), "")


def _may_bar(look: Snapshot, user_id: str, account: Mapping[str, FieldValue]) -> bool:
    actor = Rights(look.connection, look.records).actor(user_id)
    context = in_context({}, account=account)
    return actor is not None and may(actor, Action.CREATE, "blacklist_entry", context)


def _marks(look: Snapshot, user_id: str, account: Mapping[str, FieldValue]) -> dict[str, bool]:
    actor = Rights(look.connection, look.records).actor(user_id)
    if actor is None:
        return {}
    context = in_context(account, account=account)
    return {
        mark: bool(account[mark])
        for mark in MARKS
        if may(actor, Action.UPDATE, "account", context, mark)
    }


def _leave(look: Snapshot, user_id: str, account: object) -> tuple[bool, bool]:
    """Return whether the user decides whose the account is, and may ask for a change."""
    actor = Rights(look.connection, look.records).actor(user_id)
    if actor is None or not isinstance(account, dict):
        return False, False
    context = in_context(account, account=account)
    return (
        may(actor, Action.UPDATE, "account", context, "owner_id"),
        may(actor, Action.CREATE, "owner_request", context),
    )
