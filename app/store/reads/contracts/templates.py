"""Versions of contract texts and of library blocks, with who made them and where they are used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.contracts.texts.block import uses_block
from app.domain.contracts.texts.text import TemplateText, read_template_text
from app.domain.errors import ValidationError
from app.store.journal import WAITING
from app.store.unit_of_work import Snapshot

TEMPLATE_DRAFT, BLOCK_DRAFT = "template", "clause_block"
"""Kinds of drafts in which unsaved text is kept, by the entity it is about."""

_LAST = 99
_YES_OR_NO = frozenset({6, 9, 15, 16})


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a text, or of a block.

    Attributes:
        id: Record id.
        code: Two letters of a contract's number, or a block's id.
        name: Chinese name.
        name_en: English name.
        version: Its number.
        state: "draft", "approved" or "withdrawn".
        is_submitted: Whether a draft waits for approval.
        valid_from_on: First day; None for blocks and where it is open.
        valid_to_on: Last day.
        free_to_sign: Whether it may be printed for signing without review.
        used: How many contracts, or templates, stand on it.
        group: Clause group of a block; None for templates.
        author: Name of who began it.
        approver: Name of who approved it.
        approved_at: When; milliseconds UTC.
        is_waiting: Whether something of it was not sent yet.
        is_typed: Whether this device keeps text of it that was not saved.
        previous_id: The version it was made from.
    """

    id: str
    code: str
    name: str
    name_en: str
    version: str
    state: str
    is_submitted: bool
    valid_from_on: str | None
    valid_to_on: str | None
    free_to_sign: bool
    used: int
    group: int | None
    author: str
    approver: str
    approved_at: int | None
    is_waiting: bool
    is_typed: bool
    previous_id: str | None


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """A template that takes a block in.

    Attributes:
        id: Record id.
        name: Chinese name.
        name_en: English name.
        version: Its number.
        state: Where it stands.
        library_version: Version of its own copy of the library.
    """

    id: str
    name: str
    name_en: str
    version: str
    state: str
    library_version: str


def list_templates_of_all_states(look: Snapshot) -> list[VersionRow]:
    """Return every version of every contract text, newest first within its code."""
    used = "(SELECT count(*) FROM contract c WHERE c.template_id = t.id)"
    days = "t.valid_from_on, t.valid_to_on, coalesce(t.free_to_sign, 0)"
    return _versions(look, "contract_template", TEMPLATE_DRAFT, f"{days}, {used}, NULL")


def list_block_versions(look: Snapshot) -> list[VersionRow]:
    """Return every version of every block of the library, by clause group; further ones last."""
    rows = _versions(look, "clause_block", BLOCK_DRAFT, "NULL, NULL, 0, 0, t.clause_group")
    return sorted(rows, key=lambda row: row.group or _LAST)


def template_uses(look: Snapshot, block_id: str) -> list[TemplateUse]:
    """Return the templates whose articles take a block in, withdrawn ones left out.

    Source: contract template format 1, `[[article.use]]`.
    """
    rows = look.connection.exec_driver_sql(
        "SELECT id, name, coalesce(name_en, ''), version, state, coalesce(library_version, ''),"
        " body, library FROM contract_template WHERE state <> 'withdrawn'"
        " AND instr(body, ?) ORDER BY code, id DESC",
        (block_id,),
    )
    found = []
    for *shown, body, library in rows:
        text = _read(str(body), str(library))
        if text is not None and uses_block(text, block_id):
            found.append(TemplateUse(*shown))
    return found


def any_logo(look: Snapshot) -> str:
    """Return the image of one of the own companies, to show a text with; empty for none."""
    found = look.connection.exec_driver_sql(
        "SELECT logo FROM company WHERE logo IS NOT NULL ORDER BY code LIMIT 1"
    ).scalar()
    return str(found or "")


def name_of_user(look: Snapshot, user_id: object) -> str:
    """Return the name of a colleague; empty for one who is not known here."""
    if not user_id:
        return ""
    row = look.connection.exec_driver_sql(
        'SELECT name FROM "user" WHERE id = ?', (str(user_id),)
    ).fetchone()
    return str(row[0]) if row else ""


def version_is_taken(look: Snapshot, entity: str, fields: dict[str, object], own_id: str) -> bool:
    """Return whether another approved version of the same text has the same number."""
    rows = look.connection.exec_driver_sql(
        f"SELECT 1 FROM {entity} WHERE code = ? AND name = ? AND version = ? AND id <> ?"
        " AND state = 'approved' LIMIT 1",
        (fields["code"], fields["name"], fields["version"], own_id),
    )
    return rows.fetchone() is not None


def versions_of_code(look: Snapshot, entity: str, code: object) -> list[str]:
    """Return the numbers of all versions with a code."""
    rows = look.connection.exec_driver_sql(f"SELECT version FROM {entity} WHERE code = ?", (code,))
    return [str(row[0]) for row in rows]


def _versions(look: Snapshot, entity: str, kind: str, special: str) -> list[VersionRow]:
    rows = look.connection.exec_driver_sql(
        "SELECT t.id, t.code, t.name, coalesce(t.name_en, ''), t.version, t.state,"
        f" t.submitted_at IS NOT NULL, {special}, coalesce(a.name, ''), coalesce(p.name, ''),"
        " t.approved_at, EXISTS (SELECT 1 FROM journal_operation j WHERE j.record_id = t.id"
        f" AND j.state = '{WAITING}'),"
        " EXISTS (SELECT 1 FROM draft d WHERE d.kind = ? AND d.subject_id = t.id), t.previous_id"
        f' FROM {entity} t LEFT JOIN "user" a ON a.id = t.author_id'
        ' LEFT JOIN "user" p ON p.id = t.approved_by ORDER BY t.code, t.id DESC',
        (kind,),
    )
    return [VersionRow(*_in_order(row)) for row in rows]


def _in_order(row: Sequence[Any]) -> Iterator[Any]:
    """Yield the columns of a version; what is yes or no comes as a number."""
    for place, value in enumerate(row):
        yield bool(value) if place in _YES_OR_NO else value


def _read(body: str, library: str) -> TemplateText | None:
    try:
        return read_template_text(body, library)
    except ValidationError:
        return None
