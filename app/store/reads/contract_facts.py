"""What the checks of a contract ask about its account, its company and its goods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.contracts.clauses import ContractTemplate
from app.domain.contracts.findings import ContractFacts
from app.domain.contracts.sheet import (
    GoodsLine,
    Review,
    line_of,
    prices_below_list,
    printed_values,
    read_terms,
    review_contract,
)
from app.domain.contracts.template import parse_template
from app.domain.errors import NotFoundError
from app.domain.fields import FieldValue
from app.store.reads.contracts import (
    ContractRecords,
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
        template: Its template.
        values: What goes onto paper.
        review: What the checks say, as if a number were at hand.
    """

    found: ContractRecords
    template: ContractTemplate
    values: Mapping[str, Any]
    review: Review


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
    template = parse_template(str(source["body"]), str(source["library"]))
    lines = tuple(line_of(line.id, line.fields) for line in found.lines)
    number = str(fields["number"] or fields["draft_number"] or "")
    values = printed_values(read_terms(fields["terms"]), lines, number)
    review = review_contract(
        template,
        values,
        contract_facts(found, today),
        has_number=True,
        is_approved=fields["state"] == "approved",
        priced=prices_below_list(lines, _list_prices(look, found, lines, today)),
    )
    return Judged(found, template, values, review)


def contract_facts(found: ContractRecords, today: dt.date) -> ContractFacts:
    """Return what the text of a contract cannot know."""
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
        registered_names={str(uscc): _text(account["name"])} if uscc else None,
        approved_limit_minor=int(limit) if limit is not None else None,
        approved_days=int(days) if days is not None else None,
        exposure_minor=found.exposure_minor,
        account_is_frozen=bool(account["frozen"] or account["blacklisted"]),
    )


def _list_prices(
    look: Snapshot, found: ContractRecords, lines: tuple[GoodsLine, ...], today: dt.date
) -> dict[str, int]:
    if not any(line.product_id for line in lines):
        return {}
    company = read_own_company(look, found.account.fields["sector_id"])
    priced = list_priced_products(look, company.id if company else None, today.isoformat())
    return {each.id: each.unit_price_minor for each in priced if each.unit_price_minor}


def _text(value: FieldValue) -> str:
    return "" if value is None else str(value)
