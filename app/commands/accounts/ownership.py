"""Commands on whose an account is: ask for it, hand it over, give it back, decide, name a team."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.accounts.handover import HandoverKind, check_handover, write_open_things
from app.domain.changes import ChangeSet
from app.domain.errors import ValidationError
from app.domain.policy import Action, may
from app.domain.policy_check import in_context
from app.store.reads.accounts.ownership import is_asked, list_open_things, list_team
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

PROPOSED, APPROVED, DECLINED = "proposed", "approved", "declined"


def request_handover(
    workspace: Workspace,
    account_ids: Iterable[str],
    kind: HandoverKind,
    *,
    to_user_id: str | None = None,
    reason: str = "",
) -> ChangeSet:
    """Ask that accounts change hands; who may decide that, decides by asking.

    Each account is a request of its own, so that one which the server refuses holds up no other.
    The list of what is open goes with it. Nothing moves before the server has done it.

    Args:
        workspace: Who asks, where and when.
        account_ids: One or many.
        kind: Claim, hand over or release.
        to_user_id: Who is to have them; for a claim without one, who asks.
        reason: Why.

    Raises:
        NotFoundError: `record.unknown`.
        ValidationError: As `handover.check_handover`; or `owner_request.asked`, the same was
            asked before.
        NotAllowedError: Somebody else's account.

    Source: domain.md 4.11.
    """
    if kind is HandoverKind.CLAIM:
        to_user_id = to_user_id or workspace.user_id
    changes = []
    for account_id in account_ids:
        with workspace.store.unit_of_work() as work:
            fields = {"kind": kind.value, "to_user_id": to_user_id, "reason": reason or None}
            _request(work, workspace, account_id, fields)
            changes.append(work.commit(workspace.author))
    return ChangeSet.union(changes)


def _request(
    work: UnitOfWork, workspace: Workspace, account_id: str, fields: dict[str, str | None]
) -> None:
    account = work.need("account", account_id)
    actor = work.rights.actor(workspace.user_id)
    context = in_context(account.fields, account=account.fields)
    decides = actor is not None and may(actor, Action.UPDATE, "account", context, "owner_id")
    check_handover(
        str(fields["kind"]),
        owner_id=account.fields["owner_id"],
        to_user_id=fields["to_user_id"],
    )
    if is_asked(work, account_id, str(fields["kind"]), fields["to_user_id"]):
        raise ValidationError("owner_request.asked")
    things = list_open_things(work, [account_id]).get(account_id, ())
    given = {
        **fields,
        "account_id": account_id,
        "open_things": write_open_things(things),
        "state": APPROVED if decides else PROPOSED,
    }
    work.create("owner_request", given, workspace.author)


def decide_request(workspace: Workspace, request_id: str, state: str) -> ChangeSet:
    """Approve or decline a request; the server moves the account with the next sync.

    Raises:
        NotFoundError: `record.unknown`.
        NotAllowedError: Who is not the head of its sector decides nothing.
        ValidationError: `owner_request.decided`.
    """
    with workspace.store.unit_of_work() as work:
        request = work.need("owner_request", request_id)
        if request.fields["state"] != PROPOSED or state not in {APPROVED, DECLINED}:
            raise ValidationError("owner_request.decided")
        work.edit("owner_request", request_id, {"state": state}, workspace.author)
        return work.commit(workspace.author)


def name_member(
    workspace: Workspace, account_id: str, user_id: str, role: str, *, to_on: str | None = None
) -> ChangeSet:
    """Let somebody work on an account beside its owner; a deputy may do what the owner may.

    Args:
        workspace: Who names, where and when.
        account_id: The account.
        user_id: Who.
        role: "deputy", "member" or "supervisor".
        to_on: Last day; None for no end.

    Raises:
        NotFoundError: `record.unknown`.
        NotAllowedError: The head names the team.
        ValidationError: `account_member.owner` for the owner; `account_member.named` for somebody
            who is in the team already.
    """
    with workspace.store.unit_of_work() as work:
        account = work.need("account", account_id)
        if account.fields["owner_id"] == user_id:
            raise ValidationError("account_member.owner", field="user_id")
        if any(member.user_id == user_id for member in list_team(work, account_id)):
            raise ValidationError("account_member.named", field="user_id")
        fields = {"account_id": account_id, "user_id": user_id, "role": role, "to_on": to_on}
        work.create("account_member", fields, workspace.author)
        return work.commit(workspace.author)


def remove_member(workspace: Workspace, member_id: str) -> ChangeSet:
    """Take somebody out of the team; the account leaves the person's devices.

    Raises:
        NotFoundError: `record.unknown`.
        NotAllowedError: The head names the team.
    """
    with workspace.store.unit_of_work() as work:
        work.delete("account_member", member_id, workspace.author)
        return work.commit(workspace.author)
