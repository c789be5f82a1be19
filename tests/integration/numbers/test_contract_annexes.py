"""Annexes of a contract on both ends: printed with their digest, then fixed for good."""

import hashlib
import json

import pytest

from app.commands.contracts.annexes import NewAnnex, add_annex, put_annex_back, remove_annex
from app.commands.contracts.drafting import Printed, record_prints
from app.commands.contracts.papers import MOST_PAGES, PaperContent, attach_papers
from app.commands.contracts.steps import number_for_signing, sign_contract, submit_contract
from app.commands.files.choosing import ChosenFile
from app.commands.files.records import attach_file
from app.domain.contracts.annexes import shown_digest
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.wording.fingerprint import contract_fingerprint
from app.domain.errors import NotAllowedError, ValidationError
from app.queries.contracts.annexes import read_annex_page
from app.queries.contracts.page import read_contract
from tests.integration.numbers.test_contract_between_two_desks import SIGNED
from tests.support.numbered import draft, filled_draft, give_number, make_house, refusals
from tests.support.unjudged import Unjudged

PDF = "application/pdf"
SPEC = NewAnnex("技术规格书", ChosenFile(b"%PDF-1.7 spec", PDF, "spec.pdf"), 3)
PLAN = NewAnnex("门店清单", ChosenFile(b"%PDF-1.7 plan", PDF, "plan.pdf"), 1)


@pytest.fixture
def house(tmp_path):
    with make_house(tmp_path) as made:
        yield made


@pytest.fixture
def anna(house):
    return house.device("anna")


def fingerprint_of(one, contract):
    sheet = read_contract(one.workspace, contract)
    template = parse_template(sheet.template_text, sheet.library_text)
    return contract_fingerprint(template, sheet.values())


def print_contract(one, contract, fingerprint=""):
    number_for_signing(one.workspace, contract)
    words = fingerprint or fingerprint_of(one, contract)
    copy = Printed(1, 4, 6, words, "a" * 64, "office", is_draft=False)
    record_prints(one.workspace, contract, [copy])


def titles(one, contract):
    return [annex.title for annex in read_contract(one.workspace, contract).annexes]


def refused_code(command, *told):
    with pytest.raises((NotAllowedError, ValidationError)) as refused:
        command(*told)
    return refused.value.code


def unasked(one, write):
    """Write as a program does that asks nobody."""
    with one.workspace.store.unit_of_work() as work:
        work.rights = Unjudged(work.connection, work.records)
        write(work)
        work.commit(one.workspace.author)
    one.sync()
    return refusals(one)


def file_fields(one, contract, account, **changes):
    return {
        "account_id": account,
        "subject_entity": "contract",
        "subject_id": contract,
        "sha256": "d" * 64,
        "size_bytes": 9,
        "caption": "补充资料",
        "purpose": "annex",
        "added_by": one.workspace.user_id,
        **changes,
    }


def account_of(one, contract):
    return one.read("contract", contract)["account_id"]


def test_a_paper_with_annexes_is_accepted_and_read_alike_by_everybody(house, anna):
    contract = filled_draft(anna)
    _id, _changes = add_annex(anna.workspace, contract, SPEC)
    print_contract(anna, contract)
    anna.sync()
    assert refusals(anna) == []
    head = house.device("head")
    (line,) = read_annex_page(head.workspace, contract).lines
    assert (line.file.title, line.file.pages) == ("技术规格书", 3)
    printed = read_contract(head.workspace, contract).values()["annexes"]
    assert shown_digest(line.file.sha256) in printed[-1]
    assert head.read("contract", contract)["fingerprint"] == fingerprint_of(head, contract)


def test_the_server_refuses_a_paper_that_leaves_an_annex_out(anna):
    contract = filled_draft(anna)
    without = fingerprint_of(anna, contract)
    add_annex(anna.workspace, contract, SPEC)
    assert fingerprint_of(anna, contract) != without
    print_contract(anna, contract, without)
    anna.sync()
    assert refusals(anna) == ["contract.paper.differs"]


