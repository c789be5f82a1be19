"""The log of one visit on paper."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from app.domain.errors import NotFoundError
from app.domain.papers.visit_log import VisitLogPaper
from app.queries.papers.letterheads import Letterheads
from app.store.reads.papers.records import read_log_head
from app.store.reads.visits.detail import read_log
from app.workspace import Workspace


def read_visit_log_paper(workspace: Workspace, visit_id: str) -> VisitLogPaper:
    """Return a visit with everything that belongs to it.

    Raises:
        NotFoundError: The visit is not on this device.
    """
    with workspace.store.snapshot() as look:
        log = read_log(look, visit_id)
        if log is None:
            raise NotFoundError("record.unknown", entity="visit_log")
        author, number, company_id = read_log_head(look, visit_id)
        heads = Letterheads(workspace, look)
    zone = ZoneInfo(workspace.zone)

    def local(milliseconds: int) -> dt.datetime:
        return workspace.moment(milliseconds).astimezone(zone)

    return VisitLogPaper(
        letterhead=heads.of(company_id),
        account_number=number,
        account_name=log.name,
        author=author,
        began=local(log.started_at),
        ended=None if log.ended_at is None else local(log.ended_at),
        way=log.way,
        purposes=log.purposes,
        people=log.people,
        mood=log.mood,
        findings=log.findings,
        notes=log.notes,
        next_visit_on=log.next_visit_on,
        counts=log.counts,
        collections=log.collections,
        promises=log.promises,
        addenda=tuple((each.author, local(each.written_at), each.content) for each in log.addenda),
        photos=tuple(each.caption for each in log.photos),
    )
