"""What can be done with a quotation besides editing it."""

from __future__ import annotations

from functools import partial

from app.commands.sales.quotations import move_quotation, order_by_quotation
from app.commands.steps.records import RecordStep, StepSubject
from app.domain.changes import ChangeSet
from app.domain.contracts.quoted import QUOTED_STATES
from app.domain.sales.quotations import STEPS


def _stands_in(states: frozenset[str], subject: StepSubject) -> bool:
    is_mine = subject.user is None or subject.owner_id == subject.user_id
    return is_mine and (subject.fields.get("state") or "draft") in states


QUOTATION_STEPS = (
    *(
        RecordStep(
            key=step,
            is_open=partial(_stands_in, sources),
            run=lambda workspace, record_id, _said, taken=step: move_quotation(  # type: ignore[misc]
                workspace, record_id, taken
            ),
        )
        for step, (sources, _target) in STEPS.items()
    ),
    RecordStep(
        key="order",
        is_open=partial(_stands_in, frozenset({"accepted"})),
        run=lambda workspace, record_id, _said: order_by_quotation(workspace, record_id)[1],
    ),
    RecordStep(
        key="contract",
        is_open=partial(_stands_in, QUOTED_STATES),
        run=lambda _workspace, _record_id, _said: ChangeSet(),
        place="contract",
    ),
)