def test_a_draft_changes_its_annexes_and_takes_a_change_back(anna):
    contract = filled_draft(anna)
    first, _changes = add_annex(anna.workspace, contract, SPEC)
    add_annex(anna.workspace, contract, PLAN)
    whole = fingerprint_of(anna, contract)
    remove_annex(anna.workspace, contract, first)
    assert titles(anna, contract) == ["门店清单"]
    assert fingerprint_of(anna, contract) != whole
    put_annex_back(anna.workspace, contract, first)
    assert titles(anna, contract) == ["技术规格书", "门店清单"]
    assert fingerprint_of(anna, contract) == whole
    assert refused_code(add_annex, anna.workspace, contract, SPEC) == "attachment.there"


def test_a_paper_is_judged_without_what_the_draft_does_without(anna):
    contract = filled_draft(anna)
    first, _changes = add_annex(anna.workspace, contract, SPEC)
    remove_annex(anna.workspace, contract, first)
    print_contract(anna, contract)
    anna.sync()
    assert refusals(anna) == []


def test_past_the_draft_nothing_is_added_or_taken_away(anna):
    contract = filled_draft(anna)
    first, _changes = add_annex(anna.workspace, contract, SPEC)
    remove_annex(anna.workspace, contract, first)
    kept, _changes = add_annex(anna.workspace, contract, PLAN)
    assert read_annex_page(anna.workspace, contract).may_change
    give_number(anna, contract)
    submit_contract(anna.workspace, contract)
    page = read_annex_page(anna.workspace, contract)
    assert (page.is_open, page.may_change) == (False, False)
    assert refused_code(add_annex, anna.workspace, contract, SPEC) == "contract.annex.fixed"
    for command, annex in ((remove_annex, kept), (put_annex_back, first)):
        code = refused_code(command, anna.workspace, contract, annex)
        assert code == "contract.annex.fixed"


def test_the_server_takes_no_annex_after_the_print_and_lets_none_go(anna):
    contract = filled_draft(anna)
    kept, _changes = add_annex(anna.workspace, contract, SPEC)
    print_contract(anna, contract)
    anna.sync()
    fields = file_fields(anna, contract, account_of(anna, contract))

    def add(work):
        work.create("attachment", fields, anna.workspace.author)

    def drop(work):
        work.edit("contract", contract, {"dropped_annexes": kept}, anna.workspace.author)

    def take(work):
        work.delete("attachment", kept, anna.workspace.author)

    assert unasked(anna, add) == ["contract.annex.fixed"]
    assert unasked(anna, drop)[1:] == ["field.not_allowed"]
    assert unasked(anna, take)[2:] == ["entity.append_only"]


def test_nobody_else_makes_a_file_part_of_a_contract(house, anna):
    contract = filled_draft(anna)
    anna.sync()
    head, ben = house.device("head"), house.device("ben")
    assert not read_annex_page(head.workspace, contract).may_change
    assert refused_code(add_annex, head.workspace, contract, SPEC) == "record.not_allowed"
    assert not head.workspace.files.has_file(hashlib.sha256(SPEC.file.content).hexdigest())
    theirs = file_fields(head, contract, account_of(anna, contract))
    author = head.workspace.author
    assert unasked(head, lambda work: work.create("attachment", theirs, author)) == [
        "record.not_allowed"
    ]
    own = ben.create("account", name="另一家", type="dealer", status="active")
    fields = file_fields(ben, contract, own)
    author = ben.workspace.author
    assert unasked(ben, lambda work: work.create("attachment", fields, author)) == [
        "contract.annex.elsewhere"
    ]
    anna.sync()
    assert titles(anna, contract) == []


