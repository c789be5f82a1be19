"""Questions whose answer is empty in a sound store, and what can be mended without the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.schema import ENTITIES
from app.store.file.doubt import doubt
from app.store.journal import REFUSED, WAITING
from app.store.search import SearchIndex
from app.store.sending.chain import find_breaks
from app.store.unit_of_work import Snapshot, UnitOfWork

_SHOWN = 5
_LISTED = 10_000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be.

    Attributes:
        rule: Constant name of the rule that is broken.
        count: How often.
        examples: A few ids or numbers; never anything that a customer wrote.
    """

    rule: str
    count: int
    examples: tuple[str, ...]


_QUERIES = {
    "account_without_card": (
        "SELECT a.id FROM account a LEFT JOIN account_card c ON c.account_rowid = a.rowid"
        " WHERE c.account_rowid IS NULL AND a.id NOT IN (SELECT account_id FROM card_pending)"
    ),
    "card_without_account": (
        "SELECT account_rowid FROM account_card WHERE account_rowid NOT IN"
        " (SELECT rowid FROM account)"
    ),
    "words_without_account": (
        "SELECT rowid FROM account_words WHERE rowid NOT IN (SELECT rowid FROM account)"
        " UNION SELECT rowid FROM account_codes WHERE rowid NOT IN (SELECT rowid FROM account)"
    ),
    "account_without_words": (
        "SELECT id FROM account WHERE id NOT IN (SELECT account_id FROM card_pending)"
        " AND (rowid NOT IN (SELECT rowid FROM account_words)"
        " OR rowid NOT IN (SELECT rowid FROM account_codes))"
    ),
    "operation_without_group": (
        "SELECT op_id FROM journal_operation WHERE device_seq NOT IN"
        " (SELECT device_seq FROM journal_group)"
    ),
}


def check_store(look: Snapshot) -> list[Finding]:
    """Return what is wrong; nothing for a sound store. Reads every page: seconds for a large one.

    Empty the log first (`Store.empty_log`): one half of the check looks at the file alone, where a
    power cut may have torn pages that the log holds whole.

    Source: reliability.md C9, X31, X53.
    """
    run = look.connection.exec_driver_sql
    found = [_finding("page_damaged", run("PRAGMA cipher_integrity_check").scalars().all())]
    said = run("PRAGMA integrity_check").scalars().all()
    found.append(_finding("file_damaged", [line for line in said if line != "ok"]))
    if any(finding.count for finding in found):
        doubt(look.connection.engine)
    found.append(_finding("journal_broken", find_breaks(look)))
    found += [_finding(rule, run(sql).scalars().all()) for rule, sql in _QUERIES.items()]
    found.append(_finding("row_nobody_saved", _unaccounted(look)))
    return [finding for finding in found if finding.count]


def mend_search(work: UnitOfWork) -> int:
    """Put list and search in step with the accounts; return how many entries were mended.

    Accounts that are not found get their words back when their cards are next refreshed.
    """
    run = work.connection.exec_driver_sql
    places = [int(place) for place in run(_QUERIES["words_without_account"]).scalars().all()]
    SearchIndex(work.connection).remove(places)
    cards = [(int(place),) for place in run(_QUERIES["card_without_account"]).scalars().all()]
    if cards:
        run("DELETE FROM account_card WHERE account_rowid = ?", cards)
    missing = {
        str(account_id)
        for rule in ("account_without_card", "account_without_words")
        for account_id in run(_QUERIES[rule]).scalars().all()
    }
    if missing:
        work.cards.add_bare(missing)
        work.cards.mark(missing, words=True)
    return len(places) + len(cards) + len(missing)


def _unaccounted(look: Snapshot) -> list[str]:
    """Return rows that only this device has and that no unsent or refused work speaks of."""
    found: list[str] = []
    for name in ENTITIES:
        rows = look.connection.exec_driver_sql(
            f'SELECT id FROM "{name}" WHERE _revision = 0 AND id NOT IN'
            " (SELECT record_id FROM journal_operation WHERE state IN (?, ?)) LIMIT ?",
            (WAITING, REFUSED, _LISTED),
        )
        found += [str(record_id) for record_id in rows.scalars()]
    return found


def _finding(rule: str, broken: Sequence[object]) -> Finding:
    listed = [str(one) for one in broken]
    return Finding(rule, len(listed), tuple(listed[:_SHOWN]))
