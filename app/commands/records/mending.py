"""Mends one field in many files at once, from the clean-up list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.accounts.files import check_account, check_status_step
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError, NotAllowedError, ValidationError
from app.domain.fields import FieldValue
from app.domain.policy import Action, may
from app.domain.schema import check_fields
from app.store.records import Record
from app.store.rights import Rights
from app.workspace import Workspace

MENDABLE = (
    "province",
    "city",
    "type",
    "tier",
    "status",
    "source",
    "preferred_channel",
    "potential",
)
"""Fields that many files can share; names, numbers and addresses are each file's own."""


@dataclass(frozen=True, slots=True)
class MendLine:
    """One file before it is mended.

    Attributes:
        account_id: The account.
        name: Its name.
        before: What stands in the field.
        refusal: Code of why it is left out; empty when it is mended.
    """

    account_id: str
    name: str
    before: FieldValue
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended, for taking it back.

    Attributes:
        field: The field.
        before: By account, what stood there.
    """

    field: str
    before: Mapping[str, FieldValue]


def preview_mending(
    workspace: Workspace, account_ids: Sequence[str], field: str, value: FieldValue
) -> tuple[MendLine, ...]:
    """Return what mending would change, file by file; files that have the value are left out.

    Raises:
        ValidationError: No such field to mend, or the value breaks its rule.
    """
    _check(workspace, field, value)
    lines = []
    with workspace.store.snapshot() as look:
        rights = Rights(look.connection, look.records)
        for account_id, record in look.records.read_many("account", account_ids).items():
            before = record.fields[field]
            if before != value:
                code = _refusal(field, before, value)
                if not code and _is_not_writable(rights, workspace.user_id, record, field):
                    code = "record.not_allowed"
                lines.append(MendLine(account_id, str(record.fields["name"]), before, code))
    return tuple(lines)


def mend_accounts(
    workspace: Workspace, account_ids: Sequence[str], field: str, value: FieldValue
) -> tuple[Mended, ChangeSet]:
    """Set a field in many files in one unit of work.

    Files that it does not fit, or that the user may not write, are left as they are.

    Raises:
        ValidationError: No such field to mend, or the value breaks its rule; nothing was written.
        NotAllowedError: The field is none to mend.

    Source: domain.md 4.16; R023.
    """
    _check(workspace, field, value)
    before: dict[str, FieldValue] = {}
    with workspace.store.unit_of_work() as work:
        for account_id, record in work.records.read_many("account", account_ids).items():
            old = record.fields[field]
            if old == value or _refusal(field, old, value):
                continue
            if _is_not_writable(work.rights, workspace.user_id, record, field):
                continue
            before[account_id] = old
            work.edit("account", account_id, {field: value}, workspace.author)
        return Mended(field, before), work.commit(workspace.author)


def take_mending_back(workspace: Workspace, mended: Mended) -> ChangeSet:
    """Write the values back that mending replaced.

    Raises:
        NotAllowedError: One of the files is not the user's any more; nothing was written.
    """
    with workspace.store.unit_of_work() as work:
        for account_id, value in mended.before.items():
            work.edit("account", account_id, {mended.field: value}, workspace.author)
        return work.commit(workspace.author)


def _check(workspace: Workspace, field: str, value: FieldValue) -> None:
    if field not in MENDABLE:
        raise NotAllowedError("field.not_allowed", entity="account", field=field)
    if value is None:
        raise ValidationError("field.blank", entity="account", field=field)
    check_fields("account", {field: value})
    check_account({field: value}, today=workspace.today())


def _is_not_writable(rights: Rights, user_id: str, record: Record, field: str) -> bool:
    user = rights.actor(user_id)
    if user is None:
        return False
    return not may(user, Action.UPDATE, "account", rights.judged(user, record), field)


def _refusal(field: str, before: FieldValue, value: FieldValue) -> str:
    if field != "status":
        return ""
    try:
        check_status_step(str(before), str(value))
    except DomainError as error:
        return error.code
    return ""
