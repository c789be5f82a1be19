"""Who may do what, and what two writers make of one field: the rules once more, in their own words.

Written from design.md section 5 and domain.md 4.17 and 5.2, not from the product's code, for the
entities and roles that a schedule uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.fields import FieldValue
from tests.simulation.company import PEOPLE
from tests.simulation.model import CREATE, DELETE, EDIT, Member, Values, Writer

_CHINA = ZoneInfo("Asia/Shanghai")
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
MARKS_OF_HEADS = frozenset({"key_account", "frozen"})
SETS = frozenset({"brands", "business_kinds", "purposes", "preparation", "roles"})
LONG_TEXTS = frozenset(
    {"problems", "remark", "strategy", "selling_ability", "not_done_reason", "void_reason"}
)
LONGEST = 20_000
_BAR = "────"
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


def may(member: Member, op: str, entity: str, fields: AbstractSet[str], account: Values) -> bool:
    """Return whether somebody may do this to a record under an account."""
    if account.get("sector_id") != member.sector:
        return False
    if member.role == "rep":
        return op in _REP.get(entity, ()) and account.get("owner_id") == member.id
    if entity == "contract":
        return op == EDIT and fields <= _VOIDING
    return op in _HEAD.get(entity, ())


def given_by_server(member: Member, op: str, entity: str) -> frozenset[str]:
    """Return the fields that somebody's device may not write; heads mark accounts."""
    given = GIVEN_BY_SERVER.get(entity, frozenset())
    is_head = op == EDIT and entity == "account" and member.role in OFFICE_ROLES
    return given - MARKS_OF_HEADS if is_head else given


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


def is_shown(member: Member, entity: str, book: str) -> bool:
    """Return whether somebody is sent an entity's records in a book that the devices hold.

    Of what nobody has, reps are sent the account only.
    """
    return member.role in OFFICE_ROLES or not book.startswith("pool:") or entity == "account"


def united(before: FieldValue, theirs: FieldValue, mine: FieldValue) -> FieldValue:
    """Return a set of words after both sides added and removed."""
    was, one, other = (_words(value) for value in (before, theirs, mine))
    after = {word for word in one | other if word not in was or (word in one and word in other)}
    return "\n".join(sorted(after)) or None


def signed(above: tuple[str, int], below: tuple[str, int]) -> str:
    """Return the line between two texts: who wrote either, and on which day in China."""
    names = {person.id: person.login.title() for person in PEOPLE}
    one, other = (
        f"{names.get(user, '')} {datetime.fromtimestamp(at / 1000, _CHINA):%Y-%m-%d}".strip()
        for user, at in (above, below)
    )
    return f"{_BAR} ↑ {one} · ↓ {other} {_BAR}"


def both_texts(theirs: FieldValue, mine: FieldValue, line: str) -> FieldValue:
    """Return two long texts as one; None where they do not fit."""
    one, other = str(theirs or ""), str(mine or "")
    if one in other or other in one:
        both = max(one, other, key=len)
    else:
        start, (rest, more) = _parted(one, other)
        both = "\n".join((*start, rest, line, more))
        if more in rest or rest in more:
            both = one if more in rest else other
    return both if len(both) <= LONGEST else None


def went_on(now: FieldValue, before: FieldValue, after: FieldValue) -> FieldValue:
    """Return what a later save becomes whose earlier one was put under somebody else's text."""
    if not (now and before and after):
        return after
    start, (rest, mine) = _parted(str(now), str(before))
    head, line, tail = rest.rpartition(f"{_BAR}\n")
    is_joined = line and tail == mine and head.split("\n")[-1].startswith(f"{_BAR} ↑ ")
    if not (mine and is_joined):
        return after
    lines = str(after).split("\n")
    more = lines[len(start) :] if lines[: len(start)] == start else lines
    both = "\n".join((*start, f"{head}{_BAR}", *more))
    return both if len(both) <= LONGEST else after


def _parted(one: str, other: str) -> tuple[list[str], tuple[str, str]]:
    left, right = one.split("\n"), other.split("\n")
    same = [a == b for a, b in zip(left, right, strict=False)]
    count = same.index(False) if False in same else len(same)
    return left[:count], ("\n".join(left[count:]), "\n".join(right[count:]))


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
