"""Removing records from this device: single ones, or an account with everything under it."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.fields import Scope
from app.domain.schema import ENTITIES
from app.store.unit_of_work import UnitOfWork


def remove_records(work: UnitOfWork, entity: str, record_ids: Iterable[str]) -> None:
    """Remove records that were deleted, and nothing under them: the server keeps that, too."""
    ids = list(record_ids)
    if entity == "account":
        work.cards.remove(ids)
    else:
        work.cards.mark(_accounts_of(work, entity, ids), words=entity == "contact")
    work.records.delete(entity, ids)
    for record_id in ids:
        work.touch(entity, record_id)
        work.connection.exec_driver_sql("DELETE FROM draft WHERE subject_id = ?", (record_id,))


def purge_records(work: UnitOfWork, entity: str, record_ids: Iterable[str]) -> None:
    """Remove records; an account goes with everything under it."""
    ids = list(record_ids)
    if entity == "account":
        for account_id in ids:
            _purge_under(work, account_id)
    remove_records(work, entity, ids)


def _purge_under(work: UnitOfWork, account_id: str) -> None:
    for entity in ENTITIES.values():
        if entity.scope is Scope.ACCOUNT and "account_id" in entity.fields:
            work.connection.exec_driver_sql(
                f'DELETE FROM "{entity.name}" WHERE account_id = ?', (account_id,)
            )
            work.touch_entity(entity.name)
    for table in ("card_pending", "local_finding"):
        work.connection.exec_driver_sql(f"DELETE FROM {table} WHERE account_id = ?", (account_id,))


def _accounts_of(work: UnitOfWork, entity: str, ids: Iterable[str]) -> list[str]:
    if "account_id" not in ENTITIES[entity].fields:
        return []
    records = work.records.read_many(entity, ids)
    return [str(record.fields["account_id"]) for record in records.values()]
