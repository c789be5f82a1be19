"""Lists of records of any kind: which, in which order, how named, for whom."""

from __future__ import annotations

import pytest

from app.commands.records.saving import create_record
from app.domain.errors import NotAllowedError, NotFoundError
from app.queries.records.forms import (
    RecordFilter,
    find_records,
    find_targets,
    list_records,
    read_kinds,
    read_record,
    start_record,
)
from tests.support.account_records import ACCOUNT, OTHER, REP, key, put
from tests.support.record_crew import (
    CUSTODIAN,
    FINANCE,
    HEAD,
    MARKETING,
    OTHER_REP,
    PRODUCT,
    PRODUCT_NAME,
    SERVICE,
    seen_by,
)

SEEN = ("2026-11-03", "2026-11-20", "2026-11-11")


@pytest.fixture
def sightings(workspace):
    for number, day in enumerate(SEEN):
        fields = {
            "account_id": ACCOUNT,
            "competitor_name": ("金穗", "丰年", "金穗")[number],
            "product": f"酱油 {number}",
            "price_minor": 2_000 + number,
            "seen_on": day,
        }
        create_record(workspace, "competitor_sighting", fields)


def found(workspace, entity="competitor_sighting", fields=("seen_on",), **wanted):
    listing = find_records(workspace, RecordFilter(entity=entity, **wanted))
    rows = list_records(workspace, listing, fields, 0, 200)
    return [row.values[fields[0]] for row in rows]


def incident(account_id, kind):
    return {"account_id": account_id, "kind": kind, "happened_on": "2026-11-20"}


def put_theirs(workspace, entity, rows):
    with workspace.store.unit_of_work() as work:
        put(work, entity, rows)
        work.commit()


@pytest.mark.usefixtures("sightings")
def test_records_come_newest_first_or_in_the_wanted_order(workspace):
    assert found(workspace) == [*reversed(SEEN)]
    assert found(workspace, order="seen_on", descending=True) == sorted(SEEN, reverse=True)
    assert found(workspace, order="price_minor") == [*SEEN]


@pytest.mark.usefixtures("sightings")
def test_every_word_typed_must_stand_in_the_record_or_in_a_name_it_points_to(workspace):
    assert found(workspace, text="金穗") == [SEEN[2], SEEN[0]]
    assert found(workspace, text="金穗 百禾") == [SEEN[2], SEEN[0]]
    assert found(workspace, text="金穗 恒达") == []


def test_a_choice_is_found_by_its_words(workspace):
    create_record(workspace, "incident", incident(ACCOUNT, "fire"))
    create_record(workspace, "incident", incident(ACCOUNT, "theft"))
    meant = {"火灾": (("kind", "fire"),)}
    assert found(workspace, "incident", ("kind",), text="火灾", meant=meant) == ["fire"]


def test_choices_are_ordered_as_the_schema_lists_them(workspace):
    for kind in ("other", "theft", "flood"):
        create_record(workspace, "incident", incident(ACCOUNT, kind))
    assert found(workspace, "incident", ("kind",), order="kind") == ["theft", "flood", "other"]


@pytest.mark.usefixtures("sightings")
def test_a_page_holds_its_rows_and_no_more(workspace):
    listing = find_records(workspace, RecordFilter(entity="competitor_sighting"))
    page = list_records(workspace, listing, ("seen_on",), 1, 1)
    assert (len(listing), [row.values["seen_on"] for row in page]) == (3, [SEEN[1]])


def test_names_of_a_page_come_in_one_query_a_kind(workspace):
    fields = {"account_id": ACCOUNT, "product_id": PRODUCT, "counted_on": "2026-11-20"}
    for _number in range(5):
        create_record(workspace, "stock_count", fields)
    asked = ("account_id", "product_id")
    listing = find_records(workspace, RecordFilter(entity="stock_count"))
    few = queries_of(workspace, listing, asked, 1)
    many = queries_of(workspace, listing, asked, 5)
    rows = list_records(workspace, listing, asked, 0, 5)
    assert {row.names[row.values["product_id"]] for row in rows} == {PRODUCT_NAME}
    assert few == many


