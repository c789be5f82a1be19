"""How good the warnings of the last year were."""

from __future__ import annotations

from app.domain.analysis.receivables import year_before
from app.domain.warnings.statistics import RuleFigures, summarise
from app.store.reads.warnings.statistics import list_past_warnings
from app.workspace import Workspace

__all__ = ["RuleFigures", "read_warning_statistics"]


def read_warning_statistics(workspace: Workspace) -> tuple[RuleFigures, ...]:
    """Return the figures of the warnings on this device that were raised within a year.

    What only this device found and nobody touched is not counted: the office is to confirm it.

    Source: R146.
    """
    since = year_before(workspace.today())
    with workspace.store.snapshot() as look:
        return summarise(list_past_warnings(look, since))
