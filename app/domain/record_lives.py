"""How records of each kind begin, which of their fields no form writes, and what never fits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.analysis.periods import month_of
from app.domain.faults import Fault
from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES

_PERIODS = (
    ("from_on", "to_on"),
    ("valid_from_on", "valid_to_on"),
    ("period_from_on", "period_to_on"),
    ("decided_on", "due_on"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLife:
    """What is known about records of a kind beyond their fields.

    Attributes:
        own: References to a colleague that begin as who writes the record.
        sector: References to a sector that begin as the sector of who writes the record.
        today: Days that begin as today.
        month: Months that begin as this one.
        year: Periods that begin as this year.
        now: Moments that begin as now.
        begins: Other first values.
        kept: Written by commands of their own, never by a form.
        fixed: Code of the sentence why only steps change one once it is made; empty where forms do.
        is_found: Rules or commands of its own make it, no form; `fixed` says why.
        past: Days that cannot lie ahead.
    """

    own: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    begins: Mapping[str, FieldValue] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    fixed: str = ""
    is_found: bool = False
    past: tuple[str, ...] = ()


_PLAIN = RecordLife()
_DECIDED = frozenset({"proposed_by", "state", "decided_by", "decided_at", "decision"})

_LIVES: Mapping[str, RecordLife] = {
    "trip": RecordLife(
        own=("owner_id",),
        sector=("sector_id",),
        today=("from_on", "to_on"),
        kept=frozenset({"owner_id", "sector_id", "state"}),
        begins={"state": "planned"},
    ),
    "visit_plan": RecordLife(
        own=("owner_id",),
        today=("planned_on",),
        begins={"state": "planned", "kind": "rep"},
        kept=frozenset(
            {
                *("owner_id", "zone", "position", "kind", "state", "not_done_reason"),
                *("visit_log_id", "planned_by"),
            }
        ),
    ),
    "visit_addendum": RecordLife(
        own=("author_id",), now=("written_at",), kept=frozenset({"author_id", "written_at"})
    ),
    "incident": RecordLife(
        own=("author_id",),
        today=("happened_on",),
        kept=frozenset({"author_id"}),
        past=("happened_on",),
    ),
    "stock_count": RecordLife(today=("counted_on",), past=("counted_on",)),
    "commitment": RecordLife(
        own=("owner_id",),
        begins={"state": "open"},
        kept=frozenset({"owner_id", "state", "kept_on"}),
    ),
    "collection": RecordLife(
        own=("collected_by",), today=("collected_on",), past=("collected_on",)
    ),
    "complaint": RecordLife(
        own=("received_by",),
        now=("received_at",),
        kept=frozenset({"received_at"}),
        begins={"state": "recorded", "kind": "complaint"},
    ),
    "statement": RecordLife(begins={"state": "sent"}),
    "debt_event": RecordLife(
        own=("author_id",),
        today=("happened_on",),
        kept=frozenset({"author_id"}),
        past=("happened_on",),
    ),
    "credit_investigation": RecordLife(today=("ordered_on",)),
    "credit_limit": RecordLife(
        own=("proposed_by",),
        today=("valid_from_on",),
        begins={"state": "proposed", "basis": "class"},
        kept=frozenset({"state", "proposed_by", "approved_by", "approved_at", "decision"}),
        fixed="credit.limit.fixed",
    ),
    "blacklist_entry": RecordLife(
        own=("proposed_by",),
        today=("proposed_on",),
        begins={"state": "proposed"},
        kept=frozenset(
            {
                *("proposed_by", "proposed_on", "appeal", "state", "decided_by", "decided_at"),
                *("decision", "lifted_by", "lifted_at", "lift_reason"),
            }
        ),
        fixed="blacklist.fixed",
    ),
    "debt_mark": RecordLife(
        own=("proposed_by",),
        today=("proposed_on",),
        begins={"state": "proposed"},
        kept=_DECIDED | {"proposed_on"},
        fixed="debt_mark.fixed",
    ),
    "credit_policy": RecordLife(
        own=("proposed_by",),
        today=("valid_from_on",),
        begins={"state": "proposed"},
        kept=_DECIDED,
        fixed="credit_policy.fixed",
    ),
    "collection_course": RecordLife(
        own=("chosen_by",),
        today=("chosen_on",),
        begins={"debt_group": "normal"},
        kept=frozenset({"chosen_by"}),
        past=("chosen_on",),
    ),
    "good_customer": RecordLife(
        own=("confirmed_by",),
        today=("confirmed_on",),
        begins={"state": "confirmed"},
        kept=frozenset({"confirmed_by"}),
        past=("confirmed_on",),
    ),
    "demand_plan": RecordLife(
        own=("author_id",),
        today=("told_on",),
        kept=frozenset({"author_id"}),
        past=("told_on",),
    ),
    "channel_sale": RecordLife(
        own=("author_id",),
        today=("sold_on",),
        begins={"source": "rep"},
        kept=frozenset({"author_id"}),
        past=("sold_on",),
    ),
    "selling_expense": RecordLife(
        own=("author_id",),
        today=("spent_on",),
        begins={"state": "requested"},
        kept=frozenset({"author_id", "state", "decided_by", "decided_at", "decision"}),
        fixed="expense.fixed",
        past=("spent_on",),
    ),
    "expense_budget": RecordLife(
        own=("author_id",), month=("month",), kept=frozenset({"author_id"})
    ),
    "share_target": RecordLife(own=("author_id",), year=("period",), kept=frozenset({"author_id"})),
    "security": RecordLife(today=("valid_from_on",), begins={"state": "in_force"}),
    "credit_measure": RecordLife(
        own=("responsible_id",), today=("decided_on",), begins={"state": "planned"}
    ),
    "red_flag": RecordLife(
        own=("noted_by",),
        today=("noted_on",),
        kept=frozenset({"noted_on", "noted_by", "is_cleared"}),
        past=("noted_on",),
    ),
    "evaluation": RecordLife(
        own=("evaluator_id",),
        today=("evaluated_on",),
        begins={"state": "draft"},
        past=("evaluated_on",),
    ),
    "field_order": RecordLife(
        own=("author_id",),
        today=("ordered_on",),
        begins={"kind": "order", "state": "draft"},
        kept=frozenset(
            {"author_id", "total_minor", "state", "objections", "decision", "decided_by"}
        ),
    ),
    "competitor_sighting": RecordLife(
        own=("author_id",), today=("seen_on",), kept=frozenset({"author_id"}), past=("seen_on",)
    ),
    "quotation": RecordLife(
        own=("author_id",),
        today=("quoted_on",),
        begins={"state": "draft"},
        kept=frozenset(
            {"number", "author_id", "quoted_on", "total_minor", "price_version", "state"}
        ),
        is_found=True,
    ),
    "quotation_line": RecordLife(
        kept=frozenset(ENTITIES["quotation_line"].fields),
        fixed="quotation.line.fixed",
        is_found=True,
    ),
    "letter": RecordLife(
        kept=frozenset(ENTITIES["letter"].fields), fixed="letter.fixed", is_found=True
    ),
    "customer_need": RecordLife(
        own=("author_id",),
        today=("raised_on",),
        begins={"state": "noted"},
        kept=frozenset({"author_id", "state", "handed_to", "answer"}),
        past=("raised_on",),
    ),
    "visit_comment": RecordLife(
        own=("author_id",), now=("written_at",), kept=frozenset({"author_id", "written_at"})
    ),
    "inspection": RecordLife(
        own=("author_id",),
        today=("inspected_on",),
        kept=frozenset({"author_id"}),
        past=("inspected_on",),
    ),
    "task": RecordLife(
        own=("given_by",),
        begins={"state": "open"},
        kept=frozenset({"given_by", "state", "done_on", "answer"}),
    ),
    "distribution_plan": RecordLife(today=("period_from_on",), begins={"state": "draft"}),
    "account_member": RecordLife(today=("from_on",), begins={"role": "member"}),
    "sales_plan": RecordLife(
        own=("maker_id",),
        begins={"state": "draft", "version": 1},
        kept=frozenset({"maker_id", "state", "version", "agreed_on", "approver_id"}),
    ),
    "contract_event": RecordLife(
        kept=frozenset(ENTITIES["contract_event"].fields),
        fixed="contract.event.fixed",
        is_found=True,
    ),
    "contract_loan": RecordLife(
        kept=frozenset(ENTITIES["contract_loan"].fields),
        fixed="contract.loan.fixed",
        is_found=True,
    ),
    "setting": RecordLife(
        kept=frozenset(ENTITIES["setting"].fields), fixed="setting.page", is_found=True
    ),
    "evaluation_scheme": RecordLife(
        kept=frozenset(ENTITIES["evaluation_scheme"].fields), fixed="scheme.page", is_found=True
    ),
    "warning": RecordLife(
        kept=frozenset(ENTITIES["warning"].fields), fixed="warning.fixed", is_found=True
    ),
}


def life_of(entity: str) -> RecordLife:
    """Return what is known about a kind; most kinds have nothing special."""
    return _LIVES.get(entity, _PLAIN)


def first_values(
    entity: str,
    given: Mapping[str, FieldValue],
    *,
    user_id: str,
    sector_id: str,
    today: dt.date,
    now: int,
) -> dict[str, FieldValue]:
    """Return the fields of a record that is about to be made.

    Args:
        entity: Its kind.
        given: What the place it is made in says, such as the account.
        user_id: Who makes it.
        sector_id: Where that colleague works; empty when the device does not know.
        today: Calendar date where the device is.
        now: Milliseconds since 1970 UTC.
    """
    life = life_of(entity)
    return {
        **dict.fromkeys(life.own, user_id),
        **dict.fromkeys(life.sector, sector_id or None),
        **dict.fromkeys(life.today, today.isoformat()),
        **dict.fromkeys(life.month, month_of(today)),
        **dict.fromkeys(life.year, str(today.year)),
        **dict.fromkeys(life.now, now),
        **life.begins,
        **given,
    }


def record_faults(
    entity: str, fields: Mapping[str, FieldValue], *, today: dt.date
) -> Iterator[Fault]:
    """Return what does not fit in a record as a whole, beyond the rules of single fields.

    Args:
        entity: Its kind.
        fields: As they would be.
        today: Calendar date where the device is.
    """
    known = ENTITIES[entity].fields
    for first, last in _PERIODS:
        begins, ends = fields.get(first), fields.get(last)
        if first in known and last in known and begins and ends and str(ends) < str(begins):
            yield Fault(last, "credit.dates.order")
    if entity == "account_relation" and fields.get("other_id") == fields.get("account_id"):
        yield Fault("other_id", "account_relation.itself")
    for name in life_of(entity).past:
        day = fields.get(name)
        if day and str(day) > today.isoformat():
            yield Fault(name, "credit.date.future")
