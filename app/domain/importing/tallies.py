"""Counts what the rows of a file did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.fields import FieldValue
from app.domain.importing.judging import Action, Judged


@dataclass(slots=True)
class Tally:
    """Counts so far.

    Attributes:
        line: Last line of the file that was dealt with.
        created: Records made.
        updated: Records changed.
        unchanged: Records that were already as the row says.
        rejected: Rows that wait for a person.
        skipped: Blank rows, totals, repeated headings.
        noted: Rows that were taken in another way than they are written.
        twins: Rows that are probably an account that exists.
    """

    line: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0
    noted: int = 0
    twins: int = 0

    @property
    def rows(self) -> int:
        """Rows that were dealt with, those skipped left out."""
        return self.created + self.updated + self.unchanged + self.rejected

    def add(self, one: Judged, *, is_changed: bool = True, times: int = 1) -> None:
        """Count a row.

        Args:
            one: As it was judged, and written if it was.
            is_changed: Whether an update changes anything.
            times: -1 where it is judged again and counts no more.
        """
        match one.action:
            case Action.CREATE:
                self.created += times
            case Action.UPDATE if is_changed:
                self.updated += times
            case Action.UPDATE:
                self.unchanged += times
            case Action.REJECT:
                self.rejected += times
            case Action.SKIP:
                self.skipped += times
        if one.action is not Action.REJECT and one.problems:
            self.noted += times
        if one.twins:
            self.twins += times

    def fields(self) -> dict[str, FieldValue]:
        """Return the counts as the record of the import keeps them."""
        return {
            "rows_done": self.line,
            "rows_created": self.created,
            "rows_updated": self.updated,
            "rows_unchanged": self.unchanged,
            "rows_rejected": self.rejected,
        }

    @classmethod
    def from_fields(cls, fields: Mapping[str, FieldValue]) -> Tally:
        """Return the counts that an import had reached."""

        def count(name: str) -> int:
            return int(fields.get(f"rows_{name}") or 0)

        return cls(
            line=count("done"),
            created=count("created"),
            updated=count("updated"),
            unchanged=count("unchanged"),
            rejected=count("rejected"),
        )
