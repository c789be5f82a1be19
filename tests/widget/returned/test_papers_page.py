"""The page of a contract's papers in a window, with the product's own lanes."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from app.documents.word.contract import write_word_contract
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.wording.value_types import fitting_values
from app.queries.contracts.page import read_contract
from tests.support.contract_desk import CONTRACT, contract_workspace
from tests.support.recorder import Recorder
from ui.change_bus import ChangeBus
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.returned.build import build_contract_papers
from ui.tasks import TaskRunner


@pytest.fixture
def page(qtbot, tmp_path):
    errors = []
    workspace, lanes, bus = contract_workspace(tmp_path), TaskRunner(errors.append), ChangeBus()
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    context = ScreenContext(workspace, lanes, bus.changed.emit, Recorder(), formats)
    view, presenter = build_contract_papers(context, CONTRACT)
    bus.changed.connect(presenter.on_changed)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    presenter.load()
    yield SimpleNamespace(view=view, workspace=workspace, folder=tmp_path)
    lanes.shut_down()
    workspace.store.close()
    assert errors == []


@pytest.fixture
def returned(page):
    stored = read_contract(page.workspace, CONTRACT)
    template = parse_template(stored.template_text, stored.library_text)
    values = fitting_values(template, stored.values()) | {"sign_place": "北京市"}
    path = page.folder / "退回.docx"
    path.write_bytes(write_word_contract(template, values, is_draft=True).docx)
    return path


def test_a_chosen_file_is_compared_and_both_texts_stand_side_by_side(qtbot, page, returned):
    view = page.view
    view.choose_returned = lambda _parent: returned

    view.returned_button.click()
    qtbot.waitUntil(lambda: view.compare.model.rowCount() == 1, timeout=20_000)

    words = view.compare.page.toPlainText()
    assert "北京市" in words
    assert "浙江省杭州市余杭区" in words
    assert "第一条" in words
    view.compare.only_changes.click()
    assert "第一条" not in view.compare.page.toPlainText()


def test_the_report_goes_to_the_clipboard(qtbot, page, returned):
    view = page.view
    view.choose_returned = lambda _parent: returned
    view.returned_button.click()
    qtbot.waitUntil(lambda: view.compare.model.rowCount() == 1, timeout=20_000)

    view.compare.report_button.click()

    assert "+ 北京市" in QGuiApplication.clipboard().text()


def test_pages_are_added_and_looked_at(qtbot, page):
    view, photo = page.view, page.folder / "1.png"
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    image.save(str(photo))
    view.choose_pages = lambda _parent: [photo]

    view.pages_button.click()
    qtbot.waitUntil(lambda: view.model.rowCount() == 1, timeout=20_000)
    view.table.setCurrentIndex(view.model.index(0, 0))
    qtbot.waitUntil(view.file.picture.isVisible, timeout=20_000)

    assert view.file.picture.pixmap().toImage().pixelColor(5, 5).blue() > 100


def test_empty_pasted_text_is_asked_for_again(page):
    view = page.view
    view._ask_text()
    given = []
    view.text_pasted.connect(given.append)

    view.paste.compare_button.click()
    assert given == []
    view.paste.text.setPlainText("6.3\t甲方付款")
    view.paste.compare_button.click()

    assert given == ["6.3\t甲方付款"]
