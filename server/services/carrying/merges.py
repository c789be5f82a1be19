"""Carries out what two people decided: two accounts become one, or one becomes two again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace as with_changes

from app.domain.errors import NotAllowedError, ValidationError
from app.domain.fields import FieldValue
from app.domain.policy import Action
from app.domain.policy_check import check_may, in_context
from app.domain.schema import ENTITIES, server_fields, split_labels
from server.services.desk.conflicts import DELETED
from server.services.desk.desk import Desk
from server.services.desk.provenance import changes_of
from server.store.groups import HistoryEntry
from server.store.records import ALIAS, Key, Stamp, StoredRecord

NAME = "account_merge"
PROPOSED, APPROVED, DECLINED, UNDONE = "proposed", "approved", "declined", "undone"

Values = Mapping[str, FieldValue]
Changed = Mapping[str, tuple[FieldValue, FieldValue]]

_PLACE_OF = {"account": "parent_id"}
_FIXED = frozenset({"account_id", "loser_id"})


def check_proposal(desk: Desk, body: Values) -> None:
    """Check a merge that somebody proposes.

    Raises:
        NotAllowedError: `record.not_visible`, an account is not there or somebody else's.
        ValidationError: `account_merge.same`, `account_merge.state` or `account_merge.taken`.
    """
    loser = desk.account_of(body.get("loser_id"))
    if loser.id == body.get("account_id"):
        raise ValidationError("account_merge.same")
    if body.get("state") != PROPOSED:
        raise ValidationError("account_merge.state")
    free = ENTITIES["account"].fields.keys() - server_fields("account")
    if not free.issuperset(split_labels(body.get("taken"))):
        raise ValidationError("account_merge.taken")


def carry_out(desk: Desk, merge: StoredRecord, values: Values) -> Values:
    """Do what a decision about a merge says; return what the server adds to its record.

    Raises:
        NotAllowedError: `account_merge.fixed`, the accounts of a merge are changed, or the values
            taken after the decision; or the person may not delete the one account and write the
            other.
        ValidationError: `account_merge.decided`, somebody was faster; `account_merge.gone`, an
            account is not there any more; `account_merge.undo`, the survivor was merged itself.
    """
    step = merge.body.get("state"), values.get("state")
    if _FIXED & values.keys() or ("taken" in values and merge.body.get("state") != PROPOSED):
        raise NotAllowedError("account_merge.fixed")
    match step:
        case _, None:
            return {}
        case "proposed", "approved":
            revision = _merge(desk, merge, values)
            return {**_decided(desk), "survivor_revision": revision}
        case "proposed", "declined":
            return _decided(desk)
        case "approved", "undone":
            _undo(desk, merge)
            return _decided(desk)
        case _:
            raise ValidationError("account_merge.decided")


def _decided(desk: Desk) -> Values:
    return {"decided_by": desk.actor.user_id, "decided_at": desk.now}


def _merge(desk: Desk, merge: StoredRecord, values: Values) -> int:
    """Move everything under the survivor; return the revision that this gives it."""
    survivor, loser = (_present(desk, merge, name) for name in ("account_id", "loser_id"))
    _check_may(desk, survivor, loser)
    for child in desk.families.children(loser.id):
        _move(desk, child, loser.id, survivor)
    for daughter in desk.families.daughters(loser.id):
        _change(desk, daughter, {"parent_id": (loser.id, _parent_for(daughter, survivor))})
    taken = split_labels(values.get("taken", merge.body.get("taken")))
    survivor = desk.working.find(survivor.key) or survivor
    written = _change(
        desk,
        survivor,
        {name: (survivor.body.get(name), loser.body[name]) for name in taken if name in loser.body},
        is_signed=True,
    )
    loser = desk.working.find(loser.key) or loser
    gone = with_changes(
        loser,
        revision=loser.revision + 1,
        is_deleted=True,
        body={**loser.body, ALIAS: survivor.id},
        stamps={**loser.stamps, DELETED: _stamp(desk, loser.revision + 1)},
    )
    desk.write_merged(gone, {ALIAS: (None, survivor.id)})
    return written.revision


def _undo(desk: Desk, merge: StoredRecord) -> None:
    """Give the account that went everything back that came from it."""
    survivor, loser = (
        desk.working.find(("account", str(merge.body.get(name))))
        for name in ("account_id", "loser_id")
    )
    if survivor is None or loser is None or loser.survivor_id != survivor.id:
        raise ValidationError("account_merge.undo")
    _check_may(desk, survivor, loser)
    body = {name: value for name, value in loser.body.items() if name != ALIAS}
    stamps = {name: stamp for name, stamp in loser.stamps.items() if name != DELETED}
    back = with_changes(
        loser, revision=loser.revision + 1, is_deleted=False, body=body, stamps=stamps
    )
    desk.write_merged(back, {ALIAS: (survivor.id, None)})
    for child, changed in _came_from(desk, survivor, loser):
        _take_back(desk, child, changed, loser)
    _restore_survivor(desk, survivor, merge.body.get("survivor_revision"))


def _came_from(
    desk: Desk, survivor: StoredRecord, loser: StoredRecord
) -> Iterator[tuple[StoredRecord, Changed]]:
    """Yield what stands under the survivor because of the merge, and how it came there."""
    near = [*desk.families.children(survivor.id), *desk.families.daughters(survivor.id)]
    moves = _standing_moves(desk.families.histories({record.key for record in near}))
    for record in near:
        how = moves.get(record.key, [])
        name = _PLACE_OF.get(record.entity, "account_id")
        if how and how[-1][name] == (loser.id, survivor.id):
            yield record, how[-1]


def _standing_moves(entries: Iterable[HistoryEntry]) -> dict[Key, list[Changed]]:
    """Return by record the moves from account to account that were not taken back, in order."""
    moves: dict[Key, list[Changed]] = {}
    for entry in entries:
        changed = changes_of(entry)
        name = _PLACE_OF.get(entry.entity, "account_id")
        if name not in changed:
            continue
        before, after = changed[name]
        standing = moves.setdefault((entry.entity, entry.id), [])
        if standing and standing[-1][name] == (after, before):
            standing.pop()
        else:
            standing.append(changed)
    return moves


def _take_back(desk: Desk, child: StoredRecord, changed: Changed, loser: StoredRecord) -> None:
    undone = {
        name: (after, before)
        for name, (before, after) in changed.items()
        if name == "account_id" or child.body.get(name) == after
    }
    if child.entity == "account":
        _change(desk, child, undone)
        return
    _write_moved(desk, child, undone, loser)


def _restore_survivor(desk: Desk, survivor: StoredRecord, revision: FieldValue) -> None:
    """Write back what the survivor had before the merge, unless it was written again since."""
    survivor = desk.working.find(survivor.key) or survivor
    entries = desk.families.histories({survivor.key})
    taken = next((changes_of(one) for one in entries if one.revision == revision), {})
    undone = {
        name: (after, before)
        for name, (before, after) in taken.items()
        if survivor.stamp(name).revision == revision
    }
    if not survivor.is_deleted:
        _change(desk, survivor, undone, is_signed=True)


def _present(desk: Desk, merge: StoredRecord, name: str) -> StoredRecord:
    found = desk.visible("account", str(merge.body.get(name)))
    if found is None or found.is_deleted:
        raise ValidationError("account_merge.gone")
    return found


def _check_may(desk: Desk, survivor: StoredRecord, loser: StoredRecord) -> None:
    """Refuse who could not do both by hand.

    Raises:
        NotAllowedError: As `check_may`, or `record.not_visible`.
    """
    for record, action in ((survivor, Action.UPDATE), (loser, Action.DELETE)):
        if record.book not in desk.books:
            raise NotAllowedError("record.not_visible", entity="account")
        context = in_context(record.body, account=record.body)
        check_may(desk.user, action, "account", context)


def _parent_for(daughter: StoredRecord, survivor: StoredRecord) -> str | None:
    return None if daughter.id == survivor.id else survivor.id


def _move(desk: Desk, child: StoredRecord, old: str, survivor: StoredRecord) -> None:
    """Put a record under the survivor, with what it says about the account that goes."""
    changed: dict[str, tuple[FieldValue, FieldValue]] = {"account_id": (old, survivor.id)}
    if child.body.get("subject_entity") == "account" and child.body.get("subject_id") == old:
        changed["subject_id"] = (old, survivor.id)
    is_pointless = child.entity == NAME and child.body.get("loser_id") == survivor.id
    if is_pointless and child.body.get("state") == PROPOSED:
        changed["state"] = (PROPOSED, DECLINED)
    _write_moved(desk, child, changed, survivor)


def _write_moved(desk: Desk, child: StoredRecord, changed: Changed, account: StoredRecord) -> None:
    # No stamp: whoever edits or deletes it without knowing of the move did not miss anybody's work.
    body = {
        name: changed[name][1] if name in changed else value for name, value in child.body.items()
    }
    moved = with_changes(
        child, book=account.book, account_id=account.id, revision=child.revision + 1, body=body
    )
    desk.write_merged(moved, changed)


def _change(
    desk: Desk, record: StoredRecord, changed: Changed, *, is_signed: bool = False
) -> StoredRecord:
    revision = record.revision + 1
    body = {**record.body, **{name: after for name, (_, after) in changed.items()}}
    stamps = dict.fromkeys(changed, _stamp(desk, revision)) if is_signed else {}
    written = with_changes(
        record,
        revision=revision,
        body={name: value for name, value in body.items() if value is not None},
        stamps={**record.stamps, **stamps},
    )
    desk.write_merged(written, changed)
    return written


def _stamp(desk: Desk, revision: int) -> Stamp:
    actor = desk.actor
    return Stamp(revision, actor.user_id, actor.device_id, actor.is_office, desk.now)
