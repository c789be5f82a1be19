"""The list that goes with accounts that change hands."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.analysis.receivables import ageing
from app.domain.errors import NotFoundError
from app.domain.papers.handover import HandedAccount, HandoverPaper
from app.queries.papers.letterheads import Letterheads
from app.store.reads.accounts.ownership import list_open_things
from app.store.reads.papers.debts import list_open_papers
from app.store.reads.papers.hands import list_handed
from app.workspace import Workspace


def read_handover_paper(workspace: Workspace, account_ids: Sequence[str]) -> HandoverPaper:
    """Return one list over all the accounts; the number of queries is fixed.

    The receiver is named where a request to hand over waits and all accounts go to one colleague.

    Raises:
        NotFoundError: None of the accounts is on this device.

    Source: domain.md 4.11 (transfer, step 4).
    """
    today = workspace.today()
    with workspace.store.snapshot() as look:
        heads = Letterheads(workspace, look)
        handed = list_handed(look, account_ids)
        things = list_open_things(look, account_ids)
        debts = list_open_papers(look, account_ids)
    if not handed:
        raise NotFoundError("record.unknown", entity="account")
    accounts = []
    for row in handed:
        ages = ageing((each.debt for each in debts.get(row.id, [])), today=today)
        accounts.append(
            HandedAccount(
                number=row.number,
                name=row.name,
                city=row.city,
                owed_minor=ages.total_minor,
                overdue_minor=ages.overdue_minor,
                things=things.get(row.id, ()),
            )
        )
    first = handed[0]
    return HandoverPaper(
        letterhead=heads.of(first.company_id),
        number=f"JJ-{today:%y%m%d}-{first.number or first.id[-6:].upper()}",
        giver=_only({row.owner for row in handed}),
        receiver=_only({row.receiver for row in handed}),
        sector=first.sector,
        accounts=tuple(accounts),
    )


def _only(names: set[str]) -> str:
    """Return the one name there is; nothing where several would have to share a line."""
    return next(iter(names)) if len(names) == 1 else ""
