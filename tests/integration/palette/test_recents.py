from app.commands.palette import MOST_REMEMBERED, note_opened, pin
from app.queries.palette import find_records, read_beginning


def key(number):
    return f"019b8000{number:024x}"


def opened(desk):
    return [record.id for record in read_beginning(desk).opened]


def remembered(desk):
    with desk.store.snapshot() as look:
        return [subject for subject, _saved in look.drafts.subjects("recent")]


def test_what_was_opened_last_comes_first(desk):
    for number in (1, 2, 3, 1):
        note_opened(desk, "account", key(number))
    assert opened(desk) == [key(1), key(3), key(2)]


def test_a_pinned_record_stays_at_the_top_and_keeps_its_pin_when_opened_again(desk):
    note_opened(desk, "contract", key(21))
    pin(desk, "contract", key(21), pinned=True)
    note_opened(desk, "account", key(2))
    assert opened(desk) == [key(21), key(2)]
    note_opened(desk, "contract", key(21))
    assert read_beginning(desk).opened[0].is_pinned
    pin(desk, "contract", key(21), pinned=False)
    note_opened(desk, "account", key(2))
    assert opened(desk) == [key(2), key(21)]


def test_twenty_are_remembered_and_pinned_ones_outlive_the_others(desk):
    note_opened(desk, "account", key(1))
    pin(desk, "account", key(1), pinned=True)
    for number in range(100, 100 + MOST_REMEMBERED + 5):
        note_opened(desk, "account", key(number))
    assert len(remembered(desk)) == MOST_REMEMBERED
    assert key(1) in remembered(desk)
    assert key(100) not in remembered(desk)


def test_twenty_pins_do_not_keep_a_new_record_out(desk):
    for number in range(100, 100 + MOST_REMEMBERED):
        pin(desk, "account", key(number), pinned=True)
    note_opened(desk, "account", key(1))
    assert remembered(desk)[0] == key(1)
    assert len(remembered(desk)) == MOST_REMEMBERED


def test_a_record_that_left_the_device_is_not_offered(desk):
    note_opened(desk, "account", key(999))
    note_opened(desk, "account", key(1))
    assert opened(desk) == [key(1)]


def test_among_equals_the_one_opened_lately_comes_first(desk):
    assert find_records(desk, "bh").accounts[0].id == key(1)
    note_opened(desk, "account", key(3))
    assert find_records(desk, "bh").accounts[0].id == key(3)


def test_pinned_records_are_known_in_every_answer(desk):
    pin(desk, "account", key(3), pinned=True)
    assert find_records(desk, "bh").pinned == {key(3)}


def test_what_was_opened_never_travels(desk):
    note_opened(desk, "account", key(1))
    with desk.store.snapshot() as look:
        rows = look.connection.exec_driver_sql("SELECT count(*) FROM journal_group")
        assert rows.scalar_one() == 0
