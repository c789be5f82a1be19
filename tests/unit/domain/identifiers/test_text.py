import pytest

from app.domain.identifiers.text import check_line, check_paragraph, compact_code, grouped
from app.domain.identifiers.verdict import Level


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("abc\x00", "text.control"),
        ("a\x07b", "text.control"),
        ("a\x85b", "text.control"),
        ("line\nbreak", "text.control"),
        ("half \ud83d pair", "text.surrogate"),
    ],
)
def test_text_that_cannot_be_stored_is_refused(text, code):
    verdict = check_line(text)
    assert (verdict.level, verdict.code) == (Level.ERROR, code)
    verdict.compact.encode()


def test_direction_marks_are_doubted_and_shown():
    verdict = check_line("invoice\u202efdp.exe")
    assert (verdict.level, verdict.code) == (Level.WARNING, "text.direction")
    assert verdict.shown == "invoice[U+202E]fdp.exe"
    assert verdict.compact == "invoice\u202efdp.exe"


def test_composed_and_decomposed_letters_become_equal():
    assert check_line("cafe\u0301").compact == check_line("caf\u00e9").compact == "caf\u00e9"


def test_a_long_line_says_how_much_to_cut():
    assert check_line("长" * 205, longest=200).params == {"extra": 5, "longest": 200}


def test_a_paragraph_keeps_its_lines_with_one_kind_of_end():
    assert check_paragraph("一\r\n二\r三\t四").compact == "一\n二\n三\t四"


def test_chinese_with_emoji_of_two_halves_passes():
    assert check_line("百禾粮油商贸行😀").is_ok


def test_codes_lose_every_kind_of_gap():
    assert compact_code(" ａ-1–2　3—b ") == "A123B"


def test_groups_repeat_the_last_size():
    assert grouped("1234567890", (4,)) == "1234 5678 90"
