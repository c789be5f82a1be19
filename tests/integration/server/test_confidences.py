"""The key to what is confided goes to those who may read it; plain values and an off switch."""

from __future__ import annotations

import pytest

from app.domain.accounts.confidences import SETTING
from server.services.carrying.confidences import switch_off
from server.services.verification import verify_database
from tests.support.device import created, edited, fresh_id
from tests.support.server import ORG

ACCOUNT, CONTACT, PRIVATE = (fresh_id() for _ in range(3))
SEALED = "rbc1:QUJD"


@pytest.fixture
def filled(server, rep):
    rep.push(
        created("account", ACCOUNT, name="百禾粮油", type="dealer", status="active"),
        created("contact", CONTACT, account_id=ACCOUNT, name="林秀珍"),
    )
    yield rep
    assert verify_database(server.database, ORG) == []


def private(record_id=PRIVATE, **values):
    given = {"account_id": ACCOUNT, "contact_id": CONTACT, "purpose": "生日"}
    return created("contact_private", record_id, **given, **values)


def key_of(device):
    return device.send(wants_confidence=True).confidence_key


def test_the_key_goes_to_reps_and_heads_and_is_the_same(filled, device_of):
    keys = {key_of(filled), key_of(device_of("shen", "sector_head"))}
    assert len(keys) == 1
    assert len(keys.pop()) == 32


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("role", ["finance", "inspector", "sector_admin", "system_admin"])
def test_nobody_else_gets_the_key(device_of, role):
    assert key_of(device_of("wai", role)) == b""


def test_who_does_not_ask_is_not_given_it(filled):
    assert filled.send().confidence_key == b""


def test_only_sealed_values_are_taken(filled):
    assert filled.push(private(family="一子一女"))[0].code == "confidence.unsealed"
    assert filled.push(private(family=SEALED))[0].outcome == "applied"
    plain = edited("contact_private", PRIVATE, 1, health=(None, "好"))
    assert filled.push(plain)[0].code == "confidence.unsealed"


def test_switched_off_the_records_go_everywhere_and_no_new_one_comes(server, filled, device_of):
    head = device_of("shen", "sector_head")
    filled.push(private(family=SEALED))
    filled.push(edited("contact_private", PRIVATE, 1, health=(None, "rbc1:REVG")))
    head.pull()
    assert ("contact_private", PRIVATE) in head.rows
    assert switch_off(server.database, ORG, clock=server.clock) == 1
    head.pull()
    assert ("contact_private", PRIVATE) not in head.rows
    assert filled.push(private(fresh_id(), family=SEALED))[0].code == "confidence.off"
    assert key_of(head) == b""
    with server.database.reading() as work:
        texts = [str(row[0]) for row in work.rows("SELECT body FROM record", ())]
        texts += [str(row[0]) for row in work.rows("SELECT fields FROM history", ())]
    assert not any("rbc1:" in text for text in texts)


def test_switching_off_counts_more_than_an_older_wish_to_keep_them(server, filled):
    server.add_record("setting", {"name": SETTING, "value": '"on"', "valid_from_on": "2026-01-01"})
    switch_off(server.database, ORG, clock=server.clock)
    assert filled.push(private(family=SEALED))[0].code == "confidence.off"
    assert key_of(filled) == b""
