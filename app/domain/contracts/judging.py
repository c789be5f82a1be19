"""Judges a contract as it is stored, alike on the device that prints it and on the server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.contracts.annexes import AnnexFile
from app.domain.contracts.checks.discounts import DEFAULT_AUTHORITY, DiscountAuthority
from app.domain.contracts.checks.findings import ContractFacts
from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.contracts.paid_before import PaidContract, bare_digits
from app.domain.contracts.pricing import ListPrice, PriceTerms, judge_prices, largest_discount
from app.domain.contracts.sheet import (
    GoodsLine,
    Review,
    printed_values,
    read_terms,
    review_contract,
)
from app.domain.contracts.wording.fingerprint import contract_fingerprint
from app.domain.contracts.wording.value_types import fitting_values
from app.domain.credit.payment_terms import permitted_methods
from app.domain.errors import NotAllowedError
from app.domain.fields import FieldValue
from app.domain.policy_terms import Role

Body = Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the checks say about a stored contract.

    Attributes:
        template: Its template.
        values: What goes onto paper.
        review: What the checks say, as if a number were at hand.
    """

    template: ContractTemplate
    values: Mapping[str, Any]
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What lies around a contract and its account.

    Attributes:
        own_accounts: Bank accounts that customers may pay into, as written.
        exposure_minor: What the account owes and has ordered, in 分.
        today: Day of checking.
        authority: Who may grant which discount.
        paid: Terms and number of the contract under which the account paid last.
        annexes: Files that are part of the contract.
        quoted_to: As `quoted.binding_to` says.
    """

    own_accounts: Iterable[str]
    exposure_minor: int
    today: date
    authority: DiscountAuthority = DEFAULT_AUTHORITY
    paid: PaidContract | None = None
    annexes: tuple[AnnexFile, ...] = ()
    quoted_to: date | None = None


def account_facts(account: Body, around: Surroundings) -> ContractFacts:
    """Return what the text of a contract cannot know."""
    limit, days = account.get("credit_limit_minor"), account.get("credit_period_days")
    uscc = account.get("uscc")
    return ContractFacts(
        checked_on=around.today,
        designated_accounts=frozenset(bare_digits(number) for number in around.own_accounts),
        registered_names={str(uscc): str(account.get("name") or "")} if uscc else None,
        approved_limit_minor=int(limit) if limit is not None else None,
        approved_days=int(days) if days is not None else None,
        exposure_minor=around.exposure_minor,
        allowed_payment=permitted_methods(
            credit_state=str(account.get("credit_state") or ""),
            grade=str(account.get("class") or ""),
            has_limit=bool(account.get("credit_unlimited")) or bool(limit),
        ),
        account_is_frozen=bool(account.get("frozen") or account.get("blacklisted")),
        paid_account=around.paid.bank_account if around.paid else None,
        paid_number=around.paid.number if around.paid else "",
        grade=str(account.get("class") or ""),
        authority=around.authority,
        attached=frozenset(annex.title for annex in around.annexes),
        quoted_to=around.quoted_to,
    )


def price_terms(prices: Mapping[str, ListPrice], facts: ContractFacts) -> PriceTerms:
    """Return what the prices of a contract are compared with."""
    return PriceTerms(prices, facts.authority, facts.grade)


def check_discounts(lines: Iterable[GoodsLine], terms: PriceTerms, roles: Iterable[Role]) -> None:
    """Refuse to approve a discount beyond what somebody's roles may grant.

    Raises:
        NotAllowedError: `contract.discount.authority` with `percent` and the right `role`.

    Source: domain.md 4.5 (prices inside policy), 5.4.
    """
    terms.authority.check(largest_discount(lines, terms), terms.grade, roles)


def judge(
    contract: Body,
    template: ContractTemplate,
    lines: tuple[GoodsLine, ...],
    facts: ContractFacts,
    prices: Mapping[str, ListPrice],
    *,
    annexes: Iterable[AnnexFile] = (),
) -> Judgement:
    """Check a contract as it is stored.

    Args:
        contract: Its fields.
        template: Its template.
        lines: Its goods, in order.
        facts: From `account_facts`.
        prices: What products cost on the contract's day.
        annexes: Files that are part of it, oldest first.

    Source: domain.md 4.5, R079.
    """
    number = str(contract.get("number") or contract.get("draft_number") or "")
    values = printed_values(read_terms(contract.get("terms")), lines, number, annexes)
    review = review_contract(
        template,
        values,
        facts,
        has_number=True,
        is_approved=contract.get("state") == "approved",
        priced=judge_prices(lines, price_terms(prices, facts)),
    )
    return Judgement(template, values, review)


def check_mended(review: Review) -> None:
    """Refuse a contract in which something must be mended first.

    Raises:
        NotAllowedError: `contract.check.open` with `count`.
    """
    count = sum(finding.level == "error" for finding in review.findings)
    if count:
        raise NotAllowedError("contract.check.open", count=count)


def check_free(review: Review) -> None:
    """Refuse a contract that may not be printed for signing without an approval.

    Raises:
        NotAllowedError: `contract.check.open` or `contract.review.needed`.

    Source: domain.md 4.5, R079.
    """
    check_mended(review)
    if not review.is_free:
        raise NotAllowedError("contract.review.needed")


def check_paper(judged: Judgement, fingerprint: FieldValue) -> None:
    """Refuse a paper whose words are not those that are stored.

    Raises:
        NotAllowedError: `contract.paper.differs`.
    """
    values = fitting_values(judged.template, judged.values)
    if contract_fingerprint(judged.template, values) != fingerprint:
        raise NotAllowedError("contract.paper.differs")
