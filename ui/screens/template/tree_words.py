"""The tree of a text: head, articles with their clauses, fields, annexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.domain.contracts.texts.editing import Part, Written
from app.domain.contracts.texts.review import TemplateFinding
from app.domain.contracts.texts.text import Table, TemplateText
from app.domain.contracts.wording.numbering import chinese_number
from ui.screens.contract.rows import Level
from ui.screens.template.condition_words import condition_words, label_of
from ui.screens.template.part_words import article_title, short_wording
from ui.screens.template.rows import TreeRow
from ui.texts import _, current_language

_MARKS = {"std": "scale", "when": "split", "shared": "link-2", "unchecked": "languages"}

Levels = Mapping[Part, Level]


def levels_of(findings: tuple[TemplateFinding, ...]) -> dict[Part, Level]:
    """Return the gravest finding of every part, that of a clause for its article as well."""
    levels: dict[Part, Level] = {}
    for each in findings:
        part = part_of(each)
        above = Part("article", each.article) if each.article else None
        for one in (part, above):
            if one is not None and levels.get(one) != "error":
                levels[one] = each.level
    return levels


def part_of(finding: TemplateFinding) -> Part | None:
    """Return the part that a finding is about; None for the text as a whole."""
    match finding.part:
        case "clause" | "article" | "field" if finding.place:
            return Part(finding.part, finding.place)
        case "header":
            return Part("header")
    return None


def text_rows(written: Written, levels: Levels) -> tuple[TreeRow, ...]:
    """Return head, articles and clauses."""
    head = TreeRow(Part("header"), _("Head of the text"), level=levels.get(Part("header"), ""))
    return (head, *_articles(written, levels))


def block_rows(written: Written, levels: Levels) -> tuple[TreeRow, ...]:
    """Return head and clauses of a library block, all of which are shared anyway."""
    head = TreeRow(Part("header"), _("Head of the block"), level=levels.get(Part("header"), ""))
    shared = _MARKS["shared"]
    clauses = (
        replace(
            row,
            number=row.number.partition(".")[2],
            marks=tuple(mark for mark in row.marks if mark[0] != shared),
        )
        for row in _articles(written, levels)
        if row.depth
    )
    return (head, *clauses)


def field_rows(text: TemplateText, levels: Levels) -> tuple[TreeRow, ...]:
    """Return the fields: the text's own first, then those of its library."""
    own = [each.get("name") for each in text.own_fields()]
    rows: list[TreeRow] = []
    for title, is_own in ((_("Fields of this text"), True), (_("Shared fields"), False)):
        found = [f for f in text.fields() if (f.get("name") in own) is is_own]
        if found:
            rows.append(TreeRow(None, title))
        rows += [_field_row(each, levels) for each in found]
    return tuple(rows)


def _articles(written: Written, levels: Levels) -> Iterator[TreeRow]:
    text = written.text
    for number, article in enumerate(text.articles(), 1):
        part = Part("article", str(article.get("id")))
        chinese = current_language() == "zh_CN"
        shown = f"第{chinese_number(number)}条" if chinese else f"{number}"
        yield TreeRow(
            part,
            article_title(article),
            shown,
            level=levels.get(part, ""),
            marks=tuple(_condition_mark(text, article)),
        )
        for place, (clause, block) in enumerate(text.clauses_of(article), 1):
            yield _clause_row(written, clause, (f"{number}.{place}", block), levels)


def _clause_row(
    written: Written, clause: Table, numbered: tuple[str, str], levels: Levels
) -> TreeRow:
    number, block = numbered
    part = Part("clause", str(clause.get("id")))
    marks = list(_condition_mark(written.text, clause))
    if clause.get("std"):
        marks.append(
            (_MARKS["std"], _("Standard term: bold on paper, explained to the other side"))
        )
    if block:
        marks.append((_MARKS["shared"], _("From the shared block {block}").format(block=block)))
    if part.name in written.remarks.unchecked:
        marks.append((_MARKS["unchecked"], _("The other language is to be checked")))
    words = short_wording(written.text, clause) or _("(no words yet)")
    return TreeRow(part, words, number, 1, levels.get(part, ""), tuple(marks))


def _condition_mark(text: TemplateText, table: Table) -> Iterator[tuple[str, str]]:
    if words := condition_words(text, table):
        yield _MARKS["when"], words


def _field_row(field: Table, levels: Levels) -> TreeRow:
    part = Part("field", str(field.get("name")))
    return TreeRow(part, label_of(field), "", 1, levels.get(part, ""))
