"""What can be put into a wording: parties, fields in the forms of their type, references."""

from __future__ import annotations

from app.domain.contracts.clauses.placeholders import BUYER, REFERENCE_SIGN, SUPPLIER
from app.domain.contracts.texts.text import Table, TemplateText
from ui.screens.template.condition_words import label_of
from ui.screens.template.part_words import article_title, short_wording
from ui.screens.template.rows import InsertGroup
from ui.texts import _, p_

_PRINTED = frozenset({"text", "money", "date", "percent", "number", "choice"})


def insert_groups(text: TemplateText) -> tuple[InsertGroup, ...]:
    """Return every placeholder that is allowed; anything else in double braces is refused.

    Source: FORMAT.md section 4.
    """
    parties = (
        (_("Supplier (Party A or B)"), f"{{{{{SUPPLIER}}}}}"),
        (_("Buyer (Party A or B)"), f"{{{{{BUYER}}}}}"),
    )
    fields = tuple(entry for each in text.fields() for entry in _entries(each))
    references = []
    for number, article in enumerate(text.articles(), 1):
        references.append((f"{number} {article_title(article)}", _reference(article)))
        for place, (clause, _block) in enumerate(text.clauses_of(article), 1):
            references.append(
                (f"{number}.{place} {short_wording(text, clause)}", _reference(clause))
            )
    return (
        InsertGroup(p_("placeholder", "Parties"), parties),
        InsertGroup(p_("placeholder", "Fields"), fields),
        InsertGroup(p_("placeholder", "References"), tuple(references)),
    )


def _entries(field: Table) -> tuple[tuple[str, str], ...]:
    name, label, kind = field.get("name"), label_of(field), field.get("type")
    if kind not in _PRINTED:
        return ()
    special = {
        "money": ((_("{label}, in figures only"), "fig"),),
        "number": ((_("{label}, in capital numerals"), "cap"),),
        "choice": ((_("{label}, all options with boxes"), "boxes"),),
    }
    found = [(label, f"{{{{{name}}}}}")]
    for words, form in special.get(str(kind), ()):
        found.append((words.format(label=label), f"{{{{{name}:{form}}}}}"))
    return tuple(found)


def _reference(table: Table) -> str:
    return f"{{{{{REFERENCE_SIGN}{table.get('id')}}}}}"
