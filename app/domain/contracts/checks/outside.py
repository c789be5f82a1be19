"""Checks against facts from outside the text: parties, credit, policy, territory, arbitration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.contracts.annexes import annex_title
from app.domain.contracts.checks.annex_names import annex_number
from app.domain.contracts.checks.fields import last_percent
from app.domain.contracts.checks.findings import Asked, Finding, error, warning
from app.domain.contracts.clauses.conditions import is_filled
from app.domain.contracts.wording.values import decimal_value, money_minor
from app.domain.identifiers.text import compact_code
from app.domain.identifiers.uscc import check_uscc
from app.domain.identifiers.verdict import Level

_NEEDED = ("name", "uscc", "address", "legal_rep", "signatory")
_USEFUL = ("phone", "bank", "account", "service_address")
_INSTITUTION_ENDS = ("仲裁委员会", "仲裁院", "仲裁中心", "分会")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_AREA_BREAKS = re.compile(r"[、，,；;。\s]+")
_ARBITRATION_WORDS = ("仲裁",)
_COURT_WORDS = ("诉讼", "人民法院", "起诉")


def social_credit_code(asked: Asked) -> Iterator[Finding]:
    """`uscc`: the party's code passes both check digits."""
    verdict = check_uscc(asked.value.get("uscc", ""))
    match verdict.level:
        case Level.ERROR:
            yield error("contract.party.uscc_wrong", asked.name, reason=verdict.code)
        case Level.WARNING:
            yield warning("contract.party.uscc_doubtful", asked.name, reason=verdict.code)
        case Level.OK:
            return


def party_complete(asked: Asked) -> Iterator[Finding]:
    """`party_complete`: names and addresses are needed, bank and contact data useful.

    Nobody abroad has a social credit code.
    """
    for key in _NEEDED:
        if key == "uscc" and is_foreign(asked.value):
            continue
        if not is_filled(asked.value.get(key)):
            yield error("contract.party.incomplete", asked.name, missing=key)
    for key in _USEFUL:
        if not is_filled(asked.value.get(key)):
            yield warning("contract.party.blank", asked.name, missing=key)


def is_foreign(party: Mapping[str, Any]) -> bool:
    """Return whether a party has no credit code and an address without Chinese characters."""
    address = str(party.get("address") or "")
    return bool(address) and not party.get("uscc") and not _CHINESE.search(address)


def registered_name(asked: Asked) -> Iterator[Finding]:
    """`name_matches_record`: the name is the one registered for the code."""
    names = asked.facts.registered_names or {}
    registered = names.get(compact_code(asked.value.get("uscc", "")))
    if registered and registered != asked.value.get("name"):
        yield error("contract.party.name_differs", asked.name, registered=registered)


def other_party_differs(asked: Asked) -> Iterator[Finding]:
    """`differs:field`: the two parties are not the same."""
    other: Any = asked.values.get(asked.argument) or {}
    for key in ("name", "uscc"):
        mine, theirs = asked.value.get(key), other.get(key)
        if is_filled(mine) and compact_code(mine) == compact_code(theirs or ""):
            yield error("contract.party.same", asked.name, other=asked.argument)
            return


def designated_account(asked: Asked) -> Iterator[Finding]:
    """`designated_account_if_own`: our own side prints a designated account only (R086)."""
    own_side = asked.name == f"party_{asked.template.header.supplier}"
    accounts = asked.facts.designated_accounts
    printed = compact_code(asked.value.get("account", ""))
    if own_side and accounts is not None and printed not in accounts:
        yield error("contract.party.account_not_designated", asked.name)


def payment_allowed(asked: Asked) -> Iterator[Finding]:
    """`allowed_by_credit_grade`: the grade of the account permits this way of paying."""
    allowed = asked.facts.allowed_payment
    if allowed is not None and asked.value not in allowed:
        yield error("contract.payment.not_allowed", asked.name, method=asked.value)


def within_limit(asked: Asked) -> Iterator[Finding]:
    """`not_over_approved_limit`: the limit and the period are the approved ones at most."""
    limit, days = asked.facts.approved_limit_minor, asked.facts.approved_days
    if limit is not None and money_minor(asked.value) > limit:
        yield error("contract.limit.exceeded", asked.name, approved_minor=limit)
    if days is not None and (asked.values.get("credit_days") or 0) > days:
        yield warning("contract.credit.period_long", "credit_days", approved_days=days)


def within_policy(asked: Asked) -> Iterator[Finding]:
    """`within_policy`: a percentage above what the policy grants needs approval."""
    granted = (asked.facts.policy_percent or {}).get(asked.name)
    if granted is None:
        return
    lines = asked.value if isinstance(asked.value, list) else [f"{asked.value}%"]
    for line in lines:
        percent = last_percent(line)
        if percent is not None and percent > decimal_value(granted):
            yield warning("contract.approval.needed", asked.name, granted=granted)
            return


def needs_approval(asked: Asked) -> Iterator[Finding]:
    """`needs_approval`: whatever stands here needs an approval before signing."""
    yield warning("contract.approval.needed", asked.name)


def territory_free(asked: Asked) -> Iterator[Finding]:
    """`overlap_with_sole_dealer`: no part of the area was granted to another dealer alone."""
    taken = {part for area in asked.facts.sole_territories or () for part in _areas(area)}
    for part in _areas(asked.value):
        if any(part.endswith(other) or other.endswith(part) for other in taken):
            yield error("contract.territory.overlap", asked.name, area=part)


def _areas(text: str) -> list[str]:
    return [part for part in _AREA_BREAKS.split(text) if part]


def commission_known(asked: Asked) -> Iterator[Finding]:
    """`known_commission`: the arbitration institution is known, or at least named as one."""
    known = asked.facts.commissions
    named = asked.value.endswith(_INSTITUTION_ENDS)
    if not (named if known is None else asked.value in known):
        yield warning("contract.arbitration.unknown", asked.name)


def single_dispute_way(asked: Asked) -> Iterator[Finding]:
    """`exactly_one`: court or arbitration, never both.

    Source: Arbitration Law; contracts.md d.4 rule 10.
    """
    court, arbitration = asked.values.get("court_place"), asked.values.get("arb_commission")
    if is_filled(court) and is_filled(arbitration):
        yield error("contract.dispute.both", asked.name)


def terms_agree(asked: Asked) -> Iterator[Finding]:
    """`no_contradiction`: special terms do not name the other way of settling disputes."""
    court_chosen = asked.values.get("dispute") == "court"
    strange = _ARBITRATION_WORDS if court_chosen else _COURT_WORDS
    if any(word in term for term in asked.value for word in strange):
        yield error("contract.dispute.both", asked.name)
    yield warning("contract.terms.prevail", asked.name)


def annexes_attached(asked: Asked) -> Iterator[Finding]:
    """`each_attached`: every annex that is named lies with the contract as a file.

    What the text itself prints as an annex needs none.
    """
    attached = asked.facts.attached
    if attached is None:
        return
    own = len(asked.template.annexes)
    for line in asked.value:
        title = annex_title(line)
        if title not in attached and not 0 < annex_number(title) <= own:
            yield warning("contract.annex.absent", asked.name, annex=title)


def unusual_with(asked: Asked) -> Iterator[Finding]:
    """`warn_if:choice=value`: the flag is unusual together with that choice."""
    other, _, wanted = asked.argument.partition("=")
    if asked.value and asked.values.get(other) == wanted:
        yield warning("contract.choice.unusual", asked.name, other=other, value=wanted)
