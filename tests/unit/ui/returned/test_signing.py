"""Signing what was printed: on the screen and with a certificate."""

import hashlib

import pytest

from app.commands.contracts.drafting import Printed, record_prints
from app.commands.contracts.pen_signatures import PenSignature, record_pen_signature
from app.domain.errors import NotAllowedError
from app.domain.strokes import Drawing, StrokePoint, read_drawing
from app.exchange.pdf_signatures import read_signatures
from app.queries.contracts.page import read_contract
from app.queries.contracts.papers import read_file_content, read_papers
from tests.support.certificates import PASSWORD, SIGNER, certificates
from tests.support.contract_desk import CONTRACT
from ui.screens.contract.paper.setting import set_copy
from ui.screens.contract.templates import parsed_template

LINE = Drawing(3000, ((StrokePoint(0, 1000, 1000, 500), StrokePoint(90, 6000, 2500, 900)),))


@pytest.fixture
def printed(desk, page):
    """Print the contract for signing and return the file."""
    stored = read_contract(desk, CONTRACT)
    template = parsed_template(stored.template_text, stored.library_text)
    made = set_copy(template, stored.values(), number=1, total=4, is_draft=False)
    copy = Printed(1, 4, made.pages, made.fingerprint, made.sha256, "PDF", is_draft=False)
    record_prints(desk, CONTRACT, [copy])
    page.presenter.load()
    return made


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "firm.p12"
    path.write_bytes(certificates().pkcs12)
    return path


def files(desk, purpose):
    return [each for each in read_papers(desk, CONTRACT).files if each.purpose == purpose]


def test_nothing_is_signed_before_it_is_printed_for_signing(page, context):
    page.presenter.signing.ask_pen()
    page.presenter.signing.ask_certificate()

    assert page.view.dialogs.last == {}
    assert "Print it for signing first" in context.navigation.last["show_refusal"][0]


def test_the_pad_shows_the_very_file_that_was_printed(page, printed):
    page.presenter.signing.ask_pen()

    (form,) = page.view.dialogs.last["open_pen"]
    assert form.pdf == printed.pdf
    assert form.page == printed.pages
    assert "no reliable electronic signature" in form.statement


def test_strokes_are_kept_with_what_was_shown_and_the_copy_is_another_file(page, printed, desk):
    signing = page.presenter.signing
    signing.ask_pen()
    signing.note_began()

    signing.keep_pen("谢璟", LINE, "pen", 6)

    (pen,) = read_papers(desk, CONTRACT).pens
    assert (pen.party, pen.signatory, pen.device, pen.zone) == ("a", "谢璟", "pen", desk.zone)
    assert (pen.pdf_sha256, pen.fingerprint) == (printed.sha256, printed.fingerprint)
    assert read_drawing(pen.strokes) == LINE
    assert 0 <= desk.now_milliseconds() - pen.began_at < 1000
    (copy,) = files(desk, "pen_copy")
    content = read_file_content(desk, copy.sha256)
    assert hashlib.sha256(content).hexdigest() == copy.sha256 != printed.sha256
    assert read_contract(desk, CONTRACT).fingerprint == printed.fingerprint
    assert printed.sha256 in read_papers(desk, CONTRACT).printed


def test_a_contract_whose_words_changed_since_is_not_signed(page, printed, desk):
    assert printed.pages
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(
            "UPDATE contract SET terms = replace(terms, '60000.00', '70000.00') WHERE id = ?",
            (CONTRACT,),
        )
        work.commit()
    page.presenter.load()

    page.presenter.signing.ask_pen()

    assert "open_pen" not in page.view.dialogs.last
    assert "printed for signing" in page.view.dialogs.last["show_error"][0]


def test_strokes_for_other_words_than_the_printed_ones_are_refused(printed, desk):
    signature = PenSignature(
        party="a",
        signatory="谢璟",
        drawing=LINE,
        pdf_sha256=printed.sha256,
        fingerprint="0" * 64,
        page=6,
        began_at=1,
        zone="Asia/Shanghai",
        device="pen",
        statement="",
    )

    with pytest.raises(NotAllowedError, match=r"pen\.paper\.differs"):
        record_pen_signature(desk, CONTRACT, signature, b"%PDF", "copy.pdf")
    assert read_papers(desk, CONTRACT).pens == ()


def test_a_certificate_signs_the_printed_file_and_the_result_holds(page, printed, desk, key_file):
    page.presenter.signing.sign_with(key_file, PASSWORD)

    (file,) = files(desk, "signed_pdf")
    content = read_file_content(desk, file.sha256)
    assert content.startswith(printed.pdf)
    (signature,) = read_signatures(content)
    assert (signature.signer, signature.is_intact) == (SIGNER, True)
    assert read_contract(desk, CONTRACT).has_signed_copy


def test_another_password_signs_nothing_and_says_so(page, printed, desk, key_file):
    assert printed.pages

    page.presenter.signing.sign_with(key_file, "wrong")

    assert files(desk, "signed_pdf") == []
    assert "password is another one" in page.view.dialogs.last["show_error"][0]


def test_the_password_is_in_no_record(page, printed, desk, key_file):
    assert printed.pages
    page.presenter.signing.sign_with(key_file, PASSWORD)

    with desk.store.snapshot() as look:
        tables = look.connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
        names = [str(row[0]) for row in tables]
        for name in names:
            rows = look.connection.exec_driver_sql(f'SELECT * FROM "{name}"')
            assert PASSWORD not in str(list(rows)), name


def test_a_signed_pdf_that_comes_back_is_read_with_its_signature(
    page, printed, desk, key_file, tmp_path
):
    assert printed.pages
    page.presenter.signing.sign_with(key_file, PASSWORD)
    (file,) = files(desk, "signed_pdf")
    path = tmp_path / "back.pdf"
    path.write_bytes(read_file_content(desk, file.sha256))

    page.presenter.take_returned(path)
    page.presenter.look_at(page.view.last["show_papers"][0][0])

    view = page.view.last["show_comparison"][0]
    assert view.verdict == "Every word is as it was sent."
    assert f"Digitally signed by {SIGNER}" in view.notes[0]
    assert "covers the whole file" in view.notes[0]
