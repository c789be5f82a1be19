"""What is true before the first step: the company as its template has it."""

from __future__ import annotations

from tests.simulation.company import PEOPLE, common_records, person_record
from tests.simulation.model import REST, Key, Member, Truth, Writer
from tests.simulation.reference import Reference


def first_reference() -> Reference:
    records: dict[Key, Truth] = {}
    rows = {**common_records(), "user": [(one.id, person_record(one)) for one in PEOPLE]}
    for entity, ones in rows.items():
        for record_id, body in ones:
            writers = {REST: Writer(1)}
            records[entity, record_id] = Truth(entity, record_id, body, 1, writers, "company")
    members = {one.id: Member(one.id, one.role, one.sector) for one in PEOPLE}
    return Reference(records, members)
