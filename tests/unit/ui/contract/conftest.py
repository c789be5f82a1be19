"""The contract page without Qt: a fake view, a runner that runs at once, a real store."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from tests.support.contract_desk import CONTRACT, InlineRunner, contract_workspace
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.contract.presenter import ContractPresenter


class Recorder:
    """Remembers the newest arguments of every call."""

    def __init__(self):
        self.calls = []
        self.last = {}

    def __getattr__(self, name):
        def note(*values, **words):
            self.calls.append(name)
            self.last[name] = (*values, *words.values())

        return note


class FakePage(Recorder):
    def __init__(self):
        super().__init__()
        self.form, self.paper = Recorder(), Recorder()
        self.dialogs, self.pauses = Recorder(), Recorder()

    def is_open(self):
        return True

    @property
    def review(self):
        return self.last["show_review"][0]

    @property
    def plan(self):
        return self.dialogs.last["open_print"][0]

    def table(self, name="goods"):
        return self.form.last["show_table"][1]


@pytest.fixture
def desk(tmp_path):
    workspace = contract_workspace(tmp_path)
    yield workspace
    workspace.store.close()


@pytest.fixture
def open_page(desk):
    """Open the page of a contract; changes come back to it as on the bus."""

    def open_contract(contract_id=CONTRACT):
        view, runner, navigation = FakePage(), InlineRunner(), Recorder()
        published = []
        context = ScreenContext(
            desk,
            runner,
            lambda changes: (published.append(changes), presenter.on_changed(changes)),
            navigation,
            Formats("zh_CN", ZoneInfo("Asia/Shanghai")),
        )
        presenter = ContractPresenter(view, context, contract_id)
        presenter.load()
        return SimpleNamespace(
            view=view,
            presenter=presenter,
            runner=runner,
            navigation=navigation,
            published=published,
        )

    return open_contract


@pytest.fixture
def page(open_page):
    return open_page()
