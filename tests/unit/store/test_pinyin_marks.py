import pytest

from app.store.pinyin_marks import (
    LONGEST_RUN,
    MOST_RUNS,
    find_span,
    find_spans,
    number_has,
    typed_runs,
)


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("百禾", "百禾"),
        ("baihe", "百禾"),
        ("baih", "百禾"),
        ("bhe", "百禾"),
        ("bh", "百禾"),
        ("bhly", "百禾粮油"),
        ("liangyou", "粮油"),
        ("b", "百"),
    ],
)
def test_a_name_is_marked_where_characters_pinyin_or_initials_match(typed, marked):
    name = "苏州百禾粮油商贸行"
    begin, end = find_span(name, typed)
    assert name[begin:end] == marked


@pytest.mark.parametrize("typed", ["aihe", "hx", "百和", "baihez", "z" * 40])
def test_pinyin_from_the_middle_of_a_syllable_is_not_meant(typed):
    assert find_span("百禾粮油行", typed) is None


def test_a_character_of_several_readings_is_read_as_in_its_word():
    assert find_span("重庆银行", "chongqing") == (0, 2)
    assert find_span("重庆银行", "yinhang") == (2, 4)


def test_letters_and_digits_of_a_name_sound_like_themselves():
    assert find_span("A1百货（12店）", "a1bh") == (0, 4)
    assert find_span("Abc", "bc") == (1, 3)


def test_runs_are_cut_out_of_whatever_was_typed():
    assert typed_runs("百禾 LY，0512'\"%*_-\\") == ("百禾", "ly", "0512")
    assert typed_runs("ＢＨ　１２") == ("bh", "12")
    assert typed_runs("'\"%*();--") == ()


def test_a_pasted_page_is_no_more_than_a_few_runs():
    runs = typed_runs("百" * 5_000 + " a" * 5_000)
    assert len(runs) == MOST_RUNS
    assert max(map(len, runs)) == LONGEST_RUN


def test_several_runs_mark_several_parts_in_order():
    assert find_spans("苏州百禾粮油行", ("ly", "百禾")) == ((2, 4), (4, 6))


def test_a_number_is_read_without_dashes_and_takes_three_letters():
    assert number_has("KH-20311", ("kh203",))
    assert number_has("0512-6000 0082", ("60000082",))
    assert not number_has("139", ("13",))
    assert not number_has(None, ("139",))
