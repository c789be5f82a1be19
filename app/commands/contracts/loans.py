"""Commands on the originals in the archive: lend one out, take it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.changes import ChangeSet
from app.domain.errors import NotAllowedError, ValidationError
from app.store.reads.contracts.life import read_borrower
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Loan:
    """Who takes an original out of the archive.

    Attributes:
        borrower: Name.
        purpose: What for.
        lent_on: First day.
        due_on: Day on which it is to be back; None where none was agreed.
    """

    borrower: str
    purpose: str
    lent_on: dt.date
    due_on: dt.date | None


def lend_original(workspace: Workspace, contract_id: str, loan: Loan) -> tuple[str, ChangeSet]:
    """Note that an original left the archive.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: The user is not the custodian, no original is in the archive
            (`contract.original.absent`), or it is out already (`contract.original.lent`).
        ValidationError: The day of return lies before the first one; `contract.loan.order`.

    Source: R082.
    """
    if loan.due_on is not None and loan.due_on < loan.lent_on:
        raise ValidationError("contract.loan.order", field="due_on")
    with workspace.store.unit_of_work() as work:
        contract = work.need("contract", contract_id)
        if not contract.fields["original_received_on"]:
            raise NotAllowedError("contract.original.absent")
        out = read_borrower(work, contract_id)
        if out:
            raise NotAllowedError("contract.original.lent", borrower=out)
        fields = {
            "account_id": contract.fields["account_id"],
            "contract_id": contract_id,
            "borrower": loan.borrower.strip(),
            "purpose": loan.purpose.strip() or None,
            "lent_on": loan.lent_on.isoformat(),
            "due_on": loan.due_on.isoformat() if loan.due_on else None,
            "lent_by": workspace.user_id,
        }
        loan_id = work.create("contract_loan", fields, workspace.author)
        return loan_id, work.commit(workspace.author)


def take_back_original(workspace: Workspace, loan_id: str, returned_on: dt.date) -> ChangeSet:
    """Note that an original is back.

    Raises:
        NotFoundError: The loan is not on this device.
        NotAllowedError: The user is not the custodian.
    """
    with workspace.store.unit_of_work() as work:
        fields = {"returned_on": returned_on.isoformat()}
        work.edit("contract_loan", loan_id, fields, workspace.author)
        return work.commit(workspace.author)
