"""The question which terms for sales on credit an account has, and who may choose others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.credit.policies import policy_in_force
from app.domain.credit.terms import CreditTerms
from app.domain.policy import Action, may
from app.store.reads.credit.terms import list_policies, read_terms
from app.store.rights import Rights
from app.workspace import Workspace

__all__ = ["CreditTerms", "TermsPage", "read_terms_page"]


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The terms of an account and what can be chosen instead.

    Attributes:
        terms: What holds; None when the company has no approved terms.
        choices: Id and name of all terms in force or of before.
        may_choose: Whether the user may.
    """

    terms: CreditTerms | None
    choices: Sequence[tuple[str, str]]
    may_choose: bool


def read_terms_page(workspace: Workspace, account_id: str) -> TermsPage:
    """Return the terms of an account."""
    today = workspace.today()
    with workspace.store.snapshot() as look:
        policies = list_policies(look)
        terms = read_terms(look, account_id, today)
        rights = Rights(look.connection, look.records)
        user, account = rights.actor(workspace.user_id), rights.account(account_id)
        may_choose = account is not None and (
            user is None
            or may(
                user,
                Action.UPDATE,
                "account",
                rights.judged(user, account),
                "credit_policy_id",
            )
        )
    choices = [
        (str(one["id"]), f"{one['name']} {one['version']}")
        for one in policies
        if policy_in_force([one], today=today) is not None
    ]
    return TermsPage(terms, choices, may_choose)
