"""What must have arrived at the end of the tour, and where to look for it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import NotFoundError
from app.queries.accounts.listing import read_account_glance
from app.queries.contracts.listing import find_contracts
from app.queries.records.forms import read_record
from app.queries.status import read_status
from app.queries.visits.form import list_visits, read_visit
from app.workspace import Workspace


@dataclass(slots=True)
class Evidence:
    """What the rep did.

    Attributes:
        account_id: The account he corrected and made a contract with.
        phone: The number he wrote.
        visit_id: The visit he logged, with a photo and stock figures.
        visit_words: What he wrote in its log.
        contract_id: The contract he printed.
        sighting_id: What he noted of a competitor.
    """

    account_id: str = ""
    phone: str = ""
    visit_id: str = ""
    visit_words: str = ""
    contract_id: str = ""
    sighting_id: str = ""

    def note_visit(self, workspace: Workspace, words: str) -> None:
        """Remember the visit that was just logged."""
        self.visit_id = list_visits(workspace, limit=1)[0].id
        self.visit_words = words

    def all_sent(self, workspace: Workspace) -> bool:
        """Return whether the laptop has nothing left to send and nothing came back refused."""
        status = read_status(workspace)
        return not (status.waiting or status.refused or status.files_waiting)

    def seen_by(self, workspace: Workspace, who: str) -> dict[str, bool]:
        """Return what a device has of it, in words."""
        return {
            f"{who} has the telephone number": self._phone(workspace),
            f"{who} has the visit": self._visit(workspace),
            f"{who} has the contract": self._contract(workspace),
            f"{who} has what was seen of a competitor": self._sighting(workspace),
        }

    def _phone(self, workspace: Workspace) -> bool:
        glance = read_account_glance(workspace, self.account_id)
        return glance is not None and _digits(glance.phone or "") == _digits(self.phone)

    def _visit(self, workspace: Workspace) -> bool:
        try:
            visit = read_visit(workspace, self.visit_id)
        except NotFoundError:
            return False
        return bool(visit.photos and visit.counts) and any(
            self.visit_words in text for _, text in visit.notes
        )

    def _contract(self, workspace: Workspace) -> bool:
        return self.contract_id in find_contracts(workspace).ids

    def _sighting(self, workspace: Workspace) -> bool:
        try:
            read_record(workspace, "competitor_sighting", self.sighting_id)
        except NotFoundError:
            return False
        return True


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())
