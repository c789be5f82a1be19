"""Records that one person proposes and another decides: what may become of them, on both ends."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.credit.blacklist_life import BLACKLIST_LIFE, check_entry_edit
from app.domain.credit.debt_marks import DEBT_MARK_LIFE
from app.domain.credit.policies import POLICY_LIFE
from app.domain.errors import NotAllowedError
from app.domain.life import Life
from app.domain.policy_terms import Action, Role
from app.domain.sales.expenses import EXPENSE_LIFE

Values = Mapping[str, object]

LIVES: Mapping[str, Life] = {
    "blacklist_entry": BLACKLIST_LIFE,
    "debt_mark": DEBT_MARK_LIFE,
    "credit_policy": POLICY_LIFE,
    "selling_expense": EXPENSE_LIFE,
}
"""By entity."""


def check_decided_create(entity: str, record: Values, *, user_id: str) -> None:
    """Refuse a new record that does not begin as its author's own, undecided proposal.

    Raises:
        NotAllowedError: As `Life.check_begin`.
    """
    if life := LIVES.get(entity):
        life.check_begin(record, user_id=user_id)


def check_decided_edit(
    entity: str, before: Values, changed: Values, *, user_id: str, roles: frozenset[Role]
) -> Action | None:
    """Refuse an edit that is no decision; None where nobody decides about such records.

    What was proposed stays as it was written: another wording is another proposal.

    Args:
        entity: Of the record.
        before: As it is, in context.
        changed: New values.
        user_id: Who edits.
        roles: What that person is.

    Returns:
        What the policy is to be asked for.

    Raises:
        NotAllowedError: As `Life.check_step`, `blacklist_life.check_entry_edit`, or
            `<code>.fixed` with the `field`.
    """
    life = LIVES.get(entity)
    if life is None:
        return None
    step = life.check_step(before, changed, user_id=user_id, roles=roles)
    if entity == "blacklist_entry":
        check_entry_edit(changed, step=step, user_id=user_id)
    else:
        for field in sorted(set(changed) - life.decision):
            raise NotAllowedError(f"{life.code}.fixed", field=field)
    return Action.UPDATE if step is None else step.action
