"""The question before a list goes into a file, and the lists that ask it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.exchange.table_files import look_at_table
from app.queries.imports import list_exchanges
from tests.support.account_forms import screen_context
from tests.support.account_records import REP, fill_account
from tests.support.devices import make_workspace
from ui.screens.accounts.build import build_accounts
from ui.screens.contracts.build import build_contracts
from ui.screens.exporting.dialog import ExportDialog
from ui.screens.visits.build import build_visits
from ui.widgets.buttons import Button


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path / "device", REP)
    fill_account(workspace)
    yield workspace
    workspace.store.close()


@pytest.fixture
def write(desk, qtbot, tmp_path, monkeypatch):
    """Return a function that exports a list as a person does; it returns the rows of the file."""

    def run(build, form="xlsx", *, whole=False, personal=False):
        published = []
        view, presenter = build(screen_context(desk, published))
        qtbot.addWidget(view)
        view.show()
        presenter.load()
        (button,) = [
            one for one in (*view.bar_widgets(), *view.findChildren(Button))
            if isinstance(one, Button) and one.words() == "导出…"
        ]  # fmt: skip
        qtbot.addWidget(button)
        button.click()
        (dialog,) = view.window().findChildren(ExportDialog)
        ending = "xlsx" if form == "xlsx" else "csv"
        path = tmp_path / "清单"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        dialog.form.choose(form)
        dialog.columns.choose("whole" if whole else "main")
        dialog.personal.setChecked(personal)
        dialog.write.click()
        QApplication.processEvents()
        assert published
        return [row.cells for row in look_at_table(path.with_name(f"清单.{ending}")).rows()]

    return run


def test_accounts_go_out_as_the_list_shows_them(write, desk):
    rows = write(build_accounts)
    assert rows[0][:2] == ("客户编号", "登记名称")
    assert [row[1] for row in rows[1:]] == ["百禾粮油商贸行", "恒达贸易商行"]
    assert "电话" not in rows[0]
    (note,) = list_exchanges(desk)
    assert (note.direction, note.subject, note.state) == ("out", "account", "done")


def test_personal_data_goes_out_only_when_it_is_ticked(write):
    rows = write(build_accounts, "csv", whole=True, personal=True)
    assert "13905120001" in rows[1]


def test_an_old_spreadsheet_gets_its_encoding(write, tmp_path):
    write(build_accounts, "gb18030")
    assert "登记名称" in (tmp_path / "清单.csv").read_bytes().decode("gb18030")


@pytest.mark.parametrize(
    ("build", "heading", "count"),
    [(build_contracts, "客户", 2), (build_visits, "客户", 2)],
)
def test_contracts_and_visits_go_out_by_the_same_desk(write, build, heading, count):
    rows = write(build)
    assert heading in rows[0]
    assert len(rows) == 1 + count
    assert "百禾粮油商贸行" in rows[1]
