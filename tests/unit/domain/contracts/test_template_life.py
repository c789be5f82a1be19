"""Group marketing writes a text, finance approves it, and what was approved never changes."""

import pytest

from app.domain.contracts.texts.life import (
    BLOCK,
    TEMPLATE,
    check_template_begin,
    check_template_delete,
    check_template_edit,
    state_at,
)
from app.domain.errors import DomainError, NotAllowedError, ValidationError
from app.domain.policy import Actor
from app.domain.policy_check import check_create, check_edit
from app.domain.policy_terms import Action, Role
from tests.support.template_rows import approval, block_fields, draft_fields

ANNA, BO, FEI = "anna", "bo", "fei"
MARKETING, FINANCE = frozenset({Role.GROUP_MARKETING}), frozenset({Role.FINANCE})
BOTH = MARKETING | FINANCE


@pytest.fixture
def draft():
    return draft_fields(ANNA)


@pytest.fixture
def submitted(draft):
    return {**draft, "submitted_at": 3}


def edit(before, changed, *, user=ANNA, roles=MARKETING, entity=TEMPLATE):
    return check_template_edit(entity, before, changed, user_id=user, roles=roles)


def refused(before, changed, *, user=ANNA, roles=MARKETING):
    with pytest.raises(DomainError) as caught:
        edit(before, changed, user=user, roles=roles)
    return caught.value.code.removeprefix("template.")


def test_a_version_goes_from_draft_to_approved_to_withdrawn(draft):
    check_template_begin(TEMPLATE, draft, user_id=ANNA)
    assert edit(draft, {"submitted_at": 3}) is Action.UPDATE
    waiting = {**draft, "submitted_at": 3}
    said = approval(waiting, FEI)
    assert edit(waiting, said, user=FEI, roles=FINANCE) is Action.APPROVE
    end = {"state": "withdrawn", "withdrawn_at": 9, "withdraw_reason": "错字", "withdrawn_by": ANNA}
    assert edit({**waiting, **said}, end) is Action.UPDATE
    by_finance = {**end, "withdrawn_by": FEI}
    assert edit({**waiting, **said}, by_finance, user=FEI, roles=FINANCE) is Action.APPROVE


def test_a_block_of_the_library_has_the_same_life():
    fields = block_fields(ANNA)
    check_template_begin(BLOCK, fields, user_id=ANNA)
    waiting = {**fields, "submitted_at": 3}
    assert edit(fields, {"submitted_at": 3}, entity=BLOCK) is Action.UPDATE
    said = approval(waiting, FEI)
    assert edit(waiting, said, user=FEI, roles=FINANCE, entity=BLOCK) is Action.APPROVE


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"state": "approved"}, "step.unknown"),
        ({"author_id": BO}, "step.author"),
        ({"author_id": None}, "step.author"),
        ({"edited_by": None, "author_id": BO}, "step.author"),
        ({"approved_by": FEI}, "fixed"),
        ({"submitted_at": 3}, "fixed"),
        ({"body": "x = "}, "syntax"),
        ({"body": "a = 1\n" * 30_000}, "too_large"),
        ({"remarks": "["}, "remarks.unreadable"),
    ],
)
def test_a_version_begins_as_a_draft_of_its_author_within_bounds(draft, changes, code):
    with pytest.raises(DomainError) as caught:
        check_template_begin(TEMPLATE, {**draft, **changes}, user_id=ANNA)
    assert caught.value.code == f"template.{code}"


def test_text_that_looks_like_a_program_is_not_even_kept_as_a_draft(draft):
    body = str(draft["body"]).replace("质量标准", "<script>", 1)
    with pytest.raises(ValidationError) as caught:
        edit(draft, {"body": body})
    assert caught.value.code == "template.words.markup"
    assert caught.value.params["where"] == "quality_standard (zh)"


def test_a_loose_end_is_kept_in_a_draft_but_not_submitted(draft):
    body = str(draft["body"]).replace("{{warranty_months}}", "{{warranty_years}}")
    assert edit(draft, {"body": body}) is Action.UPDATE
    with pytest.raises(NotAllowedError) as caught:
        edit({**draft, "body": body}, {"submitted_at": 3})
    assert caught.value.code == "template.review.open"
    assert caught.value.params["where"] == "quality/quality.warranty (zh)"
    assert caught.value.params["fault"] == "template.placeholder.unknown"


def test_a_text_with_a_loose_end_is_not_approved_whoever_submitted_it(submitted):
    body = str(submitted["body"]).replace("{{warranty_months}}", "{{warranty_years}}")
    wrong = {**submitted, "body": body}
    assert refused(wrong, approval(wrong, FEI), user=FEI, roles=FINANCE) == "review.open"