def test_no_paper_of_a_contract_is_deleted(anna):
    contract = filled_draft(anna)
    print_contract(anna, contract)
    sign_contract(anna.workspace, contract, SIGNED)
    scan = PaperContent("signed_copy", ChosenFile(b"%PDF-1.7 scan", PDF, "scan.pdf"))
    attach_papers(anna.workspace, contract, [scan])
    anna.sync()
    with anna.workspace.store.snapshot() as look:
        (kept,) = look.connection.exec_driver_sql("SELECT id FROM attachment").scalars()

    def take(work):
        work.delete("attachment", kept, anna.workspace.author)

    with pytest.raises(NotAllowedError) as refused, anna.workspace.store.unit_of_work() as work:
        take(work)
    assert refused.value.code == "contract.paper.kept"
    assert unasked(anna, take) == ["entity.append_only"]


def test_annexes_take_no_room_from_the_signed_pages(anna):
    contract = filled_draft(anna)
    add_annex(anna.workspace, contract, SPEC)
    print_contract(anna, contract)
    sign_contract(anna.workspace, contract, SIGNED)
    scans = [ChosenFile(b"%%PDF-1.7 %d" % n, PDF, f"{n}.pdf") for n in range(MOST_PAGES + 1)]
    pages = [PaperContent("signed_copy", scan) for scan in scans]
    assert refused_code(attach_papers, anna.workspace, contract, pages) == "contract.pages.too_many"
    assert not any(
        anna.workspace.files.has_file(hashlib.sha256(scan.content).hexdigest()) for scan in scans
    )
    attach_papers(anna.workspace, contract, pages[:-1])
    assert refused_code(attach_papers, anna.workspace, contract, pages) == "contract.pages.too_many"


def test_what_the_draft_does_without_may_lie_beside_it(anna):
    contract = filled_draft(anna)
    first, _changes = add_annex(anna.workspace, contract, SPEC)
    remove_annex(anna.workspace, contract, first)
    attach_file(anna.workspace, "contract", contract, SPEC.file)
    again = (attach_file, anna.workspace, "contract", contract, SPEC.file)
    assert refused_code(*again) == "attachment.there"


def test_a_text_without_a_list_of_annexes_takes_no_file(anna):
    contract = draft(anna)
    with anna.workspace.store.unit_of_work() as work:
        row = work.connection.exec_driver_sql("SELECT id, library FROM contract_template")
        text_id, library = row.fetchone()
        changed = library.replace('name = "annexes"', 'name = "enclosures"')
        work.connection.exec_driver_sql(
            "UPDATE contract_template SET library = ?, body = replace(replace(body,"
            " 'field = \"annexes\"', 'field = \"enclosures\"'), 'list = \"annexes\"',"
            " 'list = \"enclosures\"') WHERE id = ?",
            (changed, text_id),
        )
        work.commit()
    assert refused_code(add_annex, anna.workspace, contract, SPEC) == "contract.annex.no_place"
    assert not read_annex_page(anna.workspace, contract).may_change


def test_the_page_names_what_the_contract_lists_without_a_file(anna):
    contract = filled_draft(anna)
    terms = json.loads(anna.read("contract", contract)["terms"])
    anna.edit(
        "contract", contract, terms=json.dumps({**terms, "annexes": ["技术规格书；", "样品"]})
    )
    assert read_annex_page(anna.workspace, contract).open_titles == ("技术规格书", "样品")
    add_annex(anna.workspace, contract, SPEC)
    page = read_annex_page(anna.workspace, contract)
    assert page.open_titles == ("样品",)
    codes = [
        (one.code, one.params["annex"])
        for one in _findings(anna, contract)
        if one.code == "contract.annex.absent"
    ]
    assert codes == [("contract.annex.absent", "样品")]


def _findings(one, contract):
    from app.store.reads.contracts.facts import judge_contract  # noqa: PLC0415

    with one.workspace.store.snapshot() as look:
        judged = judge_contract(look, contract, one.workspace.today())
    return judged.judgement.review.findings
