"""Who wrote, approved and ended a version, its open points, and its differences to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from app.domain.contracts.texts.diff import PartChange
from app.domain.contracts.texts.editing import Part, Written
from app.domain.contracts.texts.text import TemplateText
from app.domain.fields import FieldValue
from app.domain.schema import split_labels
from app.queries.contracts.templates import VersionDetail
from ui.formats import Formats
from ui.screens.contract.rows import Tone
from ui.screens.template.part_words import article_title, part_title
from ui.screens.template.rows import ChangeRow, HistoryView, PointRow
from ui.screens.template.version_words import name_in, state_words
from ui.texts import _, p_

_MARK_DIGITS = 16
Moment = Callable[[int], dt.datetime]

_KINDS: dict[str, Tone] = {"added": "ok", "removed": "bad", "changed": "warn", "moved": "info"}


def history_of(
    detail: VersionDetail, written: Written, formats: Formats, moment: Moment
) -> HistoryView:
    """Return what happened to a version, and what can be compared with it."""
    others = tuple(
        (each.id, f"{each.version}·{state_words(each.state, is_submitted=each.is_submitted)[0]}")
        for each in detail.siblings
    )
    language = formats.language
    uses = tuple(f"{name_in(language, e.name, e.name_en)} {e.version}" for e in detail.uses)
    points = tuple(_points(written))
    return HistoryView(
        tuple(_lines(detail, formats, moment)), others, points, uses, can_note=detail.steps.edits
    )


def change_rows(
    old: TemplateText, new: TemplateText, changes: tuple[PartChange, ...]
) -> tuple[ChangeRow, ...]:
    """Return the differences in words."""
    return tuple(_change_row(old, new, each) for each in changes)


def kind_words(kind: str) -> str:
    """Return what happened to a part."""
    words = {
        "added": p_("difference", "new"),
        "removed": p_("difference", "left out"),
        "changed": p_("difference", "changed"),
        "moved": p_("difference", "moved"),
    }
    return words[kind]


def _lines(
    detail: VersionDetail, formats: Formats, moment: Moment
) -> Iterator[tuple[str, str, str]]:
    fields, names = detail.fields, _Names(detail)
    when = _Times(formats, moment)
    if fields["author_id"]:
        yield "pencil", _("Begun by {name}").format(name=names.of("author_id")), ""
    writers = [names.name(each) for each in split_labels(fields["edited_by"])]
    if len(writers) > 1:
        yield "users-round", _("Written by {names}").format(names="、".join(writers)), ""
    if fields["submitted_at"]:
        yield "send", _("Submitted for approval"), when.spell(fields["submitted_at"])
    if fields["review_note"]:
        words = _("Finance says: {words}").format(words=fields["review_note"])
        yield "message-square-text", words, ""
    yield from _ending(fields, names, when)


def _ending(
    fields: Mapping[str, FieldValue], names: _Names, when: _Times
) -> Iterator[tuple[str, str, str]]:
    if fields["approved_by"]:
        words = _("Approved by {name}").format(name=names.of("approved_by"))
        yield "badge-check", words, when.spell(fields["approved_at"])
    if fields["fingerprint"]:
        mark = str(fields["fingerprint"])[:_MARK_DIGITS].upper()
        yield "fingerprint", _("Fingerprint of the approved words {mark}").format(mark=mark), ""
    if fields["withdrawn_by"]:
        words = _("Withdrawn by {name}: {reason}").format(
            name=names.of("withdrawn_by"), reason=fields["withdraw_reason"] or ""
        )
        yield "ban", words, when.spell(fields["withdrawn_at"])


class _Names:
    """Names of the colleagues of a version."""

    def __init__(self, detail: VersionDetail) -> None:
        self._people, self._fields = detail.people, detail.fields

    def of(self, field: str) -> str:
        """Return the name in a field of the record."""
        return self.name(self._fields[field])

    def name(self, user_id: object) -> str:
        """Return the name of a colleague."""
        return self._people.get(str(user_id), "") or _("somebody who is not known here")


class _Times:
    """Spells moments in full."""

    def __init__(self, formats: Formats, moment: Moment) -> None:
        self._formats, self._moment = formats, moment

    def spell(self, value: FieldValue) -> str:
        """Return day and time; nothing for no moment."""
        if not isinstance(value, int):
            return ""
        at = self._moment(value)
        return f"{self._formats.full_day(self._formats.local_day(at))} {self._formats.clock(at)}"


def _points(written: Written) -> Iterator[PointRow]:
    clauses = {str(each.get("id")): str(a.get("id")) for a, each, _b in written.text.clauses()}
    for point in written.remarks.points:
        part = Part("clause", point.place) if point.place in clauses else None
        article = written.text.article(clauses.get(point.place, ""))
        where = article_title(article) if article is not None else ""
        yield PointRow(point.id, point.words, where, point.answer, part)


def _change_row(old: TemplateText, new: TemplateText, change: PartChange) -> ChangeRow:
    text = old if change.kind == "removed" else new
    if change.part == "header":
        title = f"{_('Head of the text')}·{change.place}"
    else:
        title = part_title(text, Part(change.part, change.place))
    article = text.article(change.article)
    if article is not None:
        title = f"{article_title(article)}·{change.place}"
    marks = ", ".join(_mark_words(each) for each in change.marks)
    return ChangeRow(
        title, kind_words(change.kind), _KINDS[change.kind], change.zh, change.en, marks
    )


def _mark_words(mark: str) -> str:
    words = {
        "fixed": _("Fixed wording"),
        "std": _("Standard term"),
        "when": p_("difference", "condition"),
        "list": _("Lines printed below"),
        "table": _("Table printed below"),
        "check": p_("difference", "checks"),
        "required": _("Must be filled in"),
        "options": _("Options"),
        "columns": _("Columns"),
        "type": _("Type"),
        "group": _("Clause group"),
    }
    return words.get(mark, mark)