def test_nobody_approves_what_he_wrote_or_helped_to_write(submitted):
    own = approval(submitted, ANNA)
    assert refused(submitted, own, user=ANNA, roles=BOTH) == "step.author"
    helped = {**submitted, "edited_by": f"{ANNA}\n{BO}"}
    assert refused(helped, approval(helped, BO), user=BO, roles=BOTH) == "step.author"
    assert edit(submitted, approval(submitted, BO), user=BO, roles=BOTH) is Action.APPROVE


@pytest.mark.parametrize("roles", [MARKETING, frozenset({Role.REP}), frozenset({Role.SECTOR_HEAD})])
def test_only_finance_approves(submitted, roles):
    assert refused(submitted, approval(submitted, BO), user=BO, roles=roles) == "step.role"


@pytest.mark.parametrize("roles", [FINANCE, frozenset({Role.REP}), frozenset({Role.CUSTODIAN})])
def test_only_group_marketing_writes(draft, roles):
    assert refused(draft, {"name": "x", "edited_by": BO}, user=BO, roles=roles) == "step.role"


def test_who_writes_is_named_among_the_writers(draft):
    assert refused(draft, {"name": "x"}, user=BO) == "step.author"
    both = f"{ANNA}\n{BO}"
    assert edit(draft, {"name": "x", "edited_by": both}, user=BO) is Action.UPDATE
    assert refused({**draft, "edited_by": both}, {"edited_by": ANNA}) == "step.author"


def test_what_was_not_submitted_or_changed_meanwhile_is_not_approved(draft, submitted):
    assert refused(draft, approval(draft, FEI), user=FEI, roles=FINANCE) == "not_submitted"
    read = approval(submitted, FEI)
    changed = {**submitted, "body": str(submitted["body"]).replace("质量标准", "质量要求", 1)}
    assert refused(changed, read, user=FEI, roles=FINANCE) == "text.differs"


def test_a_record_that_says_something_else_than_its_paper_is_not_approved(submitted):
    for name, value in (("free_to_sign", 0), ("version", "9.0"), ("valid_to_on", "2099-12-31")):
        wrong = {**submitted, name: value}
        assert refused(wrong, approval(wrong, FEI), user=FEI, roles=FINANCE) == "header.differs"


def test_finance_sends_back_with_a_reason_and_the_author_takes_back(submitted):
    back = {"submitted_at": None, "review_note": "第六条"}
    assert edit(submitted, back, user=FEI, roles=FINANCE) is Action.APPROVE
    blank = {**back, "review_note": None}
    assert refused(submitted, blank, user=FEI, roles=FINANCE) == "step.incomplete"
    assert edit(submitted, {"submitted_at": None}) is Action.UPDATE
    assert refused(submitted, {"name": "x"}) == "submitted"
    assert edit(submitted, {"name": "x", "submitted_at": None}) is Action.UPDATE


def test_an_approved_text_is_never_changed_nor_deleted(submitted):
    approved = {**submitted, **approval(submitted, FEI)}
    assert refused(approved, {"body": "x"}) == "fixed"
    assert refused(approved, {"state": "draft"}) == "step.unknown"
    assert refused(approved, {"state": "withdrawn"}) == "step.incomplete"
    with pytest.raises(NotAllowedError):
        check_template_delete(approved)
    check_template_delete(submitted)


def test_nothing_else_is_slipped_in_with_an_approval(submitted):
    said = {**approval(submitted, FEI), "valid_to_on": "2099-12-31"}
    assert refused(submitted, said, user=FEI, roles=FINANCE) == "fixed"
    assert refused(submitted, approval(submitted, ANNA), user=FEI, roles=FINANCE) == (
        "step.incomplete"
    )


def test_what_was_printed_before_the_withdrawal_stands_on_an_approved_text():
    ended = {"state": "withdrawn", "withdrawn_at": 100}
    assert state_at(ended, 99) == "approved"
    assert state_at(ended, 100) == "withdrawn"
    assert state_at(ended) == "withdrawn"
    assert state_at({"state": "approved"}, 1) == "approved"
    assert state_at({"state": "draft"}, 1) == "draft"


def test_device_and_server_ask_the_same_rules(draft, submitted):
    anna, fei = Actor(ANNA, MARKETING, ""), Actor(FEI, FINANCE, "")
    check_create(anna, TEMPLATE, draft, tuple(draft))
    check_edit(fei, TEMPLATE, submitted, approval(submitted, FEI))
    with pytest.raises(NotAllowedError):
        check_edit(anna, TEMPLATE, submitted, approval(submitted, ANNA))
    with pytest.raises(NotAllowedError):
        check_create(Actor(BO, frozenset({Role.REP}), ""), TEMPLATE, draft_fields(BO), ())
