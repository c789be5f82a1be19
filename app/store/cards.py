"""Derived rows behind the account list: figures and search words, kept in step with the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.schema import ENTITIES
from app.store.search import SearchIndex, codes_of, pinyin_of, spaced_han

if TYPE_CHECKING:
    from app.store.connection import Connection

TREND_MONTHS = 8
_BATCH = 400

_FIGURES = """
UPDATE account_card SET
  last_visit_at = (SELECT max(started_at) FROM visit_log WHERE account_id = a.id),
  next_visit_on = (SELECT min(planned_on) FROM visit_plan
                   WHERE account_id = a.id AND state = 'planned' AND planned_on >= :today),
  sales_year_minor = s.year_minor, trend = s.trend,
  owed_minor = r.owed, overdue_minor = r.overdue, oldest_due_on = r.oldest,
  contract_until_on = (SELECT max(valid_to_on) FROM contract WHERE account_id = a.id
                       AND state IN ('signed', 'effective', 'archived', 'performing'))
FROM account a
JOIN wanted w ON w.id = a.id
LEFT JOIN sales s ON s.account_id = a.id
LEFT JOIN debts r ON r.account_id = a.id
WHERE account_card.account_rowid = a.rowid
"""
_SALES = """
SELECT account_id, sum(CASE WHEN month >= :year THEN total END) AS year_minor,
       group_concat(month || ':' || total) AS trend
FROM (SELECT account_id, substr(sold_on, 1, 7) AS month, sum(amount_minor) AS total
      FROM sales_record WHERE account_id IN (SELECT id FROM wanted) AND sold_on >= :since
      GROUP BY 1, 2)
GROUP BY account_id
"""
_DEBTS = """
SELECT account_id, sum(amount_minor - coalesce(paid_minor, 0)) AS owed,
       sum(CASE WHEN due_on < :today THEN amount_minor - coalesce(paid_minor, 0) END) AS overdue,
       min(CASE WHEN due_on < :today THEN due_on END) AS oldest
FROM receivable WHERE account_id IN (SELECT id FROM wanted)
  AND amount_minor > coalesce(paid_minor, 0)
