"""Checks a filled contract: every named check of its fields, then the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from app.domain.contracts.checks import fields as alone
from app.domain.contracts.checks import outside
from app.domain.contracts.checks.findings import Asked, ContractFacts, Finding, error
from app.domain.contracts.checks.whole import check_text
from app.domain.contracts.clauses.conditions import is_filled
from app.domain.contracts.clauses.parts import ContractTemplate, Field
from app.domain.contracts.wording.numbering import number_contract
from app.domain.contracts.wording.value_types import value_faults

__all__ = ["ContractFacts", "Finding", "check_contract", "is_free_to_sign"]

NamedCheck = Callable[[Asked], Iterator[Finding]]

_OUTSIDE_POLICY = frozenset(
    {
        *("contract.approval.needed", "contract.price.below_list", "contract.exposure.over_limit"),
        *("contract.term.long", "contract.percent.unusual"),
        *("contract.number.unusual", "contract.share.unusual", "contract.discount.beyond"),
        *("contract.bank.changed", "contract.credit.period_long"),
    }
)


def check_contract(
    template: ContractTemplate, values: Mapping[str, Any], facts: ContractFacts
) -> tuple[Finding, ...]:
    """Return everything worth telling the rep, in the order of the form.

    Values of the wrong type are reported alone, because nothing else can be judged then.

    Source: FORMAT.md section 2; contracts.md d.4 rule 10.
    """
    faults = tuple(error(code, name) for code, name in value_faults(template, values))
    if faults:
        return faults
    text = number_contract(template, values)
    found: list[Finding] = []
    for field in template.fields.values():
        found += _check_field(field, template, text.values, facts)
    found += check_text(text, facts)
    return tuple(found)


def is_outside_policy(code: str) -> bool:
    """Return whether a finding is a deviation that somebody has to approve."""
    return code in _OUTSIDE_POLICY


def is_free_to_sign(template: ContractTemplate, findings: tuple[Finding, ...]) -> bool:
    """Return whether the contract may be printed without the draft mark and without review.

    Prices, discounts, terms of payment and the term of the contract lie within the limits that
    the template itself names, and nothing has to be mended.

    Source: domain.md 4.5, R079.
    """
    header = template.header
    silent = not any(each.level == "error" or each.code in _OUTSIDE_POLICY for each in findings)
    return header.free_to_sign and header.state == "approved" and silent


def _check_field(
    field: Field, template: ContractTemplate, values: Mapping[str, Any], facts: ContractFacts
) -> Iterator[Finding]:
    value = values.get(field.name)
    filled = is_filled(value)
    if field.required and not filled:
        yield error("contract.field.required", field.name)
    for check in field.checks:
        if check.name == "required_if":
            if not filled and _is_wanted(check.argument, values):
                yield error("contract.field.required", field.name, because=check.argument)
        elif filled:
            yield from NAMED_CHECKS[check.name](
                Asked(field, check.argument, value, values, template, facts)
            )


def _is_wanted(argument: str, values: Mapping[str, Any]) -> bool:
    """Read the argument of `required_if`: a flag, or `choice=value`."""
    name, equals, wanted = argument.partition("=")
    return values.get(name) == wanted if equals else bool(values.get(name))


def _nothing(_asked: Asked) -> Iterator[Finding]:
    """Find nothing: the check only tells the form or the printer what an empty value means."""
    return iter(())


NAMED_CHECKS: Mapping[str, NamedCheck] = MappingProxyType(
    {
        "after": alone.date_not_before,
        "allowed_by_credit_grade": outside.payment_allowed,
        "contract_no": alone.number_form,
        "designated_account_if_own": outside.designated_account,
        "differs": outside.other_party_differs,
        "each_attached": outside.annexes_attached,
        "each_has_percent": alone.every_line_has_percent,
        "exactly_one": outside.single_dispute_way,
        "handwritten_if_empty": _nothing,
        "known_commission": outside.commission_known,
        "label_not": alone.not_called,
        "len": alone.text_length,
        "line_sum": alone.typed_amounts_agree,
        "max": alone.number_at_most,
        "max_share": alone.share_at_most,
        "min": alone.number_at_least,
        "name_matches_record": outside.registered_name,
        "needs_approval": outside.needs_approval,
        "no_contradiction": outside.terms_agree,
        "not_over_approved_limit": outside.within_limit,
        "one_currency": alone.single_currency,
        "overlap_with_sole_dealer": outside.territory_free,
        "party_complete": outside.party_complete,
        "pct": alone.percent_within,
        "percent_sum": alone.percents_add_up,
        "phone_or_mail": alone.phone_or_mail,
        "positive": alone.amount_above_zero,
        "required_if": _nothing,
        "rows": alone.row_count,
        "sum": alone.counts_add_up,
        "tax_sum": alone.typed_taxes_agree,
        "uscc": outside.social_credit_code,
        "warn_if": outside.unusual_with,
        "warn_max": alone.number_usually_at_most,
        "warn_over": alone.percent_usually_at_most,
        "warn_over_share": alone.share_usually_at_most,
        "warn_over_years": alone.years_usually_at_most,
        "within_policy": outside.within_policy,
    }
)
