"""The past of a record in words. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.queries.records.past import PastEntry
from ui.screens.context import Clock
from ui.screens.sync_centre.value_words import Words, is_shown
from ui.texts import _, p_


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One value as it is shown.

    Attributes:
        field: Its key.
        label: What the field is called.
        value: What was written.
        before: What stood there.
        who: Who wrote it.
        when: When it was saved.
        how: On which device, and how it came.
        role: Colour role of `how`.
    """

    field: str
    label: str
    value: str
    before: str
    who: str
    when: str
    how: str
    role: str = "text3"


def history_lines(
    entity: str, entries: Sequence[PastEntry], words: Words, clock: Clock
) -> tuple[HistoryLine, ...]:
    """Return the entries in words; fields that say nothing to a person are left out."""
    return tuple(_line(entity, one, words, clock) for one in entries if is_shown(one.field))


def joined_past(server: Sequence[PastEntry], local: Sequence[PastEntry]) -> tuple[PastEntry, ...]:
    """Return what the server tells, before it what it cannot know: work that was not sent."""
    unsent = [one for one in local if one.is_unsent]
    return (*unsent, *server)


def _line(entity: str, one: PastEntry, words: Words, clock: Clock) -> HistoryLine:
    how = source_words(one.source)
    return HistoryLine(
        field=one.field,
        label=words.label(entity, one.field),
        value=words.value(entity, one.field, one.value),
        before=words.value(entity, one.field, one.before),
        who=one.user or _nobody(one.source),
        when=words.formats.moment(clock.moment(one.at), now=clock.now()) if one.at else "",
        how="·".join(part for part in (one.device, how) if part),
        role="warn" if one.source in {"refused", "lost"} else "text3",
    )


def source_words(source: str) -> str:
    """Return how a value came to be."""
    words = {
        "online": _("sent at once"),
        "offline": _("written offline, sent later"),
        "office": _("written in the office"),
        "import": _("imported"),
        "merge": _("made by a merge"),
        "waiting": _("not sent yet"),
        "refused": _("refused by the server"),
        "sent": _("written on this device"),
        "withdrawn": _("withdrawn"),
        "lost": _("lost in a conflict"),
    }
    return words.get(source, source)


def _nobody(source: str) -> str:
    match source:
        case "office" | "import":
            return p_("history", "The office")
        case "waiting" | "refused" | "sent" | "withdrawn":
            return p_("history", "You")
        case _:
            return p_("history", "Unknown")
