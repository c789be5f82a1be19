"""Headings are found below titles and taken for fields in both languages."""

from __future__ import annotations

from itertools import chain

import pytest

from app.domain.importing.cells import RawRow
from app.domain.importing.headings import find_headings, guess_columns, heading_key
from app.domain.importing.plans import KEYS
from app.domain.importing.synonyms import CHOICE_WORDS, FIELD_WORDS
from app.domain.importing.vocabulary import Vocabulary, factor_of
from app.domain.schema import ENTITIES
from tests.support.source_tree import ROOT
from ui.importing_words import table_words


def row(line, *cells):
    return RawRow(line, cells)


def fields(*headings, entity="account", remembered=None):
    vocabulary = Vocabulary(entity)
    found = guess_columns(row(1, *headings), vocabulary, remembered)
    return [column.field for column in found]


def test_headings_stand_below_titles_and_notes():
    rows = [
        row(1, "2026 年客户清单"),
        row(2, "制表：财务部", "2026-11-21"),
        row(4, "客户名称", "电话"),
    ]
    assert find_headings([*rows, row(5, "华信", "139")], Vocabulary("account")).line == 4


def test_a_table_without_known_headings_has_none():
    assert find_headings([row(1, "甲", "乙"), row(2, "华信", "139")], Vocabulary("account")) is None


def test_headings_are_known_by_the_words_of_both_languages():
    assert fields("单位名称", "Phone Number", "统一社会信用代码*", "所在城市：", "甲方") == [
        *("name", "phone", "uscc", "city", ""),
    ]


def test_a_field_is_filled_by_one_column():
    assert fields("客户名称", "公司名称") == ["name", ""]


def test_what_was_chosen_the_last_time_is_remembered():
    remembered = {heading_key("客户"): "short_name", heading_key("电话"): ""}
    assert fields("客户", "电话", remembered=remembered) == ["short_name", ""]


def test_a_device_is_not_offered_what_only_the_office_writes():
    assert "credit_limit_minor" not in Vocabulary("account").fields
    assert "credit_limit_minor" in Vocabulary("account", is_office=True).fields


@pytest.mark.parametrize(
    ("heading", "factor"),
    [("金额（万元）", 10_000), ("金额(千元)", 1_000), ("金额【单位：万元】", 10_000), ("金额", 1),
     ("金额（含税）", 1), ("金额/万元", 10_000)],
)  # fmt: skip
def test_a_heading_says_what_its_amounts_are_counted_in(heading, factor):
    assert factor_of(heading) == factor


def test_every_word_of_the_tables_names_a_field_or_choice_that_exists():
    for key in FIELD_WORDS:
        entity, field = key.split(".")
        assert field in ENTITIES[entity].fields, key
    for key in CHOICE_WORDS:
        entity, field, choice = key.split(".")
        owners = ENTITIES.values() if entity == "*" else [ENTITIES[entity]]
        assert any(
            choice in owner.fields[field].choices for owner in owners if field in owner.fields
        )


@pytest.mark.parametrize("entity", KEYS)
def test_every_label_of_the_screens_is_taken_for_its_own_field(entity):
    words = table_words(ROOT / "resources" / "locale")
    vocabulary = Vocabulary(entity, words, is_office=True)
    labels = {
        name: list(chain(words.get(f"{entity}.{name}", ()), words.get(f"*.{name}", ())))[:2]
        for name in vocabulary.fields
    }
    shown = {label for name in labels for label in labels[name]}
    taken = {label: vocabulary.field_for(label) for label in shown}
    wrong = {
        label: (name, taken[label])
        for name, own in labels.items()
        for label in own
        if taken[label] != name and not _is_shared(label, name, labels)
    }
    assert wrong == {}


def _is_shared(label, name, labels):
    return any(label in own for other, own in labels.items() if other != name)
