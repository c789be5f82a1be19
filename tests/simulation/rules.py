"""Who may do what, and what two writers make of one field: the rules once more, in their own words.

Written from design.md section 5 and domain.md 4.17 and 5.2, not from the product's code, for the
entities and roles that a schedule uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from app.domain.fields import FieldValue
from tests.simulation.model import CREATE, DELETE, EDIT, Member, Values, Writer

OFFICE_ROLES = frozenset({"sector_head"})
GOVERNED = frozenset({"segment", "uscc", "bank", "bank_account", "tax_number"})
GIVEN_BY_SERVER: Mapping[str, frozenset[str]] = {
    "account": frozenset(
        {
            *("number", "class", "key_account", "blacklisted", "frozen", "owner_id", "sector_id"),
            *("credit_limit_minor", "credit_unlimited", "open_orders_minor"),
            *("credit_period_days", "credit_as_of_at"),
        }
    ),
    "complaint": frozenset({"number"}),
    "collection": frozenset({"state"}),
}
SETS = frozenset({"brands", "business_kinds", "purposes", "preparation", "roles"})
NUMBERED = {"account": "KH", "complaint": "TS"}

_ALL = frozenset({CREATE, EDIT, DELETE})
_REP: Mapping[str, AbstractSet[str]] = {
    "account": {CREATE, EDIT},
    "contact": _ALL,
    "visit_plan": _ALL,
    "visit_log": {CREATE},
    "stock_count": {CREATE},
    "commitment": _ALL,
    "collection": {CREATE},
    "contract": _ALL,
    "contract_line": _ALL,
    "complaint": {CREATE},
    "conflict": {EDIT},
}
_HEAD: Mapping[str, AbstractSet[str]] = {"account": _ALL, "contact": _ALL, "conflict": {EDIT}}
_FREE = frozenset({"draft", "returned"})
_VOIDING = frozenset({"state", "void_reason"})
_SIGNING = _VOIDING | {
    *("number", "copies", "fingerprint", "pdf_sha256"),
    *("signatory", "signed_on", "signed_place"),
}
_WRITTEN_LATER = {"in_review": _VOIDING, "approved": _SIGNING, "printed": _SIGNING}
_BEFORE_SIGNATURE = frozenset({*_FREE, *_WRITTEN_LATER})


def may(member: Member, op: str, entity: str, account: Values) -> bool:
    """Return whether somebody may do this to a record under an account."""
    if account.get("sector_id") != member.sector:
        return False
    if member.role == "rep":
        return op in _REP.get(entity, ()) and account.get("owner_id") == member.id
    return op in _HEAD.get(entity, ())


def is_open(op: str, entity: str, fields: AbstractSet[str], contract: Values | None) -> bool:
    """Return whether the state of a contract lets this be written."""
    if contract is None or op == CREATE:
        return True
    state = contract.get("state")
    if state in _FREE:
        return True
    return entity == "contract" and op == EDIT and fields <= _WRITTEN_LATER.get(state, set())


def is_step(member: Member, contract: Values, after: Values, account: Values) -> bool:
    """Return whether a contract goes from its state to the one that is written.

    The reps of the model submit and void. They print nothing, so nothing gets a number or is
    signed; what they try of it the server must refuse.
    """
    before, target = contract.get("state"), after.get("state", contract.get("state"))
    if target == before:
        return True
    if target == "in_review":
        is_barred = account.get("frozen") or account.get("blacklisted")
        return member.role == "rep" and before in _FREE and not is_barred
    return target == "void" and before in _BEFORE_SIGNATURE and bool(after.get("void_reason"))


def book_of_account(body: Values) -> str:
    owner = body.get("owner_id")
    return f"rep:{owner}" if owner else f"pool:{body.get('sector_id') or ''}"


def books_of(member: Member, members: Mapping[str, Member]) -> frozenset[str]:
    """Return the books whose records a person's devices hold."""
    own = {"company", f"rep:{member.id}", f"sector:{member.sector}"}
    if member.role in OFFICE_ROLES:
        own |= {f"rep:{other.id}" for other in members.values() if other.sector == member.sector}
        own.add(f"pool:{member.sector}")
    return frozenset(own)


def united(before: FieldValue, theirs: FieldValue, mine: FieldValue) -> FieldValue:
    """Return a set of words after both sides added and removed."""
    was, one, other = (_words(value) for value in (before, theirs, mine))
    after = {word for word in one | other if word not in was or (word in one and word in other)}
    return "\n".join(sorted(after)) or None


def is_foreign(writer: Writer, base: int, device: str, offered_since: int | None) -> bool:
    """Return whether somebody else wrote a field after the revision that a device saw.

    Of work that is offered again after a restore, the revisions are those of another time: all
    that was written since the restore was not seen.
    """
    is_later = writer.revision > base
    if offered_since is not None:
        is_later = is_later or writer.at >= offered_since
    return is_later and writer.device != device


def _words(value: FieldValue) -> set[str]:
    return set(value.split("\n")) if isinstance(value, str) else set()
