"""What is counted of the warnings that were raised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.domain.warnings.rules import Rule
from app.domain.warnings.statistics import PastWarning
from app.store.unit_of_work import Snapshot

_RAISED = """
SELECT rule, state, raised_on, resolved_on, due_on, coalesce(cause, '') <> '' FROM warning
WHERE raised_on >= ?
"""


def list_past_warnings(look: Snapshot, since: dt.date) -> Iterator[PastWarning]:
    """Yield the warnings raised from a day on; a rule that this program does not know is left."""
    known = {rule.value: rule for rule in Rule}
    day = dt.date.fromisoformat
    for code, state, raised, closed, due, is_explained in look.connection.exec_driver_sql(
        _RAISED, (since.isoformat(),)
    ):
        if code in known:
            yield PastWarning(
                known[code],
                state,
                day(raised),
                day(closed) if closed else None,
                day(due) if due else None,
                bool(is_explained),
            )
