"""Commands of the day: arrange the stops, plan a whole route, take a plan back, pack things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.commands.visits.plans import add_plan
from app.domain.changes import ChangeSet
from app.store.reads.visits.day import PREPARATION
from app.workspace import Workspace


def arrange_visits(workspace: Workspace, arranged: Sequence[tuple[str, str]]) -> ChangeSet:
    """Put today's planned visits into an order and set their times.

    Args:
        workspace: Who plans.
        arranged: Plan and time ("09:30", "" when open), the first stop first.

    Raises:
        NotFoundError: A plan is not on this device; nothing was changed.
        ValidationError: A time is none; nothing was changed.
    """
    with workspace.store.unit_of_work() as work:
        for position, (plan_id, starts) in enumerate(arranged, start=1):
            fields = {"position": position, "starts": starts}
            work.edit("visit_plan", plan_id, fields, workspace.author)
        return work.commit(workspace.author)


def plan_route(
    workspace: Workspace, account_ids: Iterable[str]
) -> tuple[tuple[str, ...], ChangeSet]:
    """Plan visits for today in the given order, all or none; return the plans.

    Raises:
        NotFoundError: An account is not on this device; nothing was planned.
    """
    with workspace.store.unit_of_work() as work:
        today = workspace.today()
        plans = [add_plan(workspace, work, account, today, {}) for account in account_ids]
        return tuple(plans), work.commit(workspace.author)


def withdraw_plans(workspace: Workspace, plan_ids: Iterable[str]) -> ChangeSet:
    """Take planned visits back that nobody has carried out yet; others stay as they are."""
    with workspace.store.unit_of_work() as work:
        for plan_id in plan_ids:
            plan = work.records.read("visit_plan", plan_id)
            if plan is not None and plan.fields["state"] == "planned":
                work.delete("visit_plan", plan_id, workspace.author)
        return work.commit(workspace.author)


def pack_thing(workspace: Workspace, words: str, *, is_packed: bool) -> None:
    """Tick something off the list of what to take along today, or take the tick back.

    The list stays on this device; those of earlier days are thrown away.
    """
    today = workspace.today().isoformat()
    with workspace.store.unit_of_work() as work:
        kept = work.drafts.read(PREPARATION, today) or {}
        packed = {str(thing) for thing in kept.get("packed", ())} - {words}
        packed |= {words} if is_packed else set()
        for day, _saved_at in work.drafts.subjects(PREPARATION):
            work.drafts.delete(PREPARATION, day)
        body = {"packed": sorted(packed)}
        work.drafts.write(PREPARATION, today, body, workspace.now_milliseconds())
        work.commit()
