"""The few places where the SQL of the two engines differs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one engine spells what statements need.

    Attributes:
        placeholder: Of a bound value.
        pairs: A table `pair(a, b)` made from one JSON array of arrays, ready to join.
        words: A table of one column made from one JSON array.
        lock: Ends a query whose rows of `record r` are about to be written.
        lock_row: Ends any other query whose rows are about to be written.
        lock_sender: Ends the query for a `device d` that sends and its `app_user u`.
    """

    placeholder: str
    pairs: str
    words: str
    lock: str
    lock_row: str
    lock_sender: str


SQLITE = Spelling(
    placeholder="?",
    pairs="(SELECT value ->> 0 AS a, value ->> 1 AS b FROM json_each(?)) pair CROSS JOIN",
    words="(SELECT value AS a FROM json_each(?))",
    lock="",
    lock_row="",
    lock_sender="",
)
POSTGRES = Spelling(
    placeholder="%s",
    pairs=(
        "(SELECT value ->> 0 AS a, value ->> 1 AS b"
        " FROM json_array_elements(?::json) AS given(value)) pair JOIN"
    ),
    words="(SELECT value AS a FROM json_array_elements_text(?::json) AS given(value))",
    lock=" FOR UPDATE OF r",
    lock_row=" FOR UPDATE",
    lock_sender=" FOR UPDATE OF d FOR SHARE OF u",
)
