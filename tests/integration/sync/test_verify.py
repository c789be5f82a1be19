"""What is wrong on a device is named, and what needs no server is mended."""

import pytest

from app.commands.accounts.cards import refresh_cards
from app.commands.sync.verify import DAMAGE, Verification, verify_device
from app.store import facts
from app.store.errors import DamagedStoreError
from tests.support.devices import make_workspace
from tests.support.doubts import contacts, damage, new_account
from tests.support.raw_pages import spoil_page
from tests.support.server import make_server
from tests.support.synced_device import PASSWORD, enrolled

KEY = "7f" * 32


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


def reopened_with_a_spoiled_page(folder, table):
    workspace = make_workspace(folder, key_hex=KEY)
    workspace.store.close()
    spoil_page(folder / "roadbook.db", KEY, table)
    return make_workspace(folder, key_hex=KEY)


def test_a_damaged_file_is_named_and_not_written_to(tmp_path):
    # The check of the file goes on behind an index that nothing reads.
    workspace = reopened_with_a_spoiled_page(tmp_path, "product_cost_product_id")
    found = verify_device(workspace)
    assert {finding.rule for finding in found.findings} == DAMAGE
    assert found.mended == 0
    with workspace.store.snapshot() as look:
        assert look.facts.read(facts.COMPARE_DUE) is None
    workspace.store.close()


def test_damage_that_ends_the_check_is_a_fault_of_the_device(tmp_path):
    workspace = reopened_with_a_spoiled_page(tmp_path, "account")
    with pytest.raises(DamagedStoreError):
        verify_device(workspace)
    workspace.store.close()
