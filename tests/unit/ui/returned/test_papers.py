"""What comes back to a contract, without Qt: a real store, a runner that runs at once."""

import pytest

from app.commands.contracts.papers import PaperContent, attach_papers
from app.commands.files.choosing import ChosenFile
from app.documents.word.contract import write_word_contract
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.wording.value_types import fitting_values
from app.queries.contracts.listing import find_contracts
from app.queries.contracts.page import read_contract
from app.queries.contracts.papers import read_file_content, read_papers
from app.store.held.blobs import Blobs
from tests.support.contract_desk import CONTRACT
from tests.support.recorder import Recorder
from ui.screens.contract.open_contract import open_contract
from ui.screens.contract.paper.setting import set_copy
from ui.screens.contract.paper.word_export import WordExport

JPEG = b"\xff\xd8\xff" + b"photo"
PAGE = PaperContent("signed_copy", ChosenFile(JPEG, "image/jpeg", "a.jpg"))


@pytest.fixture
def word(desk):
    """Write the contract as Word, perhaps with other values."""

    def write(**changes):
        stored = read_contract(desk, CONTRACT)
        template = parse_template(stored.template_text, stored.library_text)
        values = fitting_values(template, stored.values()) | changes
        return write_word_contract(template, values, is_draft=True).docx

    return write


def rows(page):
    return page.view.last["show_papers"][0]


