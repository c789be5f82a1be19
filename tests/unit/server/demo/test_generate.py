"""The demo is complete, valid, consistent and the same every time."""

import datetime as dt
import hashlib
import json
from collections import Counter
from dataclasses import replace

import pytest

from app.domain.fields import Merge
from app.domain.identifiers.bank import check_bank_account, check_cnaps
from app.domain.identifiers.phone import check_phone
from app.domain.identifiers.uscc import check_uscc
from app.domain.schema import ENTITIES, check_complete, check_fields
from server.demo.generate import DEMO_SEED, generate, load_demo, write_rows
from server.demo.people import people
from server.demo.sizes import FIELD, HISTORY, LARGE, size_named
from server.demo.world import make_world


def digest(size, seed, today):
    found = hashlib.sha256()
    for entity, rows in generate(size, seed, today):
        found.update(json.dumps([entity, rows], sort_keys=True).encode())
    return found.hexdigest()


def test_the_same_seed_and_day_give_the_same_demo(today):
    assert digest("small", 7, today) == digest("small", 7, today)


def test_another_seed_gives_another_demo(today):
    assert digest("small", 7, today) != digest("small", 8, today)


@pytest.mark.parametrize("today", [dt.date(2027, 1, 3), dt.date(2028, 2, 29)])
def test_the_demo_can_be_made_for_any_later_day(today):
    rows = dict(generate("small", DEMO_SEED, today))
    plans = [plan for plan in rows["visit_plan"] if plan["planned_on"] == today.isoformat()]
    assert plans


def test_entities_come_in_the_order_of_the_schema(today):
    order = list(ENTITIES)
    places = [order.index(entity) for entity, _ in generate("small", 1, today)]
    assert places == sorted(places)


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_row_is_complete_and_clean(small, entity):
    for row in small[entity]:
        fields = {name: value for name, value in row.items() if name != "id"}
        assert fields.keys() == ENTITIES[entity].fields.keys()
        assert check_fields(entity, fields) == fields
        check_complete(entity, fields)


def test_every_id_is_given_once(small):
    ids = Counter(row["id"] for rows in small.values() for row in rows)
    assert max(ids.values()) == 1


def test_every_reference_leads_to_a_record_of_its_entity(small):
    ids = {entity: {row["id"] for row in rows} for entity, rows in small.items()}
    for entity, rows in small.items():
        for name, field in ENTITIES[entity].fields.items():
            if field.target:
                asked = {row[name] for row in rows if row[name] is not None}
                assert asked <= ids.get(field.target, set()), f"{entity}.{name}"


def test_what_hangs_together_belongs_to_the_same_account(small):
    accounts = {row["id"]: row["account_id"] for row in small["visit_log"] + small["contract"]}
    for child in small["stock_count"] + small["commitment"]:
        assert accounts[child["visit_log_id"]] == child["account_id"]
    for child in small["contract_line"] + small["print_record"]:
        assert accounts[child["contract_id"]] == child["account_id"]


def test_a_plan_that_was_done_and_its_log_name_each_other(small):
    plans = {plan["id"]: plan for plan in small["visit_plan"]}
    planned = [log for log in small["visit_log"] if log["plan_id"]]
    assert planned
    assert all(plans[log["plan_id"]]["visit_log_id"] == log["id"] for log in planned)
    done = [plan for plan in plans.values() if plan["state"] == "done"]
    assert len(done) == len(planned)


ONLY_FOR_EXCEPTIONS = {"credit_policy_id", "terms_deviation"}


def test_the_office_fields_are_filled(small):
    fields = ENTITIES["account"].fields.values()
    office = [field.name for field in fields if field.merge is Merge.SERVER]
    office = [name for name in office if name not in ONLY_FOR_EXCEPTIONS]
    for account in small["account"]:
        assert all(account[name] is not None for name in office), account["name"]


def test_identifiers_pass_their_checks(small):
    for row in small["account"] + small["company"]:
        assert check_uscc(row["uscc"] or "").is_ok
        assert check_phone(row["phone"]).is_ok
        assert check_bank_account(row["bank_account"] or "").is_ok
    assert all(check_cnaps(row["cnaps"]).is_ok for row in small["company"])
    for row in small["contact"]:
        assert check_phone(row["mobile"]).is_ok


