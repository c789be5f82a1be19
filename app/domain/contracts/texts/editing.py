"""Changes of a template's text, each giving another text so that it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Literal

from app.domain.contracts.clauses.parts import FURTHER_GROUP, Language
from app.domain.contracts.texts.bounds import tables_of
from app.domain.contracts.texts.remarks import OpenPoint, Remarks
from app.domain.contracts.texts.text import Table, TemplateText

PartKind = Literal["header", "article", "clause", "field"]

_MAY_LACK = frozenset(
    {"std", "list", "table", "when", "default", "example", "check", "totals", "use"}
)
_NAMES = {"article": "id", "clause": "id", "field": "name"}
_LANGUAGES: dict[str, Language] = {"zh": "en", "en": "zh"}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is edited.

    Attributes:
        kind: What it is.
        name: Id of an article or clause, name of a field; empty for the header.
    """

    kind: PartKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A text with what is noted beside it."""

    text: TemplateText
    remarks: Remarks


def find_part(text: TemplateText, part: Part) -> Table | None:
    """Return the table of a part; None when it is gone."""
    match part.kind:
        case "header":
            return text.header
        case "article":
            return text.article(part.name)
        case "clause":
            return text.clause(part.name)
        case "field":
            return next((f for f in text.fields() if f.get("name") == part.name), None)


def put_value(written: Written, part: Part, key: str, value: Any) -> Written:
    """Set one value of a part; `sub.0.zh` is the Chinese of a clause's first point.

    A changed wording of a clause asks for the other language to be checked.
    """
    text = _change(written.text, part, lambda table: _with_value(table, key, value))
    remarks = written.remarks
    language = key.rpartition(".")[2]
    if part.kind == "clause" and language in _LANGUAGES:
        flagged = remarks.unchecked.get(part.name)
        if flagged != language:
            unchecked = {**remarks.unchecked, part.name: _LANGUAGES[language]}
            remarks = replace(remarks, unchecked=unchecked)
    return Written(text, remarks)


def confirm_wording(written: Written, clause_id: str) -> Written:
    """Note that both languages of a clause say the same."""
    rest = {name: each for name, each in written.remarks.unchecked.items() if name != clause_id}
    return replace(written, remarks=replace(written.remarks, unchecked=rest))


def answer_point(written: Written, point_id: str, answer: str) -> Written:
    """Note what was decided about an open point; an empty answer opens it again."""
    points = tuple(
        replace(each, answer=answer.strip()) if each.id == point_id else each
        for each in written.remarks.points
    )
    return replace(written, remarks=replace(written.remarks, points=points))


def add_open_point(written: Written, place: str, words: str) -> Written:
    """Note something that has to be decided."""
    known = {each.id for each in written.remarks.points}
    point_id = next(str(each) for each in count(1) if str(each) not in known)
    point = OpenPoint(point_id, place, words.strip())
    remarks = replace(written.remarks, points=(*written.remarks.points, point))
    return replace(written, remarks=remarks)


def add_clause(text: TemplateText, after: Part) -> tuple[TemplateText, Part]:
    """Add an empty clause behind a clause, or as the first of an article."""
    article_id = _article_of(text, after)
    made = {"id": _free_id(text, article_id), "fixed": False, "zh": "", "en": ""}

    def behind(clauses: Sequence[Table]) -> list[Table]:
        changed = list(clauses)
        for at, each in enumerate(clauses, 1):
            if each.get("id") == after.name:
                changed.insert(at, made)
        return changed

    def first(article: Table) -> Table:
        return {**article, "item": [made, *tables_of(article, "item")]}

    part = Part("clause", str(made["id"]))
    if after.kind == "clause":
        return _each_holder(text, behind), part
    return _change(text, Part("article", article_id), first), part


def add_article(text: TemplateText, after: str) -> tuple[TemplateText, Part]:
    """Add an article with one empty clause behind another one."""
    taken = {str(each.get("id")) for each in text.articles()}
    name = next(f"further{each}" for each in count(1) if f"further{each}" not in taken)
    made = {"id": name, "group": FURTHER_GROUP, "title_zh": "", "title_en": "", "item": []}
    articles = list(text.articles())
    places = [at for at, each in enumerate(articles, 1) if each.get("id") == after]
    articles.insert(places[0] if places else len(articles), made)
    text, _clause = add_clause(text.with_articles(articles), Part("article", name))
    return text, Part("article", name)


def remove_part(text: TemplateText, part: Part) -> TemplateText:
    """Take an article, a clause or one of the template's own fields out."""
    match part.kind:
        case "article":
            return text.with_articles([e for e in text.articles() if e.get("id") != part.name])
        case "field":
            own = [each for each in text.own_fields() if each.get("name") != part.name]
            return text.with_own_fields(own)
        case "clause":
            return _each_holder(
                text, lambda items: [each for each in items if each.get("id") != part.name]
            )
        case _:
            return text


