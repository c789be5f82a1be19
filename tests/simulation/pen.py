"""Writes into a unit of work, and notes beside it what was meant: the model's own record."""

from __future__ import annotations

from random import Random

from app.domain.fields import FieldValue
from app.store.records import Record
from app.store.unit_of_work import Author, UnitOfWork
from tests.simulation.model import CREATE, DELETE, EDIT, Wanted
from tests.support.unjudged import Unjudged

_MEETING = 0.5


class Pen:
    """One unit of work in the hands of a person.

    Attributes:
        chance: Of the step.
        wanted: What was written so far, as it was meant.
        author: Who writes.
    """

    def __init__(
        self, work: UnitOfWork, author: Author, chance: Random, wanted: list[Wanted]
    ) -> None:
        self._work = work
        work.rights = Unjudged(work.connection, work.records)
        self.author = author
        self.chance = chance
        self.wanted = wanted

    def create(self, entity: str, **fields: FieldValue) -> str:
        record_id = self._work.create(entity, fields, self.author)
        after = {name: value for name, value in fields.items() if value is not None}
        self.wanted.append(Wanted(CREATE, entity, record_id, {}, after, 0))
        return record_id

    def edit(self, entity: str, record_id: str, **fields: FieldValue) -> None:
        held = self._need(entity, record_id)
        after = {name: value for name, value in fields.items() if held.fields[name] != value}
        if not after:
            return
        before = {name: held.fields[name] for name in after}
        self._work.edit(entity, record_id, fields, self.author)
        self.wanted.append(Wanted(EDIT, entity, record_id, before, after, held.revision))

    def delete(self, entity: str, record_id: str) -> None:
        held = self._need(entity, record_id)
        self._work.delete(entity, record_id, self.author)
        self.wanted.append(Wanted(DELETE, entity, record_id, {}, {}, held.revision))

    def any_of(self, entity: str, condition: str = "1", *values: FieldValue) -> Record | None:
        """Return one of the records that the device holds, or None."""
        rows = self._work.connection.exec_driver_sql(
            f'SELECT id FROM "{entity}" WHERE {condition} ORDER BY id', values
        ).fetchall()
        if not rows:
            return None
        # Half of all work falls on the same few records, or nobody would ever meet anybody.
        near = rows[:2] if self.chance.random() < _MEETING else rows
        return self._work.records.read(entity, str(self.chance.choice(near)[0]))

    def all_of(self, entity: str, condition: str, *values: FieldValue) -> list[str]:
        rows = self._work.connection.exec_driver_sql(
            f'SELECT id FROM "{entity}" WHERE {condition} ORDER BY id', values
        ).fetchall()
        return [str(row[0]) for row in rows]

    def _need(self, entity: str, record_id: str) -> Record:
        held = self._work.records.read(entity, record_id)
        assert held is not None
        return held
