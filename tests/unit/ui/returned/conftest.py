"""The papers of a contract without Qt: a real store, a runner that runs at once."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from tests.support.contract_desk import CONTRACT, InlineRunner, contract_workspace
from tests.support.recorder import Recorder
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.returned.presenter import PapersPresenter


class Page(Recorder):
    def __init__(self):
        super().__init__()
        self.dialogs = Recorder()


@pytest.fixture
def desk(tmp_path):
    workspace = contract_workspace(tmp_path)
    yield workspace
    workspace.store.close()


@pytest.fixture
def context(desk):
    navigation, changed = Recorder(), []
    made = ScreenContext(
        desk,
        InlineRunner(),
        lambda changes: [each(changes) for each in changed],
        navigation,
        Formats("zh_CN", ZoneInfo("Asia/Shanghai")),
    )
    return SimpleNamespace(screen=made, changed=changed, navigation=navigation)


@pytest.fixture
def opened(context):
    """The page before anything was fetched."""
    view = Page()
    presenter = PapersPresenter(
        view,
        context.screen,
        CONTRACT,
        make_large=lambda content, _name: content + b" large",
        make_small=lambda _content, _name: b"s",
    )
    context.changed.append(presenter.on_changed)
    return SimpleNamespace(view=view, presenter=presenter)


@pytest.fixture
def page(opened):
    opened.presenter.load()
    return opened
