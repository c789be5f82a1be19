"""The stops of the day in words: times, people, the one thing to know, ways between them."""

from __future__ import annotations

import datetime as dt

from app.domain.schema import split_labels
from app.queries.visits.day import DayView, Phase, PlannedStop, RouteStop, Thing
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.today.rows import RouteBlock, StopLine, TagWords, ThingLine
from ui.texts import _, n_, p_
from ui.theme.tokens import Tone

_TONES: dict[str, Tone] = {"order": "accent", "contract": "accent", "complaint": "warn"}
_DOT = " · "
_MILLISECONDS = 1_000


class RouteWords:
    """Spells the route in the user's language."""

    def __init__(self, formats: Formats, today: dt.date) -> None:
        self._formats = formats
        self._today = today

    def block(self, day: DayView) -> RouteBlock:
        """Return the whole block."""
        stops = tuple(self.line(stop) for stop in day.route.stops)
        packed = sum(thing.is_packed for thing in day.things)
        return RouteBlock(
            note=self._note(day),
            stops=stops,
            things=tuple(_thing(thing) for thing in day.things),
            packed=f"{packed} / {len(day.things)}",
            emptiness=("", "") if stops else _emptiness(day),
            can_plan=not stops and bool(day.due),
        )

    def line(self, stop: RouteStop) -> StopLine:
        """Return one stop."""
        planned = stop.planned
        time, role, hint = self._time(stop)
        return StopLine(
            plan_id=planned.plan_id,
            account_id=planned.account_id,
            number=str(stop.number),
            phase=stop.phase.value,
            time=time,
            time_role=role,
            name=planned.name,
            note=_DOT.join(part for part in self._note_parts(stop) if part),
            tags=_tags(planned),
            leg=self._leg(stop),
            action=_("Continue visit") if planned.is_begun else _("Start visit"),
            state={Phase.DONE: p_("stop", "Done"), Phase.NOT_DONE: _("Not visited")}.get(
                stop.phase, ""
            ),
            hint="\n".join(part for part in (planned.remark or "", hint) if part),
            latitude=stop.place.latitude if stop.place else None,
            longitude=stop.place.longitude if stop.place else None,
        )

    def _note(self, day: DayView) -> str:
        stops = len(day.route.stops)
        if not stops:
            return ""
        parts = [n_("{count} stop", "{count} stops", stops).format(count=stops)]
        if day.route.metres:
            parts.append(self._formats.distance(day.route.metres))
        if day.route.ends_at is not None:
            clock = self._formats.clock(day.route.ends_at)
            parts.append(_("done by {time}").format(time=clock))
        return _DOT.join(parts)

    def _time(self, stop: RouteStop) -> tuple[str, str, str]:
        """Return the time, its ink and what the tool tip says about it."""
        planned = stop.planned
        if stop.phase is Phase.DONE and planned.started_at is not None:
            return self._formats.clock(_moment(planned.started_at)), "text3", ""
        if stop.phase in {Phase.DONE, Phase.NOT_DONE} or stop.arrives_at is None:
            return planned.starts or "", "text3", ""
        arrival = self._formats.clock(stop.arrives_at)
        if not planned.starts:
            return f"~{arrival}", "text3", _("Estimated arrival")
        if stop.is_tight:
            words = _("Cannot be kept: arrives about {time}").format(time=arrival)
            return planned.starts, "warn", words
        return planned.starts, "text", ""

    def _note_parts(self, stop: RouteStop) -> tuple[str, str]:
        """What is still to be dealt with comes before the person: the end may be cut off."""
        person, fact = stop.planned.contact or "", self._fact(stop)
        return (person, fact) if stop.phase is Phase.DONE else (fact, person)

    def _fact(self, stop: RouteStop) -> str:
        """Return the one thing to know before this door."""
        planned = stop.planned
        if stop.phase is Phase.NOT_DONE:
            return planned.not_done_reason or ""
        if stop.phase is Phase.DONE:
            return self._length(planned)
        if planned.complaint_due_on:
            return self._complaint(dt.date.fromisoformat(planned.complaint_due_on))
        if planned.overdue_minor > 0:
            amount = self._formats.money_rounded(planned.overdue_minor, places=1)
            return _("{amount} late").format(amount=amount)
        if planned.has_ready_contract:
            return _("contract ready to sign")
        return _("first visit") if planned.last_visit_at is None else ""

    def _complaint(self, due_on: dt.date) -> str:
        day = self._formats.day(due_on, today=self._today)
        if due_on < self._today:
            return _("complaint answer was due {day}").format(day=day)
        return _("answer complaint by {day}").format(day=day)

    def _length(self, planned: PlannedStop) -> str:
        if planned.started_at is None or planned.ended_at is None:
            return ""
        length = _moment(planned.ended_at) - _moment(planned.started_at)
        return self._formats.duration(length)

    def _leg(self, stop: RouteStop) -> str:
        if stop.leg is None:
            return ""
        length = dt.timedelta(seconds=stop.leg.seconds)
        minutes = max(length, dt.timedelta(minutes=1))
        return _DOT.join((self._formats.distance(stop.leg.metres), self._formats.duration(minutes)))


def _tags(planned: PlannedStop) -> tuple[TagWords, ...]:
    return tuple(
        TagWords(choice_label("visit_plan", "purposes", word), _TONES.get(word, "quiet"))
        for word in split_labels(planned.purposes)
    )


def _thing(thing: Thing) -> ThingLine:
    words = f"{thing.words} ×{thing.stops}" if thing.stops > 1 else thing.words
    return ThingLine(thing.words, words, thing.is_packed)


def _emptiness(day: DayView) -> tuple[str, str]:
    why = _("No visits planned for today.")
    if day.late_count and day.due:
        words = n_(
            "{count} account is late for a visit; plan a route in one step.",
            "{count} accounts are late for a visit; plan a route in one step.",
            day.late_count,
        )
        return why, words.format(count=f"{day.late_count:,}")
    if day.due:
        return why, _("Some accounts should be visited; plan a route in one step.")
    return why, _("Nobody is late for a visit. Choose accounts yourself.")


def _moment(milliseconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(milliseconds / _MILLISECONDS, dt.UTC)
