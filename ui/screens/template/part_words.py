"""Names of parts, standard terms, types and clause groups, in the user's language."""

from __future__ import annotations

from app.domain.contracts.clauses.placeholders import (
    BUYER,
    REFERENCE_SIGN,
    SUPPLIER,
    split_wording,
)
from app.domain.contracts.texts.editing import Part, find_part
from app.domain.contracts.texts.text import Table, TemplateText
from ui.screens.contract.group_words import group_title
from ui.screens.template.condition_words import label_of
from ui.screens.template.rows import Choices
from ui.screens.template.version_words import name_in
from ui.texts import _, current_language, p_

_LAST_GROUP = 10
_SHORT = 48


def group_choices() -> Choices:
    """Return the clause groups that an article can fill."""
    named = tuple((str(n), f"{n} {group_title(n)[0]}") for n in range(1, _LAST_GROUP + 1))
    return (*named, ("0", _("Further clauses")))


def standard_choices() -> Choices:
    """Return why a clause may be a standard term that the other side must be told about.

    Source: FORMAT.md section 4.
    """
    return (
        ("", p_("standard term", "no standard term")),
        ("risk", p_("standard term", "risk")),
        ("short_period", p_("standard term", "short period")),
        ("price_change", p_("standard term", "price change")),
        ("credit", p_("standard term", "credit")),
        ("payment_account", p_("standard term", "payment account")),
        ("silence", p_("standard term", "silence counts as consent")),
        ("setoff", p_("standard term", "set-off")),
        ("condition", p_("standard term", "condition")),
        ("policy_change", p_("standard term", "policy change")),
        ("return_limit", p_("standard term", "limit of returns")),
        ("penalty", p_("standard term", "penalty")),
        ("territory", p_("standard term", "territory")),
        ("authority_limit", p_("standard term", "limited authority")),
        ("joint_liability", p_("standard term", "joint liability")),
        ("retention", p_("standard term", "retention of title")),
        ("termination", p_("standard term", "termination")),
        ("notice", p_("standard term", "notice")),
        ("jurisdiction", p_("standard term", "jurisdiction")),
        ("language", p_("standard term", "language")),
    )


def type_choices() -> Choices:
    """Return the types of fields."""
    return (
        ("text", p_("field type", "Text")),
        ("money", p_("field type", "Amount")),
        ("date", p_("field type", "Day")),
        ("percent", p_("field type", "Percentage")),
        ("number", p_("field type", "Number")),
        ("flag", p_("field type", "Yes or no")),
        ("choice", p_("field type", "One of several")),
        ("list", p_("field type", "Several lines")),
        ("party", p_("field type", "Party")),
        ("table", p_("field type", "Table of goods")),
    )


def part_title(text: TemplateText, part: Part) -> str:
    """Return what a part is called."""
    table = find_part(text, part)
    if part.kind == "header" or table is None:
        return _("Head of the text") if part.kind == "header" else part.name
    if part.kind == "field":
        return label_of(table)
    if part.kind == "article":
        return article_title(table)
    number = clause_number(text, part.name)
    return _("Clause {number}").format(number=number) if number else part.name


def article_title(article: Table) -> str:
    """Return the title of an article in the user's language."""
    zh, en = str(article.get("title_zh") or ""), str(article.get("title_en") or "")
    return name_in(current_language(), zh, en) or str(article.get("id", ""))


def short_wording(text: TemplateText, clause: Table) -> str:
    """Return the beginning of a clause in the user's language, with labels for its fields."""
    words = name_in(current_language(), str(clause.get("zh") or ""), str(clause.get("en") or ""))
    parts = split_wording(words)
    for at in range(1, len(parts), 2):
        parts[at] = f"〔{_placeholder_words(text, parts[at].partition(':')[0])}〕"
    words = "".join(parts)
    return words if len(words) <= _SHORT else words[:_SHORT] + "…"


def _placeholder_words(text: TemplateText, name: str) -> str:
    if name in {SUPPLIER, BUYER}:
        return _("the supplier") if name == SUPPLIER else _("the buyer")
    found = (label_of(each) for each in text.fields() if each.get("name") == name)
    return next(found, name.removeprefix(REFERENCE_SIGN))


def clause_number(text: TemplateText, clause_id: str) -> str:
    """Return the number of a clause as it is with every clause switched on; empty when gone."""
    for number, article in enumerate(text.articles(), 1):
        for place, (clause, _block) in enumerate(text.clauses_of(article), 1):
            if clause.get("id") == clause_id:
                return f"{number}.{place}"
    return ""


def language_words(language: str) -> str:
    """Return the name of a wording's language."""
    return {"zh": _("Chinese"), "en": _("English")}.get(language, "")
