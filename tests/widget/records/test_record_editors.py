"""Fields that no account has: yes or no, percents, documents, references of all kinds."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.fields import Kind
from ui.formats import Formats
from ui.forms.field_editors import FieldEditor, UnreadableError
from ui.forms.field_words import value_words
from ui.forms.form_rows import FormField

TODAY = dt.date(2026, 11, 23)


def editor_of(qtbot, kind, value=None, name="field", **options):
    field = FieldEditor(FormField(name, "标签", kind, value, **options), TODAY)
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize(("value", "key"), [(1, "1"), (0, "0"), (None, "")])
def test_yes_no_and_unknown_are_three_answers(qtbot, value, key):
    field = editor_of(qtbot, Kind.FLAG, value)
    assert (field.editor.key(), field.value(), field.is_changed()) == (key, value, False)
    field.editor.choose("1" if value != 1 else "0")
    assert field.value() == (0 if value == 1 else 1)


def test_hundredths_of_a_percent_are_read_and_written_as_percents(qtbot):
    field = editor_of(qtbot, Kind.INTEGER, 7_380, "total_basis_points")
    assert field.editor.text() == "73.80%"
    assert not field.is_changed()
    field.editor.setText("12.5")
    assert field.value() == 1_250


def test_a_percent_finer_than_its_field_is_refused(qtbot):
    field = editor_of(qtbot, Kind.INTEGER, None, "cap_basis_points")
    field.editor.setText("1.234")
    with pytest.raises(UnreadableError):
        field.value()
    assert field.has_error()


def test_percents_and_moments_have_words():
    formats = Formats("zh_CN", dt.timezone(dt.timedelta(hours=8)))
    assert value_words("evaluation", "total_basis_points", 7_380, formats) == "73.80%"
    assert value_words("owner_change", "changed_at", 1_795_395_600_000, formats) == (
        "2026-11-23 09:00"
    )


def test_a_document_keeps_its_lines(qtbot):
    field = editor_of(qtbot, Kind.DOCUMENT, '{\n "A": 1\n}')
    assert (field.value(), field.is_wide()) == ('{\n "A": 1\n}', True)


def test_the_down_key_asks_for_everything_that_can_be_picked(qtbot):
    field = editor_of(qtbot, Kind.REFERENCE, "a", words="林浩")
    asked = []
    field.lookup_requested.connect(lambda name, text: asked.append((name, text)))
    QTest.keyClick(field.editor, Qt.Key.Key_Down)
    assert asked == [("field", "")]


def test_nothing_is_offered_again_once_one_was_picked(qtbot):
    field = editor_of(qtbot, Kind.REFERENCE)
    QTest.keyClicks(field.editor, "li")
    field.editor.offer([("a", "林浩")])
    field.editor._pick(field.editor._names.index(0))
    assert not field.editor._pause.isActive()
    assert field.value() == "a"


def test_a_record_that_nobody_may_change_shows_no_locks(qtbot):
    plain = editor_of(qtbot, Kind.TEXT, "甲", words="甲", reason="办公室", is_plain=True)
    locked = editor_of(qtbot, Kind.TEXT, "甲", words="甲", reason="办公室")
    assert plain.is_locked
    assert locked.is_locked
    assert len(locked.findChildren(type(locked._mark))) > len(plain.findChildren(type(plain._mark)))
