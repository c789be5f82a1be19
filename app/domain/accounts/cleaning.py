"""What is wrong with an account's file, and how good the files of one person are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.accounts.completeness import CONTACT_ANY, WEIGHTS, weights_for
from app.domain.money import ratio


class Problem(StrEnum):
    """One reason to clean up a file. Source: domain.md 4.16, R023.

    Attributes:
        DUPLICATE: Another account is certainly or probably the same.
        INCOMPLETE: A required field is empty.
        STALE: A block was not confirmed for longer than its class allows.
        UNOWNED: Nobody is responsible for it.
        NO_CONTACT: No contact person, although its type has some.
        NO_VISIT: Nobody called on it for a year, or ever.
        UNGRADED: It buys from us and has no class.
    """

    DUPLICATE = "duplicate"
    INCOMPLETE = "incomplete"
    STALE = "stale"
    UNOWNED = "unowned"
    NO_CONTACT = "no_contact"
    NO_VISIT = "no_visit"
    UNGRADED = "ungraded"

    @property
    def bit(self) -> int:
        """Its place in the number that stands for a set of problems."""
        return 1 << _ORDER[self]


_ORDER = {problem: place for place, problem in enumerate(Problem)}


def problems_in(bits: int) -> tuple[Problem, ...]:
    """Return the problems that a number stands for."""
    return tuple(problem for problem in Problem if bits & problem.bit)


def types_without_contacts() -> frozenset[str]:
    """Return the account types that are persons themselves, so that no contact is missing."""
    return frozenset(name for name in WEIGHTS if CONTACT_ANY not in weights_for(name))


@dataclass(frozen=True, slots=True)
class FileState:
    """The state of one account's file.

    Attributes:
        owner_id: Who is responsible; None for nobody.
        filled: Weight of the filled fields.
        whole: Weight of the required ones.
        bits: Its problems as `Problem.bit`.
        sector_id: Where it belongs; None for no sector.
    """

    owner_id: str | None
    filled: int
    whole: int
    bits: int
    sector_id: str | None = None


@dataclass(frozen=True, slots=True)
class FileQuality:
    """How good the files of one person, or of everybody, are.

    Attributes:
        owner_id: Whose; None for nobody's.
        accounts: How many there are.
        completeness: Weight filled ÷ weight required over all of them, 0 to 1; None without any.
        counts: How many have each problem.
    """

    owner_id: str | None
    accounts: int
    completeness: Decimal | None
    counts: dict[Problem, int]

    def rate(self, problem: Problem) -> Decimal | None:
        """Return the share of accounts with a problem, 0 to 1."""
        return ratio(self.counts[problem], self.accounts)


def quality_of(owner_id: str | None, states: Collection[FileState]) -> FileQuality:
    """Sum up the files of one person.

    Source: domain.md 3.32 (completeness), 4.16 (quality report), R019, R024.
    """
    sets = Counter(one.bits for one in states)  # a few dozen, of ten thousands of accounts
    return FileQuality(
        owner_id,
        len(states),
        ratio(sum(one.filled for one in states), sum(one.whole for one in states)),
        {
            problem: sum(count for bits, count in sets.items() if bits & problem.bit)
            for problem in Problem
        },
    )


def quality_by_owner(states: Iterable[FileState]) -> tuple[FileQuality, ...]:
    """Sum up the files of each person, the least complete first."""
    by_owner: dict[str | None, list[FileState]] = {}
    for one in states:
        by_owner.setdefault(one.owner_id, []).append(one)
    found = [quality_of(owner_id, some) for owner_id, some in by_owner.items()]
    return tuple(sorted(found, key=lambda one: (one.completeness or 0, one.owner_id or "")))
