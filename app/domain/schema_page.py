"""Writes the schema as a page for people: docs/DATA_MODEL.md is made of it, never by hand."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from app.domain.fields import Custody, Entity, Field, Kind, Merge, Scope
from app.domain.schema import ENTITIES, SCHEMA_VERSION

_SCOPES = {
    Scope.COMPANY: "everybody",
    Scope.SECTOR: "the sector",
    Scope.ACCOUNT: "whoever has the account",
    Scope.SUBJECT: "whoever has the record it speaks about",
}
_CUSTODIES = {
    Custody.SHARED: "merged field by field",
    Custody.APPEND: "written once, never edited",
    Custody.SERVER: "written by the office, read on devices",
}
_MERGES = {
    Merge.LATEST: "later arrival, other value kept",
    Merge.OFFICE: "office's value stands",
    Merge.BOTH: "both texts, one under the other",
    Merge.UNION: "sets are joined",
    Merge.SERVER: "office only",
    Merge.LEASED: "once, from a leased block",
}
_HEAD = """# Data model

Made from `app/domain/schema.py` (schema version {version}); change that file, then run
`python -m app.domain.schema_page docs/DATA_MODEL.md`.

Every record has an `id` (UUIDv7, 32 hexadecimal digits, made on the device), a book (who receives
it) and a revision (counted by the server). Money is in minor units, moments are milliseconds since
1970 in UTC, dates are `YYYY-MM-DD`, labels are sorted words, one a line.
"""


def render_schema_page() -> str:
    """Return the whole page."""
    parts = [_HEAD.format(version=SCHEMA_VERSION)]
    parts += ["\n".join(_entity_lines(entity)) for entity in ENTITIES.values()]
    return "\n".join(parts) + "\n"


def _entity_lines(entity: Entity) -> Iterator[str]:
    yield f"## {entity.name}"
    yield ""
    yield f"Goes to {_SCOPES[entity.scope]}; {_CUSTODIES[entity.custody]}."
    yield ""
    yield "| field | kind | required | when changed on two sides | notes |"
    yield "|---|---|---|---|---|"
    for field in entity.fields.values():
        required = "yes" if field.required else ""
        kind = f"{field.kind.value} → {field.target}" if field.target else field.kind.value
        merge = _MERGES[field.merge] if entity.custody is Custody.SHARED else ""
        yield f"| `{field.name}` | {kind} | {required} | {merge} | {_notes(field)} |"
    yield ""


def _notes(field: Field) -> str:
    notes = []
    if field.block:
        notes.append(f"block {field.block}")
    if field.choices:
        notes.append(", ".join(field.choices))
    if field.personal:
        notes.append("personal")
    if field.searchable:
        notes.append("searched")
    if field.kind in {Kind.NOTE, Kind.DOCUMENT}:
        notes.append(f"up to {field.length:,} characters")
    return "; ".join(notes)


if __name__ == "__main__":
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as page:  # noqa: PTH123
        page.write(render_schema_page())
