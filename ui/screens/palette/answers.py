"""What a text is answered with: found off the main thread, in one look at the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.queries.palette import Beginning, Findings, VisitHit, find_records, read_beginning
from app.workspace import Workspace
from ui.screens.palette.offers import OfferGroup


class Arrangement(Protocol):
    """Puts what was found into groups."""

    def beginning(self, beginning: Beginning) -> tuple[OfferGroup, ...]:
        """Return what is shown before anything was typed."""
        ...

    def found(self, findings: Findings, text: str) -> tuple[OfferGroup, ...]:
        """Return what was found for a text."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """Groups for a text.

    Attributes:
        groups: What to show.
        plans: Account and planned visit of today, so that a visit carries out its plan.
        book_size: Accounts on this device; 0 when the store was not asked.
        is_search: Whether something was looked for.
    """

    groups: tuple[OfferGroup, ...]
    plans: Mapping[str, str] = field(default_factory=dict)
    book_size: int = 0
    is_search: bool = False


def find_answer(
    workspace: Workspace, arrangement: Arrangement, text: str, contract_ids: Sequence[str]
) -> Answer:
    """Look up a text; a blank one gives the beginning."""
    if not text:
        beginning = read_beginning(workspace)
        groups = arrangement.beginning(beginning)
        return Answer(groups, plans_of(beginning.visits), beginning.book_size)
    findings = find_records(workspace, text, contract_ids)
    groups = arrangement.found(findings, text)
    return Answer(groups, plans_of(findings.visits), findings.book_size, is_search=True)


def plans_of(visits: Sequence[VisitHit]) -> Mapping[str, str]:
    """Return the first planned visit of each account."""
    return {visit.account_id: visit.plan_id for visit in reversed(visits)}
