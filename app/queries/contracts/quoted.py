"""The question whether a contract was begun on a quotation, and what one would begin with."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.contracts.quoted import check_quoted
from app.domain.errors import NotFoundError
from app.store.reads.contracts.quoted import find_begun
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class QuotedBeginning:
    """What a contract on a quotation would begin with.

    Attributes:
        account_id: The account.
        number: Of the quotation.
        contract_id: The contract that was begun on it; empty for none.
    """

    account_id: str
    number: str
    contract_id: str


def read_beginning(workspace: Workspace, quotation_id: str) -> QuotedBeginning:
    """Return what a contract on a quotation would begin with.

    Raises:
        NotFoundError: The quotation is not on this device.
        NotAllowedError: None was begun on it, and none may be; see `quoted.check_quoted`.
    """
    with workspace.store.snapshot() as look:
        quotation = look.records.read("quotation", quotation_id)
        if quotation is None:
            raise NotFoundError("record.unknown", entity="quotation")
        fields, begun = quotation.fields, find_begun(look, quotation_id)
    if not begun:
        check_quoted(fields, fields["account_id"], workspace.today())
    return QuotedBeginning(str(fields["account_id"]), str(fields["number"] or ""), begun)
