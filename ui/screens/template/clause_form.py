"""The form of a clause: words, points, what is printed below, and its marks."""

from __future__ import annotations

from app.domain.contracts.texts.bounds import tables_of
from app.domain.contracts.texts.editing import Part, Written
from app.domain.contracts.texts.text import Table, TemplateText
from ui.screens.template.condition_words import condition_specs
from ui.screens.template.form_cells import Row, fields_of_type, said
from ui.screens.template.part_words import (
    language_words,
    part_title,
    standard_choices,
)
from ui.screens.template.rows import ActionSpec, EditorSpec, FormView
from ui.texts import _

_WORDS_LINES, _POINT_LINES = 7, 2
_NONE = ""


def clause_form(written: Written, part: Part, table: Table) -> FormView:
    """Return the form of a clause."""
    unchecked = written.remarks.unchecked.get(part.name, "")
    tag = _("to be checked")
    rows: list[Row] = [
        tuple(
            EditorSpec(
                each, language_words(each), "words", said(table, each),
                tag=tag if unchecked == each else "", lines=_WORDS_LINES,
            )
            for each in ("zh", "en")
        )
    ]  # fmt: skip
    for place, point in enumerate(tables_of(table, "sub")):
        rows.append(
            tuple(
                EditorSpec(
                    f"sub.{place}.{each}",
                    f"（{place + 1}） {language_words(each)}",
                    "words",
                    str(point.get(each) or ""),
                    lines=_POINT_LINES,
                )
                for each in ("zh", "en")
            )
        )
    rows.append(_clause_properties(table))
    rows.append(condition_specs(written.text, table))
    rows.append(_printed_below(written.text, table))
    banner = ""
    if unchecked:
        words = _(
            "One wording was changed: read the {language} and confirm that both say the same."
        )
        banner = words.format(language=language_words(unchecked))
    return FormView(
        part,
        part_title(written.text, part),
        part.name,
        tuple(rows),
        _clause_actions(table),
        banner,
        confirms=bool(unchecked),
    )


def _clause_properties(table: Table) -> Row:
    is_fixed = "1" if table.get("fixed") is True else ""
    return (
        EditorSpec(
            "std",
            _("Standard term"),
            "choice",
            said(table, "std"),
            standard_choices(),
            hint=_("Bold on paper, listed in the notice with its own signature"),
        ),
        EditorSpec(
            "fixed",
            _("Fixed wording"),
            "flag",
            is_fixed,
            hint=_("Only its values are filled in; else other words need an approval"),
        ),
    )


def _printed_below(text: TemplateText, table: Table) -> Row:
    none = ((_NONE, _("nothing")),)
    return (
        EditorSpec("list", _("Lines printed below"), "choice", said(table, "list"),
                   none + fields_of_type(text, "list")),
        EditorSpec("table", _("Table printed below"), "choice", said(table, "table"),
                   none + fields_of_type(text, "table")),
    )  # fmt: skip


def _clause_actions(table: Table) -> tuple[ActionSpec, ...]:
    actions = [
        ActionSpec("add_clause", _("New clause"), "plus"),
        ActionSpec("add_point", _("New point"), "plus"),
        ActionSpec("up", _("Move up"), "arrow-up", is_sign=True),
        ActionSpec("down", _("Move down"), "arrow-down", is_sign=True),
        ActionSpec("note", _("Note an open point…"), "message-square-text", is_sign=True),
        ActionSpec("remove", _("Remove"), "trash-2", is_sign=True),
    ]
    if tables_of(table, "sub"):
        actions.insert(2, ActionSpec("remove_point", _("Remove last point"), "minus", is_sign=True))
    return tuple(actions)
