"""Annexes of a contract: how the paper lists them, what they may be called, who changes them."""

from dataclasses import replace

import pytest

from app.domain.contracts.annex_rules import check_file_create, check_file_delete
from app.domain.contracts.annexes import (
    AnnexFile,
    annex_title,
    annexes_in_force,
    checked_title,
    unnamed_titles,
    with_annexes,
)
from app.domain.contracts.checks.checking import ContractFacts, check_contract
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.wording.fingerprint import contract_fingerprint
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.file_kinds import PDF, PNG
from app.domain.policy import Action, Actor, Role, may

DIGEST = "0123456789abcdef" * 4
SHOWN = "01234567 89abcdef " * 3 + "01234567 89abcdef"
SPEC = AnnexFile("1", "技术规格书", PDF, 184_320, 3, DIGEST)
ANNA = Actor("anna", frozenset({Role.REP}), "s1")
RECORD = {
    "purpose": "annex",
    "subject_entity": "contract",
    "subject_id": "c1",
    "account_id": "a1",
    "account_owner_id": "anna",
    "account_sector_id": "s1",
    "contract_account_id": "a1",
    "contract_state": "draft",
    "caption": "技术规格书",
    "sha256": DIGEST,
}


def test_a_file_is_listed_with_kind_pages_size_and_digest():
    listed = with_annexes({"annexes": ["营业执照复印件；"]}, [SPEC])["annexes"]
    assert listed == [
        "营业执照复印件；",
        f"技术规格书（PDF 文件，3 页，184,320 字节，SHA-256：{SHOWN}）。",
    ]


def test_a_file_stands_on_the_line_that_names_it():
    typed = ["技术规格书；", "营业执照复印件。"]
    listed = with_annexes({"annexes": typed}, [SPEC])["annexes"]
    assert listed[0].startswith("技术规格书（PDF 文件，")
    assert listed[1:] == ["营业执照复印件。"]
    assert [annex_title(line) for line in listed] == ["技术规格书", "营业执照复印件"]


def test_without_files_the_list_stays_as_it_was_typed():
    values = {"annexes": ["甲；", "乙"], "bilingual": True}
    assert with_annexes(values, []) == values


def test_the_english_column_names_the_same_file():
    photo = AnnexFile("2", "陈列照片", PNG, 900, 0, DIGEST)
    values = {"annexes": ["营业执照。"], "annexes_en": ["Licence."], "bilingual": True}
    listed = with_annexes(values, [SPEC, photo])
    assert listed["annexes_en"][0] == "Licence;"
    assert listed["annexes_en"][1].startswith(
        "技术规格书 (PDF file, 3 pages, 184,320 bytes, SHA-256"
    )
    assert listed["annexes_en"][2] == f"陈列照片 (picture, 900 bytes, SHA-256: {SHOWN})."
    assert annex_title(listed["annexes_en"][1]) == "技术规格书"


def test_another_file_of_the_same_name_gives_another_fingerprint(example):
    template, values = example("normal-sale")
    other = AnnexFile("2", SPEC.title, PDF, 184_320, 3, "f" + DIGEST[1:])
    prints = {
        contract_fingerprint(template, with_annexes(values, files)) for files in ((SPEC,), (other,))
    }
    assert len({*prints, contract_fingerprint(template, values)}) == 3


def test_what_is_named_without_a_file_is_told(example):
    template, values = example("normal-sale")
    first, *others = values["annexes"]
    named = AnnexFile("1", annex_title(first), PDF, 1, 1, DIGEST)
    facts = ContractFacts(attached=frozenset({named.title}))
    found = check_contract(template, with_annexes(values, [named]), facts)
    absent = [one.params["annex"] for one in found if one.code == "contract.annex.absent"]
    assert absent == [annex_title(line) for line in others]
    assert unnamed_titles(values["annexes"], [named]) == tuple(absent)


def test_an_annex_that_the_text_itself_prints_needs_no_file(example):
    template, values = example("normal-frame")
    found = check_contract(template, values, ContractFacts(attached=frozenset()))
    absent = {one.params["annex"] for one in found if one.code == "contract.annex.absent"}
    assert not any(title.startswith("附件一") for title in absent)
    assert absent


def test_a_file_that_no_clause_would_name_is_an_error(library_text, sale_text, example):
    _template, values = example("normal-sale")
    silent = parse_template(sale_text.replace('list = "annexes"', ""), library_text)
    facts = ContractFacts(attached=frozenset({SPEC.title}))
    told = ("error", "contract.annex.no_place")
    for template, is_told in ((silent, True), (parse_template(sale_text, library_text), False)):
        found = check_contract(template, with_annexes(values, [SPEC]), facts)
        assert (told in {(one.level, one.code) for one in found}) is is_told


@pytest.mark.parametrize(
    ("title", "code"),
    [
        (" ；", "contract.annex.title"),
        ("长" * 121, "contract.annex.title"),
        ("样品☑", "contract.annex.letter"),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused(title, code):
    with pytest.raises(ValidationError) as refused:
        checked_title(title)
    assert refused.value.code == code


def test_a_name_cannot_carry_a_digest_of_its_own():
    assert checked_title(f" 规格\n书（PDF 文件，3 页，9 字节，SHA-256：{SHOWN}）；") == "规格 书"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"contract_state": "in_review"}, "contract.annex.fixed"),
        ({"contract_state": "printed"}, "contract.annex.fixed"),
        ({"contract_state": "signed"}, "contract.annex.fixed"),
        ({"contract_account_id": "a2"}, "contract.annex.elsewhere"),
        ({"contract_account_id": None}, "contract.annex.elsewhere"),
        ({"caption": ""}, "contract.annex.title"),
        ({"caption": "规格书；"}, "contract.annex.title"),
        ({"sha256": "A" * 64}, "contract.annex.digest"),
    ],
)
def test_an_annex_is_added_to_a_draft_of_the_same_account(changes, code):
    check_file_create(ANNA, RECORD)
    check_file_create(ANNA, {**RECORD, "contract_state": "returned"})
    with pytest.raises((NotAllowedError, ValidationError)) as refused:
        check_file_create(ANNA, {**RECORD, **changes})
    assert refused.value.code == code


@pytest.mark.parametrize("purpose", ["annex", "signed_copy", "returned_copy", None])
def test_only_a_file_that_serves_no_contract_is_deleted(purpose):
    before = {**RECORD, "purpose": purpose}
    if purpose is None:
        check_file_delete(before)
        return
    with pytest.raises(NotAllowedError) as refused:
        check_file_delete(before)
    assert refused.value.code == "contract.paper.kept"


def test_what_a_draft_does_without_is_no_annex_and_the_order_is_that_of_adding():
    later = replace(SPEC, id="0002")
    first = replace(SPEC, id="0001")
    assert annexes_in_force([later, first], None) == (first, later)
    assert annexes_in_force([later, first], "0001") == (later,)


@pytest.mark.parametrize("action", [Action.CREATE, Action.DELETE])
@pytest.mark.parametrize(
    ("role", "annex", "plain"),
    [
        (Role.REP, True, True),
        (Role.SECTOR_HEAD, False, True),
        (Role.FINANCE, False, True),
        (Role.CUSTODIAN, False, True),
    ],
)
def test_only_who_fills_in_the_contract_changes_its_annexes(action, role, annex, plain):
    user = Actor("anna", frozenset({role}), "s1")
    assert may(user, action, "attachment", RECORD) is annex
    if action is Action.CREATE:
        assert may(user, action, "attachment", {**RECORD, "purpose": None}) is plain
    assert not may(ANNA, action, "attachment", {**RECORD, "account_owner_id": "ben"})
