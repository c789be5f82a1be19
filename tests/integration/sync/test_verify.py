"""What is wrong on a device is named, and what needs no server is mended."""

import pytest

from app.commands.accounts.cards import refresh_cards
from app.commands.sync.verify import Verification, verify_device
from app.store import facts
from tests.support.doubts import contacts, damage, new_account
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, enrolled


@pytest.fixture
def desk(tmp_path):
    with make_server(tmp_path) as server:
        server.add_user("anna", PASSWORD, ("rep",), server.add_sector())
        one = enrolled(server, tmp_path / "desk", "anna")
        one.sync()
        yield one
        one.workspace.store.close()


def test_the_check_of_a_sound_device_finds_nothing(desk):
    account = new_account(desk)
    contacts(desk, account, 5)
    refresh_cards(desk.workspace)
    assert verify_device(desk.workspace) == Verification((), 0)


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("UPDATE journal_group SET body = x'90' WHERE device_seq = 1", "journal_broken"),
        ("DELETE FROM account_card", "account_without_card"),
        ("DELETE FROM account_words", "account_without_words"),
        (
            "INSERT INTO account_card (account_rowid, sort_key) VALUES (99, 'x')",
            "card_without_account",
        ),
        ("INSERT INTO account_codes (rowid, codes) VALUES (99, 'xyz')", "words_without_account"),
        ("UPDATE contact SET _revision = 0", "row_nobody_saved"),
        ("DELETE FROM journal_group WHERE device_seq = 2", "operation_without_group"),
        (
            "INSERT INTO blob (sha256, size_bytes, state) VALUES (hex(zeroblob(32)), 1, 'sent')",
            "file_missing",
        ),
    ],
)
def test_the_check_finds(desk, sql, rule):
    account = new_account(desk)
    contacts(desk, account, 5)
    refresh_cards(desk.workspace)
    damage(desk, sql)
    found = verify_device(desk.workspace)
    assert rule in {finding.rule for finding in found.findings}


def test_list_and_search_are_mended_from_the_records(desk):
    account = new_account(desk)
    contacts(desk, account, 5)
    refresh_cards(desk.workspace)
    damage(desk, "DELETE FROM account_card")
    damage(desk, "DELETE FROM account_words")
    damage(desk, "INSERT INTO account_codes (rowid, codes) VALUES (99, 'xyz')")
    assert verify_device(desk.workspace).mended == 2
    refresh_cards(desk.workspace)
    assert verify_device(desk.workspace) == Verification((), 0)


def test_a_check_asks_for_a_comparison_with_the_server(desk):
    verify_device(desk.workspace)
    with desk.workspace.store.snapshot() as look:
        assert look.facts.read(facts.COMPARE_DUE)
    desk.sync()
    with desk.workspace.store.snapshot() as look:
        assert look.facts.read(facts.COMPARE_DUE) is None
