"""Finishes a visit: the log and all that was brought home, kept together or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from app.commands.accounts.editing import block_confirmations
from app.commands.visits.drafts import VISIT
from app.commands.visits.plans import add_plan
from app.domain.changes import ChangeSet
from app.domain.faults import refuse_first
from app.domain.schema import join_labels, split_labels
from app.domain.visits.draft import VisitDraft
from app.domain.visits.faults import visit_faults
from app.store.held.blobs import Blobs
from app.store.reads.accounts.competitors import find_competitors
from app.store.reads.visits.sheet import list_designated
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace


def finish_visit(workspace: Workspace, draft: VisitDraft) -> ChangeSet:
    """Check out and write the visit: log, counts, money, promises, confirmations, photos, plans.

    Everything is one unit of work, so it is sent as one group; the draft goes with it.

    Args:
        workspace: Who visited.
        draft: What the form holds; without an end the visit ends now.

    Raises:
        ValidationError: The first of `visit_faults`, or a field's rule; nothing was written and
            the draft is still there.
        NotFoundError: The account is no longer on this device.
        StoreFault: The device refused; nothing was written.

    Source: domain.md 4.7, step 3.
    """
    if draft.ended_at is None:
        draft = draft.with_value("ended_at", workspace.now_milliseconds())
    with workspace.store.unit_of_work() as work:
        work.need("account", draft.account_id)
        named = {one.id for one in list_designated(work, draft.account_id)}
        now, today = workspace.now(), workspace.today()
        refuse_first(visit_faults(draft, now=now, today=today, designated=named))
        writing = _Writing(workspace, work, draft)
        writing.write_log()
        writing.write_stock()
        writing.write_collections()
        writing.write_promises()
        writing.write_sightings()
        writing.write_needs()
        writing.write_photos()
        writing.confirm_blocks()
        writing.settle_plans()
        work.drafts.delete(VISIT, draft.account_id)
        return work.commit(workspace.author)


class _Writing:
    """One visit on its way into the store."""

    def __init__(self, workspace: Workspace, work: UnitOfWork, draft: VisitDraft) -> None:
        self._workspace, self._work, self._draft = workspace, work, draft
        self._log_id = ""
        started = workspace.moment(draft.started_at).astimezone(_zone(draft.zone))
        self._day = started.date().isoformat()
        self._has_plan = bool(
            draft.plan_id and work.records.read("visit_plan", draft.plan_id) is not None
        )

    def write_log(self) -> None:
        """Write the log itself; everything else names it."""
        draft = self._draft
        fields = {
            "account_id": draft.account_id,
            "plan_id": draft.plan_id if self._has_plan else None,
            "author_id": self._workspace.user_id,
            "started_at": draft.started_at,
            "ended_at": draft.ended_at,
            "zone": draft.zone,
            "way": draft.way,
            "purposes": join_labels(draft.purposes),
            "contact_ids": join_labels(draft.contact_ids),
            "content": draft.content,
            "result": draft.result,
            "findings": join_labels(draft.findings),
            "competitor_facts": draft.competitor_facts,
            "requests": draft.requests,
            "mood": draft.mood,
            "next_step": draft.next_step,
            "next_visit_on": _iso(draft.next_visit_on),
            "confirmed_blocks": join_labels(draft.confirmed_blocks),
        }
        self._log_id = self._work.create("visit_log", fields, self._workspace.author)

    def write_stock(self) -> None:
        """Write what was counted."""
        for line in self._draft.stock:
            if line.counted is not None:
                fields = {
                    "product_id": line.product_id,
                    "counted_on": self._day,
                    "warehouse_quantity": line.warehouse,
                    "shelf_quantity": line.shelf,
                }
                self._create("stock_count", fields)

    def write_collections(self) -> None:
        """Write the money taken in; finance confirms it."""
        for line in self._draft.collections:
            if not line.is_blank:
                fields = {
                    "collected_by": self._workspace.user_id,
                    "collected_on": self._day,
                    "amount_minor": line.amount_minor,
                    "means": line.means,
                    "payer": line.payer,
                    "remark": line.remark,
                    "designated_account_id": line.designated_account_id or None,
                }
                self._create("collection", fields)

    def write_promises(self) -> None:
        """Write what was promised."""
        for line in self._draft.promises:
            if not line.is_blank:
                fields = {
                    "owner_id": self._workspace.user_id,
                    "content": line.content.strip(),
                    "due_on": _iso(line.due_on),
                    "state": "open",
                }
                self._create("commitment", fields)

    def write_sightings(self) -> None:
        """Write what was seen of competitors, under the known one where the name is known."""
        lines = [line for line in self._draft.sightings if not line.is_blank]
        known = find_competitors(self._work, [line.competitor.strip() for line in lines])
        for line in lines:
            name = line.competitor.strip()
            fields = {
                "competitor_id": known.get(name),
                "competitor_name": name,
                "product": line.product.strip() or None,
                "price_minor": line.price_minor,
                "activity": line.activity.strip() or None,
                "seen_on": self._day,
                "author_id": self._workspace.user_id,
            }
            self._create("competitor_sighting", fields)

    def write_needs(self) -> None:
        """Write what the customer needs, for the list that product development gets."""
        for line in self._draft.needs:
            if not line.is_blank:
                fields = {
                    "kind": line.kind,
                    "content": line.content.strip(),
                    "raised_on": self._day,
                    "author_id": self._workspace.user_id,
                    "state": "noted",
                }
                self._create("customer_need", fields)

    def write_photos(self) -> None:
        """Attach the photos to the log and let them be sent."""
        blobs = Blobs(self._work.connection)
        for photo in self._draft.photos:
            fields = {
                "account_id": self._draft.account_id,
                "subject_entity": "visit_log",
                "subject_id": self._log_id,
                "sha256": photo.sha256,
                "size_bytes": photo.size_bytes,
                "thumbnail_sha256": photo.thumbnail_sha256 or None,
                "thumbnail_bytes": photo.thumbnail_bytes or None,
                "media_type": photo.media_type,
                "file_name": photo.file_name,
                "caption": photo.caption,
                "added_by": self._workspace.user_id,
            }
            self._work.create("attachment", fields, self._workspace.author)
            blobs.keep(photo.sha256, photo.size_bytes)
            if photo.thumbnail_sha256:
                blobs.keep(photo.thumbnail_sha256, photo.thumbnail_bytes)
        blobs.release(digest for photo in self._draft.photos for digest in photo.digests)

    def confirm_blocks(self) -> None:
        """Note on the account that blocks of its file are still right.

        A draft that lay for days must not take back a confirmation made since.
        """
        account_id = self._draft.account_id
        known = self._work.need("account", account_id).fields
        fields = block_confirmations(self._draft.confirmed_blocks, self._day)
        newer = {name: day for name, day in fields.items() if str(known[name] or "") < self._day}
        if newer:
            self._work.edit("account", account_id, newer, self._workspace.author)

    def settle_plans(self) -> None:
        """Close the plan that was carried out and plan the next visit."""
        author, draft = self._workspace.author, self._draft
        if self._has_plan:
            fields = {"state": "done", "not_done_reason": None, "visit_log_id": self._log_id}
            self._work.edit("visit_plan", draft.plan_id, fields, author)
        if draft.next_visit_on is not None:
            wanted = {"remark": draft.next_step}
            plan_id = add_plan(
                self._workspace, self._work, draft.account_id, draft.next_visit_on, wanted
            )
            if draft.collect_next:
                purposes = split_labels(self._work.need("visit_plan", plan_id).fields["purposes"])
                more = {"purposes": join_labels((*purposes, "collection"))}
                self._work.edit("visit_plan", plan_id, more, author)

    def _create(self, entity: str, fields: Mapping[str, object]) -> None:
        named = {
            **fields,
            "account_id": self._draft.account_id,
            "visit_log_id": self._log_id,
        }
        self._work.create(entity, named, self._workspace.author)


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _zone(name: str) -> dt.tzinfo:
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError):
        # A zone that this machine's tables do not know costs at most the right day at midnight.
        return dt.UTC
