"""Questions about contracts and the templates they are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.contracts.annexes import AnnexFile
from app.domain.contracts.checks.findings import ContractFacts
from app.domain.contracts.clauses.parts import TemplateState
from app.domain.contracts.origins import Origins, read_origins
from app.domain.contracts.sheet import GoodsLine, line_of, printed_values, read_terms
from app.domain.contracts.texts.life import state_at
from app.domain.errors import NotFoundError
from app.domain.fields import FieldValue
from app.queries.contracts.life import ContractLife, life_of
from app.store.number_blocks import NumberBlocks
from app.store.reads.contracts import page as reads
from app.store.reads.contracts.facts import contract_facts, list_prices
from app.store.reads.contracts.life import read_life
from app.store.reads.contracts.life_offers import offered_life_steps
from app.store.reads.contracts.page import (
    PricedProduct,
    TemplateSummary,
)
from app.store.reads.contracts.papers import ReturnedLine, lies_signed, list_returns
from app.store.reads.contracts.print_records import PrintLine, list_prints
from app.store.reads.contracts.step_offers import StepOffer, offered_steps
from app.store.records import Record
from app.store.rights import Rights
from app.workspace import Workspace

__all__ = [
    "ContractLife",
    "ContractSheet",
    "PricedProduct",
    "PrintLine",
    "StepOffer",
    "TemplateSummary",
    "list_line_ids",
    "list_prices",
    "list_products_with_prices",
    "list_templates",
    "read_contract",
]

_DRAFT_STATES = frozenset({"draft", "returned"})


@dataclass(frozen=True, slots=True)
class QuotationLine:
    """The quotation that a contract stands on.

    Attributes:
        id: Record id.
        number: Its number.
        valid_to_on: Its last day, as ISO 8601; empty for none.
        state: Where it stands.
    """

    id: str
    number: str
    valid_to_on: str
    state: str


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
        template_state: Where that version of the template stands.
        logo: Image of the own company for the masthead, base64; empty for none.
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
        offers: Steps that lie ahead of it, and why some cannot be taken by this user.
        numbers_left: How many final numbers this device can still give this year.
        review_note: What the reviewer said.
        sign_place: Where it was signed.
        life: What happened to its paper, and under it.
        has_signed_copy: Whether a scan or photo of the signed copy lies with it.
        last_return: The copy that came back last; None when none did.
        origins: Where each value came from, as far as it was recorded.
        people: Names of those who typed values, by id.
        is_confidential: Whether it carries the mark of a business secret.
        approved_pages: Pages of the paper that was approved; 0 where nobody counted.
        annexes: Files that are part of it, oldest first.
        quotation: What it was begun on; None for no quotation.
    """

    id: str
    account_id: str
    account_name: str
    template_id: str
    template_text: str
    library_text: str
    template_state: TemplateState
    logo: str
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
    offers: tuple[StepOffer, ...]
    numbers_left: int
    review_note: str
    sign_place: str
    life: ContractLife
    has_signed_copy: bool = False
    last_return: ReturnedLine | None = None
    origins: Origins = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    is_confidential: bool = False
    approved_pages: int = 0
    annexes: tuple[AnnexFile, ...] = ()
    quotation: QuotationLine | None = None

    @property
    def can_be_numbered(self) -> bool:
        """Return whether it has its final number, or can be given one when it is printed."""
        return self.number_is_final or self.numbers_left > 0

    def values(self) -> dict[str, Any]:
        """Return what goes onto paper."""
        return printed_values(self.terms, self.lines, self.number, self.annexes)


def list_templates(workspace: Workspace) -> list[TemplateSummary]:
    """Return the templates that may be used today."""
    with workspace.store.snapshot() as look:
        return reads.list_templates(look, workspace.today().isoformat())


def list_line_ids(workspace: Workspace, contract_id: str) -> tuple[str, ...]:
    """Return the record ids of a contract's goods, in order."""
    with workspace.store.snapshot() as look:
        return tuple(line.id for line in reads.read_lines(look, contract_id))


def list_products_with_prices(
    workspace: Workspace, account_id: str, day: dt.date | None = None
) -> list[PricedProduct]:
    """Return products on sale with the price for an account's sector on a day; today's without."""
    with workspace.store.snapshot() as look:
        account = look.records.read("account", account_id)
        sector_id = account.fields["sector_id"] if account else None
        company = reads.read_own_company(look, sector_id)
        company_id = company.id if company else None
        return reads.list_priced_products(look, company_id, (day or workspace.today()).isoformat())


def read_contract(workspace: Workspace, contract_id: str) -> ContractSheet:
    """Return a contract with all it stands on.

    Raises:
        NotFoundError: The contract, its template or its account is not on this device.
    """
    today = workspace.today()
    with workspace.store.snapshot() as look:
        found = reads.read_contract_records(look, contract_id)
        if found is None:
            raise NotFoundError("record.unknown", entity="contract")
        prints = list_prints(look, contract_id)
        rights, user_id = Rights(look.connection, look.records), workspace.user_id
        offers = (
            *offered_steps(look, rights, user_id, found, today),
            *offered_life_steps(look, rights, user_id, found, today),
        )
        life = read_life(look, contract_id)
        has_signed_copy = lies_signed(look, contract_id)
        last_return = next(iter(list_returns(look, contract_id)), None)
        origins = read_origins(found.contract.fields["origins"])
        typists = sorted({each.by for each in origins.values() if each.by})
        users = look.records.read_many("user", typists)
        logo = reads.read_logo_text(look, found.account.fields["sector_id"])
        numbers_left = NumberBlocks(look.connection).supply(today.year).left
    fields, template = found.contract.fields, found.template.fields
    return ContractSheet(
        id=contract_id,
        account_id=found.account.id,
        account_name=_text(found.account.fields["name"]),
        template_id=found.template.id,
        template_text=_text(template["body"]),
        library_text=_text(template["library"]),
        template_state=state_at(template),
        logo=logo,
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
        offers=offers,
        numbers_left=numbers_left,
        review_note=_text(fields["review_note"]),
        sign_place=_text(fields["signed_place"]),
        life=life_of(found.contract, life),
        has_signed_copy=has_signed_copy,
        last_return=last_return,
        origins=origins,
        people={each: _text(user.fields["name"]) for each, user in users.items()},
        is_confidential=bool(fields["confidential"]),
        approved_pages=int(fields["approved_pages"] or 0),
        annexes=found.annexes,
        quotation=_quotation(found.quotation),
        facts=contract_facts(found, today),
    )


def _quotation(found: Record | None) -> QuotationLine | None:
    if found is None:
        return None
    fields = found.fields
    state = _text(fields["state"]) or "draft"
    return QuotationLine(found.id, _text(fields["number"]), _text(fields["valid_to_on"]), state)


def _text(value: FieldValue) -> str:
    return "" if value is None else str(value)
