"""Where each value of a contract came from, when, and what stood there before it was typed over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from app.domain.contracts.clauses.conditions import is_filled
from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.contracts.starting import Beginning, signing_contact
from app.domain.fields import FieldValue

PART = "."
"""Stands between a party and its part: `party_b.uscc`."""


class Source(StrEnum):
    """What a value was taken from."""

    COMPANY = "company"  # the own company's record
    REGISTER = "register"  # of the accounts that customers may pay into
    ACCOUNT = "account"
    CONTACT = "contact"
    USER = "user"  # who drafted it
    EARLIER = "earlier"  # the contract that this one amends or renews
    QUOTATION = "quotation"  # what the customer was quoted
    TEMPLATE = "template"  # a default of its text
    RULE = "rule"  # reckoned by the program
    TYPED = "typed"


_PLAIN = MappingProxyType(
    {
        **dict.fromkeys(("sign_place", "integrity_contact"), Source.COMPANY),
        **dict.fromkeys(("valid_from", "valid_to", "contract_no"), Source.RULE),
    }
)
_HANDED_DOWN = frozenset(
    {
        *(Source.COMPANY, Source.REGISTER, Source.ACCOUNT, Source.CONTACT),
        *(Source.EARLIER, Source.QUOTATION),
    }
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value came from.

    Attributes:
        source: What it was taken from.
        at: When, in milliseconds since 1970; 0 where it is not known.
        name: Of the contact, the earlier contract or the version of the text.
        by: Who typed it, by id; empty for what nobody typed.
        first: Of what was typed over: where it had come from; empty where nothing had stood.
        was: Of what was typed over: what had stood there.
        first_at: Of what was typed over: when that had been taken.
    """

    source: Source
    at: int = 0
    name: str = ""
    by: str = ""
    first: Source | None = None
    was: Any = None
    first_at: int = 0

    @property
    def differs_from_file(self) -> bool:
        """Return whether somebody typed over what a file or an older paper said."""
        return self.first is not None and self.first in _HANDED_DOWN


Origins = Mapping[str, Origin]


def flat_values(terms: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield every value that is filled, parts of a party by themselves."""
    for name, value in terms.items():
        if isinstance(value, Mapping):
            for part, each in value.items():
                if is_filled(each):
                    yield f"{name}{PART}{part}", each
        elif is_filled(value) or value is False:
            yield name, value


def starting_origins(
    template: ContractTemplate,
    values: Mapping[str, Any],
    begin: Beginning,
    *,
    at: int,
    kept: frozenset[str] = frozenset(),
    earlier: str = "",
    source: Source = Source.EARLIER,
) -> dict[str, Origin]:
    """Return where the values of a new contract came from.

    Args:
        template: Its template.
        values: As `starting_values` and the earlier contract gave them.
        begin: What was known.
        at: When it was begun, in milliseconds.
        kept: Names of the values that an older paper handed down.
        earlier: Number of that paper.
        source: What that paper is.
    """
    found = {}
    for name, _value in flat_values(values):
        if name.partition(PART)[0] in kept:
            found[name] = Origin(source, at, earlier)
        else:
            found[name] = replace(_begun(name, template, begin), at=at)
    return found


def _begun(name: str, template: ContractTemplate, begin: Beginning) -> Origin:
    field, _, part = name.partition(PART)
    if field == f"party_{template.header.supplier}":
        return _of_own_party(part, begin)
    if part:
        return _of_other_party(part, begin)
    if field == "consignee":
        return Origin(Source.CONTACT, name=str(begin.contacts[-1].get("name") or ""))
    return Origin(_PLAIN.get(field, Source.ACCOUNT))


def _of_own_party(part: str, begin: Beginning) -> Origin:
    if part == "signatory":
        return Origin(Source.USER)
    is_registered = part in {"bank", "account"} and begin.is_registered_account
    return Origin(Source.REGISTER if is_registered else Source.COMPANY)


def _of_other_party(part: str, begin: Beginning) -> Origin:
    contact = signing_contact(begin)
    named = {"signatory": "name", "signatory_post": "post", "email": "email"}
    if part in named and contact.get(named[part]):
        return Origin(Source.CONTACT, name=str(contact.get("name") or ""))
    return Origin(Source.ACCOUNT)


def follow_typing(
    origins: Origins,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    by: str,
    at: int,
) -> dict[str, Origin]:
    """Return the origins after values were typed over; what was set back is again what it was.

    Args:
        origins: Before.
        before: The values before.
        after: The values now.
        by: Who typed.
        at: When, in milliseconds.
    """
    old, new = dict(flat_values(before)), dict(flat_values(after))
    found = {name: origin for name, origin in origins.items() if name in new or name in old}
    for name in {*old, *new}:
        if old.get(name) != new.get(name) or type(old.get(name)) is not type(new.get(name)):
            found[name] = _typed(origins.get(name), old.get(name), new.get(name), by=by, at=at)
    return found


def _typed(known: Origin | None, old: Any, new: Any, *, by: str, at: int) -> Origin:
    if known is None:
        return Origin(Source.TYPED, at, by=by)
    if known.source is not Source.TYPED:
        return Origin(Source.TYPED, at, known.name, by, known.source, old, known.at)
    if known.first is not None and new == known.was:
        return Origin(known.first, known.first_at, known.name)
    return replace(known, at=at, by=by)


def origin_of(
    name: str, origins: Origins, values: Mapping[str, Any], template: ContractTemplate
) -> Origin | None:
    """Return where a value came from; None where nothing stands and nothing stood.

    A default of the text needs no record: it stands as long as nobody says otherwise.
    """
    known = origins.get(name)
    if known is not None:
        return known
    field = template.fields.get(name)
    if field is None or field.default is None or name in values:
        return None
    return Origin(Source.TEMPLATE, name=template.header.version)


def write_origins(origins: Origins) -> str:
    """Spell origins so that equal ones are equal text."""
    return json.dumps(
        {name: _spelled(origin) for name, origin in origins.items()},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def _spelled(origin: Origin) -> dict[str, Any]:
    parts = {
        "source": origin.source.value,
        "at": origin.at,
        "name": origin.name,
        "by": origin.by,
        "first": origin.first.value if origin.first else "",
        "was": origin.was,
        "first_at": origin.first_at,
    }
    return {name: value for name, value in parts.items() if value or value is False}


def read_origins(text: FieldValue) -> dict[str, Origin]:
    """Read origins; what a newer program wrote otherwise, or damaged, reads as not known."""
    try:
        whole = json.loads(str(text or "{}"))
        return {str(name): _read(one) for name, one in whole.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _read(one: Mapping[str, Any]) -> Origin:
    return Origin(
        source=Source(one["source"]) if one.get("source") else Source.TYPED,
        at=int(one.get("at") or 0),
        name=str(one.get("name") or ""),
        by=str(one.get("by") or ""),
        first=Source(one["first"]) if one.get("first") else None,
        was=one.get("was"),
        first_at=int(one.get("first_at") or 0),
    )
