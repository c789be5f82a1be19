"""The permission matrix: what each role may do with each entity."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.policy_terms import Action, Grant, Reach, Role

Grants = Mapping[Role, tuple[Grant, ...]]

CREDIT_FIELDS = frozenset({"credit_limit_minor", "credit_unlimited", "credit_period_days"})
OWNER_FIELDS = frozenset({"owner_id"})
ARCHIVE_FIELDS = frozenset({"state", "remark"})
REVIEW_FIELDS = frozenset({"state", "review_note", "reviewed_by", "reviewed_at"})

_LETTERS = {
    "R": Action.READ,
    "C": Action.CREATE,
    "U": Action.UPDATE,
    "D": Action.DELETE,
    "A": Action.APPROVE,
    "Q": Action.PROPOSE,
    "S": Action.ASSIGN,
    "T": Action.COMMENT,
    "F": Action.CONFIRM,
    "P": Action.PRINT,
}


def _own(letters: str) -> Grant:
    return _grant(Reach.OWN, letters)


def _sector(letters: str, *fields: str) -> Grant:
    return _grant(Reach.SECTOR, letters, *fields)


def _group(letters: str, *fields: str) -> Grant:
    return _grant(Reach.GROUP, letters, *fields)


def _grant(reach: Reach, letters: str, *fields: str) -> Grant:
    return Grant(reach, frozenset(_LETTERS[letter] for letter in letters), frozenset(fields))


def _readable_by_all(grants: Grants) -> Grants:
    return {role: (_group("R"), *grants.get(role, ())) for role in Role}


_ACCOUNT: Grants = {
    Role.REP: (_own("RCUQ"),),
    Role.SECTOR_HEAD: (_sector("RCUDQ"), _sector("US", "owner_id", "frozen", "key_account")),
    Role.SECTOR_ADMIN: (_sector("RCUD"), _sector("US", "owner_id")),
    Role.GROUP_MANAGEMENT: (_group("R"), _group("A", *OWNER_FIELDS, *CREDIT_FIELDS)),
    Role.GROUP_MARKETING: (
        _group("RCUD"),
        _group("US", "owner_id", "sector_id", "frozen", "key_account", "blacklisted"),
    ),
    Role.FINANCE: (_sector("R"), _sector("UA", *CREDIT_FIELDS)),
    Role.CUSTODIAN: (_sector("R"),),
    Role.SERVICE: (_sector("R"),),
    Role.INSPECTOR: (_group("R"),),
}
_CONTACT: Grants = {
    Role.REP: (_own("RCUD"),),
    Role.SECTOR_HEAD: (_sector("RCUD"),),
    Role.SECTOR_ADMIN: (_sector("RCUD"),),
    Role.GROUP_MANAGEMENT: (_group("R"),),
    Role.GROUP_MARKETING: (_group("RCUD"),),
    Role.FINANCE: (_sector("R"),),
    Role.CUSTODIAN: (_sector("R"),),
    Role.SERVICE: (_sector("R"),),
    Role.INSPECTOR: (_group("R"),),
}
_VISIT_PLAN: Grants = {
    Role.REP: (_own("RCUD"),),
    Role.SECTOR_HEAD: (_sector("RTS"),),
    Role.SECTOR_ADMIN: (_sector("R"),),
    Role.GROUP_MANAGEMENT: (_group("RS"),),
    Role.GROUP_MARKETING: (_group("R"),),
    Role.SERVICE: (_grant(Reach.RELEVANT, "R"),),
    Role.INSPECTOR: (_group("R"),),
}
_VISIT_LOG: Grants = {
    **_VISIT_PLAN,
    Role.REP: (_own("RCU"),),
    Role.SECTOR_HEAD: (_sector("RTS"),),
}
_CATALOGUE: Grants = {
    Role.REP: (_group("R"),),
    Role.SECTOR_HEAD: (_group("R"),),
    Role.SECTOR_ADMIN: (_group("R"),),
    Role.GROUP_MANAGEMENT: (_group("R"),),
    Role.GROUP_MARKETING: (_group("RCUD"),),
    Role.FINANCE: (_group("RA"),),
    Role.SERVICE: (_group("R"),),
    Role.INSPECTOR: (_group("R"),),
}
_CONTRACT_TEMPLATE: Grants = {
    Role.REP: (_group("R"),),
    Role.SECTOR_HEAD: (_group("R"),),
    Role.SECTOR_ADMIN: (_group("R"),),
    Role.GROUP_MANAGEMENT: (_group("R"),),
    Role.GROUP_MARKETING: (_group("RCUD"),),
    Role.FINANCE: (_group("RA"),),
    Role.CUSTODIAN: (_group("R"),),
    Role.INSPECTOR: (_group("R"),),
}
_CONTRACT: Grants = {
    Role.REP: (_own("RCUDP"),),
    Role.SECTOR_HEAD: (
        _sector("R"),
        _sector("A", *REVIEW_FIELDS),
        _sector("U", "state", "void_reason"),
    ),
    Role.SECTOR_ADMIN: (_sector("R"),),
    Role.GROUP_MANAGEMENT: (_group("R"), _group("A", *REVIEW_FIELDS)),
    Role.GROUP_MARKETING: (_group("R"),),
    Role.FINANCE: (_sector("R"), _sector("A", *REVIEW_FIELDS)),
    Role.CUSTODIAN: (_sector("R"), _sector("U", *ARCHIVE_FIELDS)),
    Role.INSPECTOR: (_group("R"),),
}
_CONTRACT_LINE: Grants = {
    Role.REP: (_own("RCUD"),),
    Role.SECTOR_HEAD: (_sector("R"),),
    Role.SECTOR_ADMIN: (_sector("R"),),
    Role.GROUP_MANAGEMENT: (_group("R"),),
    Role.GROUP_MARKETING: (_group("R"),),
    Role.FINANCE: (_sector("R"),),
    Role.CUSTODIAN: (_sector("R"),),
    Role.INSPECTOR: (_group("R"),),
}
_PRINT_RECORD: Grants = {**_CONTRACT_LINE, Role.REP: (_own("RC"),)}
_RECEIVABLE: Grants = {
    Role.REP: (_own("R"),),
    Role.SECTOR_HEAD: (_sector("R"),),
    Role.GROUP_MANAGEMENT: (_group("R"),),
    Role.GROUP_MARKETING: (_group("R"),),
    Role.FINANCE: (_sector("RCUF"),),
    Role.INSPECTOR: (_group("R"),),
}
_COLLECTION: Grants = {
    **_RECEIVABLE,
    Role.REP: (_own("RCU"),),
    Role.FINANCE: (_sector("RCUF"), _sector("U", "state")),
}
_SALES_RECORD: Grants = {
    Role.REP: (_own("RQ"),),
    Role.SECTOR_HEAD: (_sector("RA"),),
    Role.SECTOR_ADMIN: (_sector("R"),),
    Role.GROUP_MANAGEMENT: (_group("R"),),
    Role.GROUP_MARKETING: (_group("R"),),
    Role.FINANCE: (_sector("R"),),
    Role.INSPECTOR: (_group("R"),),
}
_SALES_PLAN: Grants = {**_SALES_RECORD, Role.REP: (_own("RCU"),)}
_COMPLAINT: Grants = {
    Role.REP: (_own("RCF"),),
    Role.SECTOR_HEAD: (_sector("RA"),),
    Role.SECTOR_ADMIN: (_sector("R"),),
    Role.GROUP_MANAGEMENT: (_group("R"),),
    Role.GROUP_MARKETING: (_group("R"),),
    Role.SERVICE: (_sector("RCU"),),
    Role.INSPECTOR: (_group("R"),),
}
_ATTACHMENT: Grants = {
    Role.REP: (_own("RCD"),),
    Role.SECTOR_HEAD: (_sector("R"),),
    Role.SECTOR_ADMIN: (_sector("R"),),
    Role.GROUP_MANAGEMENT: (_group("R"),),
    Role.GROUP_MARKETING: (_group("R"),),
    Role.FINANCE: (_sector("R"),),
    Role.CUSTODIAN: (_sector("RC"),),
    Role.SERVICE: (_sector("RC"),),
    Role.INSPECTOR: (_group("RC"),),
}
_CONFLICT: Grants = {
    Role.REP: (_own("RU"),),
    Role.SECTOR_HEAD: (_sector("RU"),),
    Role.SECTOR_ADMIN: (_sector("RU"),),
    Role.GROUP_MANAGEMENT: (_group("R"),),
    Role.GROUP_MARKETING: (_group("RU"),),
}
_ACCOUNT_MERGE: Grants = {
    Role.REP: (_own("RC"),),
    Role.SECTOR_HEAD: (_sector("RCU"),),
    Role.SECTOR_ADMIN: (_sector("RCU"),),
    Role.GROUP_MANAGEMENT: (_group("R"),),
    Role.GROUP_MARKETING: (_group("RCU"),),
    Role.INSPECTOR: (_group("R"),),
}
_USER: Grants = {
    Role.SECTOR_HEAD: (_sector("Q"),),
    Role.SECTOR_ADMIN: (_sector("Q"),),
    Role.GROUP_MANAGEMENT: (_group("A"),),
    Role.GROUP_MARKETING: (_group("CU"),),
    Role.SYSTEM_ADMIN: (_group("CU"),),
}
_ORGANISATION: Grants = {
    Role.GROUP_MARKETING: (_group("CU"),),
    Role.SYSTEM_ADMIN: (_group("CU"),),
}

GRANTS: Mapping[str, Grants] = {
    "company": _readable_by_all(_ORGANISATION),
    "sector": _readable_by_all(_ORGANISATION),
    "user": _readable_by_all(_USER),
    "account": _ACCOUNT,
    "contact": _CONTACT,
    "product": _CATALOGUE,
    "price_list": _CATALOGUE,
    "price": _CATALOGUE,
    "visit_plan": _VISIT_PLAN,
    "visit_log": _VISIT_LOG,
    "stock_count": _VISIT_LOG,
    "commitment": _VISIT_PLAN,
    "contract_template": _CONTRACT_TEMPLATE,
    "contract": _CONTRACT,
    "contract_line": _CONTRACT_LINE,
    "print_record": _PRINT_RECORD,
    "receivable": _RECEIVABLE,
    "collection": _COLLECTION,
    "sales_record": _SALES_RECORD,
    "sales_plan": _SALES_PLAN,
    "attachment": _ATTACHMENT,
    "conflict": _CONFLICT,
    "complaint": _COMPLAINT,
    "account_merge": _ACCOUNT_MERGE,
}
"""Source: domain.md 5.2. Entities the source does not name follow the record they belong to; names
of colleagues, sectors and companies are readable by all, because they stand on every record."""
