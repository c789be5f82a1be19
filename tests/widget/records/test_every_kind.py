"""Every descriptor opens its list and its form, in both languages, with every label translated."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel

from app.commands.records.rules import RULES
from app.domain.fields import Kind
from app.domain.schema import ENTITIES
from tests.support.account_records import ACCOUNT, REP, SECTOR, key, put
from tests.support.record_crew import MARKETING, record_workspace, seen_by
from tests.support.records_desk import RecordsDesk
from ui.field_texts import (
    choice_label,
    entities_label,
    field_label,
    group_label,
    section_label,
    step_label,
)
from ui.forms.form_panel import FormPanel
from ui.screens.records.kind import RecordKind
from ui.screens.records.registry import GROUPS, KINDS, listed_kinds
from ui.texts import _, install_language

RAW = re.compile(r"[a-z*]+(?:_[a-z]+)*(?:\.[a-z_0-9]+)+")
TARGETS = {"account": ACCOUNT, "user": REP, "sector": SECTOR}
FORMS = [entity for entity, kind in KINDS.items() if not kind.page]
HORIZONTAL = Qt.Orientation.Horizontal
NOT_ASKED = {
    "sales_plan": {"schedule", "version"},
}
LEFT_OUT = {
    "contact_private": "confided; shown only where its own rules can be kept",
    "account": "has a page",
    "account_merge": "merged on the page of an account",
    "visit_log": "written in the visit form, listed among the visits",
    "contract": "has a page",
    "contract_line": "on the page of its contract",
    "field_order_line": "on the page of its order",
    "blacklist_mark": "digests; nobody reads them, rules compare them",
    "blacklist_key": "a secret; shown nowhere",
    "contract_template": "has a page",
    "clause_block": "has a page",
    "print_record": "on the page of its contract",
    "contract_sending": "among the papers of its contract",
    "contract_return": "among the papers of its contract",
    "pen_signature": "among the papers of its contract",
    "attachment": "shown where it belongs",
    "conflict": "in the sync centre",
    "file_exchange": "on the page that takes tables in",
    "owner_request": "asked and decided on the page of an account",
    "confidence_look": "kept for the office; nobody edits it",
    "company": "the office's own",
    "sector": "the office's own",
    "user": "the office's own",
}


def sample(entity):
    """Return a record with a value in every field."""
    return {
        "id": key(700),
        **{each.name: sample_value(each) for each in ENTITIES[entity].fields.values()},
    }


def sample_value(field):
    plain = {
        Kind.DATE: "2026-11-20",
        Kind.MOMENT: 1_795_395_600_000,
        Kind.DOCUMENT: '{"Stand": 3}',
        Kind.LABELS: "\n".join(field.choices[:2]) or "标签",
        Kind.REFERENCE: TARGETS.get(field.target, key(800)),
    }
    if field.choices and field.kind is Kind.CHOICE:
        return field.choices[0]
    text = "12" if field.length < 20 else "一段文字"
    return plain.get(field.kind, 1 if field.kind.is_number else text)


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A store with one record of every kind."""
    workspace = record_workspace(tmp_path_factory.mktemp("full"))
    with workspace.store.unit_of_work() as work:
        for entity in KINDS:
            put(work, entity, [sample(entity)])
        work.commit()
    yield workspace
    workspace.store.close()


@pytest.fixture
def desk(qtbot, full, language):  # noqa: ARG001 - the window speaks it
    """The window of somebody who may read everything but costs."""
    # Without an event loop the window of the test before would stay, and be painted anew.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk = RecordsDesk(seen_by(full, MARKETING))
    qtbot.addWidget(desk.window)
    return desk


@pytest.fixture(params=["zh_CN", "en"])
def language(request):
    install_language(request.param)
    return request.param


