"""The pages of contract texts in a window, over a real store, with the product's own lanes."""

from dataclasses import replace
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from app.commands.contracts.templates import make_next_version
from tests.support.contract_desk import SALE, SECTOR, contract_workspace
from tests.support.visiting import key, put
from ui.change_bus import ChangeBus
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.template.build import build_block, build_template
from ui.screens.templates.build import build_templates
from ui.tasks import TaskRunner

AUTHOR, FINANCE = key(0xA1), key(0xA2)
BUILD = {"template": build_template, "clause_block": build_block}


class FakeNavigation:
    def __init__(self):
        self.went = []

    def __getattr__(self, name):
        return lambda *where, **_words: self.went.append((name, *where))


@pytest.fixture
def author(tmp_path):
    """The store of somebody in group marketing, with a colleague in finance."""
    rep = contract_workspace(tmp_path)
    with rep.store.unit_of_work() as work:
        named = {"login": "a", "sector_id": SECTOR}
        put(work, "user", {"id": AUTHOR, "name": "欧阳静", "roles": "group_marketing", **named})
        put(work, "user", {"id": FINANCE, "name": "钱会计", "roles": "finance", **named})
        work.commit()
    yield replace(rep, user_id=AUTHOR)
    rep.store.close()


@pytest.fixture
def finance(author):
    return replace(author, user_id=FINANCE)


@pytest.fixture
def draft(author):
    """The next version of the sales contract."""
    return make_next_version(author, SALE)[0]


@pytest.fixture
def errors():
    return []


@pytest.fixture
def buses():
    """Outlive the lanes, whose last results arrive when the test is over."""
    return []


@pytest.fixture
def runner(qapp, errors, buses):
    assert buses == []
    assert qapp is not None
    lanes = TaskRunner(errors.append)
    yield lanes
    lanes.shut_down()
    assert errors == []


@pytest.fixture
def open_page(qtbot, window, runner, buses):
    """Return a function that opens a version as somebody sees it."""

    def open_version(workspace, version_id, kind="template"):
        bus, went = ChangeBus(), FakeNavigation()
        buses.append(bus)
        formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
        context = ScreenContext(workspace, runner, bus.changed.emit, went, formats)
        view, presenter = BUILD[kind](context, version_id)
        bus.changed.connect(presenter.on_changed)
        window.open_page(view)
        presenter.load()
        qtbot.waitUntil(lambda: bool(view.form.fields), timeout=10_000)
        return SimpleNamespace(view=view, presenter=presenter, went=went.went)

    return open_version


@pytest.fixture
def open_list(qtbot, window, runner, buses):
    """Return a function that opens the list as somebody sees it."""

    def show(workspace):
        bus, went = ChangeBus(), FakeNavigation()
        buses.append(bus)
        formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
        context = ScreenContext(workspace, runner, bus.changed.emit, went, formats)
        view, presenter = build_templates(context)
        window.open_page(view)
        presenter.load()
        qtbot.waitUntil(lambda: view.texts.rowCount() > 0, timeout=10_000)
        return SimpleNamespace(view=view, presenter=presenter, went=went.went)

    return show
