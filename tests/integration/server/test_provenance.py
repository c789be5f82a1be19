"""Every value of a record says where it came from, the first ones too."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.errors import NotFoundError
from app.domain.ids import new_id
from server.admin.history_lines import history_lines
from server.services.company.office import Office
from server.services.desk.provenance import Source, list_provenance
from tests.support.device import MADE_AT, BareDevice, created, deleted, edited, fresh_id
from tests.support.server import ORG


@pytest.fixture
def other(device_of) -> BareDevice:
    return device_of("shen", "sector_head")


@pytest.fixture
def contact(rep, other, account) -> str:
    contact_id = fresh_id()
    rep.push(created("contact", contact_id, account_id=account, name="王敏", post="buyer"))
    other.pull()
    return contact_id


def past(server, entity, record_id):
    with server.database.reading() as work:
        return list_provenance(work, ORG, entity, record_id)


def told(values, field):
    return [
        (one.value, one.user_id, one.device_id, one.source) for one in values if one.field == field
    ]


def test_the_values_of_a_creation_are_there_although_they_were_overwritten(
    server, rep, other, contact
):
    other.push(edited("contact", contact, 1, post=("buyer", "payer"), mobile=(None, "1")))
    other.push(edited("contact", contact, 2, post=("payer", None)))
    values = past(server, "contact", contact)
    assert [(value, user) for value, user, _, _ in told(values, "post")] == [
        ("buyer", rep.user_id),
        ("payer", other.user_id),
        (None, other.user_id),
    ]
    assert told(values, "mobile")[0][:3] == ("1", other.user_id, other.id)
    assert [one.revision for one in values] == sorted(one.revision for one in values)


def test_the_newest_value_of_each_field_is_marked(server, other, contact):
    other.push(edited("contact", contact, 1, post=("buyer", "payer")))
    current = {one.field: one.value for one in past(server, "contact", contact) if one.is_current}
    assert (current["post"], current["name"]) == ("payer", "王敏")
    assert len(current) == 3


def test_a_value_that_waited_on_the_device_is_told_from_one_sent_at_once(server, rep, account):
    server.clock.moment = server.clock.moment.fromtimestamp(
        MADE_AT / 1000 + 5, tz=server.clock.moment.tzinfo
    )
    rep.enrol()
    rep.pull()
    rep.push(edited("account", account, 1, phone=(None, "1")))
    server.clock.advance(timedelta(hours=3))
    rep.enrol()
    rep.push(edited("account", account, 2, phone=("1", "2")))
    sources = [source for _, _, _, source in told(past(server, "account", account), "phone")]
    assert sources == [Source.ONLINE, Source.OFFLINE]


def test_what_was_loaded_and_what_the_office_wrote_say_so(server, rep, account):
    office_user = new_id(server.clock())
    Office(server.database, ORG, office_user, server.clock).edit("account", account, {"phone": "9"})
    values = past(server, "account", account)
    assert told(values, "name") == [("华信", "", "", Source.IMPORT)]
    assert told(values, "phone") == [("9", office_user, "", Source.OFFICE)]
    assert told(values, "owner_id")[0][0] == rep.user_id


def test_a_value_made_out_of_two_is_a_merge(server, rep, other, account):
    rep.pull()
    other.pull()
    rep.push(edited("account", account, 1, brands=(None, "鲁花")))
    other.push(edited("account", account, 1, brands=(None, "多力")))
    assert [
        (value, source) for value, _, _, source in told(past(server, "account", account), "brands")
    ][-1] == ("多力\n鲁花", Source.MERGE)


def test_a_deletion_is_the_last_line(server, rep, contact):
    rep.push(deleted("contact", contact, 1))
    assert past(server, "contact", contact)[-1].field == "deleted"


def test_a_record_that_nobody_made_has_no_past(server):
    with pytest.raises(NotFoundError, match=r"record\.unknown"):
        past(server, "account", fresh_id())


def test_an_administrator_reads_it_line_by_line(server, rep, other, contact):
    other.push(edited("contact", contact, 1, post=("buyer", "payer")))
    with server.database.reading() as work:
        lines = list(history_lines(work, ORG, "contact", contact))
    (before, after) = [line for line in lines if " post = " in line]
    assert before.startswith("  ")
    assert after.startswith("* ")
    assert 'r1 post = "buyer"' in before
    assert f"by Li ({rep.user_id}) on" in before
    assert f'r2 post = "payer"  online by Shen ({other.user_id})' in after
