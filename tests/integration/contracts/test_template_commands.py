"""Versions of a contract text in a real store: written, approved, continued, ended."""

from dataclasses import replace

import pytest

from app.commands.contracts.drafting import create_contract
from app.commands.contracts.library_blocks import (
    make_next_block,
    save_block,
    spread_block,
    take_block,
)
from app.commands.contracts.template_steps import (
    approve_version,
    delete_version,
    send_back,
    submit_version,
    withdraw_version,
)
from app.commands.contracts.templates import (
    create_template,
    drop_typed_text,
    keep_typed_text,
    make_next_version,
    save_text,
)
from app.domain.contracts.texts.block import read_block_text
from app.domain.contracts.texts.editing import Part, Written, put_value
from app.domain.contracts.texts.life import BLOCK, TEMPLATE
from app.domain.contracts.texts.remarks import Remarks
from app.domain.contracts.texts.text import read_template_text
from app.domain.errors import NotAllowedError, ValidationError
from app.queries.contracts.page import list_templates, read_contract
from app.queries.contracts.templates import list_library, list_texts, may_read_texts, read_version
from tests.support.contract_desk import ACCOUNT, CONTRACT, SALE, SECTOR, contract_workspace
from tests.support.template_rows import read_text
from tests.support.visiting import key, put

AUTHOR, FINANCE, ADMIN = key(0xA1), key(0xA2), key(0xA3)
PACKING = Part("clause", "quality.packing")
ROLES = {AUTHOR: "group_marketing", FINANCE: "finance", ADMIN: "system_admin"}


@pytest.fixture
def rep(tmp_path):
    workspace = contract_workspace(tmp_path)
    with workspace.store.unit_of_work() as work:
        for user_id, roles in ROLES.items():
            named = {"name": f"名{roles}", "login": roles, "roles": roles, "sector_id": SECTOR}
            put(work, "user", {"id": user_id, **named})
        work.commit()
    yield workspace
    workspace.store.close()


@pytest.fixture
def author(rep):
    return replace(rep, user_id=AUTHOR)


@pytest.fixture
def finance(rep):
    return replace(rep, user_id=FINANCE)


def written(workspace, template_id):
    fields = read_version(workspace, TEMPLATE, template_id).fields
    return Written(read_template_text(fields["body"], fields["library"]), Remarks())


def approve(author, finance, template_id, entity=TEMPLATE):
    submit_version(author, entity, template_id)
    read = read_version(finance, entity, template_id).read
    approve_version(finance, entity, template_id, read)


def next_version(author, words="木箱包装{{packing}}。"):
    made, _changes = make_next_version(author, SALE)
    changed = put_value(written(author, made), PACKING, "zh", words)
    save_text(author, made, changed.text, Remarks())
    return made


def test_the_next_version_changes_no_contract_that_stands_on_the_old_one(rep, author, finance):
    before = read_contract(rep, CONTRACT).template_text
    made = next_version(author)
    assert [each.version for each in list_templates(rep) if each.code == "GX"] == ["1.0.0"]
    approve(author, finance, made)
    offered = [each for each in list_templates(rep) if each.code == "GX"]
    assert [(each.id, each.version) for each in offered] == [(made, "1.1.0")]
    assert read_contract(rep, CONTRACT).template_text == before
    fresh, _changes = create_contract(rep, ACCOUNT, made)
    opened = read_contract(rep, fresh)
    assert "木箱包装" in opened.template_text
    assert opened.template_state == "approved"


def test_a_draft_begins_no_contract_and_a_withdrawn_text_neither(rep, author, finance):
    made = next_version(author)
    with pytest.raises(NotAllowedError) as refused:
        create_contract(rep, ACCOUNT, made)
    assert refused.value.code == "contract.template.not_approved"
    approve(author, finance, made)
    withdraw_version(finance, TEMPLATE, made, "价格条款有误")
    assert [each.version for each in list_templates(rep) if each.code == "GX"] == ["1.0.0"]
    with pytest.raises(NotAllowedError):
        create_contract(rep, ACCOUNT, made)
    with pytest.raises(NotAllowedError) as refused:
        withdraw_version(finance, TEMPLATE, made, "again")
    assert refused.value.code in {"template.fixed", "template.step.unknown"}


def test_what_waits_for_finance_is_taken_back_by_saving(author, finance):
    made = next_version(author)
    submit_version(author, TEMPLATE, made)
    assert read_version(finance, TEMPLATE, made).steps.decides
    assert not read_version(author, TEMPLATE, made).steps.decides
    send_back(finance, TEMPLATE, made, "第二条再写清楚")
    sent_back = read_version(author, TEMPLATE, made)
    assert sent_back.fields["review_note"] == "第二条再写清楚"
    submit_version(author, TEMPLATE, made)
    read = read_version(finance, TEMPLATE, made).read
    changed = put_value(written(author, made), PACKING, "zh", "纸箱包装{{packing}}。")
    save_text(author, made, changed.text, Remarks())
    with pytest.raises(NotAllowedError) as refused:
        approve_version(finance, TEMPLATE, made, read)
    assert refused.value.code == "template.not_submitted"


