"""What the server accepts of a device's groups, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.changes import Group
from sync.wire import codec
from sync.wire.messages import Problem, SentGroup
from tests.support.device import MADE_AT, BareDevice, created, deleted, edited, fresh_id

NEW_ACCOUNT = {"name": "晨光文具", "type": "dealer", "status": "prospect"}


def outcomes(results) -> list[tuple[str, str]]:
    return [(result.outcome, result.code) for result in results]


def problem(response) -> Problem:
    assert response.headers["content-type"] == "application/problem+json"
    return codec.decode_json(response.content, Problem)


def test_a_group_sent_again_gets_the_same_answer_and_is_applied_once(server, rep, account):
    group = rep.group(created("contact", account_id=account, name="王敏"))
    first = rep.send(group).results
    again = rep.send(group).results
    assert again == first
    with server.database.reading() as work:
        assert work.row("SELECT count(*) FROM history")[0] == 1


def test_a_number_used_again_for_other_contents_suspends_the_device(rep, account):
    rep.send(rep.group(created("contact", account_id=account, name="王敏")))
    rep.next_seq, rep.last_digest = 1, b""
    response = rep.post(rep.group(created("contact", account_id=account, name="李雷")))
    assert (response.status_code, problem(response).code) == (409, "sync.group.reused")
    assert problem(rep.post()).code == "device.suspended"


@pytest.mark.usefixtures("server")
def test_groups_before_a_broken_one_are_kept(rep, account):
    good = rep.group(created("contact", account_id=account, name="王敏"))
    sent = rep.group(created("contact", account_id=account, name="李雷"))
    broken = SentGroup(sent.device_seq, sent.body, sent.previous, bytes(32))
    response = rep.post(good, broken)
    assert problem(response).params == {"expected_seq": 2}
    rep.pull()
    assert len(rep.ids("contact")) == 1


@pytest.mark.parametrize("part", ["previous", "digest", "body"])
def test_a_group_that_does_not_fit_the_chain_is_refused(rep, account, part):
    rep.send(rep.group(created("contact", account_id=account, name="王敏")))
    sent = rep.group(created("contact", account_id=account, name="李雷"))
    values = {name: getattr(sent, name) for name in sent.__struct_fields__}
    broken = SentGroup(**{**values, part: bytes(reversed(values[part]))})
    response = rep.post(broken)
    assert (response.status_code, problem(response).code) == (409, "sync.chain.broken")
    assert rep.send(sent).results[0].outcome == "applied"


def test_a_sound_group_on_top_of_another_history_is_refused(rep, account):
    """As from a device whose file was restored from an older copy."""
    rep.send(rep.group(created("contact", account_id=account, name="王敏")))
    rep.last_digest = b""
    response = rep.post(rep.group(created("contact", account_id=account, name="李雷")))
    assert problem(response).code == "sync.chain.broken"


def test_a_gap_stops_and_names_the_missing_number(rep, account):
    first = rep.group(created("contact", account_id=account, name="王敏"))
    second = rep.group(created("contact", account_id=account, name="李雷"))
    answer = rep.send(second)
    assert (answer.results, answer.expected_seq) == ((), 1)
    answer = rep.send(first, second)
    assert [result.outcome for result in answer.results] == ["applied", "applied"]
    assert answer.expected_seq == 3


def test_a_group_is_applied_whole_or_not_at_all(rep, account):
    good = created("contact", account_id=account, name="王敏")
    bad = created("contact", account_id=account, name="李雷", sex="unknown")
    assert outcomes(rep.push(good, bad, good)) == [
        ("held", ""),
        ("refused", "field.choice"),
        ("held", ""),
    ]
    rep.pull()
    assert rep.ids("contact") == set()


def test_a_refused_group_does_not_stop_the_ones_behind_it(rep, account):
    poison = rep.group(edited("contact", fresh_id(), 1, name=("a", "b")))
    good = rep.group(created("contact", account_id=account, name="王敏"))
    answer = rep.send(poison, good)
    assert [result.outcome for result in answer.results] == ["refused", "applied"]
    assert outcomes(answer.results[0].results) == [("refused", "record.unknown")]


def test_a_group_that_cannot_be_read_takes_its_place_and_is_refused(rep, account):
    body = b"\xc1 not a group"
    sent = SentGroup(1, body, b"", codec.chain_digest(b"", body))
    rep.next_seq, rep.last_digest = 2, sent.digest
    good = rep.group(created("contact", account_id=account, name="王敏"))
    answer = rep.send(sent, good)
    assert outcomes(answer.results[0].results) == [("refused", "sync.group.malformed")]
    assert answer.results[1].outcome == "applied"


def test_nobody_works_in_another_name(rep, account):
    operation = created("contact", account_id=account, name="王敏")
    group = Group(fresh_id(), fresh_id(), MADE_AT, "Asia/Shanghai", (operation,))
    body = codec.encode_group(group)
    answer = rep.send(SentGroup(1, body, b"", codec.chain_digest(b"", body)))
    assert outcomes(answer.results[0].results) == [("refused", "sync.group.foreign")]


def test_a_new_account_gets_owner_sector_and_number(rep, sector):
    account_id = fresh_id()
    assert outcomes(rep.push(created("account", account_id, **NEW_ACCOUNT))) == [("merged", "")]
    row = rep.rows["account", account_id]
    assert (row["owner_id"], row["sector_id"]) == (rep.user_id, sector)
    assert row["number"] == "KH-00001"


def test_a_company_without_sectors_works_as_well(device_of):
    device = device_of("wu", sector_id=None)
    account_id = fresh_id()
    device.push(created("account", account_id, **NEW_ACCOUNT))
    change = edited("account", account_id, 1, city=(None, "上海"))
    contact = created("contact", account_id=account_id, name="王敏")
    assert outcomes(device.push(change, contact)) == [("applied", ""), ("applied", "")]


def test_the_number_of_a_refused_account_is_given_again(rep):
    wrong = created("contact", account_id=fresh_id(), name="王敏")
    account_id = fresh_id()
    rep.send(
        rep.group(created("account", **NEW_ACCOUNT), wrong),
        rep.group(created("account", account_id, **NEW_ACCOUNT)),
    )
    assert rep.rows["account", account_id]["number"] == "KH-00001"


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (created("account", **NEW_ACCOUNT, credit_limit_minor=100), "field.server"),
        (created("account", name="晨光文具", type="dealer"), "field.blank"),
        (created("account", **NEW_ACCOUNT, colour="red"), "field.unknown"),
        (created("product", code="A1", name="笔", unit="支"), "entity.read_only"),
        (created("conflict", state="open"), "entity.read_only"),
        (created("planet", name="x"), "entity.unknown"),
        (created("account", "short", **NEW_ACCOUNT), "record.id"),
        (created("contact", account_id=fresh_id(), name="王敏"), "record.not_visible"),
        (created("contact", name="王敏"), "record.not_visible"),
        (edited("account", fresh_id(), 1, name=("a", "b")), "record.unknown"),
        (deleted("contact", fresh_id(), 1), "record.unknown"),
        (edited("visit_log", fresh_id(), 1, note=("a", "b")), "entity.append_only"),
    ],
)
def test_what_the_schema_forbids_is_refused_with_its_reason(rep, operation, code):
    assert outcomes(rep.push(operation)) == [("refused", code)]


def test_blank_server_fields_of_a_new_record_are_ignored(rep):
    results = rep.push(created("account", **NEW_ACCOUNT, number=None, credit_limit_minor=None))
    assert outcomes(results) == [("merged", "")]


def test_a_field_that_the_server_writes_cannot_be_edited(rep, account):
    change = edited("account", account, 1, owner_id=(rep.user_id, fresh_id()))
    assert outcomes(rep.push(change)) == [("refused", "field.server")]


def test_a_visit_log_is_written_once(rep, account):
    log_id = fresh_id()
    log = created(
        "visit_log",
        log_id,
        account_id=account,
        author_id=rep.user_id,
        started_at=MADE_AT,
        way="visit",
    )
    assert outcomes(rep.push(log)) == [("applied", "")]
    change = edited("visit_log", log_id, 1, content=(None, "later"))
    assert outcomes(rep.push(change)) == [("refused", "entity.append_only")]
    assert outcomes(rep.push(deleted("visit_log", log_id, 1))) == [
        ("refused", "entity.append_only")
    ]


def test_an_id_is_used_once(rep, account):
    contact = created("contact", account_id=account, name="王敏")
    rep.push(contact)
    assert outcomes(rep.push(replace(contact, op_id=fresh_id()))) == [("refused", "record.exists")]


def test_a_contract_that_was_signed_is_not_changed(server, rep, account):
    contract = server.add_record(
        "contract", {"account_id": account, "template_id": fresh_id(), "state": "signed"}
    )
    change = edited("contract", contract, 1, total_minor=(None, 5))
    assert outcomes(rep.push(change)) == [("refused", "record.not_allowed")]


def test_a_role_that_only_reads_cannot_write(device_of, account):
    inspector = device_of("zhao", "inspector")
    change = edited("account", account, 1, name=("华信", "x"))
    assert outcomes(inspector.push(change)) == [("refused", "record.not_allowed")]


def test_a_role_that_writes_some_fields_cannot_write_others(server, device_of, account):
    values = {"account_id": account, "template_id": fresh_id(), "state": "effective"}
    contract = server.add_record("contract", values)
    custodian = device_of("qian", "custodian")
    place = {"archive_category": (None, "sales"), "shelf_mark": (None, "A-1")}
    received = {
        "original_received_on": (None, "2026-11-23"),
        "original_received_by": (None, custodian.user_id),
    }
    steps = {"state": ("effective", "archived"), **place, **received}
    filed = edited("contract", contract, 1, **steps)
    assert outcomes(custodian.push(filed)) == [("applied", "")]
    dated = edited("contract", contract, 2, signed_place=(None, "上海"))
    assert outcomes(custodian.push(dated)) == [("refused", "field.not_allowed")]


def test_every_accepted_value_has_a_source(server, rep, account):
    operation = edited("account", account, 1, city=(None, "上海"))
    rep.push(operation)
    with server.database.reading() as work:
        rows = work.rows(
            "SELECT op_id, op, user_id, device_id, revision, zone, fields FROM history"
        )
    assert [tuple(row) for row in rows] == [
        (
            operation.op_id,
            "edit",
            rep.user_id,
            rep.id,
            2,
            "Asia/Shanghai",
            '{"city":[null,"上海"]}',
        )
    ]


def test_many_groups_of_one_request_build_on_each_other(rep: BareDevice, account):
    contact = fresh_id()
    groups = [rep.group(created("contact", contact, account_id=account, name="0"))]
    groups += [
        rep.group(edited("contact", contact, 0, name=(str(n), str(n + 1)))) for n in range(20)
    ]
    answer = rep.send(*groups)
    assert {result.outcome for result in answer.results} == {"applied"}
    assert [result.results[0].revision for result in answer.results] == list(range(1, 22))
