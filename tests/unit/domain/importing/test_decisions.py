"""Words of a file that mean choices or records: counted, proposed, decided, applied."""

from __future__ import annotations

import json

import pytest

from app.domain.errors import ValidationError
from app.domain.importing.cells import RawRow
from app.domain.importing.decisions import LEFT_EMPTY, REFUSED, Decision, Way
from app.domain.importing.headings import Column
from app.domain.importing.near_words import NearWords
from app.domain.importing.plans import ImportPlan, plan_body, plan_from
from app.domain.importing.proposals import Origin, decided, propose
from app.domain.importing.values import Reading, ValueReader
from app.domain.importing.vocabulary import Vocabulary
from app.domain.importing.word_counts import MOST_UNDERSTOOD, MOST_WORDS, WordCount, WordCounter

RETAILER = Decision(Way.TAKE, "retailer")
NAMES = {"百禾": ("a1",), "恒达": ("a2", "a3")}
SOUNDS = {"零售商": ("lingshoushang", "lss"), "零兽商": ("lingshoushang", "lss")}


def find(_entity, word):
    return NAMES.get(word, ())


def spell(word):
    return SOUNDS.get(word, (word, word[:1]))


def read(decisions, cell, field="type"):
    vocabulary = Vocabulary("account")
    said = []
    reader = ValueReader(
        vocabulary.fields[field], Reading(vocabulary, find, decisions={field: decisions})
    )
    return reader.read(cell, said), [(one.code, one.params.get("read")) for one in said]


def plan(*fields, **changes):
    columns = tuple(Column(place, field, field) for place, field in enumerate(fields))
    return ImportPlan(entity="account", columns=columns, heading_line=1, **changes)


def count(*words, field="type"):
    counter = WordCounter(plan(field), Vocabulary("account"), find)
    for line, word in enumerate(words, 2):
        counter.add(RawRow(line, (word,)))
    (column,) = counter.columns()
    return column


def near(**words):
    return NearWords(words.items(), spell)


def test_a_decided_word_means_what_was_decided_however_it_is_spelled():
    assert read({"散户王": RETAILER}, " 散户 王") == ("retailer", [])
    assert read({"vip": RETAILER}, "ＶＩＰ") == ("retailer", [])


def test_a_word_left_empty_says_nothing_and_is_told():
    assert read({"散户王": LEFT_EMPTY}, "散户王") == (None, [("import.note.left_empty", "散户王")])


def test_a_refused_word_rejects_its_row_even_if_it_is_known():
    with pytest.raises(ValidationError, match=r"import\.cell\.refused"):
        read({"零售商": REFUSED}, "零售商")


def test_other_words_are_read_as_usual():
    assert read({"散户王": RETAILER}, "经销商")[0] == "dealer"
    with pytest.raises(ValidationError, match=r"import\.cell\.choice"):
        read({"散户王": RETAILER}, "散户张")


def test_words_are_counted_with_what_they_mean_without_anybody():
    words = count("零售商", "散户王", " 零售商", "", "—").words
    assert [(one.word, one.rows, one.known) for one in words.values()] == [
        ("零售商", 2, "retailer"),
        ("散户王", 1, ""),
        ("—", 1, ""),
    ]


def test_a_name_of_two_records_means_nothing_by_itself():
    words = count("百禾", "恒达", field="parent_id").words
    assert [(one.word, one.known) for one in words.values()] == [("百禾", "a1"), ("恒达", "")]


def test_only_choices_and_records_are_counted():
    counter = WordCounter(plan("name", "type", "phone"), Vocabulary("account"), find)
    assert [one.column.field for one in counter.columns()] == ["type"]


def test_too_many_words_are_counted_as_rows_only():
    column = count(*(f"店{at}" for at in range(MOST_WORDS + 3)), "店0")
    assert (len(column.words), column.more_rows) == (MOST_WORDS, 3)
    assert column.words["店0"].rows == 2


def test_understood_words_never_crowd_out_those_that_need_a_decision(monkeypatch):
    monkeypatch.setitem(NAMES, "甲", ("a9",))
    for at in range(MOST_UNDERSTOOD):
        monkeypatch.setitem(NAMES, f"店{at}", (f"b{at}",))
    column = count(
        *(f"店{at}" for at in range(MOST_UNDERSTOOD)), "甲", "谁也不知", field="parent_id"
    )
    assert "谁也不知" in column.words
    assert "甲" not in column.words
    assert column.more_rows == 1


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("零兽商", "retailer"),  # sounds the same
        ("lingshoushang", "retailer"),
        ("lss", "retailer"),
        ("零售商户", "retailer"),  # nearly the same letters
        ("批零", ""),
        ("完全不同", ""),
    ],
)
def test_a_word_is_guessed_by_sound_then_by_letters(word, meant):
    assert near(零售商="retailer", 批发商="wholesaler").meant(word) == meant


def test_a_word_that_is_as_near_to_two_is_not_guessed():
    assert near(苏州百禾="a", 常州百禾="b").meant("百禾") == ""
    assert set(near(苏州百禾="a", 常州百禾="b").nearest("百禾")) == {"a", "b"}


def test_what_was_decided_comes_before_what_is_known_and_that_before_a_guess():
    known = near(零售商="retailer")
    for word, key, remembered, origin, decision in (
        ("零售商", "零售商", {"零售商": LEFT_EMPTY}, Origin.REMEMBERED, LEFT_EMPTY),
        ("零售商", "零售商", {}, Origin.KNOWN, RETAILER),
        ("零兽商", "零兽商", {}, Origin.GUESSED, RETAILER),
        ("散户", "散户", {}, Origin.OPEN, REFUSED),
    ):
        meaning = "retailer" if word == "零售商" else ""
        found = propose(key, WordCount(word, meaning, 1), remembered, known)
        assert (found.origin, found.decision) == (origin, decision), word


def test_only_what_differs_from_reading_as_usual_is_kept_and_a_change_of_mind():
    usual = propose("零售商", WordCount("零售商", "retailer", 1), {}, None)
    open_word = propose("散户", WordCount("散户", "", 1), {}, None)
    before = propose("老王", WordCount("老王", "", 1), {"老王": RETAILER}, None)
    all_words = {"type": (usual, open_word, before)}
    assert decided(all_words, {}) == {"type": {"老王": RETAILER}}
    assert decided(all_words, {"type": {"老王": REFUSED, "散户": LEFT_EMPTY}}) == {
        "type": {"散户": LEFT_EMPTY, "老王": REFUSED}
    }


def test_decisions_are_kept_with_the_plan_and_older_plans_have_none():
    whole = plan("type", decisions={"type": {"散户": RETAILER, "—": LEFT_EMPTY}})
    body = json.loads(json.dumps(plan_body(whole)))
    assert plan_from(body) == whole
    del body["decisions"], body["mends"]
    assert plan_from(body).decisions == {}
