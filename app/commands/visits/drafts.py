"""Commands on unfinished visits: check in, keep what was typed, throw away."""

from __future__ import annotations

from collections.abc import Mapping

from app.commands.files.sealing import drop_files
from app.domain.schema import split_labels
from app.domain.visits.draft import VisitDraft
from app.domain.visits.draft_text import draft_from_map, draft_to_map
from app.store.reads.visits.plans import planned_visit
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

VISIT = "visit"


def open_visit(workspace: Workspace, account_id: str, plan_id: str = "") -> VisitDraft:
    """Go on with the unfinished visit of an account, or check in now.

    Args:
        workspace: Who visits, where and when.
        account_id: The account.
        plan_id: The planned visit; without it the one planned for today, if there is one.

    Raises:
        NotFoundError: The account is not on this device.
    """
    with workspace.store.unit_of_work() as work:
        work.need("account", account_id)
        draft = draft_from_map(
            _kept(work, account_id),
            account_id=account_id,
            started_at=workspace.now_milliseconds(),
            zone=workspace.zone,
        )
        if not draft.plan_id:
            today, user = workspace.today(), workspace.user_id
            wanted = plan_id or planned_visit(work, account_id, user, today)
            draft = _with_plan(work, draft, wanted)
        work.drafts.write(VISIT, account_id, draft_to_map(draft), workspace.now_milliseconds())
        work.commit()
    return draft


def save_draft(workspace: Workspace, draft: VisitDraft) -> int:
    """Keep what was typed so far; return the moment in milliseconds.

    Raises:
        StoreFault: The device refused; the last draft is still there.
    """
    now = workspace.now_milliseconds()
    with workspace.store.unit_of_work() as work:
        work.drafts.write(VISIT, draft.account_id, draft_to_map(draft), now)
        work.commit()
    return now


def discard_draft(workspace: Workspace, account_id: str) -> None:
    """Throw an unfinished visit away, its photos included."""
    with workspace.store.unit_of_work() as work:
        kept = _kept(work, account_id)
        work.drafts.delete(VISIT, account_id)
        work.commit()
    draft = draft_from_map(kept, account_id=account_id, started_at=0, zone=workspace.zone)
    drop_files(workspace, [digest for photo in draft.photos for digest in photo.digests])


def _kept(work: UnitOfWork, account_id: str) -> Mapping[str, object]:
    """Return what was typed; nothing when the text of the draft is damaged beyond reading."""
    try:
        return work.drafts.read(VISIT, account_id) or {}
    except (ValueError, TypeError):
        return {}


def _with_plan(work: UnitOfWork, draft: VisitDraft, plan_id: str) -> VisitDraft:
    plan = work.records.read("visit_plan", plan_id) if plan_id else None
    if plan is None:
        return draft
    purposes = draft.purposes or split_labels(plan.fields["purposes"])
    return draft.with_value("plan_id", plan_id).with_value("purposes", purposes)