@pytest.mark.parametrize("name", ["mobile", "email"])
def test_no_two_contacts_share_a_number(small, name):
    given = [row[name] for row in small["contact"] if row[name]]
    assert len(set(given)) == len(given)


def test_mobile_numbers_lie_in_the_block_that_reaches_nobody(small):
    assert {row["mobile"][3:7] for row in small["contact"]} == {"0000"}


def test_the_small_demo_has_the_promised_people_and_accounts(small):
    owners = Counter(account["owner_id"] for account in small["account"])
    own = next(user["id"] for user in small["user"] if user["login"] == "zhoulan")
    counts = {name: len(small[name]) for name in ("company", "sector", "user", "account")}
    assert counts == {"company": 2, "sector": 3, "user": 14, "account": 200}
    assert owners[own] == 120
    assert Counter(user["roles"] for user in small["user"])["rep"] == 6


def test_those_who_sign_in_are_the_users_of_the_demo(small):
    assert {(each.id, each.login) for each in people(DEMO_SEED)} == {
        (row["id"], row["login"]) for row in small["user"]
    }


def test_sales_receivables_and_credit_tell_the_same_story(small):
    sold, owed = Counter(), Counter()
    for row in small["sales_record"]:
        sold[row["document_number"]] += row["amount_minor"]
    for row in small["receivable"]:
        assert row["amount_minor"] == sold[row["document_number"]]
        assert 0 <= row["paid_minor"] <= row["amount_minor"]
        owed[row["account_id"]] += row["amount_minor"] - row["paid_minor"]
    for account in small["account"]:
        limit = account["credit_limit_minor"]
        assert owed[account["id"]] <= limit * 120 // 100, account["name"]


def test_contract_totals_are_the_sums_of_their_lines(small):
    totals = Counter()
    for line in small["contract_line"]:
        totals[line["contract_id"]] += int(line["quantity"]) * line["unit_price_minor"]
    assert all(row["total_minor"] == totals[row["id"]] for row in small["contract"])


def test_history_reaches_back_24_months_and_not_into_the_future(small, today):
    days = {row["sold_on"] for row in small["sales_record"]}
    assert max(days) <= today.isoformat()
    assert "2024-11-21" <= min(days) < "2025-01-01"


def test_the_field_demo_has_the_promised_accounts(today):
    counts, own, owner = Counter(), 0, ""
    for entity, rows in generate("field", DEMO_SEED, today):
        counts[entity] += len(rows)
        if entity == "user":
            owner = next(row["id"] for row in rows if row["login"] == "zhoulan")
        if entity == "account":
            own += sum(row["owner_id"] == owner for row in rows)
    assert (counts["account"], own) == (FIELD.accounts, FIELD.own) == (2_000, 800)
    assert counts["sales_record"] > 40_000
    assert min(counts[name] for name in HISTORY) > 50


def test_the_large_demo_gives_the_rep_20_000_accounts_and_half_a_million_rows(today):
    assert (LARGE.accounts, LARGE.own) == (20_000, 20_000)
    sampled = replace(LARGE, accounts=1_000, own=1_000)
    world = make_world(sampled, DEMO_SEED, today)
    rows = sum(1 for name in HISTORY for _ in write_rows(world, name))
    assert 480_000 <= rows * LARGE.accounts // sampled.accounts <= 530_000


def test_no_two_accounts_share_a_name(today):
    world = make_world(replace(LARGE, accounts=6_000), DEMO_SEED, today)
    names = [dealing.profile.name.full for dealing in world.dealings]
    assert len(set(names)) == len(names)
    assert {letter for name in names for letter in name} >= set("喆堃璟犇镕瑄（）")
    assert max(len(name) for name in names) >= 35


def test_loading_hands_over_every_row_once(small, today):
    loaded = Counter()
    total = load_demo(
        lambda entity, rows: loaded.update({entity: len(rows)}),
        size="small",
        seed=DEMO_SEED,
        today=today,
    )
    assert loaded == {entity: len(rows) for entity, rows in small.items() if rows}
    assert total == loaded.total()


def test_an_unknown_size_is_refused():
    with pytest.raises(ValueError, match="huge"):
        size_named("huge")
