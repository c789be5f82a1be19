"""Keys for bundles are replaced on both sides; old ones are good for reading for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.store import facts
from server.services.bundles.keys import KeyRing
from sync.bundle_keys import introduction, read_bundle_keys
from sync.wire.bundles.faults import BundleError
from sync.wire.bundles.key_chain import follow_links
from tests.support.stick import waiting

SALT, NEXT_SALT = b"\x05" * 32, b"\x06" * 32


def ring(server) -> KeyRing:
    return server.server.bundles.replies.ring


def pass_days(server, days):
    server.clock.advance(timedelta(days=days))


def meet(desk):
    """Let the device sync once over the network."""
    desk.network.offline = False
    desk.sync()
    desk.network.offline = True


def save(desk):
    return desk.create("account", name="百禾粮油", type="dealer", status="active")


def pinned(desk):
    with desk.workspace.store.snapshot() as look:
        return look.facts.read(facts.ORG_KEYS)


def round_trip(desk, stick):
    save(desk)
    stick.write(desk)
    stick.take()
    stick.read(desk)
    assert waiting(desk) == 0


def test_a_device_that_has_not_heard_of_new_keys_goes_on_with_the_old(server, desk, stick):
    ring(server).rotate(SALT)
    pass_days(server, 89)
    round_trip(desk, stick)
    stick.give(desk, "given")
    stick.read(desk, "given")


def test_after_ninety_days_the_old_keys_are_taken_no_more(server, desk, stick):
    ring(server).rotate(SALT)
    save(desk)
    stick.write(desk)
    pass_days(server, 90)
    with pytest.raises(BundleError) as refused:
        stick.take()
    assert refused.value.code == "bundle.other_key"


def test_the_next_introduction_brings_keys_that_the_old_ones_vouch_for(server, desk, stick):
    before = pinned(desk)
    ring(server).rotate(SALT)
    pass_days(server, 31)
    meet(desk)  # hears the time
    meet(desk)  # and tells its key again
    assert pinned(desk) == ring(server).told()[0] != before
    round_trip(desk, stick)
    # What the office signs for others who know the old keys only is still read.
    stick.give(desk, "given")
    stick.read(desk, "given")
    pass_days(server, 95)
    round_trip(desk, stick)


def test_a_device_may_miss_a_generation(server, desk):
    ring(server).rotate(SALT)
    pass_days(server, 10)
    ring(server).rotate(NEXT_SALT)
    pass_days(server, 31)
    meet(desk)
    meet(desk)
    assert pinned(desk) == ring(server).told()[0]


def test_keys_that_nobody_vouches_for_are_not_taken(server):
    newest, links = ring(server).told()
    ring(server).rotate(SALT)
    stranger, links = ring(server).told()
    spoiled = (links[0][:-1] + bytes([links[0][-1] ^ 1]),)
    server_id = ring(server).server_id
    assert follow_links(newest, server_id, links) == stranger
    assert follow_links(newest, server_id, spoiled) == newest
    assert follow_links(newest, "0" * 32, links) == newest
    assert follow_links(newest, server_id, (links[0][:-1],)) == newest


def test_a_device_enrolled_later_is_given_what_the_newest_keys_sign(server, device, stick):
    ring(server).rotate(SALT)
    stick._wait()
    ben = device("ben")
    stick.give(ben, "given")
    stick.read(ben, "given")


def test_what_opens_old_bundles_is_forgotten_when_they_are_taken_no_more(server):
    ring(server).rotate(SALT)
    pass_days(server, 1)
    ring(server).rotate(NEXT_SALT)
    pass_days(server, 91)
    ring(server).rotate(b"\x07" * 32)
    with server.database.reading() as work:
        rows = work.rows("SELECT generation, salt FROM bundle_key ORDER BY generation")
    held = {int(number): salt and bytes(salt) for number, salt in rows}
    assert held == {1: None, 2: NEXT_SALT, 3: b"\x07" * 32}


def test_a_device_replaces_its_own_key_and_still_reads_what_was_sealed_to_the_old(
    server, desk, stick
):
    with desk.workspace.store.snapshot() as look:
        old = read_bundle_keys(look).sealing[0].public_key().public_bytes_raw()
    stick.give(desk, "sealed to the old")
    pass_days(server, 181)
    meet(desk)
    meet(desk)
    with desk.workspace.store.snapshot() as look:
        keys = read_bundle_keys(look)
        told = introduction(look)
    new = keys.sealing[0].public_key().public_bytes_raw()
    assert new != old
    assert keys.opening(old).public_key().public_bytes_raw() == old
    assert told in {b"", new}
    meet(desk)
    with server.database.reading() as work:
        row = work.row("SELECT sealing_key FROM device WHERE sealing_key IS NOT NULL")
    assert bytes(row[0]) == new
    round_trip(desk, stick)
    pass_days(server, 91)
    meet(desk)
    with desk.workspace.store.snapshot() as look:
        assert len(read_bundle_keys(look).sealing) == 1
