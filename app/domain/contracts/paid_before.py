"""The contract under which an account paid last, and the bank account that stood in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.contracts.sheet import read_terms
from app.domain.fields import FieldValue

Body = Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class PaidContract:
    """A contract that was paid under.

    Attributes:
        bank_account: Of the account, as printed.
        number: Its number.
    """

    bank_account: str
    number: str


def bare_digits(number: str) -> str:
    """Return the digits of a bank account, without what groups them."""
    return "".join(letter for letter in number if letter.isdigit())


def last_paid(
    account: Body, events: Iterable[Body], contracts: Mapping[str, Body], *, but: str
) -> PaidContract | None:
    """Return the contract under which an account paid last.

    Args:
        account: Its fields: its side of a contract is the one with its code or name.
        events: What happened under its contracts.
        contracts: The contracts by id.
        but: The contract that is being judged.

    Source: contracts.md d.4 rule 5 (compare with the account on the last paid contract).
    """
    paid = [
        (str(event.get("happened_on") or ""), str(event.get("contract_id") or ""))
        for event in events
        if event.get("kind") == "paid" and event.get("contract_id") != but
    ]
    for _day, contract_id in sorted(paid, reverse=True):
        contract = contracts.get(contract_id)
        number = _bank_account(account, read_terms(contract.get("terms"))) if contract else ""
        if contract and number:
            return PaidContract(number, str(contract.get("number") or ""))
    return None


def _bank_account(account: Body, terms: Mapping[str, Any]) -> str:
    for name in ("party_a", "party_b"):
        party = terms.get(name)
        if isinstance(party, Mapping) and _is_it(account, party):
            return str(party.get("account") or "")
    return ""


def _is_it(account: Body, party: Mapping[str, Any]) -> bool:
    code, name = account.get("uscc"), account.get("name")
    return bool(code and party.get("uscc") == code) or bool(name and party.get("name") == name)
