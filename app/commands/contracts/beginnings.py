"""What a new contract begins with: its draft number, both parties, the account's facts."""

from __future__ import annotations

from app.domain.contracts.origins import Source, starting_origins, write_origins
from app.domain.contracts.sheet import write_terms
from app.domain.contracts.starting import Beginning, starting_values
from app.domain.contracts.texts.template import parse_template
from app.domain.errors import NotAllowedError, NotFoundError
from app.domain.fields import FieldValue
from app.store.reads.contracts.page import (
    read_contacts,
    read_own_company,
    read_registered_account,
)
from app.store.reads.credit.blacklist import is_on_blacklist
from app.store.records import Record
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

_NUMBER_LETTERS = 6


def first_fields(
    workspace: Workspace,
    work: UnitOfWork,
    account_id: str,
    template: Record,
    *,
    kept: dict[str, object] | None = None,
    earlier: str = "",
    source: Source = Source.EARLIER,
) -> dict[str, FieldValue]:
    """Return the fields of a contract that is about to be begun.

    Args:
        workspace: Who begins it, and when.
        work: The transaction it is written in.
        account_id: The account.
        template: The template.
        kept: Terms that an older paper hands down; they win over what the files say.
        earlier: Number of that paper.
        source: What that paper is.

    Raises:
        NotFoundError: The account or the own company is not on this device.
        NotAllowedError: The account is frozen or blacklisted; `contract.account.barred`.
        ValidationError: The template cannot be read.
    """
    account = work.need("account", account_id)
    is_barred = account.fields["frozen"] or account.fields["blacklisted"]
    if is_barred or is_on_blacklist(work, account.fields):
        raise NotAllowedError("contract.account.barred")
    number = _draft_number(workspace)
    begin = _beginning(workspace, work, account, number)
    parsed = parse_template(str(template.fields["body"]), str(template.fields["library"]))
    values = {**starting_values(parsed, begin), **(kept or {})}
    origins = starting_origins(
        parsed,
        values,
        begin,
        at=workspace.now_milliseconds(),
        kept=frozenset(kept or {}),
        earlier=earlier,
        source=source,
    )
    return {
        "account_id": account_id,
        "template_id": template.id,
        "draft_number": number,
        "title": template.fields["name"],
        "state": "draft",
        "drafted_by": workspace.user_id,
        "terms": write_terms(values),
        "origins": write_origins(origins),
        "currency": "CNY",
        "valid_from_on": values.get("valid_from"),
        "valid_to_on": values.get("valid_to"),
    }


def _draft_number(workspace: Workspace) -> str:
    """Return a number that no other device can give: the year and the end of a fresh id."""
    ending = workspace.new_id()[-_NUMBER_LETTERS:].upper()
    return f"CG-{workspace.today().year}-{ending}"


def _beginning(workspace: Workspace, work: UnitOfWork, account: Record, number: str) -> Beginning:
    user = work.records.read("user", workspace.user_id)
    sector_id = account.fields["sector_id"] or (user.fields["sector_id"] if user else None)
    company = read_own_company(work, sector_id)
    if company is None:
        raise NotFoundError("contract.company.unknown")
    registered = read_registered_account(work, company.id)
    bank = dict(zip(("bank", "bank_account"), registered or (), strict=False))
    return Beginning(
        company={**company.fields, **bank},
        is_registered_account=registered is not None,
        account=account.fields,
        contacts=tuple(contact.fields for contact in read_contacts(work, account.id)),
        signatory=str(user.fields["name"]) if user else "",
        number=number,
        today=workspace.today(),
    )
