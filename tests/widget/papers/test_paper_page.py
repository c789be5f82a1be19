"""The page of a paper in a window: shown, printed, saved, and a long run ended."""

import pypdfium2
import pytest

from tests.support.account_forms import screen_context
from tests.support.demo_workspace import demo_workspace
from ui.screens.papers.build import build_paper
from ui.screens.papers.kinds import KINDS
from ui.screens.papers.rows import PaperOrder
from ui.screens.papers.setting import PaperRun, RunStoppedError, set_papers
from ui.screens.papers.subjects import paper_subject
from ui.texts import install_language


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    workspace = demo_workspace(tmp_path_factory.mktemp("demo"))
    yield workspace
    workspace.store.close()


@pytest.fixture(autouse=True)
def english():
    install_language("en")


@pytest.fixture
def open_page(desk, qtbot):
    """Open the page of papers; its tasks run at once."""

    def open_it(kind, *subject_ids):
        view, presenter = build_paper(screen_context(desk, []), paper_subject(kind, subject_ids))
        qtbot.addWidget(view)
        view.show()
        presenter.load()
        return view, presenter

    return open_it


def ids(desk, sql):
    with desk.store.snapshot() as look:
        return [row[0] for row in look.connection.exec_driver_sql(sql)]


def debtors(desk):
    return ids(
        desk,
        "SELECT DISTINCT account_id FROM receivable WHERE due_on < '2026-11-22'"
        " AND amount_minor > coalesce(paid_minor, 0) ORDER BY 1",
    )


SUBJECTS = {
    "statement": "SELECT account_id FROM receivable LIMIT 1",
    "account_sheet": "SELECT account_id FROM receivable LIMIT 1",
    "handover": "SELECT account_id FROM receivable LIMIT 1",
    "reminder": "SELECT account_id FROM receivable WHERE due_on < '2026-11-01'"
    " AND amount_minor > coalesce(paid_minor, 0) LIMIT 1",
    "investigation": "SELECT id FROM credit_investigation LIMIT 1",
    "visit_log": "SELECT id FROM visit_log LIMIT 1",
    "complaint_reply": "SELECT id FROM complaint WHERE outcome IS NOT NULL LIMIT 1",
}


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"quotation"}))
def test_every_paper_opens_in_every_language(kind, desk, open_page):
    subjects = ids(desk, SUBJECTS[kind]) if kind in SUBJECTS else []
    view, presenter = open_page(kind, *subjects)
    for language in KINDS[kind].languages:
        presenter.choose("language", language)
        assert view.refusal_words() == ""
        assert view._paper.pdf.startswith(b"%PDF")


def test_a_saved_statement_is_kept_and_asks_why_again(desk, open_page, tmp_path):
    view, presenter = open_page("statement", debtors(desk)[0])
    presenter.ask()
    path = tmp_path / "statement.pdf"
    view.choose_path = lambda _parent, _name: path
    view.dialog.file_button.click()
    assert len(pypdfium2.PdfDocument(path)) == 1
    assert view.dialog is None
    presenter.ask()
    view.dialog.file_button.click()
    assert view.dialog.error_words() == "Say why it is printed again"
    view.dialog.reason.setText("lost in the mail")
    view.dialog.file_button.click()
    assert view.dialog is None
    presenter.ask()
    assert presenter._lines[0].reason == "lost in the mail"
    view.close_print()


def test_a_printer_that_is_not_chosen_leaves_no_trace(desk, open_page):
    view, presenter = open_page("statement", debtors(desk)[1])
    view.choose_printer = lambda *_asked: None
    presenter.ask()
    view.dialog.print_button.click()
    presenter.ask()
    assert presenter._lines == ()
    view.close_print()


def test_another_answer_sets_another_paper(desk, open_page):
    view, presenter = open_page("reminder", debtors(desk)[0])
    before = view._paper.sha256
    presenter.choose("level", "demand")
    assert view._paper.sha256 != before
    presenter.choose("pay_by", "2026-01-01")
    assert "over" in view.refusal_words()
    presenter.choose("pay_by", "2026-12-24")
    assert view.refusal_words() == ""


def test_a_run_of_many_stands_in_one_file_and_counts_itself(desk):
    order = PaperOrder(
        "statement", tuple(debtors(desk)), {"first": "2026-11-01", "last": "2026-11-23"}
    )
    papers = KINDS["statement"].read(desk, order)
    run = PaperRun()
    made = set_papers(papers, order, run)
    assert run.done == run.total == made.papers == len(papers) > 3
    assert [letter.account_id for letter in made.letters] == list(order.subject_ids)


def test_a_stopped_run_makes_no_file(desk):
    order = PaperOrder(
        "statement", tuple(debtors(desk)), {"first": "2026-11-01", "last": "2026-11-23"}
    )
    papers = KINDS["statement"].read(desk, order)
    run = PaperRun(is_stopped=True)
    with pytest.raises(RunStoppedError):
        set_papers(papers, order, run)
    assert run.done == 1
