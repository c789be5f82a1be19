"""The clean-up list: whose files lack something, are old, doubled or nobody's."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.accounts.cleaning import (
    FileQuality,
    FileState,
    Problem,
    problems_in,
    quality_by_owner,
    quality_of,
)
from app.domain.accounts.completeness import Completeness, completeness, filled_fields, weights_for
from app.domain.accounts.confirmations import BlockAge, block_ages
from app.domain.analysis.receivables import year_before
from app.domain.entities.accounts import BLOCKS
from app.store.reads.accounts.cleaning import (
    CleaningDates,
    FileRow,
    read_file_rows,
    read_file_states,
)
from app.workspace import Workspace

__all__ = [
    "CleaningListing",
    "CleaningRow",
    "FileQuality",
    "Problem",
    "QualityLine",
    "find_unclean",
    "list_unclean",
]

_MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class QualityLine:
    """The files of one person, with the name.

    Attributes:
        name: Of the person; None for accounts that nobody has.
        quality: The figures.
    """

    name: str | None
    quality: FileQuality


@dataclass(frozen=True, slots=True)
class CleaningListing:
    """Every account whose file has a problem, and how good all files are.

    Attributes:
        states: State by row number of the account, the most problems first.
        whole: Everybody's files together.
        people: The files of each person, the least complete first.
    """

    states: Mapping[int, FileState]
    whole: FileQuality
    people: tuple[QualityLine, ...]

    def places(self, problem: Problem | None) -> array[int]:
        """Return the row numbers with a problem, or with any."""
        bits = -1 if problem is None else problem.bit
        return array("q", (at for at, state in self.states.items() if state.bits & bits))

    def places_of(self, problem: Problem | None, owner_id: str | None) -> array[int]:
        """Return those of `places` that one person has, or that nobody has."""
        return array(
            "q", (at for at in self.places(problem) if self.states[at].owner_id == owner_id)
        )


@dataclass(frozen=True, slots=True)
class CleaningRow:
    """One account whose file needs work.

    Attributes:
        id: Record id.
        name: Its name.
        city: Where it is.
        type: Dealer, retailer …
        grade: Class; None when not graded.
        owner: Name of who is responsible; None for nobody.
        problems: What is wrong.
        filled: How complete it is, and what is missing.
        stale: Blocks that were not confirmed for too long.
        last_visit_at: Milliseconds; None when nobody ever called.
    """

    id: str
    name: str
    city: str | None
    type: str
    grade: str | None
    owner: str | None
    problems: tuple[Problem, ...]
    filled: Completeness
    stale: tuple[BlockAge, ...]
    last_visit_at: int | None


def find_unclean(workspace: Workspace) -> CleaningListing:
    """Return every account of this device whose file needs work, and the rates of each person.

    Source: domain.md 3.32, 4.16; R018, R019, R023, R024.
    """
    today = workspace.today()
    midnight = dt.datetime.combine(year_before(today), dt.time(), ZoneInfo(workspace.zone))
    since = int(midnight.timestamp() * _MILLISECONDS)
    with workspace.store.snapshot() as look:
        states = read_file_states(look, CleaningDates(today, since))
        people = quality_by_owner(states.values())
        users = look.records.read_many("user", [one.owner_id for one in people if one.owner_id])
    worst = sorted(
        (place for place, state in states.items() if state.bits),
        key=lambda place: (-states[place].bits.bit_count(), place),
    )
    return CleaningListing(
        {place: states[place] for place in worst},
        quality_of(None, states.values()),
        tuple(
            QualityLine(
                str(users[one.owner_id].fields["name"]) if one.owner_id in users else None, one
            )
            for one in people
        ),
    )


def list_unclean(
    workspace: Workspace, listing: CleaningListing, places: array[int]
) -> list[CleaningRow]:
    """Return the rows of a page of the list, in its order."""
    if not places:
        return []
    today = workspace.today()
    with workspace.store.snapshot() as look:
        rows = read_file_rows(look, places)
    return [_row(rows[place], listing.states[place], today) for place in places if place in rows]


def _row(row: FileRow, state: FileState, today: dt.date) -> CleaningRow:
    fields = row.fields
    grade = str(fields["class"]) if fields["class"] else None
    confirmed = {block: _day(fields[f"block_{block.lower()}_confirmed_on"]) for block in BLOCKS}
    ages = block_ages(confirmed, account_class=grade, today=today)
    kind = str(fields["type"])
    return CleaningRow(
        id=row.id,
        name=str(fields["name"]),
        city=str(fields["city"]) if fields["city"] else None,
        type=kind,
        grade=grade,
        owner=row.owner,
        problems=problems_in(state.bits),
        filled=completeness(filled_fields(fields, row.contacts), weights=weights_for(kind)),
        stale=tuple(age for age in ages if age.is_stale),
        last_visit_at=row.last_visit_at,
    )


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None
