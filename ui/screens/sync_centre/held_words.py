"""What is said of records that the server says are gone and this computer keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.queries.sync.held_rows import DELETED, HeldBack, HeldList, HeldRow
from ui.field_texts import entity_label, several_label
from ui.formats import Formats
from ui.screens.sync_centre.unit_words import icon_of
from ui.screens.sync_centre.value_words import Words
from ui.texts import _, n_, p_

_NAMED_KINDS = 4


@dataclass(frozen=True, slots=True)
class HeldWords:
    """The note about them.

    Attributes:
        title: How many of which kinds.
        note: That all are still here, and what to do.
        trouble: Why they could not be removed; empty unless that was tried.
        is_running: Whether they are being removed.
    """

    title: str
    note: str
    trouble: str = ""
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class HeldQuestion:
    """What is asked before they are removed.

    Attributes:
        title: The question with the number.
        body: What will happen.
        act: The verb with the number.
    """

    title: str
    body: str
    act: str


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One of them in the list.

    Attributes:
        icon: By its kind.
        name: What it is called.
        kind: Its kind, and the account that it stands under.
        said: What the server says of it.
        told: When the server last said so.
    """

    icon: str
    name: str
    kind: str
    said: str
    told: str


@dataclass(frozen=True, slots=True)
class HeldListWords:
    """The list.

    Attributes:
        note: How many of which kinds.
        lines: Those that are listed.
        rest: How many more there are; empty when all are listed.
    """

    note: str
    lines: tuple[HeldLine, ...]
    rest: str


def held_words(
    held: HeldBack, formats: Formats, trouble: str = "", *, is_running: bool = False
) -> HeldWords:
    """Return the note; the fuse tells apart what was deleted and what the server does not have."""
    count = len(held.rows)
    records = counted_kinds(held.counts, formats)
    if all(row.reason == DELETED for row in held.rows):
        title = n_(
            "The server says {records} is deleted.", "The server says {records} are deleted.", count
        )
    else:
        title = _("The server no longer has {records}.")
    note = n_(
        "That is unusual, so it stays on this computer until you decide; nothing was removed."
        " Ask the office first: if nobody deleted it there, keep it.",
        "That is unusual, so they stay on this computer until you decide; nothing was removed."
        " Ask the office first: if nobody deleted them there, keep them.",
        count,
    )
    return HeldWords(title.format(records=records), note, trouble, is_running)


def held_question(held: HeldBack, formats: Formats) -> HeldQuestion:
    """Return what is asked before they are removed."""
    count = len(held.rows)
    title = n_(
        "Remove {count} record from this computer?",
        "Remove {count} records from this computer?",
        count,
    )
    body = _(
        "{records}. This cannot be taken back, and no sync brings them again unless the office"
        " restores them. Those that you changed and did not send yet stay until the server has"
        " answered."
    )
    act = n_("Remove {count} record", "Remove {count} records", count)
    counted = formats.count(count)
    return HeldQuestion(
        title.format(count=counted),
        body.format(records=_begun(counted_kinds(held.counts, formats))),
        act.format(count=counted),
    )


def held_list(listed: HeldList, words: Words) -> HeldListWords:
    """Return the list."""
    more = len(listed.held.rows) - len(listed.listed)
    rest = n_("{count} more record is not listed.", "{count} more records are not listed.", more)
    return HeldListWords(
        note=_begun(counted_kinds(listed.held.counts, words.formats)),
        lines=tuple(_line(row, listed, words) for row in listed.listed),
        rest=rest.format(count=words.formats.count(more)) if more else "",
    )


def removed_words(removed: int, asked: int, formats: Formats) -> str:
    """Return what the toast says: records may have come again, or work on them may wait."""
    if removed == 0:
        return _("Nothing was removed: the server has them again, or your work on them waits")
    words = n_(
        "{count} record removed from this computer",
        "{count} records removed from this computer",
        removed,
    ).format(count=formats.count(removed))
    if removed == asked:
        return words
    stays = n_("{count} stays", "{count} stay", asked - removed)
    return f"{words}; {stays.format(count=formats.count(asked - removed))}"


def counted_kinds(counts: Mapping[str, int], formats: Formats) -> str:
    """Return how many records of which kinds, most first: 30 contacts and 4 accounts."""
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    named = most if len(most) <= _NAMED_KINDS else most[: _NAMED_KINDS - 1]
    parts = [_counted(entity, count, formats) for entity, count in named]
    others = sum(counts.values()) - sum(count for _entity, count in named)
    if others:
        words = n_("{count} other record", "{count} other records", others)
        parts.append(words.format(count=formats.count(others)))
    *first, last = parts
    if not first:
        return last
    return _("{first} and {last}").format(first=p_("sync", ", ").join(first), last=last)


def _counted(entity: str, count: int, formats: Formats) -> str:
    kind = entity_label(entity).lower() if count == 1 else several_label(entity)
    return p_("sync", "{count} {kind}").format(count=formats.count(count), kind=kind)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _line(row: HeldRow, listed: HeldList, words: Words) -> HeldLine:
    account = words.account(row.entity, row.id) if row.entity != "account" else ""
    kind = entity_label(row.entity)
    said = p_("held", "Deleted") if row.reason == DELETED else p_("held", "No longer there")
    return HeldLine(
        icon=icon_of(row.entity),
        name=words.directory.name(row.id) or account or kind,
        kind="·".join(part for part in (kind, account) if part),
        said=said,
        told=words.moment(listed.told_at.get(row.id)),
    )
