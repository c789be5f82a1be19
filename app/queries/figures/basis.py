"""What every figure of the device is based on."""

from __future__ import annotations

from app.domain.analysis.periods import Basis, Level, Period
from app.store.reads.figures.as_of import read_as_of
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace


def local_basis(workspace: Workspace, look: Snapshot, period: Period) -> Basis:
    """Return the basis of a figure over the accounts that this device holds.

    Its data is as of the last good exchange; before the first there is only what was written here,
    which is as of now. Amounts are those of the documents, tax included.

    Source: domain.md 3.0; R132.
    """
    as_of = read_as_of(look) or workspace.now()
    return Basis(period, as_of, Level.OWN, includes_tax=True)
