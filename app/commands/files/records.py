"""The command that keeps a file with a record."""

from __future__ import annotations

from app.commands.files.choosing import ChosenFile
from app.commands.files.sealing import name_file, sealed
from app.domain.changes import ChangeSet
from app.domain.errors import ValidationError
from app.store.reads.records.files import pages_of
from app.workspace import Workspace

MOST_FILES = 60


def attach_file(
    workspace: Workspace, entity: str, record_id: str, file: ChosenFile
) -> tuple[str, ChangeSet]:
    """Keep a file with a record of an account and let it be sent.

    Returns:
        SHA-256 of the file, and what was touched.

    Raises:
        NotFoundError: The record is not on this device.
        NotAllowedError: The user may not add files to it.
        ValidationError: `attachment.no_account` for a record of no account, `attachment.there` for
            a file that lies with it already, `attachment.many_files` with `most`.
        OSError: The disk refused; nothing is left behind.

    Source: R045, R158.
    """
    with sealed(workspace, file) as (stored,), workspace.store.unit_of_work() as work:
        fields = work.need(entity, record_id).fields
        account_id = record_id if entity == "account" else str(fields.get("account_id") or "")
        if not account_id:
            raise ValidationError("attachment.no_account", name=file.file_name)
        known = {sha256 for purpose, sha256 in pages_of(work, record_id) if not purpose}
        if stored.sha256 in known:
            raise ValidationError("attachment.there", name=file.file_name)
        if len(known) >= MOST_FILES:
            raise ValidationError("attachment.many_files", most=MOST_FILES)
        name_file(workspace, work, (entity, record_id), account_id, stored, about={})
        return stored.sha256, work.commit(workspace.author)
