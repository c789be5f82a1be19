"""What the checks of a contract find, and the outside facts they may need."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from app.domain.contracts.checks.discounts import DEFAULT_AUTHORITY, DiscountAuthority
from app.domain.contracts.clauses.parts import ContractTemplate, Field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found; it never blocks the saving of a draft.

    Attributes:
        level: An error must be mended before signing, a warning read.
        code: Stable dotted name of the sentence.
        field: Name of the field it stands beside; empty for the contract as a whole.
        params: Values for the translated sentence.
    """

    level: Literal["error", "warning"]
    code: str
    field: str = ""
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


def error(code: str, field_name: str = "", /, **params: object) -> Finding:
    """Make a finding that must be mended before signing."""
    return Finding("error", code, field_name, params)


def warning(code: str, field_name: str = "", /, **params: object) -> Finding:
    """Make a finding that must be read before signing."""
    return Finding("warning", code, field_name, params)


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """What the text alone cannot know; None means unknown, and its check stays silent.

    Attributes:
        checked_on: Day of checking or printing.
        designated_accounts: Collection accounts of the own company, digits only (R086).
        registered_names: Registered name by social credit code.
        allowed_payment: Payment methods the account's credit grade permits.
        approved_limit_minor: Approved credit limit in 分.
        approved_days: Approved credit period in days.
        exposure_minor: What the account owes and has ordered, in 分, without this contract.
        policy_percent: Largest percentage the policy grants, by field name.
        sole_territories: Areas granted to other dealers alone.
        commissions: Full names of known arbitration institutions.
        attached: Names of the annexes that are really attached.
        number_is_taken: Whether another contract carries the number.
        account_is_frozen: Whether the account may not sign at present.
        paid_account: Bank account of the other party in the contract that was last paid under.
        paid_number: Number of that contract.
        grade: Class of the account; empty for none.
        authority: Who may grant which discount.
        quoted_to: Last day of the quotation that it stands on, until the customer accepted it.
        approved_pages: Pages the contract had when it was approved.
        printed_pages: Pages it has now.
    """

    checked_on: date | None = None
    designated_accounts: frozenset[str] | None = None
    registered_names: Mapping[str, str] | None = None
    allowed_payment: frozenset[str] | None = None
    approved_limit_minor: int | None = None
    approved_days: int | None = None
    exposure_minor: int | None = None
    policy_percent: Mapping[str, str] | None = None
    sole_territories: tuple[str, ...] | None = None
    commissions: frozenset[str] | None = None
    attached: frozenset[str] | None = None
    number_is_taken: bool | None = None
    account_is_frozen: bool | None = None
    paid_account: str | None = None
    paid_number: str = ""
    grade: str = ""
    authority: DiscountAuthority = DEFAULT_AUTHORITY
    quoted_to: date | None = None
    approved_pages: int | None = None
    printed_pages: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One check asked about one field; the value is filled when a check runs.

    Attributes:
        argument: What stands after the colon in the template.
        values: Complete values of the whole contract.
    """

    field: Field
    argument: str
    value: Any
    values: Mapping[str, Any]
    template: ContractTemplate
    facts: ContractFacts

    @property
    def name(self) -> str:
        """Name of the field asked about."""
        return self.field.name

    def bounds(self) -> tuple[str, str]:
        """Split an argument such as `2..120`."""
        low, _, high = self.argument.partition("..")
        return low, high
