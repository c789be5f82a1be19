"""What a new contract already knows: both parties and the account's facts, copied once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.contracts.wording.value_types import value_faults
from app.domain.credit.payment_terms import ON_CREDIT, permitted_methods
from app.domain.fields import FieldValue

Facts = Mapping[str, FieldValue]

_PARTY_OF_COMPANY = {
    "name": "name",
    "name_en": "name_en",
    "uscc": "uscc",
    "address": "address",
    "address_en": "address_en",
    "legal_rep": "legal_representative",
    "phone": "phone",
    "email": "email",
    "bank": "bank",
    "bank_en": "bank_en",
    "account": "bank_account",
    "cnaps": "cnaps",
    "tax_no": "tax_number",
    "service_address": "address",
}
_PARTY_OF_ACCOUNT = {
    "name": "name",
    "uscc": "uscc",
    "address": "address",
    "legal_rep": "legal_representative",
    "phone": "phone",
    "bank": "bank",
    "account": "bank_account",
    "tax_no": "tax_number",
    "service_address": "delivery_address",
}
_MINOR = 100


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known when a contract is begun.

    Attributes:
        company: Fields of the own company.
        account: Fields of the account.
        contacts: Fields of its contacts, the most important first.
        signatory: Who signs for the own company.
        number: Provisional number; the server gives the final one.
        today: Calendar date where the device is.
        is_registered_account: Whether the company's bank data come from the register of accounts
            that customers may pay into, not from its own record.
    """

    company: Facts
    account: Facts
    contacts: tuple[Facts, ...]
    signatory: str
    number: str
    today: dt.date
    is_registered_account: bool = False


def starting_values(template: ContractTemplate, begin: Beginning) -> dict[str, Any]:
    """Return the values a new contract begins with; only what fits a field of the template.

    A way of paying that the template does not offer is left for the rep to choose. Party
    data are copied, not linked: a contract says what was true when it was written.

    Source: domain.md 2.7.
    """
    ours, theirs = _own_party(begin), _other_party(begin)
    we_are_a = template.header.supplier == "a"
    values: dict[str, Any] = {
        "contract_no": begin.number,
        "party_a": ours if we_are_a else theirs,
        "party_b": theirs if we_are_a else ours,
        "sign_place": begin.company.get("sign_place"),
        "integrity_contact": begin.company.get("email"),
        "delivery_place": begin.account.get("delivery_address") or begin.account.get("address"),
        "consignee": _consignee(begin),
        "territory": begin.account.get("market_area") or begin.account.get("city"),
        **_term(begin.today),
        **_credit(begin.account),
    }
    filled = {name: value for name, value in values.items() if value}
    strange = {name for _code, name in value_faults(template, filled)}
    return {name: value for name, value in filled.items() if name not in strange}


def signing_contact(begin: Beginning) -> Facts:
    """Return who signs for the account: whoever is named for it, else the most important."""
    signs = next((c for c in begin.contacts if "signatory" in str(c.get("roles"))), None)
    return signs or (begin.contacts[0] if begin.contacts else {})


def _own_party(begin: Beginning) -> dict[str, str]:
    party = _party(_PARTY_OF_COMPANY, begin.company)
    return party | {"signatory": begin.signatory}


def _other_party(begin: Beginning) -> dict[str, str]:
    party = _party(_PARTY_OF_ACCOUNT, begin.account)
    party["service_address"] = party["service_address"] or party["address"]
    party["tax_no"] = party["tax_no"] or party["uscc"]
    chosen = signing_contact(begin)
    party["signatory"] = str(chosen.get("name") or party["legal_rep"])
    party["signatory_post"] = str(chosen.get("post") or "")
    party["email"] = str(chosen.get("email") or "")
    return party


def _party(names: Mapping[str, str], source: Facts) -> dict[str, str]:
    return {key: str(source.get(field) or "") for key, field in names.items()}


def _consignee(begin: Beginning) -> str:
    if not begin.contacts:
        return ""
    contact = begin.contacts[-1]
    parts = (str(contact.get(name) or "") for name in ("name", "mobile"))
    return "，".join(part for part in parts if part)


def _term(today: dt.date) -> dict[str, str]:
    """A year from the first of next month."""
    begins = (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    ends = begins.replace(year=begins.year + 1) - dt.timedelta(days=1)
    return {"valid_from": begins.isoformat(), "valid_to": ends.isoformat()}


def _credit(account: Facts) -> dict[str, Any]:
    limit = account.get("credit_limit_minor")
    methods = permitted_methods(
        credit_state=str(account.get("credit_state") or ""),
        grade=str(account.get("class") or ""),
        has_limit=bool(limit),
    )
    if not isinstance(limit, int) or not limit or ON_CREDIT not in methods:
        return {"pay_method": "prepaid"}
    return {
        "pay_method": "credit",
        "credit_limit": f"{limit // _MINOR}.{limit % _MINOR:02d}",
        "credit_days": account.get("credit_period_days") or 0,
    }
