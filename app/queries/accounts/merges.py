"""Questions about accounts that are, or may be, one and the same party."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain import policy
from app.domain.accounts.duplicates import Likeness, find_duplicates
from app.domain.errors import NotFoundError
from app.domain.fields import FieldValue
from app.domain.policy import Action, Actor, Role
from app.domain.schema import ENTITIES, server_fields, split_labels
from app.store.reads.accounts.merges import (
    MergeProposal,
    candidate_keys,
    clues_of,
    read_key,
    read_last_merge,
    read_proposals,
    standing_account,
)
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = [
    "AccountTwin",
    "CarriedOut",
    "FieldPair",
    "MergeProposal",
    "TwinPage",
    "compare_accounts",
    "list_twins",
    "name_of_account",
    "resolve_account",
]


@dataclass(frozen=True, slots=True)
class AccountTwin:
    """An account that may be the same as another.

    Attributes:
        id: Record id.
        name: Its name.
        is_certain: Whether both have the same tax number.
    """

    id: str
    name: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """A merge that the server has done and that can be undone.

    Attributes:
        merge_id: Its record.
        decided_at: When somebody approved it.
        decided_by: Who; empty where the name is not on this device.
    """

    merge_id: str
    decided_at: dt.datetime
    decided_by: str


@dataclass(frozen=True, slots=True)
class TwinPage:
    """What the page of an account says about its twins.

    Attributes:
        twins: Accounts that may be the same, the likeliest first.
        proposals: Merges that wait for a second person.
        may_propose: Whether the user may propose to merge them.
        may_decide: Whether the user may decide about proposals of others.
        carried_out: The last merge into this account, if the user may undo it.
    """

    twins: tuple[AccountTwin, ...]
    proposals: tuple[MergeProposal, ...]
    may_propose: bool
    may_decide: bool
    carried_out: CarriedOut | None = None


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of two accounts that do not say the same.

    Attributes:
        name: Field of the schema.
        ours: Value of the one that stays.
        theirs: Value of the one that goes.
    """

    name: str
    ours: FieldValue
    theirs: FieldValue


def resolve_account(workspace: Workspace, account_id: str) -> str:
    """Return the account to show for an id, which may be that of one that was merged."""
    with workspace.store.snapshot() as look:
        return standing_account(look, account_id)


def list_twins(workspace: Workspace, account_id: str) -> TwinPage:
    """Return what may be the same as an account, from what this device holds.

    Accounts of others are not on this device; the server compares those.

    Source: domain.md 3.32 (score), 4.16 (who merges).
    """
    with workspace.store.snapshot() as look:
        key = read_key(look, account_id)
        account = look.records.read("account", account_id)
        if key is None or account is None:
            return TwinPage((), (), may_propose=False, may_decide=False)
        others = candidate_keys(look, clues_of(key))
        matches = find_duplicates(key, others.values())
        named = look.records.read_many("account", [match.account_id for match in matches])
        twins = tuple(
            AccountTwin(
                match.account_id,
                str(named[match.account_id].fields["name"]),
                match.likeness is Likeness.CERTAIN,
            )
            for match in matches
        )
        proposals = tuple(read_proposals(look, account_id))
        may_propose, may_decide = _leave(look, workspace.user_id, account.fields)
        done = _carried_out(look, workspace, account_id) if may_decide else None
    return TwinPage(
        twins, proposals, may_propose=may_propose, may_decide=may_decide, carried_out=done
    )


def compare_accounts(
    workspace: Workspace, survivor_id: str, loser_id: str
) -> tuple[FieldPair, ...]:
    """Return the fields in which two accounts differ and of which one can be chosen.

    Raises:
        NotFoundError: `record.unknown`.
    """
    with workspace.store.snapshot() as look:
        ours, theirs = (look.records.read("account", one) for one in (survivor_id, loser_id))
    if ours is None or theirs is None:
        raise NotFoundError("record.unknown", entity="account")
    governed = server_fields("account")
    return tuple(
        FieldPair(name, ours.fields[name], theirs.fields[name])
        for name in ENTITIES["account"].fields
        if name not in governed
        and theirs.fields[name] is not None
        and ours.fields[name] != theirs.fields[name]
    )


def name_of_account(workspace: Workspace, account_id: str) -> str:
    """Return what an account is called.

    Raises:
        NotFoundError: `record.unknown`.
    """
    with workspace.store.snapshot() as look:
        account = look.records.read("account", account_id)
    if account is None:
        raise NotFoundError("record.unknown", entity="account")
    return str(account.fields["name"])


def _carried_out(look: Snapshot, workspace: Workspace, account_id: str) -> CarriedOut | None:
    """Return the last merge into an account, unless the user proposed it.

    Source: decision 17: undone by a third person, or by the second.
    """
    merge = read_last_merge(look, account_id)
    if merge is None or merge.decided_at is None or merge.proposed_by == workspace.user_id:
        return None
    by = look.records.read("user", merge.decided_by or "")
    name = str(by.fields["name"]) if by else ""
    return CarriedOut(merge.id, workspace.moment(merge.decided_at), name)


def _leave(look: Snapshot, user_id: str, account: object) -> tuple[bool, bool]:
    user = look.records.read("user", user_id)
    if user is None or not isinstance(account, dict):
        return False, False
    roles = frozenset(role for role in Role if role in split_labels(user.fields["roles"]))
    actor = Actor(id=user_id, roles=roles, sector_id=str(user.fields["sector_id"] or ""))
    record = {
        "account_owner_id": account.get("owner_id"),
        "account_sector_id": account.get("sector_id") or "",
    }
    return (
        policy.may(actor, Action.CREATE, "account_merge", record),
        policy.may(actor, Action.UPDATE, "account_merge", record),
    )