def give(page, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    page.presenter.take_returned(path)
    page.presenter.look_at(rows(page)[0])
    return page.view.last["show_comparison"][0]


def sign(desk):
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(
            "UPDATE contract SET state = 'signed' WHERE id = ?", (CONTRACT,)
        )
        work.commit()


def test_a_returned_file_is_compared_kept_and_shown(page, word, desk, tmp_path):
    view = give(page, tmp_path, "退回.docx", word(sign_place="北京市"))

    assert [row.returned for row in view.rows if row.is_change] == ["北京市"]
    assert view.tone == "bad"
    (line,) = read_papers(desk, CONTRACT).returns
    assert (line.form, line.verdict, line.changes, line.silent) == ("word", "changed", 1, 1)
    assert read_file_content(desk, line.file_sha256) == word(sign_place="北京市")


def test_a_file_given_before_the_contract_has_arrived_is_compared_once_it_has(
    opened, context, word, desk, tmp_path
):
    runner, path = context.screen.runner, tmp_path / "退回.docx"
    path.write_bytes(word(sign_place="北京市"))
    runner.keep.add("store")
    opened.presenter.load()

    opened.presenter.take_returned(path)
    assert opened.view.last["show_busy"] == ("Both texts are being compared",)
    runner.keep.clear()
    runner.let_go()

    (line,) = read_papers(desk, CONTRACT).returns
    assert opened.view.last["choose"] == (line.id,)
    assert opened.view.last["show_busy"] == ("",)


def test_a_fetch_that_began_before_the_comparison_does_not_lose_which_paper_is_shown(
    page, context, word, desk, tmp_path
):
    runner, path = context.screen.runner, tmp_path / "退回.docx"
    path.write_bytes(word(sign_place="北京市"))
    fetched = read_contract(desk, CONTRACT), read_papers(desk, CONTRACT)

    runner.keep.add("store")
    page.presenter.take_returned(path)
    runner.let_go()
    page.presenter._arrived(*fetched)
    assert "choose" not in page.view.last
    runner.let_go()

    (line,) = read_papers(desk, CONTRACT).returns
    assert page.view.last["choose"] == (line.id,)


def test_the_reviewer_reads_the_same_from_the_record_alone(page, word, desk, tmp_path):
    view = give(page, tmp_path, "退回.docx", word(sign_place="北京市"))
    sha256 = read_papers(desk, CONTRACT).returns[0].file_sha256
    desk.files.delete_file(sha256)

    page.presenter.look_at(None)
    page.presenter.load()
    page.presenter._looked_at = ""
    page.presenter.look_at(rows(page)[0])

    assert page.view.last["show_comparison"][0] == view


def test_an_untouched_file_has_the_same_words(page, word, tmp_path):
    view = give(page, tmp_path, "退回.docx", word())

    assert view.tone == "ok"
    assert view.verdict == "Every word is as it was sent."
    assert view.order == ()


def test_a_file_is_compared_with_what_was_sent_not_with_what_the_draft_says_now(
    page, context, desk, tmp_path
):
    export = WordExport(Recorder(), context.screen)
    export.begin(open_contract(desk, CONTRACT, context.screen.formats))
    export.save(tmp_path / "sent.docx")
    sent = (tmp_path / "sent.docx").read_bytes()
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(
            "UPDATE contract SET terms = replace(terms, '60000.00', '70000.00') WHERE id = ?",
            (CONTRACT,),
        )
        work.commit()
    page.presenter.load()

    view = give(page, tmp_path, "back.docx", sent)

    assert view.order == ()
    assert read_papers(desk, CONTRACT).returns[0].verdict == "same_words"


def test_the_same_words_are_noted_as_sent_once(context, desk, tmp_path):
    export = WordExport(Recorder(), context.screen)
    export.begin(open_contract(desk, CONTRACT, context.screen.formats))

    export.save(tmp_path / "a.docx")
    export.save(tmp_path / "b.docx")

    assert len(read_papers(desk, CONTRACT).sendings) == 1
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_pasted_text_is_compared_too(page, desk):
    page.presenter.take_text("6.3\t甲方应在本合同签订后90日内向乙方交付定金人民币1.00元。")

    (line,) = read_papers(desk, CONTRACT).returns
    assert (line.form, line.file_name, line.verdict) == ("text", "", "changed")
    assert line.figures > 0


def test_a_pdf_with_the_same_words_and_one_with_others(page, desk, tmp_path):
    stored = read_contract(desk, CONTRACT)
    template = parse_template(stored.template_text, stored.library_text)
    same = set_copy(template, stored.values(), number=3, total=4, is_draft=False).pdf
    other = set_copy(
        template, stored.values() | {"sign_place": "北京市"}, number=3, total=4, is_draft=False
    ).pdf

    assert give(page, tmp_path, "same.pdf", same).tone == "ok"
    changed = give(page, tmp_path, "other.pdf", other)

    assert {row.page for row in changed.rows if row.is_change} == {1}
    assert "page 1" in changed.report


def test_the_very_file_that_was_printed_is_recognised(page, desk, tmp_path):
    stored = read_contract(desk, CONTRACT)
    template = parse_template(stored.template_text, stored.library_text)
    made = set_copy(template, stored.values(), number=2, total=4, is_draft=False)
    with desk.store.unit_of_work() as work:
        fields = {
            "account_id": stored.account_id,
            "contract_id": CONTRACT,
            "copy_number": 2,
            "printed_at": 1,
            "pdf_sha256": made.sha256,
        }
        work.create("print_record", fields, desk.author)
        work.commit(desk.author)
    page.presenter.load()

    view = give(page, tmp_path, "back.pdf", made.pdf)

    assert view.verdict == "Unchanged: the very file that was printed as copy 2."


def test_a_file_that_cannot_be_read_is_refused_and_nothing_kept(page, context, desk, tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK\x03\x04 no archive")

    page.presenter.take_returned(path)

    assert "x.docx" in context.navigation.last["show_refusal"][0]
    assert read_papers(desk, CONTRACT).returns == ()


def test_the_report_is_plain_text_with_figures_first(page, word, tmp_path):
    view = give(page, tmp_path, "退回.docx", word(sign_place="北京市", earnest_amount="70000.00"))
    lines = view.report.splitlines()

    assert lines[0] == "退回.docx"
    assert lines[3].startswith("[Figures] 6.3")
    assert "+ 北京市" in lines


def test_pages_of_the_signed_copy_wait_to_be_sent_and_keep_their_order(page, desk, tmp_path):
    for number in (1, 2):
        (tmp_path / f"{number}.jpg").write_bytes(JPEG + bytes([number]))
    page.presenter.take_pages([tmp_path / "1.jpg"])
    page.presenter.take_pages([tmp_path / "2.jpg"])

    pages = read_papers(desk, CONTRACT).signed_pages

    assert [(each.page, each.file_name) for each in pages] == [(1, "1.jpg"), (2, "2.jpg")]
    with desk.store.snapshot() as look:
        waiting = {blob.sha256 for blob in Blobs(look.connection).waiting(10)}
    assert {each.sha256 for each in pages} <= waiting


def test_the_same_page_is_kept_once(desk):
    attach_papers(desk, CONTRACT, [PAGE])
    attach_papers(desk, CONTRACT, [PAGE])

    assert len(read_papers(desk, CONTRACT).signed_pages) == 1


def test_a_signed_contract_without_its_signed_copy_is_listed_until_it_is_there(page, desk):
    assert find_contracts(desk, due="uncopied").ids == ()
    sign(desk)
    page.presenter.load()

    assert find_contracts(desk, due="uncopied").ids == (CONTRACT,)
    assert find_contracts(desk).due["uncopied"] == 1
    assert page.view.last["show_papers"][1] is True
    assert read_contract(desk, CONTRACT).has_signed_copy is False

    attach_papers(desk, CONTRACT, [PAGE])
    page.presenter.load()

    assert find_contracts(desk, due="uncopied").ids == ()
    assert page.view.last["show_papers"][1] is False
    assert read_contract(desk, CONTRACT).has_signed_copy is True


def test_a_page_is_shown_from_this_device(page, desk):
    attach_papers(desk, CONTRACT, [PAGE])
    page.presenter.load()

    page.presenter.look_at(rows(page)[0])

    assert page.view.last["show_picture"][1] == JPEG + b" large"
