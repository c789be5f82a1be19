"""The question what was agreed with an account and what is due by it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.record_rights import may_begin
from app.queries.credit.terms import TermsPage, read_terms_page
from app.store.reads.visits.day_todo import TodoRow, list_proposed
from app.store.rights import Rights
from app.workspace import Workspace

__all__ = ["AgreementPage", "TodoRow", "read_agreements"]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Terms of an account and what is due.

    Attributes:
        terms: What it was granted, and who may choose.
        proposed: The statement and the demand plan that are due.
        may_plan: Whether the user may write a demand plan down.
    """

    terms: TermsPage
    proposed: tuple[TodoRow, ...]
    may_plan: bool


def read_agreements(workspace: Workspace, account_id: str) -> AgreementPage:
    """Return what was agreed with an account.

    Source: R055, R060, R102.
    """
    with workspace.store.snapshot() as look:
        proposed = list_proposed(look, account_id, workspace.user_id, workspace.today())
        user = Rights(look.connection, look.records).actor(workspace.user_id)
    terms = read_terms_page(workspace, account_id)
    return AgreementPage(terms, proposed, may_begin(user, "demand_plan"))
