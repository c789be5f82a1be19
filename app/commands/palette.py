"""Remembers which records were opened, so that the palette offers them first."""

from __future__ import annotations

from typing import Literal

from app.store.reads.palette.asking import RECENT
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

MOST_REMEMBERED = 20

Openable = Literal["account", "contract"]


def note_opened(workspace: Workspace, entity: Openable, record_id: str) -> None:
    """Remember that a record was opened just now; a pin stays."""
    with workspace.store.unit_of_work() as work:
        held = work.drafts.read(RECENT, record_id) or {}
        _write(work, workspace, entity, record_id, pinned=bool(held.get("pinned")))
        _forget_oldest(work)
        work.commit()


def pin(workspace: Workspace, entity: Openable, record_id: str, *, pinned: bool) -> None:
    """Keep a record at the top of the palette, or let it go its way."""
    with workspace.store.unit_of_work() as work:
        _write(work, workspace, entity, record_id, pinned=pinned)
        _forget_oldest(work)
        work.commit()


def _write(
    work: UnitOfWork, workspace: Workspace, entity: Openable, record_id: str, *, pinned: bool
) -> None:
    body = {"entity": entity, "pinned": pinned}
    work.drafts.write(RECENT, record_id, body, workspace.now_milliseconds())


def _forget_oldest(work: UnitOfWork) -> None:
    """Forget what was opened longest ago beyond 20; pinned records go only among themselves."""
    known = [subject for subject, _saved in work.drafts.subjects(RECENT)]
    while len(known) > MOST_REMEMBERED:
        loose = (s for s in reversed(known[1:]) if not _is_pinned(work, s))
        oldest = next(loose, known[-1])
        work.drafts.delete(RECENT, oldest)
        known.remove(oldest)


def _is_pinned(work: UnitOfWork, record_id: str) -> bool:
    return bool((work.drafts.read(RECENT, record_id) or {}).get("pinned"))
