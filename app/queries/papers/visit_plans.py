"""The visit plan of a day on paper."""

from __future__ import annotations

import datetime as dt

from app.domain.papers.visit_plan import VisitPlanPaper
from app.planning.places import place_from_e6
from app.planning.route_order import Stop, as_driven
from app.queries.papers.letterheads import Letterheads
from app.store.reads.papers.day import list_paper_stops
from app.workspace import Workspace


def read_visit_plan_paper(workspace: Workspace, day: dt.date) -> VisitPlanPaper:
    """Return the user's plan of a day; a day without visits is a paper to write on.

    Source: R162; domain.md 4.7.
    """
    with workspace.store.snapshot() as look:
        heads = Letterheads(workspace, look)
        placed = list_paper_stops(look, workspace.user_id, day)
    letterhead = heads.of()
    places = [
        Stop(each.stop.account_id, place_from_e6(each.latitude_e6, each.longitude_e6))
        for each in placed
    ]
    return VisitPlanPaper(
        letterhead=letterhead,
        day=day,
        person=letterhead.imprint.printed_by,
        stops=tuple(each.stop for each in placed),
        metres=as_driven(places).metres,
    )
