"""What one version of a text says otherwise than another, clause by clause."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.domain.contracts.texts.bounds import tables_of
from app.domain.contracts.texts.text import Table, TemplateText

Kind = Literal["added", "removed", "changed", "moved"]
_MARKS = ("fixed", "std", "when", "list", "table")


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A run of letters that both versions have, or only one of them.

    Attributes:
        words: The letters.
        kind: "same", "old" or "new".
    """

    words: str
    kind: Literal["same", "old", "new"]


@dataclass(frozen=True, slots=True)
class PartChange:
    """One clause, article or field that differs.

    Attributes:
        part: What it is.
        place: Its id or name.
        article: Article that a clause stands in.
        kind: What happened to it.
        zh: The Chinese wordings, run by run; empty where they are the same.
        en: The English wordings.
        marks: Names of other properties that differ: fixed, std, when, list, table and so on.
    """

    part: Literal["header", "article", "clause", "field"]
    place: str
    article: str
    kind: Kind
    zh: tuple[WordSpan, ...] = ()
    en: tuple[WordSpan, ...] = ()
    marks: tuple[str, ...] = ()


def compare_texts(old: TemplateText, new: TemplateText) -> tuple[PartChange, ...]:
    """Return what differs, in the order of the new text; removed parts follow."""
    return (
        *_header_changes(old.header, new.header),
        *_article_changes(old, new),
        *_clause_changes(old, new),
        *_field_changes(old, new),
    )


def compare_words(old: str, new: str) -> tuple[WordSpan, ...]:
    """Return two wordings in one, run by run; nothing when they are the same."""
    if old == new:
        return ()
    spans: list[WordSpan] = []
    # Letters that stand everywhere must count: the junk heuristics are for program code.
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            spans.append(WordSpan(old[a:b], "same"))
            continue
        if b > a:
            spans.append(WordSpan(old[a:b], "old"))
        if d > c:
            spans.append(WordSpan(new[c:d], "new"))
    return tuple(spans)


def _header_changes(old: Table, new: Table) -> Iterator[PartChange]:
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        # A version always says another number and state; that is no change of words.
        if before != after and key not in {"version", "state"}:
            spans = compare_words(_shown(before), _shown(after))
            yield PartChange("header", str(key), "", "changed", zh=spans)


def _article_changes(old: TemplateText, new: TemplateText) -> Iterator[PartChange]:
    before = {str(each.get("id")): each for each in old.articles()}
    after = {str(each.get("id")): each for each in new.articles()}
    for name in _all_names(after, before):
        place = _Place("article", name, "", "title_")
        yield from _differences(place, before.get(name), after.get(name))


def _clause_changes(old: TemplateText, new: TemplateText) -> Iterator[PartChange]:
    before = {str(c.get("id")): (str(a.get("id")), c) for a, c, _block in old.clauses()}
    after = {str(c.get("id")): (str(a.get("id")), c) for a, c, _block in new.clauses()}
    for name in _all_names(after, before):
        article = (after.get(name) or before[name])[0]
        was, now = before.get(name, ("", None)), after.get(name, ("", None))
        found = list(_differences(_Place("clause", name, article, ""), was[1], now[1]))
        yield from found
        if not found and was[0] != now[0]:
            yield PartChange("clause", name, article, "moved")


def _field_changes(old: TemplateText, new: TemplateText) -> Iterator[PartChange]:
    before = {str(each.get("name")): each for each in old.fields()}
    after = {str(each.get("name")): each for each in new.fields()}
    for name in _all_names(after, before):
        was, now = before.get(name), after.get(name)
        if was is not None and now is not None:
            keys = sorted(str(k) for k in {*was, *now} if was.get(k) != now.get(k))
            if keys:
                yield PartChange("field", name, "", "changed", marks=tuple(keys))
        else:
            yield from _differences(_Place("field", name, "", "label_"), was, now)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a difference stands, and how its wordings are called."""

    part: Literal["article", "clause", "field"]
    name: str
    article: str
    prefix: str


def _differences(place: _Place, old: Table | None, new: Table | None) -> Iterator[PartChange]:
    zh, en = (
        compare_words(
            _wording(old, place.prefix + language), _wording(new, place.prefix + language)
        )
        for language in ("zh", "en")
    )
    where = (place.part, place.name, place.article)
    if old is None or new is None:
        yield PartChange(*where, "added" if old is None else "removed", zh, en)
        return
    marks = tuple(key for key in _MARKS if old.get(key) != new.get(key))
    if zh or en or marks:
        yield PartChange(*where, "changed", zh, en, marks)


def _all_names(after: Iterable[str], before: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys([*after, *before])


def _wording(table: Table | None, key: str) -> str:
    """Return a wording with its points, one a line; nothing of what is not there."""
    if table is None:
        return ""
    points = [_shown(each.get(key)) for each in tables_of(table, "sub")]
    return "\n".join([_shown(table.get(key)), *points])


def _shown(value: object) -> str:
    return "" if value is None else str(value)
