"""The past of a record is told to who may read the record, and to nobody else."""

from __future__ import annotations

from sync.wire import codec
from sync.wire.messages import MEDIA_TYPE, PROTOCOL_VERSION, Problem
from sync.wire.past import LARGEST_PAST, PastAnswer, PastRequest
from tests.support.device import created, edited, fresh_id


def ask(device, entity, record_id, protocol=PROTOCOL_VERSION):
    request = PastRequest(protocol, entity, record_id)
    return device.request("POST", "/v1/past", codec.encode(request))


def past(device, entity, record_id):
    response = ask(device, entity, record_id)
    assert response.status_code == 200, response.text
    return codec.decode(response.content, PastAnswer)


def refusal(response):
    return response.status_code, codec.decode_json(response.content, Problem).code


def test_every_value_is_told_with_what_stood_there_and_who_wrote_it(rep, device_of, account):
    head = device_of("sun", "sector_head")
    head.pull()
    rep.push(edited("account", account, 1, phone=[None, "0512-1"]))
    head.push(edited("account", account, 2, phone=["0512-1", "0512-2"]))
    told = [one for one in past(rep, "account", account).values if one.field == "phone"]
    assert [(one.before, one.value) for one in told] == [("0512-1", "0512-2"), (None, "0512-1")]
    assert told[0].user != told[1].user
    assert all(one.user and one.device for one in told)
    assert told[0].server_time >= told[1].server_time


def test_a_record_of_somebody_elses_book_is_as_unknown_as_none(account, device_of):
    other = device_of("wang", "rep")
    other.pull()
    assert refusal(ask(other, "account", account)) == (404, "record.unknown")
    assert refusal(ask(other, "account", fresh_id())) == (404, "record.unknown")
    assert refusal(ask(other, "nothing", account)) == (404, "record.unknown")


def test_what_is_confided_has_no_past_on_a_screen(rep, account):
    contact = fresh_id()
    rep.push(created("contact", contact, account_id=account, name="王敏"))
    assert past(rep, "contact", contact).values
    assert refusal(ask(rep, "contact_private", contact)) == (404, "record.unknown")


def test_an_answer_is_bounded_and_says_what_it_left_out(rep, account):
    before = None
    for number in range(LARGEST_PAST + 5):
        rep.push(edited("account", account, number + 1, remark=[before, str(number)]))
        before = str(number)
    told = past(rep, "account", account)
    assert len(told.values) == LARGEST_PAST
    assert told.is_cut
    assert told.values[0].value == before


def test_a_request_without_a_signature_is_refused(rep, account):
    body = codec.encode(PastRequest(PROTOCOL_VERSION, "account", account))
    answer = rep.client.post("/v1/past", content=body, headers={"content-type": MEDIA_TYPE})
    assert answer.status_code == 401
