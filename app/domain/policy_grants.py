"""The permission matrix: what each role may do with each entity."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.contracts.life import ARCHIVE_FIELDS, HEAD_FIELDS
from app.domain.dealer_grants import DEALER_GRANTS
from app.domain.grant_words import Grants, group, own, pool, readable_by_all, relevant, sector
from app.domain.policy_terms import Role

CREDIT_FIELDS = frozenset(
    {
        *("credit_limit_minor", "credit_unlimited", "credit_period_days"),
        *("credit_policy_id", "terms_deviation"),
    }
)
OWNER_FIELDS = frozenset({"owner_id"})
REVIEW_FIELDS = frozenset({"state", "review_note", "reviewed_by", "reviewed_at", "approved_pages"})

_ACCOUNT: Grants = {
    Role.REP: (own("RCUQ"), pool("R")),
    Role.SECTOR_HEAD: (sector("RCUDQ"), sector("US", "owner_id", "frozen", "key_account")),
    Role.SECTOR_ADMIN: (sector("RCUD"), sector("US", "owner_id")),
    Role.GROUP_MANAGEMENT: (group("R"), group("A", *OWNER_FIELDS, *CREDIT_FIELDS)),
    Role.GROUP_MARKETING: (
        group("RCUD"),
        group("US", "owner_id", "sector_id", "frozen", "key_account"),
    ),
    Role.FINANCE: (sector("R"), sector("UA", *CREDIT_FIELDS)),
    Role.CUSTODIAN: (sector("R"),),
    Role.SERVICE: (sector("R"),),
    Role.INSPECTOR: (group("R"),),
}
_CONTACT: Grants = {
    Role.REP: (own("RCUD"),),
    Role.SECTOR_HEAD: (sector("RCUD"),),
    Role.SECTOR_ADMIN: (sector("RCUD"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("RCUD"),),
    Role.FINANCE: (sector("R"),),
    Role.CUSTODIAN: (sector("R"),),
    Role.SERVICE: (sector("R"),),
    Role.INSPECTOR: (group("R"),),
}
_VISIT_PLAN: Grants = {
    Role.REP: (own("RCUD"),),
    Role.SECTOR_HEAD: (sector("RTS"),),
    Role.SECTOR_ADMIN: (sector("R"),),
    Role.GROUP_MANAGEMENT: (group("RS"),),
    Role.GROUP_MARKETING: (group("R"),),
    Role.SERVICE: (relevant("R"),),
    Role.INSPECTOR: (group("R"),),
}
_VISIT_LOG: Grants = {
    **_VISIT_PLAN,
    Role.REP: (own("RCU"),),
    Role.SECTOR_HEAD: (sector("RTS"),),
}
_CATALOGUE: Grants = {
    Role.REP: (group("R"),),
    Role.SECTOR_HEAD: (group("R"),),
    Role.SECTOR_ADMIN: (group("R"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("RCUD"),),
    Role.FINANCE: (group("RA"),),
    Role.SERVICE: (group("R"),),
    Role.INSPECTOR: (group("R"),),
}
_CONTRACT_TEMPLATE: Grants = {
    Role.REP: (group("R"),),
    Role.SECTOR_HEAD: (group("R"),),
    Role.SECTOR_ADMIN: (group("R"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("RCUD"),),
    Role.FINANCE: (group("RA"),),
    Role.CUSTODIAN: (group("R"),),
    Role.INSPECTOR: (group("R"),),
}
_CONTRACT: Grants = {
    Role.REP: (own("RCUDP"),),
    Role.SECTOR_HEAD: (
        sector("R"),
        sector("A", *REVIEW_FIELDS),
        sector("U", "void_reason", *HEAD_FIELDS),
    ),
    Role.SECTOR_ADMIN: (sector("R"),),
    Role.GROUP_MANAGEMENT: (group("R"), group("A", *REVIEW_FIELDS)),
    Role.GROUP_MARKETING: (group("R"),),
    Role.FINANCE: (sector("R"), sector("A", *REVIEW_FIELDS)),
    Role.CUSTODIAN: (sector("R"), sector("U", *ARCHIVE_FIELDS)),
    Role.INSPECTOR: (group("R"),),
}
_CONTRACT_LINE: Grants = {
    Role.REP: (own("RCUD"),),
    Role.SECTOR_HEAD: (sector("R"),),
    Role.SECTOR_ADMIN: (sector("R"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("R"),),
    Role.FINANCE: (sector("R"),),
    Role.CUSTODIAN: (sector("R"),),
    Role.INSPECTOR: (group("R"),),
}
_PRINT_RECORD: Grants = {**_CONTRACT_LINE, Role.REP: (own("RC"),)}
_CONTRACT_EVENT: Grants = {
    **_CONTRACT_LINE,
    Role.REP: (own("RC"),),
    Role.SECTOR_HEAD: (sector("RC"),),
    Role.FINANCE: (sector("RC"),),
}
_CONTRACT_LOAN: Grants = {
    **_CONTRACT_LINE,
    Role.REP: (own("R"),),
    Role.CUSTODIAN: (sector("RCU"),),
}
_RETURNED_COPY: Grants = {
    **_PRINT_RECORD,
    Role.SECTOR_HEAD: (sector("RC"),),
    Role.FINANCE: (sector("RC"),),
}
_RECEIVABLE: Grants = {
    Role.REP: (own("R"),),
    Role.SECTOR_HEAD: (sector("R"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("R"),),
    Role.FINANCE: (sector("RCUF"),),
    Role.INSPECTOR: (group("R"),),
}
_COLLECTION: Grants = {
    **_RECEIVABLE,
    Role.REP: (own("RCU"),),
    Role.FINANCE: (sector("RCUF"), sector("U", "state")),
}
_SALES_RECORD: Grants = {
    Role.REP: (own("RQ"),),
    Role.SECTOR_HEAD: (sector("RA"),),
    Role.SECTOR_ADMIN: (sector("R"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("R"),),
    Role.FINANCE: (sector("R"),),
    Role.INSPECTOR: (group("R"),),
}
_SALES_PLAN: Grants = {**_SALES_RECORD, Role.REP: (own("RCU"),)}
_COMPLAINT: Grants = {
    Role.REP: (own("RCF"),),
    Role.SECTOR_HEAD: (sector("RA"),),
    Role.SECTOR_ADMIN: (sector("R"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("R"),),
    Role.SERVICE: (sector("RCU"),),
    Role.INSPECTOR: (group("R"),),
}
_ATTACHMENT: Grants = {
    Role.REP: (own("RCD"),),
    Role.SECTOR_HEAD: (sector("RC"),),
    Role.SECTOR_ADMIN: (sector("R"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("R"),),
    Role.FINANCE: (sector("RC"),),
    Role.CUSTODIAN: (sector("RC"),),
    Role.SERVICE: (sector("RC"),),
    Role.INSPECTOR: (group("RC"),),
}
_CONFLICT: Grants = {
    Role.REP: (own("RU"),),
    Role.SECTOR_HEAD: (sector("RU"),),
    Role.SECTOR_ADMIN: (sector("RU"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("RU"),),
}
_ACCOUNT_MERGE: Grants = {
    Role.REP: (own("RC"),),
    Role.SECTOR_HEAD: (sector("RCU"),),
    Role.SECTOR_ADMIN: (sector("RCU"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("RCU"),),
    Role.INSPECTOR: (group("R"),),
}
_OWNER_REQUEST: Grants = {
    Role.REP: (own("RC"), pool("RC")),
    Role.SECTOR_HEAD: (sector("RCU"),),
    Role.SECTOR_ADMIN: (sector("RCU"),),
    Role.GROUP_MANAGEMENT: (group("R"),),
    Role.GROUP_MARKETING: (group("RCU"),),
    Role.INSPECTOR: (group("R"),),
}
_USER: Grants = {
    Role.SECTOR_HEAD: (sector("Q"),),
    Role.SECTOR_ADMIN: (sector("Q"),),
    Role.GROUP_MANAGEMENT: (group("A"),),
    Role.GROUP_MARKETING: (group("CU"),),
    Role.SYSTEM_ADMIN: (group("CU"),),
}
_ORGANISATION: Grants = {
    Role.GROUP_MARKETING: (group("CU"),),
    Role.SYSTEM_ADMIN: (group("CU"),),
}

GRANTS: Mapping[str, Grants] = {
    "company": readable_by_all(_ORGANISATION),
    "sector": readable_by_all(_ORGANISATION),
    "user": readable_by_all(_USER),
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
    "clause_block": _CONTRACT_TEMPLATE,
    "contract": _CONTRACT,
    "contract_line": _CONTRACT_LINE,
    "print_record": _PRINT_RECORD,
    "contract_event": _CONTRACT_EVENT,
    "contract_loan": _CONTRACT_LOAN,
    "contract_sending": _PRINT_RECORD,
    "contract_return": _RETURNED_COPY,
    "pen_signature": _PRINT_RECORD,
    "receivable": _RECEIVABLE,
    "collection": _COLLECTION,
    "sales_record": _SALES_RECORD,
    "sales_plan": _SALES_PLAN,
    "attachment": _ATTACHMENT,
    "conflict": _CONFLICT,
    "complaint": _COMPLAINT,
    **DEALER_GRANTS,
    "account_merge": _ACCOUNT_MERGE,
    "owner_request": _OWNER_REQUEST,
}
"""Source: domain.md 5.2. Entities the source does not name follow the record they belong to; names
of colleagues, sectors and companies are readable by all, because they stand on every record."""
