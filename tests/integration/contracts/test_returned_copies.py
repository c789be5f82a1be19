"""What came back to the rep is read by the head who reviews the contract."""

import pytest

from app.commands.contracts.papers import PaperContent, ReturnedCopy, attach_papers, record_return
from app.commands.files.choosing import ChosenFile
from app.domain.errors import NotFoundError
from app.domain.policy import Action, Actor, Role, may
from app.domain.redline.blocks import Block
from app.domain.redline.comparison import compare_blocks
from app.domain.redline.report import read_report, write_report
from app.queries.contracts.page import read_contract
from app.queries.contracts.papers import has_file, read_papers, read_report_text
from app.store.held.blobs import Blobs
from tests.support.numbered import filled_draft, make_house, refusals

SENT = [Block("甲方应在签订后5日内付款。", "6.1", "6.1", "clause")]
BACK = [Block("甲方应在签订后90日内付款。", "6.1", "6.1", "clause")]
CONTENT = b"PK\x03\x04 what came back"


@pytest.fixture
def house(tmp_path):
    with make_house(tmp_path) as made:
        yield made


def returned():
    found = compare_blocks(SENT, BACK)
    counts = {"changed": 1, "missing": 0, "added": 0, "moved": 0, "figures": 1, "silent": 1}
    return ReturnedCopy(
        form="word",
        file_name="退回.docx",
        content=CONTENT,
        media_type="application/octet-stream",
        fingerprint="F" * 64,
        verdict="changed",
        counts=counts,
        report=write_report(found, (), 0),
    )


def waiting(one):
    with one.workspace.store.snapshot() as look:
        return {blob.sha256 for blob in Blobs(look.connection).waiting(20)}


def test_the_head_reads_the_comparison_that_the_rep_made(house):
    anna, head = house.device("anna"), house.device("head")
    contract = filled_draft(anna)

    record_return(anna.workspace, contract, returned())
    anna.sync()
    head.sync()

    assert refusals(anna) == []
    (line,) = read_papers(head.workspace, contract).returns
    assert (line.verdict, line.changes, line.silent) == ("changed", 1, 1)
    found, _remarks, _hidden = read_report(read_report_text(head.workspace, line.id)[0])
    (row,) = found.changes
    assert [(each.sent, each.returned) for each in row.figures] == [("5日", "90日")]
    assert read_contract(head.workspace, contract).last_return == line


def test_a_page_stays_on_the_device_until_the_server_has_it(house):
    anna = house.device("anna")
    contract = filled_draft(anna)
    paper = PaperContent("signed_copy", ChosenFile(b"\xff\xd8\xff scan", "image/jpeg", "1.jpg"))

    attach_papers(anna.workspace, contract, [paper])

    (page,) = read_papers(anna.workspace, contract).signed_pages
    assert page.sha256 in waiting(anna)
    assert has_file(anna.workspace, page.sha256)


def test_a_returned_copy_and_strokes_are_never_changed_or_taken_away():
    rep = Actor("me", frozenset({Role.REP}), "north")
    record = {"account_owner_id": "me", "account_sector_id": "north"}

    for entity in ("contract_sending", "contract_return", "pen_signature"):
        assert may(rep, Action.CREATE, entity, record)
        assert not may(rep, Action.UPDATE, entity, record)
        assert not may(rep, Action.DELETE, entity, record)


def test_a_colleague_neither_sees_nor_adds_to_a_contract_of_another(house):
    anna, ben = house.device("anna"), house.device("ben")
    contract = filled_draft(anna)
    anna.sync()
    ben.sync()

    with pytest.raises(NotFoundError):
        record_return(ben.workspace, contract, returned())
    with pytest.raises(NotFoundError):
        read_contract(ben.workspace, contract)
