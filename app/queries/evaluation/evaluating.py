"""Questions about the evaluation of a dealer: schemes, what was found before, what to mind."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.evaluation import Caution, Evaluation, cautions, evaluate
from app.domain.analysis.evaluation_schemes import DEALER_SCHEME
from app.domain.analysis.receivables import year_before
from app.domain.analysis.scheme_reading import MEASURED, SchemeBook, read_scheme
from app.domain.errors import NotFoundError, ValidationError
from app.domain.evaluation.files import EvaluationSheet
from app.domain.policy import Action, may
from app.domain.policy_check import in_context
from app.store.reads.accounts.evaluations import EvaluationRow, list_evaluations, list_schemes
from app.store.reads.accounts.page import list_receivables
from app.store.reads.credit.line import read_credit_facts
from app.store.records import Record
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = ["EvaluationPage", "EvaluationRow", "SchemeChoice", "evaluated", "read_evaluations"]

OWN_SCHEME = SchemeBook(DEALER_SCHEME, {}, MEASURED)
"""What a dealer is judged by where the company approved no scheme of its own."""


@dataclass(frozen=True, slots=True)
class SchemeChoice:
    """A scheme that can be used.

    Attributes:
        id: Its record; empty for the program's own.
        name: With the version; empty for the program's own.
        book: Criteria and words.
    """

    id: str
    name: str
    book: SchemeBook


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPage:
    """All that the score sheet of an account needs.

    Attributes:
        account_id: The account.
        account_name: Its name.
        schemes: Schemes that can be used, the newest first; never empty.
        earlier: Evaluations, the latest first.
        exposure_minor: Debt and open orders.
        funds_minor: The account's funds; None when unknown.
        cautions: What to say beside the latest score.
        may_write: Whether the user may evaluate this account.
    """

    account_id: str
    account_name: str
    schemes: tuple[SchemeChoice, ...]
    earlier: tuple[EvaluationRow, ...]
    exposure_minor: int
    funds_minor: int | None
    cautions: tuple[Caution, ...]
    may_write: bool


def read_evaluations(workspace: Workspace, account_id: str) -> EvaluationPage:
    """Return schemes and evaluations of an account.

    A scheme whose record cannot be read is left out.

    Raises:
        NotFoundError: The account is not on this device; `record.unknown`.
    """
    today = workspace.today()
    with workspace.store.snapshot() as look:
        account = look.records.read("account", account_id)
        facts = read_credit_facts(look, account_id, today=today)
        if account is None or facts is None:
            raise NotFoundError("record.unknown", entity="account")
        schemes = read_schemes(look, workspace)
        earlier = tuple(list_evaluations(look, account_id))
        debts = list_receivables(look, account_id, since=year_before(today))
        may_write = _may_write(look, workspace, account)
    owed = sum(debt.balance_minor for debt in debts) - facts.unsent_collections_minor
    exposure = owed + facts.open_orders_minor
    funds = account.fields["funds_minor"]
    funds_minor = funds if isinstance(funds, int) else None
    said: tuple[Caution, ...] = ()
    if earlier:
        latest = evaluated(earlier[0], schemes)
        said = cautions(
            latest,
            today=today,
            next_review_on=earlier[0].next_review_on,
            exposure_minor=exposure,
            funds_minor=funds_minor,
        )
    return EvaluationPage(
        account_id=account_id,
        account_name=str(account.fields["name"]),
        schemes=schemes,
        earlier=earlier,
        exposure_minor=exposure,
        funds_minor=funds_minor,
        cautions=said,
        may_write=may_write,
    )


def read_schemes(look: Snapshot, workspace: Workspace) -> tuple[SchemeChoice, ...]:
    """Return the schemes that may be used today; the program's own where there is none."""
    found = []
    for row in list_schemes(look, workspace.today()):
        try:
            book = read_scheme(row.id, row.body)
        except ValidationError:
            continue
        found.append(SchemeChoice(row.id, f"{row.name} {row.version}", book))
    return tuple(found) or (SchemeChoice("", "", OWN_SCHEME),)


def evaluated(row: EvaluationRow, schemes: tuple[SchemeChoice, ...]) -> Evaluation:
    """Return the result of an earlier evaluation, computed once more from its scores.

    One whose scheme is not used any more is read with the first one: codes that it does not know
    drop out.
    """
    book = next((each.book for each in schemes if each.id == row.scheme_id), schemes[0].book)
    sheet = EvaluationSheet(
        evaluated_on=row.evaluated_on,
        scores=row.scores,
        numbers=row.numbers,
        attitude=row.attitude,
    )
    return evaluate(sheet.assessment, scheme=book.scheme)


def _may_write(look: Snapshot, workspace: Workspace, account: Record) -> bool:
    """Return whether the user may evaluate; without known roles the server is to judge."""
    actor = Rights(look.connection, look.records).actor(workspace.user_id)
    record = in_context({"account_id": account.id}, account=account.fields)
    return actor is None or may(actor, Action.CREATE, "evaluation", record)
