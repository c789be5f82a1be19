"""A long journal goes in parts, the next one while the last is settled, and none goes twice."""

import pytest

from sync.confidence_keys import wishes_confidence
from sync.wire.codec import decode
from sync.wire.messages import SyncRequest
from tests.support.doubts import new_account
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, enrolled

PARTS = 4


@pytest.fixture
def device(tmp_path, monkeypatch):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        running.add_user("anna", PASSWORD, ("rep",), sector)
        made = enrolled(running, tmp_path / "desk", "anna")
        made.sync()
        monkeypatch.setattr("sync.exchange.push.LARGEST_PUSH_GROUPS", 1)
        yield made
        made.workspace.store.close()


def sent_in(device):
    """Return the numbers of the groups that a round sends, by request."""
    sent = []
    carry = device.wire.call

    def noted(method, path, *, body=b"", expect):
        if path == "/v1/sync":
            sent.append([group.device_seq for group in decode(body, SyncRequest).groups])
        return carry(method, path, body=body, expect=expect)

    device.wire.call = noted
    device.sync()
    device.wire.call = carry
    return sent


def write(device):
    account = new_account(device)
    for number in range(PARTS - 1):
        device.create("contact", account_id=account, name=f"联系人{number}")


def test_a_device_that_wishes_something_besides_sends_no_part_twice(device):
    """It asks for a key in every round that this server, which has none, never gives."""
    with device.workspace.store.snapshot() as look:
        assert wishes_confidence(look)
    write(device)
    sent = sent_in(device)
    assert [len(part) for part in sent] == [1] * PARTS
    assert len({seq for part in sent for seq in part}) == PARTS
