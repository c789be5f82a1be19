"""How much of the customer file is filled in, and what is still missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.money import ratio

CONTACT_ANY, CONTACT_PHONE, CONTACT_DECIDES = "contact", "contact.phone", "contact.decides"
"""Stand in `filled` for what the account's contacts say together."""

_IDENTITY = {"name": 3, "type": 1, "city": 1, "address": 2, "phone": 2, "principal": 1}
_LEGAL = {"uscc": 4, "legal_representative": 2, "dealings_since_on": 1, "business_kinds": 1}
_FINANCE = {"bank": 2, "bank_account": 2, "tax_number": 1}
_PEOPLE = {CONTACT_ANY: 2, CONTACT_PHONE: 2, CONTACT_DECIDES: 2}
_CHARACTERISTICS = dict.fromkeys(
    ("market_area", "selling_ability", "potential", "direction", "business_policy", "features"), 1
)
_BUSINESS = {**_IDENTITY, **_LEGAL, **_FINANCE, **_PEOPLE, **_CHARACTERISTICS}
_RELATION = {**_IDENTITY, **_PEOPLE}
_CONSUMER = {"name": 3, "type": 1, "city": 1, "address": 2, "phone": 3}

WEIGHTS: Mapping[str, Mapping[str, int]] = {
    "consumer": _CONSUMER,
    "partner": _RELATION,
    "government": _RELATION,
    "media": _RELATION,
    "influencer": _RELATION,
    "competitor": _RELATION,
}
"""Required fields and their weights by account type; every other type is a business."""


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What completeness asks of a contact."""

    has_phone: bool
    decides: bool


@dataclass(frozen=True, slots=True)
class Completeness:
    """The score of one account.

    Attributes:
        score: 0 to 1; None when nothing is required.
        missing: Names of the missing fields, the heaviest first.
    """

    score: Decimal | None
    missing: tuple[str, ...]


def weights_for(account_type: str) -> Mapping[str, int]:
    """Return the required fields of an account type with their weights."""
    return WEIGHTS.get(account_type, _BUSINESS)


def completeness(filled: Collection[str], *, weights: Mapping[str, int]) -> Completeness:
    """Return the weight of the filled fields ÷ the weight of all required ones.

    Source: domain.md 3.32.
    """
    missing = [name for name in weights if name not in filled]
    whole = sum(weights.values())
    score = ratio(whole - sum(weights[name] for name in missing), whole)
    return Completeness(score, tuple(sorted(missing, key=lambda name: -weights[name])))


def filled_fields(
    values: Mapping[str, object], contacts: Iterable[ContactFacts] = ()
) -> frozenset[str]:
    """Return what is filled in: the account's fields and what its contacts contribute."""
    found = {name for name, value in values.items() if value not in (None, "")}
    for contact in contacts:
        found.add(CONTACT_ANY)
        found |= {CONTACT_PHONE} if contact.has_phone else set()
        found |= {CONTACT_DECIDES} if contact.decides else set()
    return frozenset(found)
