"""How many rows this device has."""

from __future__ import annotations

from app.domain.schema import ENTITIES
from app.store.unit_of_work import Snapshot


def count_rows(look: Snapshot, entity: str) -> int:
    """Return how many records of an entity are here."""
    table = f'"{ENTITIES[entity].name}"'
    return int(look.connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
