"""Commands on contracts: begin from a template, fill in, record what was printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.commands.contracts.beginnings import first_fields
from app.domain.changes import ChangeSet
from app.domain.contracts.origins import follow_typing, read_origins, write_origins
from app.domain.contracts.sheet import (
    GoodsLine,
    read_terms,
    total_minor,
    without_goods,
    write_terms,
)
from app.domain.contracts.texts.life import state_at
from app.domain.errors import NotAllowedError
from app.store.reads.contracts.page import read_lines
from app.store.records import Record
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

_EDITABLE = frozenset({"draft", "returned"})


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed copy, as the print record keeps it.

    Attributes:
        copy_number: 1 for the first copy ever printed of this contract.
        copies_total: Of the contract.
        pages: Pages of the paper.
        fingerprint: Of words and values.
        pdf_sha256: Of the file.
        printer: Name of the printer, or "PDF".
        is_draft: Whether it carries the draft mark.
        reason: Why it was printed again; empty the first time.
    """

    copy_number: int
    copies_total: int
    pages: int
    fingerprint: str
    pdf_sha256: str
    printer: str
    is_draft: bool
    reason: str = ""


def create_contract(
    workspace: Workspace, account_id: str, template_id: str
) -> tuple[str, ChangeSet]:
    """Begin a contract: party data and the account's facts are copied into it.

    Raises:
        NotFoundError: Account, template or own company is not on this device.
        NotAllowedError: The account is frozen or blacklisted; `contract.account.barred`. Or
            the text is not approved, or not any more; `contract.template.not_approved`.
    """
    with workspace.store.unit_of_work() as work:
        fields = first_fields(workspace, work, account_id, approved_text(work, template_id))
        contract_id = work.create("contract", fields, workspace.author)
        return contract_id, work.commit(workspace.author)


def approved_text(work: UnitOfWork, template_id: str) -> Record:
    """Return a text that contracts may be begun on.

    Raises:
        NotFoundError: It is not on this device.
        NotAllowedError: It is not approved, or not any more; `contract.template.not_approved`.
    """
    template = work.need("contract_template", template_id)
    if state_at(template.fields) != "approved":
        raise NotAllowedError("contract.template.not_approved")
    return template


def save_contract(
    workspace: Workspace,
    contract_id: str,
    terms: Mapping[str, Any],
    lines: Sequence[GoodsLine],
) -> ChangeSet:
    """Keep what was filled in; contract and lines in one unit of work.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: It is past the draft; `contract.not_editable`.
        ValidationError: A value breaks a rule of the schema; nothing was written.
    """
    with workspace.store.unit_of_work() as work:
        contract = work.need("contract", contract_id)
        if contract.fields["state"] not in _EDITABLE:
            raise NotAllowedError("contract.not_editable", state=contract.fields["state"])
        write_lines(workspace, work, contract_id, str(contract.fields["account_id"]), lines)
        origins = follow_typing(
            read_origins(contract.fields["origins"]),
            read_terms(contract.fields["terms"]),
            without_goods(terms),
            by=workspace.user_id,
            at=workspace.now_milliseconds(),
        )
        fields = {
            "terms": write_terms(terms),
            "origins": write_origins(origins),
            "total_minor": total_minor(lines) if lines else None,
            "valid_from_on": terms.get("valid_from"),
            "valid_to_on": terms.get("valid_to"),
            "copies": terms.get("copies_total"),
        }
        work.edit("contract", contract_id, fields, workspace.author)
        return work.commit(workspace.author)


def record_prints(workspace: Workspace, contract_id: str, copies: Iterable[Printed]) -> ChangeSet:
    """Note printed copies; a contract printed for signing leaves the draft.

    Raises:
        NotFoundError: The contract is not on this device.
        NotAllowedError: It was printed for signing without a number, or needs a review first.
    """
    with workspace.store.unit_of_work() as work:
        contract = work.need("contract", contract_id)
        for copy in copies:
            work.create("print_record", _print_fields(workspace, contract, copy), workspace.author)
            if not copy.is_draft and contract.fields["state"] in {"draft", "approved"}:
                sealed = {
                    "state": "printed",
                    "fingerprint": copy.fingerprint,
                    "pdf_sha256": copy.pdf_sha256,
                    "printed_pages": copy.pages,
                }
                work.edit("contract", contract_id, sealed, workspace.author)
        return work.commit(workspace.author)


def write_lines(
    workspace: Workspace,
    work: UnitOfWork,
    contract_id: str,
    account_id: str,
    lines: Sequence[GoodsLine],
) -> None:
    """Write the goods of a contract in their order; stored ones that are not among them go."""
    stored = {old.id for old in read_lines(work, contract_id)}
    for gone in sorted(stored - {line.id for line in lines}):
        work.delete("contract_line", gone, workspace.author)
    for position, line in enumerate(lines, start=1):
        fields = {
            "position": position,
            "product_id": line.product_id,
            "name": line.name,
            "specification": line.specification,
            "unit": line.unit,
            "quantity": line.quantity,
            "unit_price_minor": line.unit_price_minor,
            "tax_rate_basis_points": line.tax_rate_basis_points,
            "delivery": line.delivery,
            "price_list_id": line.price_list_id,
            "price_version": line.price_version or None,
            "list_price_minor": line.list_price_minor,
        }
        # A line that the office deleted meanwhile is written anew: it stands in the form.
        if line.id in stored:
            work.edit("contract_line", line.id, fields, workspace.author)
        else:
            owner = {"account_id": account_id, "contract_id": contract_id}
            work.create("contract_line", {**fields, **owner}, workspace.author)


def _print_fields(workspace: Workspace, contract: Record, copy: Printed) -> dict[str, object]:
    return {
        "account_id": contract.fields["account_id"],
        "contract_id": contract.id,
        "copy_number": copy.copy_number,
        "copies_total": copy.copies_total,
        "printed_at": workspace.now_milliseconds(),
        "printed_by": workspace.user_id,
        "printer": copy.printer,
        "draft": int(copy.is_draft),
        "pages": copy.pages,
        "fingerprint": copy.fingerprint,
        "pdf_sha256": copy.pdf_sha256,
        "reprint_reason": copy.reason,
    }
