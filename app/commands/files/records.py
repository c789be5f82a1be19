"""Commands on the files of a record: read a chosen one by its content, keep it with the record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.commands.contracts.papers import PaperContent, attach_lines, store_content
from app.commands.files.attachments import read_bounded
from app.domain.changes import ChangeSet
from app.domain.errors import ValidationError
from app.domain.file_kinds import PICTURES, media_type_of
from app.workspace import Workspace

LARGEST_FILE_BYTES = 30 * 2**20
MOST_FILES = 60

MakeSmall = Callable[[bytes, str], bytes]
"""Makes a small picture from bytes and name; raises a DomainError for what is none."""


def read_file(path: Path, make_small: MakeSmall | None = None) -> PaperContent:
    """Read a file that the user chose: a picture, PDF, Office file or plain text.

    Args:
        path: The file.
        make_small: For pictures; without it none has a small one.

    Raises:
        ValidationError: `attachment.unreadable`, `attachment.empty`, `attachment.too_large`, or as
            `file_kinds.media_type_of`, each with the file's name.
    """
    content = read_bounded(path, LARGEST_FILE_BYTES)
    media_type = media_type_of(content, path.name)
    is_picture = media_type in PICTURES and make_small is not None
    thumbnail = make_small(content, path.name) if is_picture and make_small else b""
    return PaperContent("", content, media_type, path.name, thumbnail)


def attach_file(
    workspace: Workspace, entity: str, record_id: str, file: PaperContent
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
    stored = store_content(workspace, file)
    with workspace.store.unit_of_work() as work:
        fields = work.need(entity, record_id).fields
        account_id = record_id if entity == "account" else str(fields.get("account_id") or "")
        if not account_id:
            raise ValidationError("attachment.no_account", name=file.file_name)
        known = {
            str(row[0])
            for row in work.connection.exec_driver_sql(
                "SELECT sha256 FROM attachment WHERE subject_id = ?", (record_id,)
            )
        }
        if stored.sha256 in known:
            raise ValidationError("attachment.there", name=file.file_name)
        if len(known) >= MOST_FILES:
            raise ValidationError("attachment.many_files", most=MOST_FILES)
        attach_lines(workspace, work, (entity, record_id), account_id, (("", 0, stored),))
        return stored.sha256, work.commit(workspace.author)
