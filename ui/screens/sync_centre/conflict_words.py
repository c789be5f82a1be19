"""Conflicts in words: whose value is whose, what is picked, what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.queries.sync.centre import ConflictLine, RecordConflicts
from ui.field_texts import entity_label
from ui.screens.sync_centre.rows import (
    ConflictField,
    ConflictWords,
    ListRow,
    ResultLine,
    Side,
    SideWords,
)
from ui.screens.sync_centre.value_words import Words
from ui.texts import _, n_, p_
from ui.theme.tokens import Tone

_DELETED = "deleted"
Picks = Mapping[str, Side]


@dataclass(frozen=True, slots=True)
class Me:
    """Who looks: needed to tell mine from theirs."""

    user_id: str
    device_id: str


def conflict_key(record: RecordConflicts) -> str:
    """Return the key of a record's entry."""
    return f"conflict:{record.entity}:{record.record_id}"


def mine_is_kept(line: ConflictLine, me: Me) -> bool:
    """Return whether the user's own value is the one that stands.

    Of two values of the same user, the one of this device is his own; of two values of others,
    the one that stands is shown first.
    """
    if line.lost_by == me.user_id and line.kept_by == me.user_id:
        return line.lost_device != me.device_id
    return line.lost_by != me.user_id


def decision_of(line: ConflictLine, side: Side, me: Me) -> Literal["kept", "reversed"]:
    """Return the decision that makes a side stand."""
    return "kept" if (side == "mine") == mine_is_kept(line, me) else "reversed"


def default_side(line: ConflictLine, me: Me) -> Side:
    """Return the side that stands while nobody decides."""
    return "mine" if mine_is_kept(line, me) else "theirs"


def conflict_row(record: RecordConflicts, words: Words, me: Me) -> ListRow:
    """Return the list entry of a record with conflicts."""
    count = len(record.lines)
    other = _common(record, me, words, "theirs")
    note = n_(
        "{count} field differs from what {other} wrote",
        "{count} fields differ from what {other} wrote",
        count,
    )
    return ListRow(
        key=conflict_key(record),
        icon="git-compare-arrows",
        title=_title(record, words),
        note=note.format(count=count, other=other),
        tag=_("Conflict"),
        tone="warn",
        tag_icon="git-compare-arrows",
    )


def conflict_words(record: RecordConflicts, picks: Picks, words: Words, me: Me) -> ConflictWords:
    """Return the conflicts of a record in detail, with the sides picked so far."""
    fields = tuple(_field(record, line, picks, words, me) for line in record.lines)
    count = len(fields)
    chosen = {field.chosen for field in fields}
    note = _("Both values are kept until you decide; other work goes on.")
    if not record.is_here:
        note = _("The record was deleted elsewhere, so what was written cannot be put back.")
    return ConflictWords(
        key=conflict_key(record),
        title=_title(record, words),
        tag=n_("{count} field", "{count} fields", count).format(count=count),
        note=note,
        mine=_common(record, me, words, "mine"),
        theirs=_common(record, me, words, "theirs"),
        mine_letter=_letter(record.lines[0], "mine", me, words),
        theirs_letter=_letter(record.lines[0], "theirs", me, words),
        fields=fields,
        result=tuple(_result(field, record, me, words) for field in fields),
        whole=next(iter(chosen)) if len(chosen) == 1 else "",
    )


def _title(record: RecordConflicts, words: Words) -> str:
    kind = entity_label(record.entity)
    own = words.directory.name(record.record_id)
    account = words.account(record.entity, record.record_id)
    parts = (own, kind) if record.entity == "account" else (account, kind, own)
    return "·".join(part for part in parts if part)


def _field(
    record: RecordConflicts, line: ConflictLine, picks: Picks, words: Words, me: Me
) -> ConflictField:
    kept_first = mine_is_kept(line, me)
    kept, lost = _side(record, line, words, "kept"), _side(record, line, words, "lost")
    base = words.value(record.entity, line.field, line.base) if line.field != _DELETED else ""
    return ConflictField(
        id=line.id,
        label=words.label(record.entity, line.field),
        base=_("Before: {value}").format(value=base) if base else "",
        mine=kept if kept_first else lost,
        theirs=lost if kept_first else kept,
        chosen=picks.get(line.id, default_side(line, me)),
    )


def _side(
    record: RecordConflicts, line: ConflictLine, words: Words, side: Literal["kept", "lost"]
) -> SideWords:
    kept = side == "kept"
    value = line.kept if kept else line.lost
    who = _person(line.kept_by if kept else line.lost_by, words)
    when = words.moment(line.kept_at if kept else line.lost_at)
    shown = words.value(record.entity, line.field, value)
    if kept and line.reason == _DELETED and line.field != _DELETED:
        shown = p_("sync", "Deleted")
    return SideWords(
        value=" ".join(shown.split()),
        note="·".join(part for part in (who, when) if part),
        possible=kept or record.is_here,
    )


def _person(user_id: str | None, words: Words) -> str:
    if user_id is None:
        return _("The office")
    return words.directory.name(user_id) or _("A colleague")


def _whose(line: ConflictLine, side: Side, me: Me, words: Words) -> str:
    """Return in one word whose value a side is."""
    kept = (side == "mine") == mine_is_kept(line, me)
    author = line.kept_by if kept else line.lost_by
    if author != me.user_id:
        return _person(author, words)
    if side == "theirs":
        return _("My other device")
    return p_("sync", "Mine")


def _common(record: RecordConflicts, me: Me, words: Words, side: Side) -> str:
    """Return whose a column is, or a general word when it holds values of several people."""
    whose = {_whose(line, side, me, words) for line in record.lines}
    return next(iter(whose)) if len(whose) == 1 else p_("sync", "Others")


def _letter(line: ConflictLine, side: Side, me: Me, words: Words) -> str:
    """Return the character of an avatar: the last one of a Chinese name, as the rail has it."""
    kept = (side == "mine") == mine_is_kept(line, me)
    name = _person(line.kept_by if kept else line.lost_by, words)
    return name[:1] if name.isascii() else name[-1:]


def _result(field: ConflictField, record: RecordConflicts, me: Me, words: Words) -> ResultLine:
    line = next(one for one in record.lines if one.id == field.id)
    picked = field.mine if field.chosen == "mine" else field.theirs
    tone: Tone = "accent" if field.chosen == "mine" else "quiet"
    return ResultLine(field.label, picked.value, _whose(line, field.chosen, me, words), tone)
