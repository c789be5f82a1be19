"""Ids made on devices sort by time and never meet."""

import datetime as dt
import uuid

from app.domain.ids import id_from, is_id, new_id

NOW = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)


def test_an_id_is_a_version_seven_uuid():
    made = uuid.UUID(new_id(NOW))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert int.from_bytes(made.bytes[:6], "big") == int(NOW.timestamp() * 1000)


def test_ids_of_later_milliseconds_sort_later_whatever_their_random_part():
    early = id_from(milliseconds=1_000, entropy=2**74 - 1)
    late = id_from(milliseconds=1_001, entropy=0)
    assert early < late


def test_ids_of_one_millisecond_differ():
    assert len({new_id(NOW) for _ in range(1_000)}) == 1_000


def test_what_is_no_id_is_told():
    assert is_id(new_id(NOW))
    for wrong in ("", "x" * 32, "A" * 32, "0" * 31, None, 7, f"{'0' * 32}\n"):
        assert not is_id(wrong)
