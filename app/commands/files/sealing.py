"""Keeps files sealed on this device: with the record that names them, or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from app.commands.files.choosing import ChosenFile
from app.domain.errors import DomainError
from app.domain.fields import FieldValue
from app.domain.visits.draft import FileLine
from app.store.held.blobs import Blobs
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace


def seal_file(workspace: Workspace, file: ChosenFile) -> FileLine:
    """Seal a file on this device, so that a crash keeps it, and the small picture of it.

    Both are sent only after a record names them, the small one first.

    Raises:
        OSError: The disk refused; nothing is left behind.
        StoreFault: The database refused.
    """
    stored = workspace.files.store_file(io.BytesIO(file.content))
    # A file smaller than its thumbnail is its own: nothing would travel ahead of anything.
    is_worth_it = 0 < len(file.thumbnail) < stored.size_bytes
    small = workspace.files.store_file(io.BytesIO(file.thumbnail)) if is_worth_it else None
    with workspace.store.unit_of_work() as work:
        blobs = Blobs(work.connection)
        blobs.keep(stored.sha256, stored.size_bytes)
        if small is not None:
            blobs.keep(small.sha256, small.size_bytes)
        work.commit()
    return FileLine(
        sha256=stored.sha256,
        size_bytes=stored.size_bytes,
        media_type=file.media_type,
        file_name=file.file_name,
        thumbnail_sha256=small.sha256 if small else "",
        thumbnail_bytes=small.size_bytes if small else 0,
    )


@contextmanager
def sealed(workspace: Workspace, *files: ChosenFile) -> Iterator[tuple[FileLine, ...]]:
    """Seal files that records are to name at once; where that is refused, nothing of them stays.

    Raises:
        OSError: The disk refused.
        StoreFault: The database refused.
    """
    lines: list[FileLine] = []
    try:
        for file in files:
            lines.append(seal_file(workspace, file))  # noqa: PERF401 - what is sealed so far counts
        yield tuple(lines)
    except (DomainError, OSError):
        drop_files(workspace, [digest for line in lines for digest in line.digests])
        raise


def name_file(
    workspace: Workspace,
    work: UnitOfWork,
    subject: tuple[str, str],
    account_id: str,
    line: FileLine,
    *,
    about: Mapping[str, FieldValue],
) -> str:
    """Name a sealed file in a record of what it belongs to and let it be sent.

    Args:
        workspace: Who adds it.
        work: The transaction.
        subject: Entity and id of what it belongs to.
        account_id: Whose that is.
        line: The file.
        about: What else its record says, such as purpose and page.

    Returns:
        The id of its record.
    """
    fields = {
        "account_id": account_id,
        "subject_entity": subject[0],
        "subject_id": subject[1],
        "sha256": line.sha256,
        "size_bytes": line.size_bytes,
        "thumbnail_sha256": line.thumbnail_sha256 or None,
        "thumbnail_bytes": line.thumbnail_bytes or None,
        "media_type": line.media_type,
        "file_name": line.file_name,
        "added_by": workspace.user_id,
        **about,
    }
    file_id = work.create("attachment", fields, workspace.author)
    Blobs(work.connection).release(line.digests)
    return file_id


def drop_files(workspace: Workspace, digests: Iterable[str]) -> None:
    """Remove files from this device that no record and no unfinished form speaks of any more.

    The file goes before the note of it: after a crash in between, a note without a file is left,
    which the next call removes, never a file that nobody knows.
    """
    with workspace.store.snapshot() as look:
        blobs = Blobs(look.connection)
        unnamed = [digest for digest in set(digests) if not blobs.is_named(digest)]
    if not unnamed:
        return
    for digest in unnamed:
        workspace.files.delete_file(digest)
    with workspace.store.unit_of_work() as work:
        for digest in unnamed:
            Blobs(work.connection).forget(digest)
        work.commit()
