"""Who sends the papers of an account, and what stands at their foot."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from app.domain.papers.letterhead import Imprint, Letterhead, Sender
from app.store.reads.papers.senders import read_as_of, read_printer, read_senders
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace


def own_letterhead(workspace: Workspace) -> Letterhead:
    """Return the letterhead of the user's own company."""
    with workspace.store.snapshot() as look:
        return Letterheads(workspace, look).of()


class Letterheads:
    """The letterheads of one run of papers, read in a few statements.

    Args:
        workspace: Who prints, and when.
        look: The store as it is now.
    """

    def __init__(self, workspace: Workspace, look: Snapshot) -> None:
        zone = ZoneInfo(workspace.zone)
        as_of = read_as_of(look)
        name, self._own_company = read_printer(look, workspace.user_id)
        self._senders: Mapping[str, Sender] = read_senders(look)
        self._imprint = Imprint(
            printed_by=name,
            printed_at=workspace.now().astimezone(zone),
            as_of=None if as_of is None else workspace.moment(as_of).astimezone(zone),
        )

    def of(self, company_id: str = "") -> Letterhead:
        """Return the letterhead of a company; without one that of the user's own."""
        found = self._senders.get(company_id) or self._senders.get(self._own_company)
        return Letterhead(found or next(iter(self._senders.values()), Sender("")), self._imprint)
