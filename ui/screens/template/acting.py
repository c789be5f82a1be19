"""What the buttons below a form do to the text. No Qt."""

from __future__ import annotations

from app.domain.contracts.texts.bounds import tables_of
from app.domain.contracts.texts.editing import (
    Part,
    Written,
    add_article,
    add_clause,
    add_point,
    move_part,
    remove_part,
    remove_point,
)
from app.domain.contracts.texts.text import TemplateText


def act_on(written: Written, part: Part, key: str) -> tuple[Written, Part]:
    """Return the text after an action, and the part that is open then.

    Args:
        written: The text.
        part: The open part.
        key: Of an `ActionSpec`; an unknown one changes nothing.
    """
    text, remarks = written.text, written.remarks
    match key:
        case "add_clause":
            text, part = add_clause(text, part)
        case "add_article":
            text, part = add_article(text, _article_of(text, part))
        case "add_point":
            text = add_point(text, part.name)
        case "remove_point":
            points = len(tables_of(text.clause(part.name) or {}, "sub"))
            text = remove_point(text, part.name, points - 1)
        case "up" | "down":
            text = move_part(text, part, -1 if key == "up" else 1)
        case "remove":
            after = _next_to(text, part)
            text, part = remove_part(text, part), after
    return Written(text, remarks), part


def _article_of(text: TemplateText, part: Part) -> str:
    if part.kind == "article":
        return part.name
    found = (str(a.get("id")) for a, each, _block in text.clauses() if each.get("id") == part.name)
    return next(found, "")


def _next_to(text: TemplateText, part: Part) -> Part:
    """Return what is open when a part is gone: its article, or the head."""
    if part.kind == "clause" and (article := _article_of(text, part)):
        return Part("article", article)
    return Part("header")
