"""Begins a contract from another one: an amendment, or the next term."""

from __future__ import annotations

from app.commands.contracts.beginnings import first_fields
from app.domain.changes import ChangeSet
from app.domain.contracts.sheet import read_terms
from app.domain.contracts.succession import inherited_terms, may_succeed
from app.domain.errors import NotAllowedError
from app.store.reads.contracts.life import find_open_successor, find_template_today
from app.store.reads.contracts.page import read_lines
from app.store.records import Record
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

_LINE_KEPT = (
    *("account_id", "position", "product_id", "name", "specification", "unit", "quantity"),
    *("unit_price_minor", "tax_rate_basis_points", "delivery"),
    *("price_list_id", "price_version", "list_price_minor"),
)


def begin_successor(workspace: Workspace, contract_id: str, relation: str) -> tuple[str, ChangeSet]:
    """Begin the contract that amends or renews another one, with its terms and goods.

    The parties are copied anew from the files; what was agreed is handed down. The older
    contract stays as it is until the new one takes effect.

    Args:
        workspace: Who begins it, and when.
        contract_id: The older contract.
        relation: "amends" or "renews".

    Returns:
        The id of the new draft.

    Raises:
        NotFoundError: The contract or its account is not on this device.
        NotAllowedError: It is not in force (`contract.successor.not_in_force`), another successor
            is on its way (`contract.successor.begun`), no version of its text may be used today
            (`contract.template.none`), or as `first_fields`.

    Source: domain.md 4.5, R081, R084.
    """
    with workspace.store.unit_of_work() as work:
        older = work.need("contract", contract_id)
        _check_succeeds(work, older, relation)
        template = _template_today(workspace, work, older)
        kept = inherited_terms(read_terms(older.fields["terms"]), relation)
        account_id = str(older.fields["account_id"])
        number = str(older.fields["number"] or older.fields["draft_number"] or "")
        fields = first_fields(workspace, work, account_id, template, kept=kept, earlier=number)
        relations = {
            "predecessor_id": contract_id,
            "relation": relation,
            "total_minor": older.fields["total_minor"],
        }
        successor_id = work.create("contract", {**fields, **relations}, workspace.author)
        for line in read_lines(work, contract_id):
            copied = {name: line.fields[name] for name in _LINE_KEPT}
            owner = {"contract_id": successor_id}
            work.create("contract_line", {**copied, **owner}, workspace.author)
        return successor_id, work.commit(workspace.author)


def _check_succeeds(work: UnitOfWork, older: Record, relation: str) -> None:
    if not may_succeed(str(older.fields["state"]), relation):
        raise NotAllowedError("contract.successor.not_in_force")
    begun = find_open_successor(work, older.id)
    if begun:
        raise NotAllowedError("contract.successor.begun", number=begun)


def _template_today(workspace: Workspace, work: UnitOfWork, older: Record) -> Record:
    """Return the text of the older contract, or the version of it that is used today."""
    text = work.need("contract_template", str(older.fields["template_id"]))
    found = find_template_today(work, str(text.fields["code"]), workspace.today().isoformat())
    if not found:
        raise NotAllowedError("contract.template.none", name=text.fields["name"])
    return work.need("contract_template", found)
