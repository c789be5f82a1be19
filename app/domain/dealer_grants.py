"""The permission matrix of the dealer business: credit, claims, evaluation, orders, market."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.grant_words import Grants, group, own, readable_by_all, relevant, sector
from app.domain.policy_terms import Role

LIMIT_DECISION = ("state", "approved_by", "approved_at", "decision")
DECISION = ("state", "decided_by", "decided_at", "decision")
LIFTING = ("lifted_by", "lifted_at", "lift_reason")

_READERS: Grants = {
    Role.REP: (own("R"),),
    Role.SECTOR_HEAD: (sector("R"),),
    Role.SECTOR_ADMIN: (sector("R"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("R"),),
    Role.FINANCE: (sector("R"),),
    Role.INSPECTOR: (group("R"),),
}
"""Who reads what stands under an account."""
_CREDIT_READERS: Grants = {
    role: grants for role, grants in _READERS.items() if role is not Role.SECTOR_ADMIN
}
_CONFIDENTIAL: Grants = {Role.REP: (own("RCUD"),), Role.SECTOR_HEAD: (sector("R"),)}
_LOOK: Grants = {Role.REP: (own("RC"),), Role.SECTOR_HEAD: (sector("RC"),)}
_TEAM: Grants = {
    **_READERS,
    Role.SECTOR_HEAD: (sector("RCUD"),),
    Role.SECTOR_ADMIN: (sector("RCUD"),),
    Role.GROUP_MARKETING: (group("RCUD"),),
}
_EVALUATION: Grants = {
    **_READERS,
    Role.REP: (own("RCU"),),
    Role.SECTOR_HEAD: (sector("RCU"),),
    Role.INSPECTOR: (group("RC"),),
}
_CREDIT_FACTS: Grants = {
    **_CREDIT_READERS,
    Role.REP: (own("RCU"),),
    Role.SECTOR_HEAD: (sector("RCU"),),
    Role.FINANCE: (sector("RCUD"),),
}
_CREDIT_LIMIT: Grants = {
    **_CREDIT_READERS,
    Role.REP: (own("RCQ"),),
    Role.SECTOR_HEAD: (sector("RCQ"),),
    Role.GROUP_MANAGEMENT: (group("RA"),),
    Role.FINANCE: (sector("RCU"), sector("UA", *LIMIT_DECISION)),
}
_BLACKLIST: Grants = {
    Role.SECTOR_HEAD: (sector("RC"), sector("U", "appeal")),
    Role.GROUP_MANAGEMENT: (group("R"), group("A", *DECISION, *LIFTING)),
    Role.GROUP_MARKETING: (group("RC"), group("U", "appeal")),
    Role.FINANCE: (sector("RC"), sector("U", "appeal")),
    Role.SERVICE: (sector("RC"), sector("U", "appeal")),
    Role.INSPECTOR: (group("RC"), group("U", "appeal")),
}
"""Everybody else sees a hit and no more. Source: domain.md 5.2, row "blacklist"."""
_CLAIM: Grants = {
    **_CREDIT_READERS,
    Role.REP: (own("RC"),),
    Role.FINANCE: (sector("RCU"),),
}
_DEBT_MARK: Grants = {
    **_CREDIT_READERS,
    Role.GROUP_MANAGEMENT: (group("R"), group("A", *DECISION)),
    Role.FINANCE: (sector("RC"), sector("A", *DECISION)),
}
_COURSE: Grants = {**_CREDIT_READERS, Role.FINANCE: (sector("RC"),)}
_STATEMENT: Grants = {**_CLAIM, Role.REP: (own("RCU"),)}
_MATCH: Grants = {**_CREDIT_READERS, Role.FINANCE: (sector("RCUF"),)}
_FIELD_NOTE: Grants = {
    **_READERS,
    Role.REP: (own("RC"),),
    Role.SECTOR_HEAD: (sector("RT"),),
    Role.SERVICE: (relevant("R"),),
}
_NEED: Grants = {
    **_READERS,
    Role.REP: (own("RCU"),),
    Role.SECTOR_HEAD: (sector("RU"),),
    Role.GROUP_MARKETING: (group("RU"),),
}
_COMMENT: Grants = {**_READERS, Role.SECTOR_HEAD: (sector("RC"),)}
_TASK: Grants = {
    **_READERS,
    Role.REP: (own("R"), own("U", "state", "done_on", "answer")),
    Role.SECTOR_HEAD: (sector("RCU"),),
    Role.GROUP_MANAGEMENT: (group("RCU"),),
}
_RELATION: Grants = {
    **_READERS,
    Role.REP: (own("RCUD"),),
    Role.SECTOR_HEAD: (sector("RCUD"),),
    Role.GROUP_MARKETING: (group("RCUD"),),
}
_INSPECTION: Grants = {
    Role.SECTOR_HEAD: (sector("RC"),),
    Role.GROUP_MANAGEMENT: (group("RC"),),
    Role.GROUP_MARKETING: (group("R"),),
    Role.INSPECTOR: (group("RC"),),
}
"""First-hand findings beside what a rep wrote; the rep does not read them, the head speaks."""
_ORDER: Grants = {
    **_READERS,
    Role.REP: (own("RCUD"),),
    Role.SECTOR_HEAD: (sector("RA"),),
    Role.SERVICE: (sector("R"),),
}
_LETTER: Grants = {
    **_READERS,
    Role.REP: (own("RC"),),
    Role.SECTOR_HEAD: (sector("RC"),),
    Role.FINANCE: (sector("RC"),),
    Role.SERVICE: (sector("RC"),),
}
_GOOD_CUSTOMER: Grants = {
    **_CREDIT_READERS,
    Role.SECTOR_HEAD: (sector("RCU"),),
    Role.FINANCE: (sector("RCU"),),
    Role.GROUP_MANAGEMENT: (group("RCU"),),
}
_DEMAND_PLAN: Grants = {
    **_READERS,
    Role.REP: (own("RCUD"),),
    Role.SECTOR_HEAD: (sector("RCUD"),),
}
_CHANNEL_SALE = _DEMAND_PLAN
_EXPENSE: Grants = {
    **_READERS,
    Role.REP: (own("RCD"),),
    Role.SECTOR_HEAD: (sector("RC"), sector("A", *DECISION)),
    Role.GROUP_MANAGEMENT: (group("R"), group("A", *DECISION)),
}
_EXPENSE_BUDGET: Grants = {
    **_READERS,
    Role.SECTOR_HEAD: (sector("RCU"),),
    Role.GROUP_MANAGEMENT: (group("RCU"),),
}
_SHARE_TARGET: Grants = {
    **{role: grants for role, grants in _READERS.items() if role is not Role.REP},
    Role.GROUP_MANAGEMENT: (group("RCU"),),
    Role.GROUP_MARKETING: (group("RCU"),),
}
_QUOTATION: Grants = {**_READERS, Role.REP: (own("RCU"),)}
_DISTRIBUTION: Grants = {**_READERS, Role.REP: (own("RCU"),), Role.SECTOR_HEAD: (sector("RCUA"),)}
_TRIP: Grants = {
    **_READERS,
    Role.REP: (own("RCUD"),),
    Role.SECTOR_HEAD: (sector("RCUTS"),),
    Role.GROUP_MANAGEMENT: (group("RS"),),
}
_WARNING: Grants = {
    **_READERS,
    Role.REP: (own("RCU"),),
    Role.SECTOR_HEAD: (sector("RCU"),),
    Role.FINANCE: (sector("RU"),),
    Role.SERVICE: (sector("R"),),
}
_TERMS: Grants = {
    **{role: (group("R"),) for role in (*_CREDIT_READERS, Role.CUSTODIAN)},
    Role.GROUP_MANAGEMENT: (group("R"), group("A", *DECISION)),
    Role.FINANCE: (group("RC"),),
}
_SCHEME: Grants = {
    **{role: (group("R"),) for role in _READERS},
    Role.GROUP_MANAGEMENT: (group("RA"),),
    Role.GROUP_MARKETING: (group("RCUA"),),
}
_COMPETITOR: Grants = {
    **{role: (group("R"),) for role in _READERS},
    Role.REP: (group("RC"),),
    Role.SECTOR_HEAD: (group("RCU"),),
    Role.GROUP_MARKETING: (group("RCUD"),),
}
_COST: Grants = {
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("RCU"),),
    Role.FINANCE: (group("RCU"),),
}
_TARGET: Grants = {
    Role.SECTOR_HEAD: (group("R"),),
    Role.GROUP_MANAGEMENT: (group("RCU"),),
    Role.GROUP_MARKETING: (group("RCU"),),
    Role.FINANCE: (group("R"),),
}
_SETTINGS: Grants = {
    Role.GROUP_MARKETING: (group("CU"),),
    Role.SYSTEM_ADMIN: (group("CU"),),
}

_EXCHANGE: Grants = {
    **{role: (own("RCU"),) for role in Role},
    Role.SECTOR_HEAD: (sector("R"), own("RCU")),
    Role.SECTOR_ADMIN: (sector("R"), own("RCU")),
    Role.GROUP_MANAGEMENT: (group("RCU"),),
    Role.GROUP_MARKETING: (group("RCU"),),
    Role.INSPECTOR: (group("RCU"),),
    Role.SYSTEM_ADMIN: (group("RCU"),),
}

DEALER_GRANTS: Mapping[str, Grants] = {
    "setting": readable_by_all(_SETTINGS),
    "product_cost": _COST,
    "company_target": _TARGET,
    "credit_policy": _TERMS,
    "blacklist_mark": readable_by_all({}),
    "blacklist_key": readable_by_all({}),
    "blacklist_entry": _BLACKLIST,
    "designated_account": readable_by_all({Role.FINANCE: (group("CU"),)}),
    "evaluation_scheme": _SCHEME,
    "competitor": _COMPETITOR,
    "contact_private": _CONFIDENTIAL,
    "confidence_look": _LOOK,
    "account_member": _TEAM,
    "owner_change": _READERS,
    "trip": _TRIP,
    "warning": _WARNING,
    "visit_addendum": _FIELD_NOTE,
    "incident": _FIELD_NOTE,
    "competitor_sighting": _FIELD_NOTE,
    "customer_need": _NEED,
    "visit_comment": _COMMENT,
    "task": _TASK,
    "account_relation": _RELATION,
    "inspection": _INSPECTION,
    "collection_match": _MATCH,
    "statement": _STATEMENT,
    "debt_event": _CLAIM,
    "debt_mark": _DEBT_MARK,
    "collection_course": _COURSE,
    "credit_investigation": _CREDIT_FACTS,
    "credit_limit": _CREDIT_LIMIT,
    "security": _CREDIT_FACTS,
    "credit_measure": _CREDIT_FACTS,
    "red_flag": _CREDIT_FACTS,
    "good_customer": _GOOD_CUSTOMER,
    "evaluation": _EVALUATION,
    "demand_plan": _DEMAND_PLAN,
    "channel_sale": _CHANNEL_SALE,
    "selling_expense": _EXPENSE,
    "expense_budget": _EXPENSE_BUDGET,
    "share_target": _SHARE_TARGET,
    "field_order": _ORDER,
    "field_order_line": _ORDER,
    "distribution_plan": _DISTRIBUTION,
    "file_exchange": _EXCHANGE,
    "letter": _LETTER,
    "quotation": _QUOTATION,
    "quotation_line": _QUOTATION,
}
"""Source: domain.md 5.2. Costs never reach a device of a rep; what is confided about a contact
reaches its rep and the rep's head only; of the blacklist everybody holds no more than digests."""
