"""The form of each part of a text: what can be set, and what it holds now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.contracts.template_bounds import tables_of
from app.domain.contracts.template_editing import Part, Written, find_part
from app.domain.contracts.template_text import Table, TemplateText
from ui.screens.template.condition_words import condition_specs
from ui.screens.template.part_words import (
    group_choices,
    language_words,
    part_title,
    standard_choices,
    type_choices,
)
from ui.screens.template.rows import ActionSpec, Choices, EditorSpec, FormView
from ui.screens.template.version_words import name_in
from ui.texts import _, current_language, p_

_WORDS_LINES, _POINT_LINES, _PREAMBLE_LINES = 7, 2, 4
_NONE = ""
Row = tuple[EditorSpec, ...]


def form_of(written: Written, part: Part, *, is_locked: bool, in_block: bool) -> FormView | None:
    """Return the form of a part; None when the part is gone.

    Args:
        written: The text.
        part: What is edited.
        is_locked: Whether nothing of the version can be changed.
        in_block: Whether the page is that of a library block.
    """
    table = find_part(written.text, part)
    if table is None:
        return None
    forms: Mapping[str, Callable[[Written, Part, Table], FormView]] = {
        "header": _header_form,
        "article": _article_form,
        "clause": _clause_form,
        "field": _field_form,
    }
    form = forms[part.kind](written, part, table)
    if in_block and part.kind == "header":
        form = _block_header_form(part, table)
    shared = "" if in_block else shared_block(written.text, part)
    if is_locked or shared:
        form = _locked(form, shared, is_locked=is_locked)
    return form


def shared_block(text: TemplateText, part: Part) -> str:
    """Return the library block a clause comes from; "library" for a shared field, else nothing."""
    if part.kind == "clause":
        blocks = (block for _a, each, block in text.clauses() if each.get("id") == part.name)
        return next(blocks, "")
    own = {each.get("name") for each in text.own_fields()}
    return "library" if part.kind == "field" and part.name not in own else ""


def _locked(form: FormView, shared: str, *, is_locked: bool) -> FormView:
    actions = tuple(each for each in form.actions if each.key == "take_block")
    banner = form.banner
    if shared and form.part.kind == "clause":
        words = _('Shared block "{block}": it is changed in the clause library for all texts.')
        banner = words.format(block=shared)
        if not is_locked:
            actions = (ActionSpec("take_block", _("To the library…"), "link-2"),)
    elif shared:
        banner = _("Shared field: contracts of all kinds ask for it.")
    return FormView(form.part, form.title, form.meta, form.rows, actions, banner, is_locked=True)


def _header_form(written: Written, part: Part, table: Table) -> FormView:
    language = current_language()
    parties = (
        ("a", _("Party A")),
        ("b", _("Party B")),
    )
    rows: list[Row] = [
        _pair(table, "name_", p_("contract text", "Name"), "line"),
        (
            EditorSpec("version", _("Version"), "line", _said(table, "version")),
            EditorSpec(
                "code", _("Code in contract numbers"), "line", _said(table, "code"),
                hint=_("Two letters"),
            ),
        ),
        (
            EditorSpec("valid_from", _("Valid from"), "day", _said(table, "valid_from")),
            EditorSpec("valid_to", _("Valid until"), "day", _said(table, "valid_to")),
        ),
        (
            EditorSpec(
                "free_to_sign", _("Print for signing without review"), "flag",
                "1" if table.get("free_to_sign") is True else "",
                hint=_("Only while every value is within policy; else it prints as a draft"),
            ),
            EditorSpec("supplier", _("Who sells"), "choice", _said(table, "supplier"), parties),
        ),
    ]  # fmt: skip
    for letter, words in parties:
        rows.append(
            tuple(
                EditorSpec(
                    f"role_{each}.{letter}",
                    _("{party} is the ({language})").format(
                        party=words, language=language_words(each)
                    ),
                    "line",
                    _role(table, each, letter),
                )
                for each in ("zh", "en")
            )
        )
    rows.append(_pair(table, "preamble_", _("Recital"), "words", _PREAMBLE_LINES))
    title = name_in(language, _said(table, "name_zh"), _said(table, "name_en"))
    actions = (ActionSpec("add_article", _("New article"), "plus"),)
    return FormView(part, part_title(written.text, part), title, tuple(rows), actions)


def _block_header_form(part: Part, table: Table) -> FormView:
    rows: tuple[Row, ...] = (
        _pair(table, "name_", p_("contract text", "Name"), "line"),
        (
            EditorSpec("version", _("Version"), "line", _said(table, "version")),
            EditorSpec(
                "group", _("Clause group"), "choice", _said(table, "group"), group_choices()
            ),
        ),
    )
    return FormView(part, _("Head of the block"), "", rows)


def _role(table: Table, language: str, letter: str) -> str:
    roles = table.get(f"role_{language}")
    return str(roles.get(letter, "")) if isinstance(roles, Mapping) else ""


def _article_form(written: Written, part: Part, table: Table) -> FormView:
    text = written.text
    rows: list[Row] = [
        _pair(table, "title_", _("Title"), "line"),
        (EditorSpec("group", _("Clause group"), "choice", _said(table, "group"), group_choices()),),
        condition_specs(text, table),
    ]
    blocks = [str(each.get("id")) for each in text.blocks()]
    used = [str(each.get("block")) for each in tables_of(table, "use")]
    actions = [
        ActionSpec("add_clause", _("New clause"), "plus"),
        ActionSpec("add_article", _("New article"), "plus"),
        ActionSpec("up", _("Move up"), "arrow-up", is_sign=True),
        ActionSpec("down", _("Move down"), "arrow-down", is_sign=True),
        ActionSpec("remove", _("Remove"), "trash-2", is_sign=True),
    ]
    if blocks:
        choices = tuple((each, each) for each in blocks)
        chosen = EditorSpec(
            "use",
            _("Shared block behind its own clauses"),
            "choice",
            used[0] if used else _NONE,
            ((_NONE, _("none")), *choices),
        )
        rows.insert(2, (chosen,))
    title = part_title(text, part)
    return FormView(part, title, part.name, tuple(rows), tuple(actions))


def _clause_form(written: Written, part: Part, table: Table) -> FormView:
    unchecked = written.remarks.unchecked.get(part.name, "")
    tag = _("to be checked")
    rows: list[Row] = [
        tuple(
            EditorSpec(
                each, language_words(each), "words", _said(table, each),
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
            _said(table, "std"),
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
        EditorSpec("list", _("Lines printed below"), "choice", _said(table, "list"),
                   none + _fields_of_type(text, "list")),
        EditorSpec("table", _("Table printed below"), "choice", _said(table, "table"),
                   none + _fields_of_type(text, "table")),
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


def _field_form(written: Written, part: Part, table: Table) -> FormView:
    rows: list[Row] = [
        _pair(table, "label_", _("Label"), "line"),
        (
            EditorSpec("type", _("Type"), "choice", _said(table, "type"), type_choices()),
            EditorSpec("group", _("Clause group"), "choice", _said(table, "group"),
                       (*group_choices()[:-1], ("11", "11"))),
        ),
        (
            EditorSpec("required", _("Must be filled in"), "flag",
                       "1" if table.get("required") is True else ""),
            EditorSpec("example", _("Example"), "line", _line(table.get("example"))),
        ),
        (
            EditorSpec(
                "check", _("Checks, one a line"), "lines",
                "\n".join(str(each) for each in table.get("check") or ()),
                hint=_("Such as min:1, max:30, len:2..80; unknown ones are refused"),
            ),
        ),
    ]  # fmt: skip
    if table.get("type") == "choice":
        hint = _("One option a line: value | Chinese | English")
        words = _lines(tables_of(table, "options"), ("value", "zh", "en"))
        rows.append((EditorSpec("options", _("Options"), "lines", words, hint=hint, lines=5),))
    if table.get("type") == "table":
        hint = _("One column a line: key | Chinese | English | kind")
        words = _lines(tables_of(table, "columns"), ("key", "zh", "en", "kind"))
        rows.append((EditorSpec("columns", _("Columns"), "lines", words, hint=hint, lines=8),))
    actions = (
        ActionSpec("add_field", _("New field…"), "plus"),
        ActionSpec("remove", _("Remove"), "trash-2", is_sign=True),
    )
    placeholder = f"{{{{{part.name}}}}}"
    return FormView(part, part_title(written.text, part), placeholder, tuple(rows), actions)


def _pair(
    table: Table, prefix: str, label: str, kind: Any, lines: int = 1
) -> tuple[EditorSpec, ...]:
    return tuple(
        EditorSpec(
            f"{prefix}{each}",
            _("{label} ({language})").format(label=label, language=language_words(each)),
            kind,
            _said(table, f"{prefix}{each}"),
            lines=lines,
        )
        for each in ("zh", "en")
    )


def _fields_of_type(text: TemplateText, kind: str) -> Choices:
    found = [each for each in text.fields() if each.get("type") == kind]
    return tuple((str(each.get("name")), _label(each)) for each in found)


def _label(field: Table) -> str:
    return name_in(
        current_language(), str(field.get("label_zh") or ""), str(field.get("label_en") or "")
    ) or str(field.get("name"))


def _said(table: Table, key: str) -> str:
    value = table.get(key)
    return "" if value is None else str(value)


def _line(value: Any) -> str:
    if isinstance(value, list):
        return "；".join(str(each) for each in value)
    return "" if value is None else str(value)


def _lines(tables: list[Table], keys: tuple[str, ...]) -> str:
    return "\n".join(" | ".join(str(each.get(key, "")) for key in keys) for each in tables)
