"""Reads a contract template and the clause library from their TOML texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from app.domain.contracts.clauses.parts import (
    ContractTemplate,
    Header,
    PartyLetter,
    TemplateState,
    Wording,
)
from app.domain.contracts.texts.clause_reading import read_annex, read_article, read_blocks
from app.domain.contracts.texts.field_reading import known_value, read_field, read_wording
from app.domain.contracts.texts.lint import check_template
from app.domain.contracts.texts.toml_tables import TomlTable, read_toml
from app.domain.errors import ValidationError

__all__ = ["ContractTemplate", "parse_template"]

_FORMAT = 1
_STATES = ("draft", "approved", "withdrawn")


def parse_template(
    template_text: str, library_text: str, *, state: TemplateState | None = None
) -> ContractTemplate:
    """Read and check a contract template together with the library it names.

    Args:
        template_text: Content of the contract's TOML file.
        library_text: Content of the clause library.
        state: Where the record stands, which the words themselves cannot know: an approval
            changes no letter of what was approved. None believes the header.

    Raises:
        ValidationError: `template.syntax`, `template.format.unknown`, `template.key.missing`,
            `template.key.unknown`, `template.value.wrong_type`, `template.value.unknown`,
            `template.check.unknown`, `template.placeholder.unknown`,
            `template.placeholders.differ`, `template.reference.dangling`,
            `template.condition.malformed`, `template.field.unknown`, `template.field.duplicate`,
            `template.block.unknown`, `template.id.duplicate`, `template.group.missing`,
            `template.library.differs`.

    Source: contract template format 1 (FORMAT.md).
    """
    parsed = read_parts(template_text, library_text, state=state)
    check_template(parsed)
    return parsed


def read_parts(
    template_text: str, library_text: str, *, state: TemplateState | None = None
) -> ContractTemplate:
    """Read a template without asking whether its parts fit together; see `parse_template`."""
    template, library = read_toml(template_text, "template"), read_toml(library_text, "library")
    canonical = _canonical(template, library)
    header = _read_header(template)
    _check_format(header, template, library)
    fields = [read_field(each) for source in (library, template) for each in source.tables("field")]
    blocks = read_blocks(library)
    parsed = ContractTemplate(
        header=replace(header, state=state) if state else header,
        fields={field.name: field for field in fields},
        articles=tuple(read_article(each, blocks) for each in template.tables("article")),
        annexes=tuple(read_annex(each) for each in template.tables("annex")),
        canonical=canonical,
    )
    template.finish()
    library.finish()
    if len(parsed.fields) != len(fields):
        raise ValidationError("template.field.duplicate", template=header.id)
    return parsed


def _canonical(template: TomlTable, library: TomlTable) -> str:
    """Write the parts the fingerprint covers as canonical JSON, dates in ISO form.

    Source: FORMAT.md section 8.
    """
    parts = [template.anything("template"), template.anything("article"), library.anything("block")]
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)


def _check_format(header: Header, template: TomlTable, library: TomlTable) -> None:
    for source in (template, library):
        if source.integer("format") != _FORMAT:
            raise ValidationError("template.format.unknown", where=source.where)
    found = library.text("library_version")
    if found != header.library_version:
        wanted = header.library_version
        raise ValidationError("template.library.differs", wanted=wanted, found=found)


def _read_header(source: TomlTable) -> Header:
    table = source.table("template")
    # "business" only tells the author what the template is meant for.
    table.anything("business")
    header = Header(
        id=table.text("id"),
        code=table.text("code"),
        name=read_wording(table, "name_"),
        version=table.text("version"),
        library_version=table.text("library_version"),
        state=cast("TemplateState", known_value(table, "state", _STATES)),
        valid_from=table.date("valid_from"),
        valid_to=table.date("valid_to"),
        free_to_sign=table.flag("free_to_sign"),
        supplier=cast("PartyLetter", known_value(table, "supplier", ("a", "b"))),
        roles=_read_roles(table),
        preamble=read_wording(table, "preamble_"),
    )
    table.finish()
    return header


def _read_roles(table: TomlTable) -> Mapping[PartyLetter, Wording]:
    zh, en = table.table("role_zh"), table.table("role_en")
    roles: dict[PartyLetter, Wording] = {
        "a": Wording(zh.text("a"), en.text("a")),
        "b": Wording(zh.text("b"), en.text("b")),
    }
    zh.finish()
    en.finish()
    return roles
