"""Questions whose answer must be empty in a sound database."""

from __future__ import annotations

from server.store.database import Transaction

# By name of the finding: a query for the ids (or books) that break the rule; `?` is the org.
RULES = {
    "place_beyond_counter": (
        "SELECT r.id FROM record r LEFT JOIN book_counter c ON c.org = r.org AND c.book = r.book"
        " WHERE r.org = ? AND r.seq > coalesce(c.last_seq, 0)"
    ),
    "place_given_twice": (
        "SELECT min(p.id) FROM (SELECT org, book, seq, id FROM record WHERE deleted = 0"
        " UNION ALL SELECT org, book, seq, id FROM departure) p"
        " WHERE p.org = ? GROUP BY p.book, p.seq HAVING count(*) > 1"
    ),
    "not_in_the_book_of_its_account": (
        "SELECT r.id FROM record r JOIN record a"
        " ON a.org = r.org AND a.entity = 'account' AND a.id = r.account_id"
        " WHERE r.org = ? AND r.deleted = 0 AND r.book <> a.book"
    ),
    "account_missing": (
        "SELECT r.id FROM record r LEFT JOIN record a"
        " ON a.org = r.org AND a.entity = 'account' AND a.id = r.account_id"
        " WHERE r.org = ? AND r.account_id IS NOT NULL AND a.id IS NULL"
    ),
    "present_and_gone": (
        "SELECT r.id FROM record r JOIN departure d"
        " ON d.org = r.org AND d.book = r.book AND d.entity = r.entity AND d.id = r.id"
        " WHERE r.org = ? AND r.deleted = 0"
    ),
    "deleted_without_departure": (
        "SELECT r.id FROM record r LEFT JOIN departure d"
        " ON d.org = r.org AND d.book = r.book AND d.entity = r.entity AND d.id = r.id"
        " LEFT JOIN book_counter c ON c.org = r.org AND c.book = r.book"
        " WHERE r.org = ? AND r.deleted = 1 AND d.id IS NULL AND coalesce(c.purged_seq, 0) = 0"
    ),
    "history_newer_than_record": (
        "SELECT h.id FROM history h JOIN record r"
        " ON r.org = h.org AND r.entity = h.entity AND r.id = h.id"
        " WHERE h.org = ? AND h.revision > r.revision"
    ),
    "revision_without_history": (
        "SELECT r.id FROM record r LEFT JOIN history h"
        " ON h.org = r.org AND h.entity = r.entity AND h.id = r.id AND h.revision = r.revision"
        " WHERE r.org = ? AND r.revision > 1 AND h.id IS NULL"
    ),
    "chain_with_a_gap": (
        "SELECT d.id FROM device d WHERE d.org = ? AND d.expected_seq <> 1 + (SELECT count(*)"
        " FROM group_seen g WHERE g.org = d.org AND g.device_id = d.id"
        " AND g.device_seq BETWEEN 1 AND d.expected_seq - 1)"
    ),
    "operation_accepted_twice": (
        "SELECT h.op_id FROM history h WHERE h.org = ? GROUP BY h.op_id HAVING count(*) > 1"
    ),
}


def find_broken(work: Transaction, org: int, rule: str) -> list[str]:
    """Return what breaks one of `RULES`."""
    return [row[0] for row in work.rows(RULES[rule], (org,))]


def check_pages(work: Transaction) -> list[str]:
    """Return what SQLite and SQLCipher say about the file; nothing on PostgreSQL."""
    if not work.is_embedded:
        return []
    pages = [str(row[0]) for row in work.rows("PRAGMA cipher_integrity_check")]
    said = [str(row[0]) for row in work.rows("PRAGMA integrity_check")]
    return pages + [line for line in said if line != "ok"]
