"""Annexes on the contract page: added under a name, printed, taken away, fixed after the draft."""

import pytest
from PySide6.QtCore import QCoreApplication

from app.commands.contracts.annexes import NewAnnex, add_annex
from app.commands.files.choosing import ChosenFile
from app.queries.contracts.annexes import read_annex_page
from app.queries.contracts.page import read_contract
from tests.support.contract_desk import CONTRACT
from ui.screens.contract.build import build_contract

SPEC = NewAnnex("技术规格书", ChosenFile(b"%PDF-1.7 spec", "application/pdf", "s.pdf"), 3)


@pytest.fixture
def chosen(tmp_path, sheets):
    path = tmp_path / "产品技术规格书 2026.pdf"
    path.write_bytes(sheets)
    return path


@pytest.fixture
def sheets():
    """A PDF with two pages."""
    import io  # noqa: PLC0415

    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    file = io.BytesIO()
    canvas = Canvas(file)
    for _page in range(2):
        canvas.drawString(50, 50, "-")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def titles(desk):
    return [annex.title for annex in read_contract(desk, CONTRACT).annexes]


def choose(qtbot, page, path):
    panel = page.view.annexes
    panel.ask_path = lambda _parent: path
    panel.add.click()
    qtbot.waitUntil(lambda: panel.dialog is not None)
    return panel.dialog


def test_a_file_is_named_and_printed_with_its_digest(qtbot, page, desk, chosen):
    panel = page.view.annexes
    dialog = choose(qtbot, page, chosen)
    assert dialog.title.text() == "产品技术规格书 2026"
    with qtbot.waitSignal(page.view.paper.pages.shown, timeout=20_000):
        dialog.act.click()
    qtbot.waitUntil(lambda: panel.dialog is None)
    assert titles(desk) == ["产品技术规格书 2026"]
    (line,) = read_annex_page(desk, CONTRACT).lines
    assert line.file.pages == 2
    assert page.presenter._opened.sheet.values()["annexes"][-1].startswith("产品技术规格书 2026（")
    assert [each[0].words() for each in panel.lines.values()] == ["产品技术规格书 2026"]


def test_a_name_that_cannot_be_printed_is_refused_beside_it(qtbot, page, desk, chosen):
    dialog = choose(qtbot, page, chosen)
    dialog.title.setText("规格书☑")
    dialog.act.click()
    qtbot.waitUntil(dialog.field.has_error)
    assert page.view.annexes.dialog is dialog
    assert titles(desk) == []


def test_what_the_contract_lists_without_a_file_is_offered_as_its_name(qtbot, page, desk, chosen):
    named = read_annex_page(desk, CONTRACT).open_titles
    assert named
    dialog = choose(qtbot, page, chosen)
    assert tuple(button.words() for button in dialog.offers) == named
    dialog.offers[0].click()
    dialog.act.click()
    qtbot.waitUntil(lambda: page.view.annexes.dialog is None)
    assert titles(desk) == [named[0]]


def test_an_annex_is_taken_away_and_comes_back(qtbot, page, desk, context):
    annex_id, changes = add_annex(desk, CONTRACT, SPEC)
    context.screen.publish(changes)
    panel, undo = page.view.annexes, []
    context.screen.navigation.show_toast = lambda _words, on_action, **_more: undo.append(on_action)
    qtbot.waitUntil(lambda: annex_id in panel.lines)
    panel.lines[annex_id][2].click()
    qtbot.waitUntil(lambda: annex_id not in panel.lines)
    assert titles(desk) == []
    undo[0]()
    qtbot.waitUntil(lambda: annex_id in panel.lines)
    assert titles(desk) == ["技术规格书"]


def test_past_the_draft_the_annexes_are_only_read(qtbot, window, context, desk):
    annex_id, _changes = add_annex(desk, CONTRACT, SPEC)
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql("UPDATE contract SET state = 'signed'")
        work.commit()
    view, presenter = build_contract(context.screen, CONTRACT)
    window.open_page(view)
    presenter.load()
    qtbot.waitUntil(lambda: annex_id in view.annexes.lines)
    QCoreApplication.processEvents()
    name, save, remove = view.annexes.lines[annex_id]
    assert (name.isVisible(), save.isVisible(), remove.isVisible()) == (True, True, False)
    assert not view.annexes.add.isVisible()
    assert not view.files.add.isHidden()
