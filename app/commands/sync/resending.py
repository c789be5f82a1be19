"""Doing refused work again, on the records as they are now."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import chain

from app.domain.changes import Op, Operation
from app.store.unit_of_work import Author, UnitOfWork


class Resending:
    """Replays refused operations inside one unit of work.

    A record that the server never accepted is created anew, with the id it had, because others
    refer to it by that, and with everything that was written on it since. Whatever the record
    says already is not sent twice.
    """

    def __init__(self, work: UnitOfWork, author: Author, operations: Sequence[Operation]) -> None:
        """Take the operations.

        Args:
            work: The transaction.
            author: Who resends.
            operations: Oldest first: those of the refused unit, then those that stand on it.
        """
        self._work = work
        self._author = author
        self._operations = operations
        made = [op.record_id for op in operations if op.op is Op.CREATE]
        self._new = {op.record_id for op in operations if self._is_unknown_to_server(op)}
        self._said = [*operations, *work.journal.waiting_operations(made)]

    def run(self) -> None:
        """Replay.

        Raises:
            NotFoundError: `record.unknown`, an edited record is not on this device any more.
            ValidationError: A value breaks a rule of the schema.
        """
        for operation in self._operations:
            if operation.record_id in self._new:
                if operation.op is Op.CREATE:
                    self._create(operation)
            elif operation.op is Op.EDIT:
                self._work.edit(
                    operation.entity, operation.record_id, operation.values, self._author
                )
            elif operation.op is Op.DELETE:
                self._delete(operation)

    def _is_unknown_to_server(self, operation: Operation) -> bool:
        if operation.op is not Op.CREATE:
            return False
        record = self._work.records.read(operation.entity, operation.record_id)
        return record is None or record.revision == 0

    def _create(self, operation: Operation) -> None:
        """Put the record into the journal anew; its row makes room for the one that is created."""
        entity, record_id = operation.entity, operation.record_id
        said = [op for op in self._said if op.record_id == record_id]
        if entity == "account":
            self._work.cards.remove([record_id])
        self._work.records.delete(entity, [record_id])
        self._work.touch(entity, record_id)
        if any(op.op is Op.DELETE for op in said):
            return
        values = {name: value for op in said for name, value in op.values.items()}
        self._work.create(entity, values, _with_first_id(self._author, record_id))
        if entity == "account":
            self._work.cards.add_bare([record_id])

    def _delete(self, operation: Operation) -> None:
        if self._work.records.read(operation.entity, operation.record_id) is not None:
            self._work.delete(operation.entity, operation.record_id, self._author)


def _with_first_id(author: Author, record_id: str) -> Author:
    """Return an author whose next record gets a known id; ids after it are new."""
    ids = chain([record_id], iter(author.new_id, None))
    return dataclasses.replace(author, new_id=lambda: str(next(ids)))