def queries_of(workspace, listing, fields, count):
    from sqlalchemy import event  # noqa: PLC0415 - only here

    seen = []
    engine = workspace.store._engine

    def note(_conn, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    list_records(workspace, listing, fields, 0, count)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.usefixtures("sightings")
def test_only_what_stands_under_an_account_or_below_a_record(workspace):
    assert len(found(workspace, account_id=ACCOUNT)) == 3
    assert found(workspace, account_id=OTHER) == []
    trip, _changes = create_record(
        workspace, "trip", {"from_on": "2026-11-24", "to_on": "2026-11-26"}
    )
    stop = {"account_id": ACCOUNT, "trip_id": trip, "planned_on": "2026-11-25"}
    create_record(workspace, "visit_plan", stop)
    stops = RecordFilter(entity="visit_plan", under=("trip_id", trip))
    assert len(find_records(workspace, stops)) == 1
    other = RecordFilter(entity="visit_plan", under=("trip_id", key(77)))
    assert len(find_records(workspace, other)) == 0


def test_everybody_sees_what_the_policy_lets_them_read(workspace):
    rows = [
        {"id": key(61), "account_id": ACCOUNT, "kind": "fire", "happened_on": "2026-11-01"},
        {"id": key(62), "account_id": OTHER, "kind": "flood", "happened_on": "2026-11-02"},
    ]
    put_theirs(workspace, "incident", rows)
    seen = {
        who: found(seen_by(workspace, who), "incident", ("kind",))
        for who in (REP, OTHER_REP, HEAD, MARKETING, CUSTODIAN, SERVICE)
    }
    assert seen == {
        REP: ["fire"],
        OTHER_REP: ["flood"],
        HEAD: ["flood", "fire"],
        MARKETING: ["flood", "fire"],
        CUSTODIAN: [],
        SERVICE: [],
    }


def test_a_new_account_of_ones_own_is_seen_before_the_server_knows_it(workspace):
    with workspace.store.unit_of_work() as work:
        fields = {"name": "新店", "type": "retailer", "status": "prospect"}
        account = work.create("account", fields, workspace.author)
        work.commit(workspace.author)
    create_record(workspace, "incident", incident(account, "fire"))
    assert found(workspace, "incident", ("kind",)) == ["fire"]


def test_kinds_say_what_may_be_done_and_how_many_there_are(workspace):
    kinds = read_kinds(workspace, ("product_cost", "receivable", "security"), ACCOUNT)
    assert not kinds["product_cost"].reads
    assert (kinds["receivable"].creates, kinds["receivable"].count) == (False, 3)
    assert (kinds["security"].creates, kinds["security"].count) == (True, 0)
    assert read_kinds(workspace, ("security",))["security"].count is None


def test_a_record_of_another_rep_is_not_opened(workspace):
    put_theirs(
        workspace,
        "incident",
        [{"id": key(62), "account_id": OTHER, "kind": "flood", "happened_on": "2026-11-02"}],
    )
    with pytest.raises(NotAllowedError):
        read_record(workspace, "incident", key(62))
    assert read_record(seen_by(workspace, OTHER_REP), "incident", key(62)).owner_id == OTHER_REP


def test_a_record_that_is_gone_is_told(workspace):
    with pytest.raises(NotFoundError):
        read_record(workspace, "incident", key(99))


def test_a_new_record_begins_with_what_is_known(workspace):
    begun = start_record(workspace, "security", {"account_id": ACCOUNT})
    assert begun.is_new
    assert begun.fields == {
        "account_id": ACCOUNT,
        "valid_from_on": "2026-11-23",
        "state": "in_force",
    }
    assert begun.names[ACCOUNT] == "百禾粮油商贸行"
    assert "kind" in begun.rights.fields


def test_what_has_commands_of_its_own_is_no_field_of_a_form(workspace):
    begun = start_record(workspace, "credit_limit", {"account_id": ACCOUNT})
    assert not {"state", "proposed_by", "decision"} & begun.rights.fields
    assert start_record(seen_by(workspace, CUSTODIAN), "credit_limit", {}).rights.refusal


def test_a_reference_is_found_by_its_name_under_the_same_account(workspace):
    assert find_targets(workspace, "contact", "林", ACCOUNT)
    assert find_targets(workspace, "contact", "林", OTHER) == []
    assert find_targets(workspace, "product", "酱油") == [(PRODUCT, PRODUCT_NAME)]
    assert find_targets(workspace, "conflict") == []
    assert find_targets(seen_by(workspace, FINANCE), "receivable", "XS-301", ACCOUNT)


def test_a_warning_is_found_by_rules_and_begun_by_nobody(workspace):
    assert not find_records(workspace, RecordFilter(entity="warning")).creates
    assert not read_kinds(workspace, ("warning",))["warning"].creates
    assert start_record(workspace, "warning", {}).rights.refusal == "warning.fixed"
