"""Questions about contracts and the templates they are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.contracts.findings import ContractFacts
from app.domain.contracts.sheet import GoodsLine, line_of, printed_values, read_terms
from app.domain.errors import NotFoundError
from app.domain.fields import FieldValue
from app.store.reads import contracts as reads
from app.store.reads.contracts import (
    ContractRecords,
    PricedProduct,
    TemplateSummary,
)
from app.store.reads.print_records import PrintLine, list_prints
from app.workspace import Workspace

__all__ = [
    "ContractSheet",
    "PricedProduct",
    "PrintLine",
    "TemplateSummary",
    "list_line_ids",
    "list_products_with_prices",
    "list_templates",
    "read_contract",
]

_DRAFT_STATES = frozenset({"draft", "returned"})


@dataclass(frozen=True, slots=True)
class ContractSheet:
    """One contract, ready to be filled in, checked and printed.

    Attributes:
        id: Record id.
        account_id: The account.
        account_name: Its name.
        template_id: The template; parse `template_text` with `library_text`.
        template_text: TOML of the template.
        library_text: TOML of the clause library.
        title: Name of the template.
        number: Final number, or the provisional one.
        number_is_final: Whether the server has given it.
        state: Where the contract stands.
        is_editable: Whether values may still be changed.
        terms: Values by field name, without goods and number.
        lines: The goods.
        copies_printed: How many copies were printed so far.
        fingerprint: Of words and values as printed for signing; empty before.
        prints: Every printed copy, oldest first.
        facts: What the checks need from outside the text.
    """

    id: str
    account_id: str
    account_name: str
    template_id: str
    template_text: str
    library_text: str
    title: str
    number: str
    number_is_final: bool
    state: str
    is_editable: bool
    terms: Mapping[str, Any]
    lines: tuple[GoodsLine, ...]
    copies_printed: int
    fingerprint: str
    prints: tuple[PrintLine, ...]
    facts: ContractFacts

    def values(self) -> dict[str, Any]:
        """Return what goes onto paper."""
        return printed_values(self.terms, self.lines, self.number)


def list_templates(workspace: Workspace) -> list[TemplateSummary]:
    """Return the templates that may be used today."""
    with workspace.store.snapshot() as look:
        return reads.list_templates(look, workspace.today().isoformat())


def list_line_ids(workspace: Workspace, contract_id: str) -> tuple[str, ...]:
    """Return the record ids of a contract's goods, in order."""
    with workspace.store.snapshot() as look:
        return tuple(line.id for line in reads.read_lines(look, contract_id))


def list_products_with_prices(workspace: Workspace, account_id: str) -> list[PricedProduct]:
    """Return products on sale with today's price for an account's sector."""
    with workspace.store.snapshot() as look:
        account = look.records.read("account", account_id)
        sector_id = account.fields["sector_id"] if account else None
        company = reads.read_own_company(look, sector_id)
        company_id = company.id if company else None
        return reads.list_priced_products(look, company_id, workspace.today().isoformat())


def read_contract(workspace: Workspace, contract_id: str) -> ContractSheet:
    """Return a contract with all it stands on.

    Raises:
        NotFoundError: The contract, its template or its account is not on this device.
    """
    with workspace.store.snapshot() as look:
        found = reads.read_contract_records(look, contract_id)
        prints = list_prints(look, contract_id)
    if found is None:
        raise NotFoundError("record.unknown", entity="contract")
    fields, template = found.contract.fields, found.template.fields
    return ContractSheet(
        id=contract_id,
        account_id=found.account.id,
        account_name=_text(found.account.fields["name"]),
        template_id=found.template.id,
        template_text=_text(template["body"]),
        library_text=_text(template["library"]),
        title=_text(fields["title"]) or _text(template["name"]),
        number=_text(fields["number"]) or _text(fields["draft_number"]),
        number_is_final=bool(fields["number"]),
        state=_text(fields["state"]),
        is_editable=fields["state"] in _DRAFT_STATES,
        terms=read_terms(fields["terms"]),
        lines=tuple(line_of(line.id, line.fields) for line in found.lines),
        copies_printed=found.copies_printed,
        fingerprint=_text(fields["fingerprint"]),
        prints=prints,
        facts=_facts(found, workspace.today()),
    )


def _facts(found: ContractRecords, today: dt.date) -> ContractFacts:
    account = found.account.fields
    limit = account["credit_limit_minor"]
    days = account["credit_period_days"]
    uscc = account["uscc"]
    return ContractFacts(
        checked_on=today,
        designated_accounts=frozenset(
            "".join(letter for letter in number if letter.isdigit())
            for number in found.own_accounts
        ),
        registered_names={_text(uscc): _text(account["name"])} if uscc else None,
        approved_limit_minor=int(limit) if limit is not None else None,
        approved_days=int(days) if days is not None else None,
        exposure_minor=found.exposure_minor,
        account_is_frozen=bool(account["frozen"]),
    )


def _text(value: FieldValue) -> str:
    return "" if value is None else str(value)
