"""Reads what contracts say, so that words can be looked for in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

_ROWS = """
SELECT c.id, c.template_id, coalesce(c.terms, '{}'), coalesce(c.remark, ''),
       coalesce((SELECT group_concat(coalesce(l.name, '') || ' ' || coalesce(l.specification, ''),
                                     char(10))
                 FROM contract_line l WHERE l.contract_id = c.id), '')
FROM contract c ORDER BY c.id DESC
"""
_TEMPLATES = """
SELECT t.id, t.name, coalesce(t.name_en, ''), t.version, t.body, t.library,
       (SELECT count(*) FROM contract c WHERE c.template_id = t.id AND c.state <> 'void')
FROM contract_template t ORDER BY t.code, t.version DESC
"""


@dataclass(frozen=True, slots=True)
class WrittenContract:
    """What was filled into one contract.

    Attributes:
        id: Record id.
        template_id: Its template.
        terms: Values as JSON.
        remark: Remark.
        goods: Names and specifications, one line each.
    """

    id: str
    template_id: str
    terms: str
    remark: str
    goods: str


@dataclass(frozen=True, slots=True)
class WrittenTemplate:
    """One version of a text.

    Attributes:
        id: Record id.
        name: Chinese name.
        name_en: English name.
        version: Its version.
        body: TOML of the template.
        library: TOML of the clause library.
        used: By how many contracts.
    """

    id: str
    name: str
    name_en: str
    version: str
    body: str
    library: str
    used: int


def stream_contracts(look: Snapshot) -> Iterator[WrittenContract]:
    """Yield every contract, newest first, without holding them all."""
    for row in look.connection.exec_driver_sql(_ROWS):
        yield WrittenContract(*row)


def list_written_templates(look: Snapshot) -> list[WrittenTemplate]:
    """Return every version of every text on this device."""
    return [WrittenTemplate(*row) for row in look.connection.exec_driver_sql(_TEMPLATES)]


def ids_of_template(look: Snapshot, template_id: str) -> tuple[str, ...]:
    """Return the contracts made from one version of a text, newest first."""
    rows = look.connection.exec_driver_sql(
        "SELECT id FROM contract WHERE template_id = ? AND state <> 'void' ORDER BY id DESC",
        (template_id,),
    )
    return tuple(rows.scalars())
