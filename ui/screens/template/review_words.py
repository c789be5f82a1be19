"""Findings about a text as sentences, each with where it stands and where it leads."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.contracts.texts.editing import Part
from app.domain.contracts.texts.review import TemplateFinding
from app.domain.contracts.texts.text import TemplateText
from ui.screens.contract.rows import FieldNote, FindingView, ReviewView
from ui.screens.template.part_words import article_title, language_words, part_title
from ui.screens.template.rows import key_of
from ui.screens.template.tree_words import part_of
from ui.texts import sentence

_PAIRS = {"header": ("name_", "preamble_"), "article": ("title_",), "field": ("label_",)}
_HEADER_KEYS = frozenset({"code", "version", "valid_to"})


def review_view(
    text: TemplateText, findings: Iterable[TemplateFinding], shown: Part | None
) -> ReviewView:
    """Return the check list, and the lines beside the open part's entry boxes.

    Args:
        text: The text.
        findings: Errors first.
        shown: The part whose form is open.
    """
    rows, notes, touched = [], dict[str, FieldNote](), set[Part | None]()
    for each in findings:
        part, where = part_of(each), where_words(text, each)
        words = finding_words(each)
        rows.append(FindingView(each.level, words, where, "", key_of(part)))
        touched.add(part)
        if part is not None and part == shown:
            for key in _keys(each):
                notes.setdefault(key, FieldNote(each.level, words))
    errors = sum(row.level == "error" for row in rows)
    clauses = {Part("clause", str(clause.get("id"))) for _a, clause, _b in text.clauses()}
    return ReviewView(tuple(rows), errors, len(rows) - errors, len(clauses - touched), notes)


def finding_words(finding: TemplateFinding) -> str:
    """Return the sentence of a finding without its place, which stands beside it."""
    words = sentence(finding.code, {"where": "", **finding.params}).lstrip("：: ")
    return words[:1].upper() + words[1:]


def where_words(text: TemplateText, finding: TemplateFinding) -> str:
    """Return where a finding stands: article, clause, language."""
    part, parts = part_of(finding), []
    if finding.article and (article := text.article(finding.article)) is not None:
        parts.append(article_title(article))
    if part is not None:
        parts.append(part_title(text, part))
    if finding.language:
        parts.append(language_words(finding.language))
    return "·".join(each for each in parts if each)


def _keys(finding: TemplateFinding) -> tuple[str, ...]:
    """Return the entry boxes that a finding stands beside."""
    languages = (finding.language,) if finding.language else ("zh", "en")
    if finding.part == "clause":
        return languages
    if finding.part == "header" and finding.place in _HEADER_KEYS:
        return (finding.place,)
    if finding.part == "header":
        if finding.place.startswith("role_"):
            letter = finding.place.removeprefix("role_")
            return tuple(f"role_{each}.{letter}" for each in languages)
        return tuple(f"{finding.place}_{each}" for each in languages)
    if finding.code == "template.check.unknown":
        return ("check",)
    return tuple(f"{prefix}{each}" for prefix in _PAIRS[finding.part] for each in languages)
