"""The server reads every contract text again, whatever a device says about it."""

from __future__ import annotations

import base64

import pytest

from app.domain.contracts.paper_logo import read_logo
from app.domain.errors import NotFoundError, ValidationError
from server.services.company.logo import set_company_logo
from tests.support.device import created, deleted, edited, fresh_id
from tests.support.server import ORG
from tests.support.small_png import png
from tests.support.template_rows import approval, block_fields, draft_fields


@pytest.fixture
def author(device_of):
    return device_of("zhou", "group_marketing")


@pytest.fixture
def finance(device_of):
    return device_of("qian", "finance")


def code(results):
    return [result.code for result in results if result.outcome == "refused"]


def begin(device, **changes):
    fields = draft_fields(device.user_id, **changes)
    record_id = fresh_id()
    assert device.push(created("contract_template", record_id, **fields))[0].outcome == "applied"
    return record_id, fields


def approve(device, record_id, base, fields, **changes):
    said = {**approval(fields, device.user_id), **changes}
    told = {name: (fields.get(name), value) for name, value in said.items()}
    return device.push(edited("contract_template", record_id, base, **told))


def submit(device, record_id, base=1):
    return device.push(edited("contract_template", record_id, base, submitted_at=(None, 3)))


def test_a_text_is_written_offline_arrives_and_is_approved_by_finance(author, finance, rep):
    record_id, fields = begin(author)
    assert submit(author, record_id)[0].outcome == "applied"
    finance.pull()
    assert approve(finance, record_id, 2, fields)[0].outcome == "applied"
    rep.pull()
    held = rep.rows["contract_template", record_id]
    assert (held["state"], held["approved_by"]) == ("approved", finance.user_id)


def test_an_approval_of_a_text_with_a_loose_end_is_refused(server, author, finance):
    wrong = str(draft_fields("x")["body"]).replace("{{warranty_months}}", "{{warranty_years}}")
    record_id, fields = begin(author, body=wrong)
    assert code(submit(author, record_id)) == ["template.review.open"]
    # Even where it came to wait for approval by another way.
    forced = {**fields, "submitted_at": 3}
    other_id = server.add_record("contract_template", forced)
    finance.pull()
    refusal = approve(finance, other_id, 1, forced)[0]
    assert refusal.code == "template.review.open"
    assert refusal.params["where"] == "quality/quality.warranty (zh)"
    finance.pull()
    assert finance.rows["contract_template", other_id]["state"] == "draft"


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("质量标准", "<script>x</script>", "template.words.markup"),
        ("质量标准", "{{a}}" * 1_600, "template.too_many"),
        ("质量标准", "质\u202e量", "template.words.hidden"),
        ("质量标准", "质\U0002a6a5量", "template.words.undrawable"),
        ('code = "GX"', "code = " + "[" * 5_000, "template.too_deep"),
        ('code = "GX"', "x = '" + "a" * 130_000 + "'", "template.too_large"),
    ],
)
def test_hostile_text_is_not_even_taken_as_a_draft(author, right, wrong, expected):
    fields = draft_fields(author.user_id)
    fields["body"] = str(fields["body"]).replace(right, wrong, 1)
    assert code(author.push(created("contract_template", **fields))) == [expected]


def test_nobody_but_the_roles_of_the_matrix_writes_or_approves(author, finance, rep):
    fields = draft_fields(rep.user_id)
    assert code(rep.push(created("contract_template", **fields))) == ["record.not_allowed"]
    record_id, fields = begin(author)
    assert submit(author, record_id)[0].outcome == "applied"
    assert code(approve(author, record_id, 2, fields)) == ["template.step.role"]
    finance.pull()
    told = {"name": (fields["name"], "x"), "edited_by": (author.user_id, finance.user_id)}
    refusal = finance.push(edited("contract_template", record_id, 2, **told))
    assert code(refusal) == ["template.step.role"]


def test_an_approval_of_words_that_changed_on_the_way_is_refused(author, finance):
    record_id, fields = begin(author)
    assert submit(author, record_id)[0].outcome == "applied"
    finance.pull()
    later = str(fields["body"]).replace("质量标准", "质量要求", 1)
    told = {"body": (fields["body"], later), "submitted_at": (3, None)}
    assert author.push(edited("contract_template", record_id, 2, **told))[0].outcome == "applied"
    assert code(approve(finance, record_id, 2, fields)) == ["template.not_submitted"]
    assert submit(author, record_id, 3)[0].outcome == "applied"
    assert code(approve(finance, record_id, 2, fields)) == ["template.text.differs"]


def test_an_approved_text_is_fixed(author, finance):
    record_id, fields = begin(author)
    submit(author, record_id)
    finance.pull()
    approve(finance, record_id, 2, fields)
    author.pull()
    told = {"body": (fields["body"], "format = 1")}
    assert code(author.push(edited("contract_template", record_id, 3, **told))) == [
        "template.fixed"
    ]
    assert code(author.push(deleted("contract_template", record_id, 3))) == ["template.fixed"]


def test_a_block_of_the_library_travels_as_well(author, finance, rep):
    record_id, fields = fresh_id(), block_fields(author.user_id)
    assert author.push(created("clause_block", record_id, **fields))[0].outcome == "applied"
    submitted = edited("clause_block", record_id, 1, submitted_at=(None, 3))
    assert author.push(submitted)[0].outcome == "applied"
    finance.pull()
    said = {name: (None, value) for name, value in approval(fields, finance.user_id).items()}
    said["state"] = ("draft", "approved")
    assert finance.push(edited("clause_block", record_id, 2, **said))[0].outcome == "applied"
    rep.pull()
    assert rep.rows["clause_block", record_id]["state"] == "approved"


def test_the_office_sets_the_image_of_a_company_and_devices_receive_it(server, rep):
    company = server.add_record("company", {"name": "云岭", "code": "YL"})
    where = (server.database, ORG, server.clock)
    name = set_company_logo(*where, code="YL", png=base64.b64decode(png()))
    rep.pull()
    assert name == "云岭"
    assert read_logo(rep.rows["company", company]["logo"]).width == 64
    with pytest.raises(NotFoundError):
        set_company_logo(*where, code="XX", png=None)
    with pytest.raises(ValidationError):
        set_company_logo(*where, code="YL", png=b"GIF89a")
    set_company_logo(*where, code="YL", png=None)
    rep.pull()
    assert rep.rows["company", company].get("logo") is None