def test_an_unchecked_language_or_a_loose_end_is_not_submitted(author):
    made = next_version(author)
    changed = put_value(written(author, made), PACKING, "zh", "包装{{nothing}}。")
    save_text(author, made, changed.text, changed.remarks)
    with pytest.raises(NotAllowedError) as refused:
        submit_version(author, TEMPLATE, made)
    assert refused.value.code == "template.review.open"
    assert refused.value.params["count"] == 3


def test_a_rep_writes_nothing_and_unsafe_words_are_not_saved(rep, author):
    with pytest.raises(NotAllowedError):
        make_next_version(rep, SALE)
    made = next_version(author)
    wrong = put_value(written(author, made), PACKING, "zh", "<script>")
    with pytest.raises(ValidationError) as refused:
        save_text(author, made, wrong.text, Remarks())
    assert refused.value.params["where"] == "quality/quality.packing (zh)"
    assert "<script>" not in str(read_version(author, TEMPLATE, made).fields["body"])


def test_typed_text_stays_on_the_device_until_it_is_saved_or_dropped(author):
    made = next_version(author)
    keep_typed_text(author, TEMPLATE, made, {"body": "x"})
    assert read_version(author, TEMPLATE, made).typed == {"body": "x"}
    assert [row.is_typed for row in list_texts(author).versions if row.id == made] == [True]
    drop_typed_text(author, TEMPLATE, made)
    assert read_version(author, TEMPLATE, made).typed is None
    keep_typed_text(author, TEMPLATE, made, {"body": "x"})
    save_text(author, made, written(author, made).text, Remarks())
    assert read_version(author, TEMPLATE, made).typed is None


def test_a_draft_is_thrown_away_but_nothing_that_was_approved(author):
    made = next_version(author)
    delete_version(author, TEMPLATE, made)
    assert made not in {row.id for row in list_texts(author).versions}
    with pytest.raises(NotAllowedError):
        delete_version(author, TEMPLATE, SALE)


def test_a_changed_block_is_offered_to_the_texts_that_use_it(author, finance):
    named = {"name": "争议解决", "clause_group": 9}
    block_id, _changes = take_block(author, SALE, "dispute", named)
    approve(author, finance, block_id, BLOCK)
    uses = list_library(author).uses["dispute"]
    assert {each.name for each in uses} == {"购销合同", "经销合同"}
    newer, _changes = make_next_block(author, block_id)
    block = read_block_text(str(read_version(author, BLOCK, newer).fields["body"]))
    first, *rest = block.clauses()
    clauses = [{**first, "zh": "适用中华人民共和国大陆地区法律。"}, *rest]
    save_block(author, newer, block.with_clauses(clauses), {"name": "争议解决"})
    with pytest.raises(NotAllowedError) as refused:
        spread_block(author, newer, [SALE])
    assert refused.value.code == "template.block.not_approved"
    approve(author, finance, newer, BLOCK)
    made, _changes = spread_block(author, newer, [each.id for each in uses])
    for template_id in made:
        text = written(author, template_id).text
        assert text.clause("dispute.law")["zh"] == "适用中华人民共和国大陆地区法律。"
        assert text.header["library_version"] == "1.1.0"
        approve(author, finance, template_id)
    assert "大陆地区" not in str(read_version(author, TEMPLATE, SALE).fields["library"])


def test_a_number_is_given_once(author, finance):
    first, second = next_version(author), next_version(author)
    text = written(author, second).text.with_header(version="1.1.0")
    save_text(author, second, text, Remarks())
    approve(author, finance, first)
    with pytest.raises(NotAllowedError) as refused:
        submit_version(author, TEMPLATE, second)
    assert refused.value.code == "template.version.taken"


def test_a_text_begins_with_a_standard_one_as_its_authors_draft(author, rep):
    text = read_template_text(read_text("frame"), read_text("library"))
    made, _changes = create_template(author, text)
    row = next(each for each in list_texts(rep).versions if each.id == made)
    assert (row.state, row.code, row.author, row.is_waiting) == (
        "draft",
        "KJ",
        "名group_marketing",
        True,
    )
    assert list_texts(author).may_write
    assert not list_texts(rep).may_write


def test_who_may_not_read_sees_nothing(rep):
    admin = replace(rep, user_id=ADMIN)
    assert may_read_texts(rep)
    assert not may_read_texts(admin)
    assert list_texts(admin).versions == ()
