"""Commands on accounts and their contacts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.accounts.files import MARKS, check_account, check_status_step, compact_value
from app.domain.changes import ChangeSet
from app.domain.entities.accounts import BLOCKS
from app.domain.errors import NotAllowedError, ValidationError
from app.store.reads.credit.blacklist import is_on_blacklist
from app.workspace import Workspace


def create_account(workspace: Workspace, fields: Mapping[str, object]) -> tuple[str, ChangeSet]:
    """Open the file of a new account; the server gives its number and its owner.

    Raises:
        ValidationError: A field breaks a rule; nothing was written.
        NotAllowedError: The group barred the firm, in whichever sector; `account.blacklisted`.
    """
    clean = _as_stored(fields)
    check_account({"name": None, **clean}, today=workspace.today())
    with workspace.store.unit_of_work() as work:
        if is_on_blacklist(work, clean):
            raise NotAllowedError("account.blacklisted")
        account_id = work.create("account", {"status": "prospect", **clean}, workspace.author)
        work.cards.add_bare([account_id])
        return account_id, work.commit(workspace.author)


def edit_account(workspace: Workspace, account_id: str, fields: Mapping[str, object]) -> ChangeSet:
    """Set fields of an account.

    Args:
        workspace: Who edits, where and when.
        account_id: The account.
        fields: Only the fields that the user edited.

    Raises:
        NotFoundError: The account is not on this device.
        ValidationError: A field breaks a rule; nothing was written.
    """
    clean = _as_stored(fields)
    check_account(clean, today=workspace.today())
    with workspace.store.unit_of_work() as work:
        status = clean.get("status")
        if isinstance(status, str):
            check_status_step(str(work.need("account", account_id).fields["status"]), status)
        work.edit("account", account_id, clean, workspace.author)
        return work.commit(workspace.author)


def restore_account(
    workspace: Workspace, account_id: str, fields: Mapping[str, object]
) -> ChangeSet:
    """Write the values back that an edit has just replaced.

    Taking back is no step of the life cycle, so every earlier status is accepted.

    Raises:
        NotFoundError: The account is not on this device.
        ValidationError: A field breaks a rule of the schema; nothing was written.
    """
    with workspace.store.unit_of_work() as work:
        work.edit("account", account_id, fields, workspace.author)
        return work.commit(workspace.author)


def set_mark(workspace: Workspace, account_id: str, mark: str, *, on: bool) -> ChangeSet:
    """Freeze an account, blacklist it or name it a key account; or take that back.

    Raises:
        NotFoundError: The account is not on this device.
        ValidationError: `account.mark.unknown`.
        NotAllowedError: Who may not set this mark.
    """
    if mark not in MARKS:
        raise ValidationError("account.mark.unknown", mark=mark)
    with workspace.store.unit_of_work() as work:
        work.edit("account", account_id, {mark: int(on)}, workspace.author)
        return work.commit(workspace.author)


def confirm_blocks(workspace: Workspace, account_id: str, blocks: Iterable[str]) -> ChangeSet:
    """Note that blocks of the file were looked at today and are still right.

    Raises:
        ValidationError: No such block; `account.block.unknown`.
        NotFoundError: The account is not on this device.
    """
    fields = block_confirmations(blocks, workspace.today().isoformat())
    return edit_account(workspace, account_id, fields)


def block_confirmations(blocks: Iterable[str], day: str) -> dict[str, object]:
    """Return the fields that say "confirmed on `day`" for blocks A to E.

    Raises:
        ValidationError: No such block; `account.block.unknown`.
    """
    chosen = list(blocks)
    for block in chosen:
        if block not in BLOCKS:
            raise ValidationError("account.block.unknown", block=block)
    return {f"block_{block.lower()}_confirmed_on": day for block in chosen}


def create_contact(
    workspace: Workspace, account_id: str, fields: Mapping[str, object]
) -> tuple[str, ChangeSet]:
    """Add a contact person to an account.

    Raises:
        NotFoundError: The account is not on this device.
        ValidationError: A field breaks a rule; nothing was written.
    """
    with workspace.store.unit_of_work() as work:
        work.need("account", account_id)
        contact_id = work.create(
            "contact", {**_as_stored(fields), "account_id": account_id}, workspace.author
        )
        return contact_id, work.commit(workspace.author)


def edit_contact(workspace: Workspace, contact_id: str, fields: Mapping[str, object]) -> ChangeSet:
    """Set fields of a contact person.

    Raises:
        NotFoundError: The contact is not on this device.
        ValidationError: A field breaks a rule; nothing was written.
    """
    with workspace.store.unit_of_work() as work:
        work.edit("contact", contact_id, _as_stored(fields), workspace.author)
        return work.commit(workspace.author)


def delete_contact(workspace: Workspace, contact_id: str) -> ChangeSet:
    """Remove a contact person; the server keeps the history.

    Raises:
        NotFoundError: The contact is not on this device.
    """
    with workspace.store.unit_of_work() as work:
        work.delete("contact", contact_id, workspace.author)
        return work.commit(workspace.author)


def _as_stored(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields with codes and numbers in compact form."""
    return {name: compact_value(name, value) for name, value in fields.items()}
