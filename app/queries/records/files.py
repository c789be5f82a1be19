"""Questions about the files of a record: what lies with it, what of that is here, who may add."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.policy import Action, may
from app.store.held.blobs import SENT
from app.store.reads.records.files import RecordFile, list_files_of
from app.store.rights import Rights
from app.workspace import Workspace

_ENTITY = "attachment"
_TIME_DIGITS = 12


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file as a panel shows it.

    Attributes:
        file: What the record says.
        added_at: When it was added, UTC.
        is_here: Whether the whole file is on this device.
        is_received: Whether the server has confirmed it.
    """

    file: RecordFile
    added_at: dt.datetime
    is_here: bool
    is_received: bool


@dataclass(frozen=True, slots=True)
class FilesPage:
    """All files of a record.

    Attributes:
        lines: Oldest first.
        may_add: Whether the user may add one.
    """

    lines: Sequence[FileLine]
    may_add: bool


def read_files(workspace: Workspace, entity: str, record_id: str) -> FilesPage:
    """Return the files of a record of an account; a record of no account takes none."""
    with workspace.store.snapshot() as look:
        files = list_files_of(look, record_id)
        record = look.records.read(entity, record_id)
        fields = record.fields if record else {}
        account_id = record_id if entity == "account" else str(fields.get("account_id") or "")
        rights = Rights(look.connection, look.records)
        user = rights.actor(workspace.user_id)
        begun = {"account_id": account_id, "subject_entity": entity, "subject_id": record_id}
        # Without known roles the server judges.
        may_add = bool(account_id) and (
            user is None
            or may(user, Action.CREATE, _ENTITY, rights.judged_new(user, _ENTITY, begun))
        )
    return FilesPage([file_line(workspace, file) for file in files], may_add)


def file_line(workspace: Workspace, file: RecordFile) -> FileLine:
    """Return a file with what is known of it on this device."""
    is_here = workspace.files.has_file(file.sha256)
    return FileLine(
        file=file,
        added_at=workspace.moment(int(file.id[:_TIME_DIGITS], 16)),
        is_here=is_here,
        # What is not here came from the server, which therefore has it.
        is_received=file.state == SENT or (not file.state and not file.is_unsent),
    )
