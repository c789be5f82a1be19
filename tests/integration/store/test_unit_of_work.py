"""Rows and their journal entry are kept together or not at all, in a chain that can be checked."""

import threading

import pytest

from app.domain.errors import NotFoundError, ValidationError
from sync.wire import codec
from tests.support.devices import make_workspace


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def create(desk, **fields):
    with desk.store.unit_of_work() as work:
        account = work.create(
            "account",
            {"name": "百禾粮油", "type": "dealer", "status": "active", **fields},
            desk.author,
        )
        work.commit(desk.author)
    return account


def read(desk, entity, record_id):
    with desk.store.snapshot() as look:
        return look.records.read(entity, record_id)


def waiting(desk):
    with desk.store.snapshot() as look:
        return look.journal.waiting_operations()


def test_a_saved_edit_waits_in_the_journal_with_the_value_before_and_after(desk):
    account = create(desk, phone="1")
    with desk.store.unit_of_work() as work:
        work.edit("account", account, {"phone": "2"}, desk.author)
        work.commit(desk.author)
    assert waiting(desk)[-1].fields == {"phone": ("1", "2")}


def test_an_edit_that_changes_nothing_leaves_no_journal_entry(desk):
    account = create(desk, phone="1")
    before = waiting(desk)
    with desk.store.unit_of_work() as work:
        assert not work.edit("account", account, {"phone": "1"}, desk.author)
        work.commit(desk.author)
    assert waiting(desk) == before


def test_leaving_without_commit_keeps_neither_row_nor_journal_entry(desk):
    with desk.store.unit_of_work() as work:
        account = work.create(
            "account", {"name": "x", "type": "dealer", "status": "active"}, desk.author
        )
    assert read(desk, "account", account) is None
    assert waiting(desk) == []


def test_one_unit_of_work_is_one_group_whatever_it_writes(desk):
    with desk.store.unit_of_work() as work:
        account = work.create(
            "account", {"name": "x", "type": "dealer", "status": "active"}, desk.author
        )
        work.create("contact", {"account_id": account, "name": "林秀珍"}, desk.author)
        work.commit(desk.author)
    with desk.store.snapshot() as look:
        groups = look.journal.next_groups(10, 10**6)
        assert [len(look.journal.decode(group).operations) for group in groups] == [2]


def test_every_group_is_chained_to_the_one_before(desk):
    account = create(desk)
    for phone in ("1", "2"):
        with desk.store.unit_of_work() as work:
            work.edit("account", account, {"phone": phone}, desk.author)
            work.commit(desk.author)
    with desk.store.snapshot() as look:
        groups = look.journal.next_groups(10, 10**6)
    assert [group.device_seq for group in groups] == [1, 2, 3]
    previous = b""
    for group in groups:
        assert group.previous == previous
        assert group.digest == codec.chain_digest(previous, group.body)
        previous = group.digest


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": ""}, "field.blank"),
        ({"name": "x" * 201}, "field.too_long"),
        ({"nonsense": "x"}, "field.unknown"),
        ({"type": "spaceship"}, "field.choice"),
        ({"dealings_since_on": "2026-02-30"}, "field.date"),
        ({"staff": "three"}, "field.type"),
        ({"staff": 2**60}, "field.range"),
        ({"phone": "a\x00b"}, "field.letters"),
    ],
)
def test_a_value_against_the_schema_is_refused_and_nothing_is_written(desk, fields, code):
    account = create(desk)
    count = len(waiting(desk))
    with desk.store.unit_of_work() as work, pytest.raises(ValidationError) as refused:
        work.edit("account", account, fields, desk.author)
    assert refused.value.code == code
    assert len(waiting(desk)) == count


def test_a_visit_log_is_written_once_and_never_edited(desk):
    account = create(desk)
    with desk.store.unit_of_work() as work:
        log = work.create(
            "visit_log",
            {
                "account_id": account,
                "author_id": desk.user_id,
                "started_at": desk.now_milliseconds(),
                "way": "visit",
            },
            desk.author,
        )
        work.commit(desk.author)
    with desk.store.unit_of_work() as work, pytest.raises(ValidationError) as refused:
        work.edit("visit_log", log, {"content": "later"}, desk.author)
    assert refused.value.code == "entity.append_only"


def test_a_record_that_is_not_here_cannot_be_edited(desk):
    with desk.store.unit_of_work() as work, pytest.raises(NotFoundError):
        work.edit("account", "0" * 32, {"phone": "1"}, desk.author)


def test_blank_text_and_nothing_are_the_same_value(desk):
    account = create(desk, phone="  ")
    assert read(desk, "account", account).fields["phone"] is None


def test_two_writers_never_lose_an_update(desk):
    account = create(desk, staff=0)

    def raise_by(times):
        for _ in range(times):
            with desk.store.unit_of_work() as work:
                staff = work.need("account", account).fields["staff"]
                work.edit("account", account, {"staff": staff + 1}, desk.author)
                work.commit(desk.author)

    threads = [threading.Thread(target=raise_by, args=(50,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read(desk, "account", account).fields["staff"] == 100
    assert len(waiting(desk)) == 101


def test_a_snapshot_does_not_see_what_is_committed_after_it_began(desk):
    account = create(desk, phone="1")
    with desk.store.snapshot() as look:
        assert look.records.read("account", account).fields["phone"] == "1"
        with desk.store.unit_of_work() as work:
            work.edit("account", account, {"phone": "2"}, desk.author)
            work.commit(desk.author)
        assert look.records.read("account", account).fields["phone"] == "1"
