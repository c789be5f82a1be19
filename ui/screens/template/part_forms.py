"""The form of each part of a text: what can be set, and what it holds now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.contracts.texts.bounds import tables_of
from app.domain.contracts.texts.editing import Part, Written, find_part
from app.domain.contracts.texts.text import Table, TemplateText
from ui.screens.template.clause_form import clause_form
from ui.screens.template.condition_words import condition_specs
from ui.screens.template.form_cells import Row, on_lines, on_one_line, pair, said
from ui.screens.template.header_forms import block_header_form, header_form
from ui.screens.template.part_words import (
    group_choices,
    part_title,
    type_choices,
)
from ui.screens.template.rows import ActionSpec, EditorSpec, FormView
from ui.texts import _

_NONE = ""


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
        "header": header_form,
        "article": _article_form,
        "clause": clause_form,
        "field": _field_form,
    }
    form = forms[part.kind](written, part, table)
    if in_block and part.kind == "header":
        form = block_header_form(part, table)
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


def _article_form(written: Written, part: Part, table: Table) -> FormView:
    text = written.text
    rows: list[Row] = [
        pair(table, "title_", _("Title"), "line"),
        (EditorSpec("group", _("Clause group"), "choice", said(table, "group"), group_choices()),),
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


def _field_form(written: Written, part: Part, table: Table) -> FormView:
    rows: list[Row] = [
        pair(table, "label_", _("Label"), "line"),
        (
            EditorSpec("type", _("Type"), "choice", said(table, "type"), type_choices()),
            EditorSpec("group", _("Clause group"), "choice", said(table, "group"),
                       (*group_choices()[:-1], ("11", "11"))),
        ),
        (
            EditorSpec("required", _("Must be filled in"), "flag",
                       "1" if table.get("required") is True else ""),
            EditorSpec("example", _("Example"), "line", on_one_line(table.get("example"))),
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
        words = on_lines(tables_of(table, "options"), ("value", "zh", "en"))
        rows.append((EditorSpec("options", _("Options"), "lines", words, hint=hint, lines=5),))
    if table.get("type") == "table":
        hint = _("One column a line: key | Chinese | English | kind")
        words = on_lines(tables_of(table, "columns"), ("key", "zh", "en", "kind"))
        rows.append((EditorSpec("columns", _("Columns"), "lines", words, hint=hint, lines=8),))
    actions = (
        ActionSpec("add_field", _("New field…"), "plus"),
        ActionSpec("remove", _("Remove"), "trash-2", is_sign=True),
    )
    placeholder = f"{{{{{part.name}}}}}"
    return FormView(part, part_title(written.text, part), placeholder, tuple(rows), actions)
