"""The contract page in a window, over a real store, with the product's own lanes."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from PySide6.QtCore import QSettings

from tests.support.contract_desk import CONTRACT, contract_workspace
from ui.change_bus import ChangeBus
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.contract.build import build_contract
from ui.tasks import TaskRunner


class FakeNavigation:
    def __init__(self):
        self.went = []

    def __getattr__(self, name):
        return lambda *where, **_words: self.went.append((name, *where))


@pytest.fixture(autouse=True)
def own_printer_file(tmp_path):
    """Keep the printers of this machine's user out of it."""
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings")
    )


@pytest.fixture
def desk(tmp_path):
    workspace = contract_workspace(tmp_path)
    yield workspace
    workspace.store.close()


@pytest.fixture
def errors():
    return []


@pytest.fixture
def runner(qapp, errors):
    assert qapp is not None
    lanes = TaskRunner(errors.append)
    yield lanes
    lanes.shut_down()
    assert errors == []


@pytest.fixture
def context(desk, runner):
    bus = ChangeBus()
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    made = ScreenContext(desk, runner, bus.changed.emit, FakeNavigation(), formats)
    return SimpleNamespace(screen=made, bus=bus)


@pytest.fixture
def page(qtbot, window, context):
    """The page of the contract of the small book, with its paper."""
    view, presenter = build_contract(context.screen, CONTRACT)
    context.bus.changed.connect(presenter.on_changed)
    window.open_page(view)
    with qtbot.waitSignal(view.paper.pages.shown, timeout=20_000):
        presenter.load()
    return SimpleNamespace(view=view, presenter=presenter, window=window)


@pytest.fixture
def sheets_of(runner):
    """The pages of a file in grey; the lanes are stopped first, for PDFium is not thread-safe."""

    def read(path):
        runner.shut_down()
        document = pypdfium2.PdfDocument(path.read_bytes())
        sheets = [bytes(page.render(scale=0.5, grayscale=True).buffer) for page in document]
        document.close()
        return sheets

    return read
