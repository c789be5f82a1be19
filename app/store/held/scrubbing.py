"""Overwriting what deletions leave behind: old search segments and the write-ahead log."""

from __future__ import annotations

from app.store import facts
from app.store.search import SearchIndex
from app.store.unit_of_work import Store


def scrub(store: Store) -> bool:
    """Remove the last traces of records that left; return False when it must be tried again.

    Deleted rows are overwritten by SQLite itself (`secure_delete`). The search index keeps the
    words of deleted entries until its segments are merged, and the log keeps pages as they were
    until it is emptied, which waits for whoever is reading. A copy of before an upgrade holds them
    too.

    Raises:
        StoreFault: The device refused; the work stays owed.
    """
    with store.snapshot() as look:
        is_owed = look.facts.read(facts.SCRUB_OWED) is not None
    if not is_owed:
        return True
    with store.unit_of_work() as work:
        SearchIndex(work.connection).compact()
        work.commit()
    if not store.empty_log():
        return False
    store.drop_old_copy()
    with store.unit_of_work() as work:
        work.facts.forget(facts.SCRUB_OWED)
        work.commit()
    return True
