"""Reading .po files without a compile step."""

from __future__ import annotations

import pytest

from ui.po_file import PoSyntaxError, message_key, parse_po

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_a_message_is_found_by_its_english_text():
    assert parse_po(HEADER + 'msgid "Save"\nmsgstr "保存"\n') == {"Save": ("保存",)}


def test_the_header_is_not_a_message():
    assert parse_po(HEADER) == {}


def test_continued_lines_are_joined_and_escapes_read():
    text = 'msgid ""\n"Two "\n"lines\\n"\nmsgstr "两\\"行\\"\\\\\\n"\n"再一行\\t"\n'
    assert parse_po(text) == {"Two lines\n": ('两"行"\\\n再一行\t',)}


def test_plural_forms_keep_their_order():
    text = 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} day"\nmsgstr[1] "{n} days"\n'
    assert parse_po(text) == {"{n} day": ("{n} day", "{n} days")}


def test_a_context_keeps_equal_words_apart():
    text = (
        'msgctxt "menu"\nmsgid "Open"\nmsgstr "打开"\n\n'
        'msgctxt "state"\nmsgid "Open"\nmsgstr "未结"\n'
    )
    catalogue = parse_po(text)
    assert catalogue[message_key("Open", "menu")] == ("打开",)
    assert catalogue[message_key("Open", "state")] == ("未结",)


def test_untranslated_fuzzy_and_obsolete_messages_are_left_out():
    text = (
        'msgid "Empty"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Doubtful"\nmsgstr "可疑"\n\n'
        '#~ msgid "Old"\n#~ msgstr "旧"\n\n'
        '# a note\n#: ui/x.py:1\nmsgid "Kept"\nmsgstr "留"\n'
    )
    assert parse_po(text) == {"Kept": ("留",)}


def test_messages_need_no_blank_line_between_them():
    assert parse_po('msgid "A"\nmsgstr "甲"\nmsgid "B"\nmsgstr "乙"') == {
        "A": ("甲",),
        "B": ("乙",),
    }


def test_a_malformed_line_is_named():
    with pytest.raises(PoSyntaxError, match="line 2"):
        parse_po('msgid "A"\nmsgstr missing quotes\n')
