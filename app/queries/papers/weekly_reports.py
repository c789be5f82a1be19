"""The report of the user's week."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from app.domain.papers.weekly_report import WeeklyReportPaper, WeekVisit
from app.queries.papers.letterheads import Letterheads
from app.store.reads.papers.week import (
    Week,
    list_week_plans,
    list_week_visits,
    read_week_figures,
)
from app.workspace import Workspace

_DAYS = dt.timedelta(days=7)
_MILLISECONDS = 1000


def read_weekly_report(workspace: Workspace, day: dt.date) -> WeeklyReportPaper:
    """Return the report of the week in which a day lies.

    Source: domain.md 4.7 (weekly report); R162.
    """
    zone = ZoneInfo(workspace.zone)
    week = _week(workspace.user_id, day, zone)
    following = _week(workspace.user_id, day + _DAYS, zone)
    with workspace.store.snapshot() as look:
        heads = Letterheads(workspace, look)
        figures = read_week_figures(look, week)
        visits = list_week_visits(look, week)
        missed = list_week_plans(look, week, "not_done")
        planned = list_week_plans(look, following, "planned")
    letterhead = heads.of()
    return WeeklyReportPaper(
        letterhead=letterhead,
        person=letterhead.imprint.printed_by,
        first=week.first,
        last=week.last,
        figures=figures,
        visits=tuple(
            WeekVisit(workspace.moment(at).astimezone(zone).date(), account, purposes, words)
            for at, account, purposes, words in visits
        ),
        missed=missed,
        planned=planned,
    )


def _week(user_id: str, day: dt.date, zone: ZoneInfo) -> Week:
    monday = day - dt.timedelta(days=day.weekday())
    begins = dt.datetime.combine(monday, dt.time(), zone)
    ends = dt.datetime.combine(monday + _DAYS, dt.time(), zone)
    return Week(
        user_id,
        monday,
        monday + _DAYS - dt.timedelta(days=1),
        int(begins.timestamp() * _MILLISECONDS),
        int(ends.timestamp() * _MILLISECONDS),
    )
