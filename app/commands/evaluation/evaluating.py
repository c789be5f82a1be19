"""Commands on the evaluation of dealers."""

from __future__ import annotations

from app.domain.analysis.evaluation import evaluate
from app.domain.analysis.evaluation_schemes import DEALER_SCHEME, Scheme
from app.domain.analysis.scheme_reading import read_scheme
from app.domain.changes import ChangeSet
from app.domain.errors import NotFoundError, ValidationError
from app.domain.evaluation.files import EvaluationSheet, evaluation_faults, evaluation_fields
from app.domain.faults import refuse_first
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

__all__ = ["EvaluationSheet", "save_evaluation"]


def save_evaluation(
    workspace: Workspace, account_id: str, sheet: EvaluationSheet
) -> tuple[str, ChangeSet]:
    """Keep an evaluation of an account, final, with its score, evidence and gate.

    The result is computed here from what was filled in and the scheme as its record holds it; it
    is kept beside the scores, so that a later scheme changes no earlier result.

    Raises:
        NotFoundError: The account or the scheme is not on this device.
        ValidationError: As `evaluation_faults`; `evaluation.scheme.unreadable`;
            `evaluation.score.unknown` for a score that the scheme does not ask for.
        NotAllowedError: The user may not evaluate this account.

    Source: domain.md 2.3, 3.17, 5.2 (evaluation); R039, R040, R042, R043, R044.
    """
    refuse_first(evaluation_faults(sheet, today=workspace.today()))
    with workspace.store.unit_of_work() as work:
        work.need("account", account_id)
        scheme = _scheme(work, sheet.scheme_id)
        asked = {code for criterion in scheme.criteria for code in criterion.indicators}
        if unknown := sorted((sheet.scores.keys() | sheet.numbers.keys()) - asked):
            raise ValidationError("evaluation.score.unknown", field="scores", indicator=unknown[0])
        result = evaluate(sheet.assessment, scheme=scheme)
        fields = {
            **evaluation_fields(sheet, result),
            "account_id": account_id,
            "evaluator_id": workspace.user_id,
        }
        evaluation_id = work.create("evaluation", fields, workspace.author)
        return evaluation_id, work.commit(workspace.author)


def _scheme(work: UnitOfWork, scheme_id: str) -> Scheme:
    if not scheme_id:
        return DEALER_SCHEME
    record = work.need("evaluation_scheme", scheme_id)
    if record.fields["state"] != "approved":
        raise NotFoundError("record.unknown", entity="evaluation_scheme")
    return read_scheme(scheme_id, str(record.fields["body"])).scheme
