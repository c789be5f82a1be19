"""Questions behind the lists and forms of records of any kind."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import NotAllowedError, NotFoundError
from app.domain.fields import FieldValue
from app.domain.policy import Action, Actor, may, reaches
from app.domain.record_lives import first_values, life_of
from app.domain.record_rights import RecordRights, may_begin, rights_to, rights_to_new
from app.store.reads.records import forms as reads
from app.store.reads.records.forms import NEWEST, RecordFilter, RecordRow
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = [
    "NEWEST",
    "KindRights",
    "RecordDetail",
    "RecordFilter",
    "RecordListing",
    "RecordRow",
    "find_records",
    "find_targets",
    "list_records",
    "read_kinds",
    "read_record",
    "start_record",
]

MOST_TARGETS = 20
_NOT_ALLOWED = "record.not_allowed"
_NEW = ""


@dataclass(frozen=True, slots=True)
class RecordListing:
    """The answer to a filter; rows themselves are read a page at a time.

    Attributes:
        entity: The kind of record.
        places: Row numbers in order.
        creates: Whether the user may make records of this kind.
    """

    entity: str
    places: array[int]
    creates: bool

    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class KindRights:
    """What a user finds in a kind of record.

    Attributes:
        reads: Whether the kind is shown at all.
        creates: Whether records of it may be made.
        count: How many stand under the account; None where nothing was counted.
    """

    reads: bool
    creates: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """One record in full.

    Attributes:
        entity: Its kind.
        id: Record id; empty for one that is about to be made.
        fields: Every field that has a value.
        names: What the records are called that it points to, by id.
        rights: What the user may do with it.
        user: Who asks; None when the device does not know the roles.
        owner_id: Who has the account that it stands under; empty when there is none.
    """

    entity: str
    id: str
    fields: Mapping[str, FieldValue]
    names: Mapping[str, str]
    rights: RecordRights
    user: Actor | None
    owner_id: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it is not kept yet."""
        return self.id == _NEW


def find_records(workspace: Workspace, wanted: RecordFilter) -> RecordListing:
    """Return which records match, in order."""
    with workspace.store.snapshot() as look:
        user = _user(look, workspace)
        places = reads.find_record_places(look, wanted, user)
        return RecordListing(wanted.entity, places, _may_begin(user, wanted.entity))


def list_records(
    workspace: Workspace, listing: RecordListing, fields: Sequence[str], first: int, count: int
) -> list[RecordRow]:
    """Return the rows `first` to `first + count` of a listing with some of their fields."""
    places = listing.places[first : first + count]
    if not places:
        return []
    with workspace.store.snapshot() as look:
        return reads.read_record_rows(look, listing.entity, fields, places)


def read_kinds(
    workspace: Workspace, entities: Iterable[str], account_id: str = ""
) -> dict[str, KindRights]:
    """Return what the user finds in each kind; records are counted under an account only."""
    with workspace.store.snapshot() as look:
        user = _user(look, workspace)
        found = {}
        for entity in entities:
            does_read = user is None or bool(reaches(user, Action.READ, entity))
            count = None
            if account_id and does_read:
                count = reads.count_records(look, entity, user, account_id)
            found[entity] = KindRights(does_read, does_read and _may_begin(user, entity), count)
        return found


def read_record(workspace: Workspace, entity: str, record_id: str) -> RecordDetail:
    """Return a record with what the user may do with it.

    Raises:
        NotFoundError: It is not on this device; `record.unknown`.
        NotAllowedError: The user may not read it; `record.not_allowed`.
    """
    with workspace.store.snapshot() as look:
        record = look.records.read(entity, record_id)
        if record is None:
            raise NotFoundError("record.unknown", entity=entity)
        rights = Rights(look.connection, look.records)
        user = rights.actor(workspace.user_id)
        judged = rights.judged(user, record) if user is not None else dict(record.fields)
        if user is not None and not may(user, Action.READ, entity, judged):
            raise NotAllowedError("record.not_allowed", entity=entity, action=Action.READ.value)
        fields = {name: value for name, value in record.fields.items() if value is not None}
        owner = str(judged.get("account_owner_id") or "")
        return RecordDetail(
            entity=entity,
            id=record_id,
            fields=fields,
            names=reads.read_names(look, entity, (fields,)),
            rights=_after_making(entity, rights_to(user, entity, judged), user),
            user=user,
            owner_id=owner,
        )


def start_record(
    workspace: Workspace, entity: str, given: Mapping[str, FieldValue]
) -> RecordDetail:
    """Return a record that is about to be made, with its first values; nothing is written.

    Args:
        workspace: Who asks, where and when.
        entity: Its kind.
        given: What the place it is made in says, such as the account.
    """
    with workspace.store.snapshot() as look:
        rights = Rights(look.connection, look.records)
        user = rights.actor(workspace.user_id)
        begun = first_values(
            entity,
            given,
            user_id=workspace.user_id,
            sector_id=user.sector_id if user else "",
            today=workspace.today(),
            now=workspace.now_milliseconds(),
        )
        fields = {name: value for name, value in begun.items() if value is not None}
        allowed = _before_making(entity, _rights_to_new(rights, user, entity, fields))
        names = reads.read_names(look, entity, (fields,))
        return RecordDetail(entity, _NEW, fields, names, allowed, user)


def find_targets(
    workspace: Workspace, entity: str, text: str = "", account_id: str = ""
) -> list[tuple[str, str]]:
    """Return (id, name) of records that a reference may point to, newest first.

    Args:
        workspace: The store.
        entity: The kind that the reference points to.
        text: Words of the name; empty for the newest.
        account_id: Only records under this account, where they stand under one.
    """
    with workspace.store.snapshot() as look:
        return reads.find_named(look, entity, text, account_id, MOST_TARGETS)


def _rights_to_new(
    rights: Rights, user: Actor | None, entity: str, fields: Mapping[str, FieldValue]
) -> RecordRights:
    if user is None or "account_id" in fields:
        judged = rights.judged_new(user, entity, fields) if user is not None else dict(fields)
        return rights_to_new(user, entity, judged)
    # The account is still to be picked: what may be written into the best of cases.
    own = {**fields, "account_owner_id": user.id, "account_sector_id": user.sector_id}
    return rights_to_new(user, entity, own)


def _may_begin(user: Actor | None, entity: str) -> bool:
    return may_begin(user, entity) and not life_of(entity).is_found


def _before_making(entity: str, rights: RecordRights) -> RecordRights:
    """Leave out everything where only rules make a record."""
    life = life_of(entity)
    if life.is_found and rights.fields:
        return RecordRights(refusal=life.fixed or "record.not_allowed")
    return _without_kept(entity, rights)


def _without_kept(entity: str, rights: RecordRights) -> RecordRights:
    """Leave out what is written by commands of its own."""
    return RecordRights(rights.fields - life_of(entity).kept, rights.deletes, rights.refusal)


def _after_making(entity: str, rights: RecordRights, user: Actor | None) -> RecordRights:
    """Leave out also what only steps change once a record is made; who decides is told so too."""
    fixed = life_of(entity).fixed
    decides = user is not None and may(user, Action.APPROVE, entity)
    if fixed and (rights.fields or (decides and rights.refusal == _NOT_ALLOWED)):
        return RecordRights(deletes=rights.deletes, refusal=fixed)
    return _without_kept(entity, rights)


def _user(look: Snapshot, workspace: Workspace) -> Actor | None:
    return Rights(look.connection, look.records).actor(workspace.user_id)
