"""How far the first download has come: whether it is done, and how many rows are here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.schema import entity_named
from app.store import facts
from app.store.unit_of_work import Snapshot


@dataclass(frozen=True, slots=True)
class FirstSync:
    """Where the first download stands.

    Attributes:
        done: Everything of the user's books has been here at least once.
        counts: Rows here, by entity; only the entities asked for.
    """

    done: bool
    counts: Mapping[str, int]


def read_progress(look: Snapshot, entities: Collection[str]) -> FirstSync:
    """Count the rows of some entities in one query.

    Raises:
        ValidationError: No such entity.
    """
    done = look.facts.read(facts.FIRST_SYNC_DONE) is not None
    names = [entity_named(name).name for name in entities]
    if not names:
        return FirstSync(done, {})
    sql = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names)
    rows = look.connection.exec_driver_sql(sql)
    return FirstSync(done, {str(name): int(count) for name, count in rows})
