"""Labels by industry and the switch of confidences: set by who may, offered and kept."""

from __future__ import annotations

import pytest

from app.commands.accounts.company_words import put_words_back, set_label_groups, switch_confidences
from app.commands.records.saving import create_record
from app.domain.accounts.company_words import LABEL_GROUPS, LabelGroup, spell_groups
from app.domain.errors import NotAllowedError, ValidationError
from app.queries.accounts.company_words import read_company_page
from app.queries.accounts.page import read_account_page
from tests.support.account_records import ACCOUNT, NOW, REP, key, put
from tests.support.record_crew import FINANCE, HEAD, MARKETING, record_workspace, seen_by
from ui.screens.company_words.rows import groups_text, read_text

GROUPS = (LabelGroup("餐饮", ("早餐店", "火锅店")), LabelGroup("学校", ("食堂",)))


@pytest.fixture
def workspace(tmp_path):
    workspace = record_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def test_labels_are_set_by_marketing_and_offered_on_the_account(workspace):
    with pytest.raises(NotAllowedError):
        set_label_groups(workspace, GROUPS)
    marketing = seen_by(workspace, MARKETING)
    earlier, _changes = set_label_groups(marketing, GROUPS)
    assert read_account_page(workspace, ACCOUNT).label_groups == GROUPS
    set_label_groups(marketing, GROUPS[:1])
    assert read_company_page(marketing).groups == GROUPS[:1]
    put_words_back(marketing, earlier)
    assert read_account_page(workspace, ACCOUNT).label_groups == ()


def test_of_two_records_made_on_two_devices_the_one_that_is_changed_is_offered(workspace):
    with workspace.store.unit_of_work() as work:
        own = {"name": LABEL_GROUPS, "valid_from_on": workspace.today().isoformat()}
        put(work, "setting", [
            {"id": key(960 + n), "value": spell_groups(GROUPS[n:]), **own} for n in (0, 1)
        ])  # fmt: skip
        work.commit()
    assert read_account_page(workspace, ACCOUNT).label_groups == GROUPS[1:]
    set_label_groups(seen_by(workspace, MARKETING), GROUPS[:1])
    assert read_account_page(workspace, ACCOUNT).label_groups == GROUPS[:1]


@pytest.mark.parametrize(
    ("groups", "code"),
    [
        ((LabelGroup("餐饮", ()),), "labels.group.blank"),
        ((GROUPS[0], GROUPS[0]), "labels.group.twice"),
        ((LabelGroup("餐饮", ("长" * 41,)),), "labels.too_long"),
        ((LabelGroup("餐饮", tuple(str(n) for n in range(61))),), "labels.too_many"),
    ],
)
def test_groups_nobody_could_choose_from_are_refused(workspace, groups, code):
    with pytest.raises(ValidationError, match=code):
        set_label_groups(seen_by(workspace, MARKETING), groups)


def test_what_is_typed_is_what_is_shown():
    for is_chinese in (True, False):
        assert read_text(groups_text(GROUPS, is_chinese=is_chinese)) == GROUPS


def test_the_switch_is_marketings_and_looks_are_the_heads(workspace):
    marketing, head = seen_by(workspace, MARKETING), seen_by(workspace, HEAD)
    with pytest.raises(NotAllowedError):
        switch_confidences(head, on=False)
    assert read_company_page(marketing).is_on
    earlier, _changes = switch_confidences(marketing, on=False)
    assert not read_company_page(marketing).is_on
    put_words_back(marketing, earlier)
    assert read_company_page(marketing).is_on
    with workspace.store.unit_of_work() as work:
        look = {"account_id": ACCOUNT, "contact_id": key(11), "looked_by": REP, "looked_at": NOW}
        put(work, "confidence_look", [{"id": key(950), **look}])
        work.commit()
    (row,) = read_company_page(head).looks
    assert (row.looker, row.contact, row.account_id) == ("周岚", "林浩", ACCOUNT)
    clerk = read_company_page(seen_by(workspace, FINANCE))
    assert (clerk.may_see_looks, list(clerk.looks)) == (False, [])


def test_no_account_is_related_to_itself(workspace):
    with pytest.raises(ValidationError, match=r"account_relation\.itself"):
        create_record(
            workspace,
            "account_relation",
            {"account_id": ACCOUNT, "other_id": ACCOUNT, "kind": "partner"},
        )
