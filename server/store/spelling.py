"""The few places where the SQL of the two engines differs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one engine spells what statements need.

    Attributes:
        placeholder: Of a bound value.
        of_pairs: What follows FROM to find the rows of a table by entity and id; binds one JSON
            array of such pairs and the organisation.
        words: A table of one column made from one JSON array.
        lock: Ends a query whose rows of `record r` are about to be written.
        lock_row: Ends any other query whose rows are about to be written.
        lock_sender: Ends the query for a `device d` that sends and its `app_user u`.
    """

    placeholder: str
    of_pairs: str
    words: str
    lock: str
    lock_row: str
    lock_sender: str

    def by_pairs(self, table: str, name: str) -> str:
        """Return what follows FROM to find rows of a table by pairs of entity and id."""
        return self.of_pairs.format(table=table, name=name)


SQLITE = Spelling(
    placeholder="?",
    of_pairs=(
        "(SELECT value ->> 0 AS a, value ->> 1 AS b FROM json_each(?)) pair"
        " CROSS JOIN {table} {name}"
        " ON {name}.org = ? AND {name}.entity = pair.a AND {name}.id = pair.b"
    ),
    words="(SELECT value AS a FROM json_each(?))",
    lock="",
    lock_row="",
    lock_sender="",
)
POSTGRES = Spelling(
    placeholder="%s",
    # One look into the key for each pair, and locked in their order. A plain join, of which
    # PostgreSQL expects a hundred pairs, reads all rows of an organisation that has few thousand.
    of_pairs=(
        "(SELECT value ->> 0 AS a, value ->> 1 AS b"
        " FROM json_array_elements(?::json) AS given(value)) pair"
        " CROSS JOIN LATERAL (SELECT * FROM {table}"
        " WHERE org = ? AND entity = pair.a AND id = pair.b OFFSET 0) {name}"
    ),
    words="(SELECT value AS a FROM json_array_elements_text(?::json) AS given(value))",
    lock=" FOR UPDATE OF r",
    lock_row=" FOR UPDATE",
    lock_sender=" FOR UPDATE OF d FOR SHARE OF u",
)