GROUP BY account_id
"""


@dataclass(frozen=True, slots=True)
class CardWork:
    """What one pass did: accounts brought up to date, and how many still wait."""

    done: int
    remaining: int


class Cards:
    """The account cards of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_bare(self, account_ids: Iterable[str]) -> None:
        """Make accounts appear in the list at once; figures and words follow."""
        self._connection.exec_driver_sql(
            "INSERT OR IGNORE INTO account_card (account_rowid, sort_key)"
            " SELECT rowid, name FROM account WHERE id = ?",
            [(account_id,) for account_id in account_ids],
        )

    def add_arrived(self) -> None:
        """Make the accounts of a table that was just loaded appear, and mark them."""
        run = self._connection.exec_driver_sql
        run(
            "INSERT OR IGNORE INTO account_card (account_rowid, sort_key)"
            " SELECT rowid, name FROM account WHERE id IN (SELECT id FROM arrived.account)"
        )
        run(
            "INSERT INTO card_pending (account_id, words) SELECT id, 1 FROM arrived.account"
            " WHERE true ON CONFLICT (account_id) DO UPDATE SET words = 1"
        )

    def mark_arrived(self, entity: str, *, words: bool, is_all: bool) -> None:
        """Mark the accounts of the records of a table that was just loaded.

        Args:
            entity: Its name.
            words: Whether search text changed too.
            is_all: Whether no other records of the entity are here; those here are read faster.
        """
        source = "main" if is_all else "arrived"
        self._connection.exec_driver_sql(
            "INSERT INTO card_pending (account_id, words)"
            f' SELECT DISTINCT account_id, ? FROM {source}."{ENTITIES[entity].name}"'
            " WHERE account_id IS NOT NULL"
            " ON CONFLICT (account_id) DO UPDATE SET words = max(words, excluded.words)",
            (int(words),),
        )

    def mark(self, account_ids: Iterable[str], *, words: bool) -> None:
        """Note that accounts must be brought up to date; `words` when search text changed too."""
        marks = [(account_id, int(words)) for account_id in set(account_ids) if account_id]
        if marks:
            self._connection.exec_driver_sql(
                "INSERT INTO card_pending (account_id, words) VALUES (?, ?)"
                " ON CONFLICT (account_id) DO UPDATE SET words = max(words, excluded.words)",
                marks,
            )

    def mark_everything(self) -> None:
        """Note that the figures of all accounts must be made again, because the day changed."""
        self._connection.exec_driver_sql(
            "INSERT OR IGNORE INTO card_pending (account_id, words) SELECT id, 0 FROM account"
        )

    def pending_count(self) -> int:
        """Return how many accounts wait to be brought up to date."""
        count = self._connection.exec_driver_sql("SELECT count(*) FROM card_pending").scalar_one()
        return int(count)

    def remove(self, account_ids: Iterable[str]) -> None:
        """Forget the cards and search entries of accounts that are about to be deleted."""
        rowids = [
            int(row[0])
            for account_id in account_ids
            for row in self._connection.exec_driver_sql(
                "SELECT rowid FROM account WHERE id = ?", (account_id,)
            )
        ]
        SearchIndex(self._connection).remove(rowids)
        if rowids:
            self._connection.exec_driver_sql(
                "DELETE FROM account_card WHERE account_rowid = ?", [(rowid,) for rowid in rowids]
            )

    def refresh(self, today: dt.date, limit: int = _BATCH) -> CardWork:
        """Bring some of the marked accounts up to date, set by set."""
        rows = self._connection.exec_driver_sql(
            "SELECT account_id, words FROM card_pending ORDER BY words DESC LIMIT ?", (limit,)
        ).fetchall()
        if not rows:
            return CardWork(0, 0)
        ids = [str(row[0]) for row in rows]
        self.add_bare(ids)
        self._refresh_figures(ids, today)
        self._refresh_words([str(row[0]) for row in rows if row[1]])
        self._connection.exec_driver_sql(
            "DELETE FROM card_pending WHERE account_id = ?", [(account_id,) for account_id in ids]
        )
        return CardWork(len(ids), self.pending_count())

    def _refresh_figures(self, ids: Sequence[str], today: dt.date) -> None:
        run = self._connection.exec_driver_sql
        run("CREATE TEMP TABLE IF NOT EXISTS wanted (id TEXT PRIMARY KEY)")
        run("DELETE FROM wanted")
        run("INSERT INTO wanted (id) VALUES (?)", [(account_id,) for account_id in ids])
        since = _months_before(today, TREND_MONTHS - 1)
        values: Mapping[str, str] = {
            "today": today.isoformat(),
            "year": f"{today.year}-01",
            "since": min(since, f"{today.year}-01"),
        }
        run(f"WITH sales AS ({_SALES}), debts AS ({_DEBTS}) {_FIGURES}", dict(values))

    def _refresh_words(self, ids: Sequence[str]) -> None:
        entries: list[tuple[int, str, str]] = []
        sort_keys: list[tuple[str, int]] = []
        for rowid, name, short, phone, uscc, number, people, mobiles in self._sources(ids):
            names = [word for word in (name, short, *(people or "").split("\n")) if word]
            numbers = [word for word in (phone, uscc, number, *(mobiles or "").split("\n")) if word]
            entries.append((rowid, spaced_han(" ".join(names)), codes_of(names, numbers)))
            sort_keys.append((pinyin_of(name)[0] + " " + name, rowid))
        SearchIndex(self._connection).write(entries)
        if sort_keys:
            self._connection.exec_driver_sql(
                "UPDATE account_card SET sort_key = ? WHERE account_rowid = ?", sort_keys
            )

    def _sources(self, ids: Sequence[str]) -> Sequence[Any]:
        """Return names and numbers of accounts and their contacts, one row an account."""
        marks = ", ".join("?" * len(ids))
        sql = (
            "SELECT a.rowid, a.name, a.short_name, a.phone, a.uscc, a.number,"
            " group_concat(c.name, char(10)), group_concat(c.mobile, char(10))"
            " FROM account a LEFT JOIN contact c ON c.account_id = a.id"
            f" WHERE a.id IN ({marks}) GROUP BY a.rowid"
        )
        return self._connection.exec_driver_sql(sql, tuple(ids)).fetchall() if ids else []


def _months_before(day: dt.date, months: int) -> str:
    index = day.year * 12 + day.month - 1 - months
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
