"""What the checks of a contract ask about its account, its company and its goods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.contracts.checks.discounts import read_authority
from app.domain.contracts.checks.findings import ContractFacts
from app.domain.contracts.judging import Judgement, Surroundings, account_facts, judge, price_terms
from app.domain.contracts.pricing import ListPrice, PriceTerms
from app.domain.contracts.quoted import binding_to
from app.domain.contracts.sheet import GoodsLine, line_of, price_day, read_terms
from app.domain.contracts.texts.life import state_at
from app.domain.contracts.texts.template import parse_template
from app.domain.errors import NotFoundError
from app.store.reads.contracts.page import (
    ContractRecords,
    PricedProduct,
    list_priced_products,
    read_contract_records,
    read_own_company,
)
from app.store.unit_of_work import Snapshot


@dataclass(frozen=True, slots=True)
class Judged:
    """A contract with what the checks say about it as it is stored.

    Attributes:
        found: The contract with everything it stands on.
        judgement: What the checks say.
    """

    found: ContractRecords
    judgement: Judgement


def judge_contract(look: Snapshot, contract_id: str, today: dt.date) -> Judged:
    """Check a contract as it is stored.

    Raises:
        NotFoundError: The contract, its template or its account is not on this device.
        ValidationError: The template cannot be read.
    """
    found = read_contract_records(look, contract_id)
    if found is None:
        raise NotFoundError("record.unknown", entity="contract")
    fields, source = found.contract.fields, found.template.fields
    template = parse_template(str(source["body"]), str(source["library"]), state=state_at(source))
    lines = tuple(line_of(line.id, line.fields) for line in found.lines)
    facts = contract_facts(found, today)
    prices = _list_prices(look, found, lines, today)
    return Judged(found, judge(fields, template, lines, facts, prices, annexes=found.annexes))


def contract_facts(found: ContractRecords, today: dt.date) -> ContractFacts:
    """Return what the text of a contract cannot know."""
    return account_facts(
        found.account.fields,
        Surroundings(
            own_accounts=found.own_accounts,
            exposure_minor=found.exposure_minor,
            today=today,
            authority=read_authority(found.authority, today=today),
            paid=found.paid,
            annexes=found.annexes,
            quoted_to=binding_to(found.quotation.fields if found.quotation else None),
        ),
    )


def discounts_of(
    look: Snapshot, found: ContractRecords, today: dt.date
) -> tuple[tuple[GoodsLine, ...], PriceTerms]:
    """Return the goods of a contract and what their prices are compared with."""
    lines = tuple(line_of(line.id, line.fields) for line in found.lines)
    prices = _list_prices(look, found, lines, today)
    return lines, price_terms(prices, contract_facts(found, today))


def _list_prices(
    look: Snapshot, found: ContractRecords, lines: tuple[GoodsLine, ...], today: dt.date
) -> dict[str, ListPrice]:
    if not any(line.product_id for line in lines):
        return {}
    sector = found.account.fields["sector_id"]
    if sector is None:
        # A new account gets its author's sector from the server.
        drafter = look.records.read("user", str(found.contract.fields["drafted_by"]))
        sector = drafter.fields["sector_id"] if drafter else None
    company = read_own_company(look, sector)
    day = price_day(read_terms(found.contract.fields["terms"]), today)
    priced = list_priced_products(look, company.id if company else None, day.isoformat())
    return list_prices(priced)


def list_prices(products: Iterable[PricedProduct]) -> dict[str, ListPrice]:
    """Return what products cost, by their ids."""
    return {
        each.id: ListPrice(each.unit_price_minor, each.price_list_id, each.price_version)
        for each in products
        if each.unit_price_minor
    }
