"""Check-in, check-out and how long the visit lasts."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from ui.screens.context import ScreenContext
from ui.screens.visit.clock_time import at_clock, typed_clock
from ui.screens.visit.draft_keeper import DraftKeeper
from ui.screens.visit.form_view import VisitFormView
from ui.texts import _

_MILLISECONDS = 1000


class VisitTimes:
    """The times of one visit."""

    def __init__(self, view: VisitFormView, context: ScreenContext, keeper: DraftKeeper) -> None:
        self._view, self._context, self._keeper = view, context, keeper

    def edit(self, name: str, text: str) -> None:
        """Take a corrected time of check-in or check-out, on the day of the visit."""
        draft = self._keeper.draft
        if draft is None:
            return
        try:
            time = typed_clock(text)
        except ValueError:
            self._view.show_faults({name: _("Not a time. Try 9:34 or 0934")})
            return
        self._view.show_faults({})
        if time is not None:
            zone = ZoneInfo(self._context.workspace.zone)
            moment = at_clock(self._context.workspace.moment(draft.started_at), time, zone)
            self._keeper.put(name, int(moment.timestamp() * _MILLISECONDS))
        elif name == "ended_at":
            self._keeper.put(name, None)
        self._keeper.save()
        self.show()

    def show(self) -> None:
        """Time goes on."""
        draft, formats = self._keeper.draft, self._context.formats
        if draft is None:
            return
        started = self._context.workspace.moment(draft.started_at)
        ended = None if draft.ended_at is None else self._context.workspace.moment(draft.ended_at)
        lasted = max((ended or self._context.workspace.now()) - started, dt.timedelta(0))
        leaves = "" if ended is None else formats.clock(ended)
        self._view.show_times(formats.clock(started), leaves, formats.duration(lasted))

    def check_out(self) -> None:
        """Note that the user leaves the account now."""
        self._view.show_faults({})
        self._keeper.put("ended_at", self._context.workspace.now_milliseconds())
        self._keeper.save()
        self.show()
