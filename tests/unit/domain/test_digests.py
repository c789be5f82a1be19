"""Digests are the same on both ends, whatever the order, and different for any difference."""

import itertools

from app.domain.digests import DIGEST_BYTES, Summary, record_digest, summary_of

VALUES = [("name", "百禾"), ("staff", 7), ("phone", None)]


def digest(*, entity="account", record_id="a1", revision=1, values=VALUES):
    return record_digest(entity, record_id, revision, values)


def test_the_order_of_fields_and_blank_ones_do_not_count():
    assert digest(values=VALUES[::-1]) == digest(values=VALUES[:2]) == digest()


def test_every_difference_counts():
    others = [
        digest(entity="contact"),
        digest(record_id="a2"),
        digest(revision=2),
        digest(values=[("name", "百禾"), ("staff", "7")]),
        digest(values=[("name", "百禾"), ("staff", 0)]),
        digest(values=[("name", "百禾"), ("staff", 7), ("phone", "")]),
        digest(values=[("name", "百禾 "), ("staff", 7)]),
        digest(values=[("staff", "百禾"), ("name", 7)]),
    ]
    assert len({digest(), *others}) == len(others) + 1


def test_a_value_cannot_pass_for_a_field():
    assert digest(values=[("name", "x\x01staff"), ("staff", 1)]) != digest(
        values=[("name", "x"), ("staff", 1)]
    )


def test_the_order_of_records_does_not_count_but_each_of_them_does():
    some = [digest(record_id=str(number)) for number in range(4)]
    summaries = {summary_of(order) for order in itertools.permutations(some)}
    assert len(summaries) == 1
    assert summary_of(some[:3]) != summary_of(some)
    assert summary_of([]) == Summary(0, bytes(DIGEST_BYTES))


def test_a_sum_beyond_the_modulus_fits():
    highest = 2 ** (8 * DIGEST_BYTES) - 1
    assert summary_of([highest, 2]) == Summary(2, (1).to_bytes(DIGEST_BYTES, "big"))


def test_half_a_surrogate_pair_is_no_reason_to_stop():
    assert digest(values=[("name", "\ud800")]) != digest()
