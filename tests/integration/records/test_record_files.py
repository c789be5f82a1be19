"""Files lie with a record of an account: who may adds them, they are sent, receipts are told."""

from __future__ import annotations

import pytest

from app.commands.files.choosing import LARGEST_FILE_BYTES, read_file
from app.commands.files.records import attach_file
from app.commands.records.saving import create_record
from app.domain.errors import NotAllowedError, ValidationError
from app.queries.records.files import read_files
from app.store.held.blobs import Blobs
from tests.support.account_records import ACCOUNT, OTHER
from tests.support.record_crew import CUSTODIAN, FINANCE, HEAD, MARKETING, seen_by

ENTITY = "credit_investigation"
FACTS = {"account_id": ACCOUNT, "method": "bank", "source_name": "云浦农商行"}


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "资信报告.pdf"
    path.write_bytes(b"%PDF-1.7 report")
    return path


def test_a_report_lies_with_its_investigation_until_the_server_has_it(workspace, report):
    record_id, _changes = create_record(workspace, ENTITY, FACTS)
    sha256, changes = attach_file(workspace, ENTITY, record_id, read_file(report))
    assert changes.touches("attachment")
    page = read_files(workspace, ENTITY, record_id)
    line = page.lines[0]
    assert (line.file.file_name, line.file.media_type) == ("资信报告.pdf", "application/pdf")
    assert (line.is_here, line.is_received, page.may_add) == (True, False, True)
    with workspace.store.unit_of_work() as work:
        assert sha256 in {blob.sha256 for blob in Blobs(work.connection).waiting(9)}
        Blobs(work.connection).mark_sent(sha256)
        work.commit()
    assert read_files(workspace, ENTITY, record_id).lines[0].is_received
    assert workspace.files.read_file(sha256) == b"%PDF-1.7 report"


def test_the_same_file_lies_with_a_record_once(workspace, report):
    record_id, _changes = create_record(workspace, ENTITY, FACTS)
    attach_file(workspace, ENTITY, record_id, read_file(report))
    with pytest.raises(ValidationError) as caught:
        attach_file(workspace, ENTITY, record_id, read_file(report))
    assert caught.value.code == "attachment.there"
    assert len(read_files(workspace, ENTITY, record_id).lines) == 1


def test_who_works_on_credit_adds_files_and_others_do_not(workspace, report):
    record_id, _changes = create_record(workspace, ENTITY, FACTS)
    may = {
        user: read_files(seen_by(workspace, user), ENTITY, record_id).may_add
        for user in (FINANCE, HEAD, MARKETING, CUSTODIAN)
    }
    assert may == {FINANCE: True, HEAD: True, MARKETING: False, CUSTODIAN: False}
    with pytest.raises(NotAllowedError):
        attach_file(seen_by(workspace, MARKETING), ENTITY, record_id, read_file(report))


def test_nobody_adds_a_file_to_what_a_colleague_owns(workspace, report):
    with pytest.raises(NotAllowedError):
        attach_file(workspace, "account", OTHER, read_file(report))
    assert not read_files(workspace, "account", OTHER).may_add


def test_a_record_of_no_account_takes_no_files(workspace, report):
    trip_id, _changes = create_record(
        workspace, "trip", {"from_on": "2026-11-24", "to_on": "2026-11-26"}
    )
    assert not read_files(workspace, "trip", trip_id).may_add
    with pytest.raises(ValidationError) as caught:
        attach_file(workspace, "trip", trip_id, read_file(report))
    assert caught.value.code == "attachment.no_account"


def test_what_is_too_large_or_runs_is_refused_by_name(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-" + bytes(LARGEST_FILE_BYTES))
    with pytest.raises(ValidationError) as large:
        read_file(path)
    assert (large.value.code, large.value.params["most"]) == ("attachment.too_large", 30)
    path.write_bytes(b"MZ\x90\x00")
    with pytest.raises(ValidationError) as program:
        read_file(path)
    assert program.value.code == "attachment.file_kind"