def move_part(text: TemplateText, part: Part, by: int) -> TemplateText:
    """Move an article, or a clause within its article, some places on; not beyond the ends."""
    if part.kind == "article":
        return text.with_articles(_moved(text.articles(), part.name, by))
    return _each_holder(text, lambda items: _moved(items, part.name, by))


def add_point(text: TemplateText, clause_id: str) -> TemplateText:
    """Add an empty point at the end of a clause."""

    def add(clause: Table) -> Table:
        return {**clause, "sub": [*tables_of(clause, "sub"), {"zh": "", "en": ""}]}

    return _change(text, Part("clause", clause_id), add)


def remove_point(text: TemplateText, clause_id: str, place: int) -> TemplateText:
    """Take a point out of a clause."""

    def remove(clause: Table) -> Table:
        points = [each for at, each in enumerate(tables_of(clause, "sub")) if at != place]
        rest = {key: value for key, value in clause.items() if key != "sub"}
        return {**rest, "sub": points} if points else rest

    return _change(text, Part("clause", clause_id), remove)


def add_field(text: TemplateText, name: str, kind: str) -> tuple[TemplateText, Part]:
    """Add a field of a type to the template's own; its labels are still empty."""
    made: dict[str, Any] = {"name": name, "type": kind, "group": 1, "required": False}
    made |= {"label_zh": "", "label_en": ""}
    if kind == "choice":
        made["options"] = [{"value": "a", "zh": "", "en": ""}, {"value": "b", "zh": "", "en": ""}]
    if kind == "table":
        made["columns"] = [{"key": "name", "zh": "品名", "en": "Product", "kind": "text"}]
    return text.with_own_fields([*text.own_fields(), made]), Part("field", name)


def use_block(text: TemplateText, article_id: str, block_id: str) -> TemplateText:
    """Let an article take a block in, or no longer if it does already."""

    def turn(article: Table) -> Table:
        uses = [each for each in tables_of(article, "use") if each.get("block") != block_id]
        if len(uses) == len(tables_of(article, "use")):
            uses.append({"block": block_id})
        rest = {key: value for key, value in article.items() if key != "use"}
        return {**rest, "use": uses} if uses else rest

    return _change(text, Part("article", article_id), turn)


def _change(text: TemplateText, part: Part, change: Callable[[Table], Table]) -> TemplateText:
    def changed(tables: Sequence[Table]) -> list[Table]:
        key = _NAMES[part.kind]
        return [change(each) if each.get(key) == part.name else each for each in tables]

    match part.kind:
        case "header":
            return text.with_header(**change(text.header))
        case "article":
            return text.with_articles(changed(text.articles()))
        case "clause":
            return _each_holder(text, changed)
        case "field":
            library = {**text.library, "field": changed(tables_of(text.library, "field"))}
            made = text.with_own_fields(changed(text.own_fields()))
            return TemplateText(made.body, library if library["field"] else text.library)


def _each_holder(
    text: TemplateText, change: Callable[[Sequence[Table]], Sequence[Table]]
) -> TemplateText:
    """Change the clauses of every article and of every block."""
    made = text.with_articles(list(_with_clauses(text.articles(), change)))
    blocks = list(_with_clauses(text.blocks(), change))
    return TemplateText(made.body, {**text.library, "block": blocks}) if blocks else made


def _with_clauses(
    holders: Sequence[Table], change: Callable[[Sequence[Table]], Sequence[Table]]
) -> Iterator[Table]:
    for each in holders:
        before = tables_of(each, "item")
        after = list(change(before))
        yield each if after == before else {**each, "item": after}


def _with_value(table: Table, key: str, value: Any) -> Table:
    head, _dot, rest = key.partition(".")
    if head == "sub" and rest:
        place, _dot, language = rest.partition(".")
        points = list(tables_of(table, head))
        points[int(place)] = {**points[int(place)], language: value}
        return {**table, head: points}
    if value in (None, "", []) and key in _MAY_LACK:
        return {name: each for name, each in table.items() if name != key}
    return {**table, key: value}


def _moved(tables: Sequence[Table], name: str, by: int) -> list[Table]:
    places = [at for at, each in enumerate(tables) if each.get("id") == name]
    made = list(tables)
    if places:
        each = made.pop(places[0])
        made.insert(min(max(places[0] + by, 0), len(made)), each)
    return made


def _article_of(text: TemplateText, part: Part) -> str:
    if part.kind == "article":
        return part.name
    found = (str(a.get("id")) for a, each, _block in text.clauses() if each.get("id") == part.name)
    return next(found, "")


def _free_id(text: TemplateText, article_id: str) -> str:
    taken = {str(each.get("id")) for _article, each, _block in text.clauses()}
    return next(f"{article_id}.n{n}" for n in count(1) if f"{article_id}.n{n}" not in taken)
