"""Who one sector barred finds the door shut in all of them, and nobody sees why."""

from __future__ import annotations

import pytest

from app.commands.accounts.editing import create_account
from app.domain.credit.blacklist import marks_of
from app.domain.errors import NotAllowedError
from app.queries.credit.line import Order, judge_order
from server.services.company.office import Office
from server.services.desk.blacklist import refresh_marks
from tests.support.account_records import ACCOUNT, REP, fill_account, key, put
from tests.support.device import created
from tests.support.devices import make_workspace
from tests.support.server import ORG

SECRET = "5e" * 32
FIRM = {"name": "恶意商行", "phone": "13905120009"}


@pytest.fixture
def barred(server):
    """An account that another sector put on the list."""
    far = server.add_sector("华南")
    values = {**FIRM, "type": "dealer", "status": "lost", "sector_id": far}
    return server.add_record("account", {**values, "blacklisted": 1})


def open_file(device, **fields):
    return device.push(created("account", type="dealer", status="prospect", **fields))[0]


def test_a_barred_firm_is_not_opened_in_another_sector(server, rep, barred):
    assert open_file(rep, name="恶意商行").outcome != "refused"
    assert refresh_marks(server.database, ORG, server.clock) == 2
    assert barred
    refused = open_file(rep, name="恶意 商行")
    assert (refused.code, dict(refused.params)) == ("account.blacklisted", {})
    assert open_file(rep, name="善意商行").outcome != "refused"


def test_devices_receive_digests_and_nothing_of_the_firm(server, rep, barred):
    refresh_marks(server.database, ORG, server.clock)
    rep.pull()
    marks = [row for (entity, _), row in rep.rows.items() if entity == "blacklist_mark"]
    assert {row["kind"] for row in marks} == {"name", "phone"}
    assert ("account", barred) not in rep.rows
    assert "恶意" not in str(marks)


def test_who_is_taken_off_the_list_is_welcome_again(server, rep, barred):
    refresh_marks(server.database, ORG, server.clock)
    server.add_record("account", {"name": "x", "type": "dealer", "status": "active"})
    assert refresh_marks(server.database, ORG, server.clock) == 0
    Office(server.database, ORG, "", server.clock).edit("account", barred, {"blacklisted": 0})
    assert refresh_marks(server.database, ORG, server.clock) == 2
    assert open_file(rep, name="恶意商行").outcome != "refused"
    rep.pull()
    assert not rep.ids("blacklist_mark")


def test_a_device_with_the_marks_refuses_at_once_and_holds_orders(tmp_path):
    desk = make_workspace(tmp_path, REP)
    fill_account(desk)
    marks = [*marks_of(FIRM, SECRET), *marks_of({"uscc": "91320507MA1XK2QF3H"}, SECRET)]
    with desk.store.unit_of_work() as work:
        put(work, "blacklist_key", [{"id": key(990), "secret": SECRET}])
        put(work, "blacklist_mark", [
            {"id": mark.record_id, "kind": mark.kind, "digest": mark.digest} for mark in marks
        ])  # fmt: skip
        work.commit()
    with pytest.raises(NotAllowedError, match=r"account\.blacklisted"):
        create_account(desk, {**FIRM, "type": "dealer"})
    found = [one.code for one in judge_order(desk, ACCOUNT, Order(1))[0].objections]
    assert "credit.order.blacklisted" in found
    desk.store.close()
