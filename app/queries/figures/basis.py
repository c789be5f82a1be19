"""What every figure of the device is based on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Level, Period
from app.store.reads.figures.as_of import read_as_of
from app.store.reads.figures.figure_look import FigureLook
from app.workspace import Workspace


@contextmanager
def look_at(workspace: Workspace, only: FigureFilter = EVERYTHING) -> Iterator[FigureLook]:
    """Open a look in which only the chosen accounts and products are there."""
    with workspace.store.snapshot() as snapshot:
        yield FigureLook(snapshot, only)


def local_basis(workspace: Workspace, look: FigureLook, period: Period) -> Basis:
    """Return the basis of a figure over the accounts that this device holds.

    Its data is as of the last good exchange; before the first there is only what was written here,
    which is as of now. Amounts are those of the documents, tax included.

    Source: domain.md 3.0; R132.
    """
    as_of = read_as_of(look.snapshot) or workspace.now()
    return Basis(period, as_of, Level.OWN, includes_tax=True, only=look.only)
