"""Commands that move a contract on: number, submit, decide, sign, void."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.changes import ChangeSet
from app.domain.contracts.judging import check_free, check_mended, check_paper
from app.domain.errors import NotAllowedError
from app.store.number_blocks import NumberBlocks
from app.store.reads.contracts.discount_rights import check_authority
from app.store.reads.contracts.facts import Judged, judge_contract
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Signature:
    """What is noted when the paper comes back signed.

    Attributes:
        signatory: Who signed for the account.
        place: Where.
        signed_on: On which day.
    """

    signatory: str
    place: str
    signed_on: dt.date


def number_for_signing(workspace: Workspace, contract_id: str) -> tuple[str, ChangeSet]:
    """Give a contract its final number, because it is about to be printed for signing.

    Number and contract are written in one transaction: a number is never on two contracts, and
    never lost between the block and the paper.

    Raises:
        NotFoundError: The contract, its template or its account is not on this device.
        NotAllowedError: `contract.review.needed` or `contract.check.open` while it may not be
            signed, `contract.number.none` when the device has no number left.

    Source: domain.md 4.5, R079, R080.
    """
    with workspace.store.unit_of_work() as work:
        judged = judge_contract(work, contract_id, workspace.today())
        contract = judged.found.contract
        if contract.fields["number"]:
            return str(contract.fields["number"]), ChangeSet()
        check_free(judged.judgement.review)
        number = _next_number(workspace, work, judged)
        if number is None:
            raise NotAllowedError("contract.number.none", year=workspace.today().year)
        work.edit("contract", contract_id, {"number": number}, workspace.author)
        return number, work.commit(workspace.author)


def submit_contract(workspace: Workspace, contract_id: str) -> ChangeSet:
    """Hand a draft in for review; from now on the reviewers have it.

    It gets its number now, if the device has one left, so that what is approved is what is printed.

    Raises:
        NotFoundError: The contract, its template or its account is not on this device.
        NotAllowedError: Something must be mended first, `contract.check.open` with `count`; the
            account is barred; it is no draft; it is not the user's.

    Source: domain.md 4.5, draft → in review.
    """
    with workspace.store.unit_of_work() as work:
        judged = judge_contract(work, contract_id, workspace.today())
        check_mended(judged.judgement.review)
        fields: dict[str, object] = {"state": "in_review"}
        if not judged.found.contract.fields["number"]:
            fields["number"] = _next_number(workspace, work, judged)
        work.edit("contract", contract_id, fields, workspace.author)
        return work.commit(workspace.author)


def approve_contract(
    workspace: Workspace, contract_id: str, note: str = "", *, pages: int = 0
) -> ChangeSet:
    """Let a contract be printed for signing as it stands.

    Args:
        workspace: Who approves, when.
        contract_id: The contract.
        note: What is said with it.
        pages: Pages of the paper as it was looked at; the printed one must have as many. 0 where
            nobody counted.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: The user drafted it, may not decide, or it is not under review; or a
            discount is beyond the user's authority, `contract.discount.authority`.

    Source: domain.md 4.5, 5.4.
    """
    with workspace.store.unit_of_work() as work:
        fields = {**_decision(workspace, "approved", note), "approved_pages": pages or None}
        work.edit("contract", contract_id, fields, workspace.author)
        check_authority(work, workspace.user_id, contract_id, workspace.today())
        return work.commit(workspace.author)


def return_contract(workspace: Workspace, contract_id: str, note: str) -> ChangeSet:
    """Give a contract back to its drafter, with the reason.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: No reason is given, or as `approve_contract`.
    """
    with workspace.store.unit_of_work() as work:
        work.edit("contract", contract_id, _decision(workspace, "returned", note), workspace.author)
        return work.commit(workspace.author)


def sign_contract(workspace: Workspace, contract_id: str, signature: Signature) -> ChangeSet:
    """Note that the paper came back signed.

    Raises:
        NotFoundError: The contract, its template or its account is not on this device.
        NotAllowedError: It was not printed, something is missing, the day lies ahead
            (`contract.signed.ahead`), or its words are not those that were printed
            (`contract.paper.differs`).

    Source: domain.md 4.5, printed → signed.
    """
    if signature.signed_on > workspace.today():
        raise NotAllowedError("contract.signed.ahead")
    with workspace.store.unit_of_work() as work:
        judged = judge_contract(work, contract_id, workspace.today())
        printed = judged.found.contract.fields["fingerprint"]
        if printed:
            check_paper(judged.judgement, printed)
        fields = {
            "state": "signed",
            "signatory": signature.signatory.strip(),
            "signed_place": signature.place.strip(),
            "signed_on": signature.signed_on.isoformat(),
        }
        work.edit("contract", contract_id, fields, workspace.author)
        return work.commit(workspace.author)


def void_contract(workspace: Workspace, contract_id: str, reason: str) -> ChangeSet:
    """Void a contract before signing; its number is never used again.

    Raises:
        NotAllowedError: It is signed already, or no reason is given.
        NotFoundError: The contract is not on this device.
    """
    with workspace.store.unit_of_work() as work:
        fields = {"state": "void", "void_reason": reason.strip()}
        work.edit("contract", contract_id, fields, workspace.author)
        return work.commit(workspace.author)


def _decision(workspace: Workspace, state: str, note: str) -> dict[str, object]:
    return {
        "state": state,
        "review_note": note.strip(),
        "reviewed_by": workspace.user_id,
        "reviewed_at": workspace.now_milliseconds(),
    }


def _next_number(workspace: Workspace, work: UnitOfWork, judged: Judged) -> str | None:
    blocks = NumberBlocks(work.connection)
    number = blocks.take(workspace.today().year, judged.judgement.template.header.code)
    return number.text if number else None
