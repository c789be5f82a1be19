"""One block of the clause library: clauses that several templates share, and their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.contracts.texts.bounds import LARGEST_LIBRARY, read_bounded, tables_of
from app.domain.contracts.texts.remarks import Remarks
from app.domain.contracts.texts.review import TemplateFinding, review_text
from app.domain.contracts.texts.text import Table, TemplateText
from app.domain.contracts.texts.toml_writing import write_toml
from app.domain.errors import ValidationError

_OUTSIDE = frozenset({"template.reference.dangling", "template.group.missing"})
_ELSEWHERE = frozenset({"template.placeholder.unknown", "template.field.unknown"})
_PARTIES = ("party_a", "party_b")
_ARTICLE = "block.article"


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block with the fields it asks for.

    Attributes:
        id: What templates name it by.
        content: A library document with this one block.
    """

    id: str
    content: Table

    @property
    def block(self) -> Table:
        """The block itself."""
        return tables_of(self.content, "block")[0]

    def clauses(self) -> list[Table]:
        """Return its clauses."""
        return tables_of(self.block, "item")

    def with_clauses(self, clauses: list[Table]) -> BlockText:
        """Return the block with other clauses."""
        return replace(self, content={**self.content, "block": [{"id": self.id, "item": clauses}]})

    def text(self) -> str:
        """Return it as TOML."""
        return write_toml(self.content)

    def as_template(self) -> TemplateText:
        """Return it in the form that the checks of templates understand."""
        header = {**_HEADER, "library_version": self.content.get("library_version", "")}
        named = {"title_zh": "条款", "title_en": "Clauses"}
        article = {"id": _ARTICLE, "group": 0, **named, "use": [{"block": self.id}]}
        return TemplateText({"format": 1, "template": header, "article": [article]}, self.content)


_HEADER: Mapping[str, Any] = {
    "id": "block",
    "code": "XX",
    "version": "1.0",
    "name_zh": "条款",
    "name_en": "Clauses",
    "preamble_zh": "条款",
    "preamble_en": "Clauses",
    "role_zh": {"a": "甲", "b": "乙"},
    "role_en": {"a": "A", "b": "B"},
    "state": "draft",
    "free_to_sign": False,
    "supplier": "a",
    "valid_from": date(2000, 1, 1),
    "valid_to": date(2000, 1, 1),
}


def read_block_text(text: str) -> BlockText:
    """Read a block within its bounds.

    Raises:
        ValidationError: See `read_bounded`; `template.block.single` unless it is one block.
    """
    content = read_bounded(text, "block", LARGEST_LIBRARY)
    blocks = tables_of(content, "block")
    if len(blocks) != 1 or not isinstance(blocks[0].get("id"), str):
        raise ValidationError("template.block.single")
    return BlockText(str(blocks[0]["id"]), content)


def block_of(library: Table, block_id: str) -> BlockText | None:
    """Take one block out of a library, with the fields its clauses name; None without it."""
    for block in tables_of(library, "block"):
        if block.get("id") == block_id:
            content = {
                "format": 1,
                "library_version": library.get("library_version"),
                "block": [block],
            }
            fields = list(_fields_used(block, tables_of(library, "field")))
            return BlockText(block_id, {**content, **({"field": fields} if fields else {})})
    return None


def with_block(text: TemplateText, block: BlockText, library_version: str) -> TemplateText:
    """Return a template with another version of a block in its own copy of the library."""
    blocks = [block.block if each.get("id") == block.id else each for each in text.blocks()]
    if block.id not in {each.get("id") for each in text.blocks()}:
        blocks.append(block.block)
    ours = {each.get("name") for each in text.fields()}
    fields = tables_of(text.library, "field")
    fields += [each for each in tables_of(block.content, "field") if each.get("name") not in ours]
    library = {**text.library, "library_version": library_version, "field": fields}
    made = TemplateText(text.body, {**library, "block": blocks})
    return made.with_header(library_version=library_version)


def uses_block(text: TemplateText, block_id: str) -> bool:
    """Return whether an article of a template takes a block in."""
    uses = (use for article in text.articles() for use in tables_of(article, "use"))
    return any(use.get("block") == block_id for use in uses)


def review_block(block: BlockText, remarks: Remarks) -> tuple[TemplateFinding, ...]:
    """Return what is wrong with a block by itself; what templates add is a warning at most."""
    found = []
    for finding in review_text(block.as_template(), remarks):
        if finding.code in _OUTSIDE or finding.part == "header":
            continue
        is_elsewhere = finding.code in _ELSEWHERE and finding.params.get("placeholder") != "{{"
        found.append(replace(finding, level="warning") if is_elsewhere else finding)
    return tuple(found)


def _fields_used(block: Table, fields: list[Table]) -> Iterator[Table]:
    words = write_toml({"format": 1, "block": [block]})
    for each in fields:
        name = each.get("name")
        if name not in _PARTIES and any(
            sign in words for sign in (f"{{{{{name}}}}}", f"{{{{{name}:", f'"{name}"')
        ):
            yield each
