"""The forms of what a text and a library block say about themselves."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.contracts.texts.editing import Part, Written
from app.domain.contracts.texts.text import Table
from ui.screens.template.form_cells import Row, pair, said
from ui.screens.template.part_words import (
    group_choices,
    language_words,
    part_title,
)
from ui.screens.template.rows import ActionSpec, EditorSpec, FormView
from ui.screens.template.version_words import name_in
from ui.texts import _, current_language, p_

_PREAMBLE_LINES = 4


def header_form(written: Written, part: Part, table: Table) -> FormView:
    """Return the form of a text's header."""
    language = current_language()
    parties = (
        ("a", _("Party A")),
        ("b", _("Party B")),
    )
    rows: list[Row] = [
        pair(table, "name_", p_("contract text", "Name"), "line"),
        (
            EditorSpec("version", _("Version"), "line", said(table, "version")),
            EditorSpec(
                "code", _("Code in contract numbers"), "line", said(table, "code"),
                hint=_("Two letters"),
            ),
        ),
        (
            EditorSpec("valid_from", _("Valid from"), "day", said(table, "valid_from")),
            EditorSpec("valid_to", _("Valid until"), "day", said(table, "valid_to")),
        ),
        (
            EditorSpec(
                "free_to_sign", _("Print for signing without review"), "flag",
                "1" if table.get("free_to_sign") is True else "",
                hint=_("Only while every value is within policy; else it prints as a draft"),
            ),
            EditorSpec("supplier", _("Who sells"), "choice", said(table, "supplier"), parties),
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
    rows.append(pair(table, "preamble_", _("Recital"), "words", _PREAMBLE_LINES))
    title = name_in(language, said(table, "name_zh"), said(table, "name_en"))
    actions = (ActionSpec("add_article", _("New article"), "plus"),)
    return FormView(part, part_title(written.text, part), title, tuple(rows), actions)


def block_header_form(part: Part, table: Table) -> FormView:
    """Return the form of a block's header."""
    rows: tuple[Row, ...] = (
        pair(table, "name_", p_("contract text", "Name"), "line"),
        (
            EditorSpec("version", _("Version"), "line", said(table, "version")),
            EditorSpec("group", _("Clause group"), "choice", said(table, "group"), group_choices()),
        ),
    )
    return FormView(part, _("Head of the block"), "", rows)


def _role(table: Table, language: str, letter: str) -> str:
    roles = table.get(f"role_{language}")
    return str(roles.get(letter, "")) if isinstance(roles, Mapping) else ""