@pytest.mark.parametrize("entity", KINDS)
def test_its_list_and_its_form_open_with_every_label_translated(desk, entity):
    kind = KINDS[entity]
    if not kind.is_part:
        desk.show_place(entity)
        model = desk.place.shown().model
        assert model.rowCount() >= 1
        heads = [model.headerData(at, HORIZONTAL) for at in range(model.columnCount())]
        cells = [str(model.index(0, at).data()) for at in range(model.columnCount())]
        assert untranslated([*heads, *cells, desk.place.new.words()]) == []
    desk.places.open(entity, key(700))
    if kind.page:
        assert desk.walks.went[-1] == ("open_page", kind.page, key(700))
        return
    form = desk.page.findChild(FormPanel)
    assert untranslated(label.text() for label in desk.page.findChildren(QLabel)) == []
    for section in kind.form_sections():
        for name in section.fields:
            assert form.field(name)


@pytest.mark.parametrize("entity", FORMS)
def test_a_new_one_is_begun_or_refused_with_a_reason(desk, entity):
    desk.places.begin(entity, {"account_id": ACCOUNT} if KINDS[entity].has_account else {})
    texts = [label.text() for label in desk.page.findChildren(QLabel)]
    assert untranslated(texts) == []
    saves = any(each.words() for each in desk.page.bar_widgets())
    assert saves or any(text.endswith(("。", ".")) for text in texts)


def untranslated(texts):
    return [text for text in texts if text and RAW.fullmatch(text)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.entity)
def test_a_descriptor_speaks_of_fields_that_there_are(kind):
    fields = ENTITIES[kind.entity].fields
    named = {kind.name_field(), *kind.column_fields(), *kind.hidden}
    named |= {name for section in kind.form_sections() for name in section.fields}
    assert named <= fields.keys()
    order, _falls = kind.first_order()
    assert not order or order in fields
    assert kind.group in GROUPS
    for below in kind.below:
        assert ENTITIES[below.entity].fields[below.reference].target == kind.entity
        assert below.entity in KINDS


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.entity)
def test_a_form_leaves_no_field_out_unsaid(kind):
    shown = {name for section in kind.form_sections() for name in section.fields}
    forgotten = ENTITIES[kind.entity].fields.keys() - shown - set(kind.hidden)
    assert forgotten <= NOT_ASKED.get(kind.entity, set())


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.entity)
@pytest.mark.usefixtures("language")
def test_every_word_of_a_kind_has_a_text(kind):
    said = [entities_label(kind.entity), group_label(kind.group)]
    for field in ENTITIES[kind.entity].fields.values():
        said.append(field_label(kind.entity, field.name))
        assert all(choice_label(kind.entity, field.name, each) for each in field.choices)
    said += [section_label(each.key) for each in kind.form_sections() if each.key]
    said += [step_label(kind.entity, step.key) for step in steps(kind.entity)]
    assert untranslated(said) == []
    assert kind.entity not in said


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.entity)
@pytest.mark.usefixtures("language")
def test_a_list_is_headed_by_what_many_are_called(kind):
    heading = f"records.{kind.entity}"
    assert untranslated([_(heading)]) == []


def steps(entity):
    return RULES[entity].steps if entity in RULES else ()


def test_every_entity_has_a_list_or_a_screen_of_its_own():
    assert KINDS.keys() | LEFT_OUT.keys() == ENTITIES.keys()
    assert not KINDS.keys() & LEFT_OUT.keys()


def test_a_kind_described_by_its_group_alone_derives_the_rest_from_the_schema():
    plain = RecordKind(entity="competitor_sighting", group="market", icon="eye")
    assert plain.name_field() == "seen_on"
    assert plain.first_order() == ("seen_on", True)
    assert plain.form_sections()[0].fields[0] == "account_id"
    assert len(plain.column_fields()) == 5


def test_the_file_of_an_account_lists_what_stands_under_accounts_only():
    under = listed_kinds(under_account=True)
    assert all(kind.has_account for kind in under)
    assert {kind.entity for kind in under} < {
        kind.entity for kind in listed_kinds(under_account=False)
    }
