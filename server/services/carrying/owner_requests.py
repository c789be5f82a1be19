"""Carries out who gets an account: everything under it goes along, and the change is noted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from msgspec.structs import replace as with_changes

from app.domain.accounts.handover import HandoverKind, check_handover
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.fields import FieldValue, Scope
from app.domain.ids import new_id
from app.domain.policy import Action, may
from app.domain.policy_check import in_context
from server.services.desk.desk import Desk
from server.store.book_names import book_named
from server.store.records import Stamp, StoredRecord

NAME = "owner_request"
PROPOSED, APPROVED, DECLINED = "proposed", "approved", "declined"

Values = Mapping[str, FieldValue]
Changed = dict[str, tuple[FieldValue, FieldValue]]

_MILLISECONDS = 1000
_CHANGE = "owner_change"
_KINDS = {
    HandoverKind.CLAIM: "claimed",
    HandoverKind.HAND_OVER: "handed_over",
    HandoverKind.RELEASE: "released",
}
# What somebody is still to do at the account goes with it.
_OPEN_WORK = {"visit_plan": "planned", "commitment": "open"}


def begin(desk: Desk, body: dict[str, FieldValue]) -> StoredRecord:
    """Check a new request; one that its author may decide is carried out at once.

    Args:
        desk: The group's desk.
        body: Values of the request; who decided is added.

    Returns:
        The account, in the book where it lies now.

    Raises:
        NotAllowedError: `record.not_visible`; `owner_request.not_allowed`, somebody who does not
            decide begins with a decision, or claims for somebody else.
        ValidationError: As `check_handover`, or `owner_request.person` for a person who is not
            active in the account's sector.
    """
    account = desk.account_of(body.get("account_id"))
    decides = _decides(desk, account)
    _check(desk, account, body)
    is_foreign_claim = (
        body.get("kind") == HandoverKind.CLAIM and body.get("to_user_id") != desk.actor.user_id
    )
    if not decides and (body.get("state") == APPROVED or is_foreign_claim):
        raise NotAllowedError("owner_request.not_allowed")
    if body.get("state") != APPROVED:
        return account
    body.update(decided_by=desk.actor.user_id, decided_at=desk.now)
    return _move(desk, account, body)


def carry_out(desk: Desk, request: StoredRecord, values: Values) -> tuple[Values, StoredRecord]:
    """Do what a decision says; return what the server adds, and the request in its new book.

    Raises:
        NotAllowedError: `owner_request.fixed`, something else than the state is changed; or
            `owner_request.not_allowed`.
        ValidationError: `owner_request.decided`, somebody was faster, or as `begin`.
    """
    if values.keys() - {"state"}:
        raise NotAllowedError("owner_request.fixed")
    state = values.get("state")
    if state is None:
        return {}, request
    if request.body.get("state") != PROPOSED or state not in {APPROVED, DECLINED}:
        raise ValidationError("owner_request.decided")
    account = desk.account_of(request.body.get("account_id"))
    if not _decides(desk, account):
        raise NotAllowedError("owner_request.not_allowed")
    decided: Values = {"decided_by": desk.actor.user_id, "decided_at": desk.now}
    if state == APPROVED:
        _check(desk, account, request.body)
        account = _move(desk, account, request.body, but=request.id)
    return decided, with_changes(request, book=account.book)


def _decides(desk: Desk, account: StoredRecord) -> bool:
    context = in_context(account.body, account=account.body)
    return may(desk.user, Action.UPDATE, "account", context, "owner_id")


def _check(desk: Desk, account: StoredRecord, body: Values) -> None:
    receiver = body.get("to_user_id")
    check_handover(
        str(body.get("kind")),
        owner_id=account.body.get("owner_id"),
        to_user_id=receiver,
        state=PROPOSED if body.get("state") == PROPOSED else APPROVED,
    )
    if receiver is None:
        return
    user = desk.body("user", receiver)
    is_at_work = user is not None and user.get("state") in {None, "active"}
    if user is None or not is_at_work or user.get("sector_id") != account.body.get("sector_id"):
        raise ValidationError("owner_request.person", field="to_user_id")


def _move(desk: Desk, account: StoredRecord, body: Values, *, but: str = "") -> StoredRecord:
    """Give the account to somebody with everything under it; return it in its new book."""
    before, after = account.body.get("owner_id"), body.get("to_user_id")
    moved = _with_owner(desk, account, after)
    for child in desk.families.children(account.id):
        if child.id != but:
            _take_along(desk, child, moved, before=before, after=after)
    desk.write_merged(moved, {"owner_id": (before, after)})
    desk.write_new(_note(desk, moved, body, before=before))
    return moved


def _with_owner(desk: Desk, account: StoredRecord, owner: FieldValue) -> StoredRecord:
    revision, actor = account.revision + 1, desk.actor
    values = {**account.body, "owner_id": owner}
    body = {name: value for name, value in values.items() if value is not None}
    stamp = Stamp(revision, actor.user_id, actor.device_id, actor.is_office, desk.now)
    return with_changes(
        account,
        book=book_named(Scope.ACCOUNT, body),
        revision=revision,
        body=body,
        stamps={**account.stamps, "owner_id": stamp},
    )


def _take_along(
    desk: Desk, child: StoredRecord, account: StoredRecord, *, before: FieldValue, after: FieldValue
) -> None:
    changed: Changed = {}
    state = child.body.get("state")
    is_open_work = _OPEN_WORK.get(child.entity) == state and child.entity in _OPEN_WORK
    if is_open_work and after is not None and child.body.get("owner_id") == before:
        changed["owner_id"] = (before, after)
    if child.entity == NAME and state == PROPOSED:
        # Another request speaks of an owner who is none any more.
        changed["state"] = (PROPOSED, DECLINED)
    body = {**child.body, **{name: value for name, (_, value) in changed.items()}}
    # A new revision, so that a device whose edit of it was made before receives the book.
    moved = with_changes(child, book=account.book, revision=child.revision + 1, body=body)
    desk.write_merged(moved, changed)


def _note(desk: Desk, account: StoredRecord, body: Values, *, before: FieldValue) -> StoredRecord:
    values: dict[str, FieldValue] = {
        "account_id": account.id,
        "from_user_id": before,
        "to_user_id": body.get("to_user_id"),
        "kind": _KINDS[HandoverKind(str(body["kind"]))],
        "changed_at": desk.now,
        "changed_by": desk.actor.user_id,
        "reason": body.get("reason"),
    }
    return StoredRecord(
        entity=_CHANGE,
        id=new_id(datetime.fromtimestamp(desk.now / _MILLISECONDS, UTC)),
        book=account.book,
        revision=1,
        body={name: value for name, value in values.items() if value is not None},
        stamps=desk.first_stamps,
        account_id=account.id,
    )
