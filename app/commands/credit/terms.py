"""Chooses which of the company's terms for sales on credit hold for an account."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.changes import ChangeSet
from app.domain.credit.terms import check_choice
from app.domain.fields import FieldValue
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class EarlierTerms:
    """What held before, so that it can be put back."""

    policy_id: str
    deviation: str


def choose_terms(
    workspace: Workspace, account_id: str, policy_id: str, deviation: str = ""
) -> tuple[EarlierTerms, ChangeSet]:
    """Choose terms for an account.

    Args:
        workspace: Who chooses, where and when.
        account_id: The account.
        policy_id: The terms; empty for those that hold for all.
        deviation: What differs and why; may be blank.

    Raises:
        NotFoundError: Account or terms are not on this device.
        NotAllowedError: Who may not choose them.
        ValidationError: `credit_terms.not_in_force`.

    Source: domain.md 2.5, 5.2; R055.
    """
    with workspace.store.unit_of_work() as work:
        before = work.need("account", account_id).fields
        if policy_id:
            check_choice(work.need("credit_policy", policy_id).fields, today=workspace.today())
        fields: dict[str, FieldValue] = {
            "credit_policy_id": policy_id or None,
            "terms_deviation": deviation.strip() or None,
        }
        work.edit("account", account_id, fields, workspace.author)
        earlier = EarlierTerms(
            str(before["credit_policy_id"] or ""), str(before["terms_deviation"] or "")
        )
        return earlier, work.commit(workspace.author)


def put_terms_back(workspace: Workspace, account_id: str, earlier: EarlierTerms) -> ChangeSet:
    """Set what held before, even terms that are over by now.

    Raises:
        NotAllowedError: The user may not any more.
    """
    fields: dict[str, FieldValue] = {
        "credit_policy_id": earlier.policy_id or None,
        "terms_deviation": earlier.deviation or None,
    }
    with workspace.store.unit_of_work() as work:
        work.edit("account", account_id, fields, workspace.author)
        return work.commit(workspace.author)
