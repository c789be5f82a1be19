"""What of an edit is written onto a record that moved on."""

from app.domain.changes import Op, Operation
from app.domain.fields import Custody, Merge, Scope, entity, labels, text
from app.domain.merge import merge_labels, merge_operation

FILE = entity(
    "file",
    Scope.ACCOUNT,
    Custody.SHARED,
    text("phone"),
    text("bank", merge=Merge.OFFICE),
    labels("kinds"),
)


def merged(fields, current, *, changed=(), governed=()):
    operation = Operation("o" * 32, "file", "r" * 32, Op.EDIT, fields, 3)
    return merge_operation(FILE, operation, current, changed_by_others=changed, governed=governed)


def test_a_field_nobody_else_changed_is_written():
    assert merged({"phone": ("1", "2")}, {"phone": "1"}).values == {"phone": "2"}


def test_a_value_that_is_there_already_needs_no_write_and_no_conflict():
    result = merged({"phone": ("1", "2")}, {"phone": "2"}, changed={"phone"})
    assert (result.values, result.conflicts) == ({}, ())


def test_a_field_changed_and_changed_back_is_no_conflict():
    result = merged({"phone": ("1", "2")}, {"phone": "1"}, changed={"phone"})
    assert (result.values, result.conflicts) == ({"phone": "2"}, ())


def test_the_later_arrival_is_written_and_the_other_value_kept():
    result = merged({"phone": ("1", "mine")}, {"phone": "theirs"}, changed={"phone"})
    assert result.values == {"phone": "mine"}
    (conflict,) = result.conflicts
    assert (conflict.base, conflict.kept, conflict.lost) == ("1", "mine", "theirs")
    assert conflict.incoming_won


def test_what_the_office_governs_stays_and_the_reps_value_is_kept_beside_it():
    result = merged(
        {"bank": ("a", "mine")}, {"bank": "office"}, changed={"bank"}, governed={"bank"}
    )
    assert result.values == {}
    (conflict,) = result.conflicts
    assert (conflict.kept, conflict.lost, conflict.reason) == ("office", "mine", "office_governs")
    assert not conflict.incoming_won


def test_two_reps_changing_what_the_office_may_govern_are_judged_like_any_field():
    result = merged({"bank": ("a", "mine")}, {"bank": "other rep"}, changed={"bank"})
    assert result.values == {"bank": "mine"}


def test_sets_are_joined_without_a_conflict():
    result = merged({"kinds": ("a\nb", "a\nb\nc")}, {"kinds": "a\nb\nd"}, changed={"kinds"})
    assert (result.values, result.conflicts) == ({"kinds": "a\nb\nc\nd"}, ())


def test_a_word_removed_on_either_side_is_gone():
    assert merge_labels("a\nb\nc", "a\nb", "b\nc") == "b"
    assert merge_labels("a", None, "a") is None
    assert merge_labels(None, "a", "b") == "a\nb"
