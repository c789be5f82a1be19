"""The question before a list goes into a file, and the lists that ask it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.commands.exchange.exports import ExportWish, export_table
from app.domain.errors import ValidationError
from app.exchange.table_files import look_at_table
from app.queries.exchange.imports import list_exchanges
from tests.support.account_forms import screen_context
from tests.support.account_records import REP, fill_account
from tests.support.devices import make_workspace
from ui.formats import Formats
from ui.screens.accounts.build import build_accounts
from ui.screens.contracts.build import build_contracts
from ui.screens.exporting.dialog import ExportDialog
from ui.screens.exporting.pdf_list import MOST_ROWS, PdfList
from ui.screens.visits.build import build_visits
from ui.widgets.buttons import Button


def read_pages(pdf):
    """Return the words of each page, without gaps."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append("".join(text_page.get_text_range().split()))
        text_page.close()
        page.close()
    document.close()
    return texts


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path / "device", REP)
    fill_account(workspace)
    yield workspace
    workspace.store.close()


@pytest.fixture
def write(desk, qtbot, tmp_path, monkeypatch):
    """Return a function that exports a list as a person does; it returns the rows of the file."""

    def run(build, form="xlsx", *, columns="main", personal=False):
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
        ending = form if form in {"xlsx", "pdf"} else "csv"
        path = tmp_path / "清单"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        dialog.form.choose(form)
        dialog.columns.choose(columns)
        dialog.personal.setChecked(personal)
        dialog.write.click()
        QApplication.processEvents()
        assert published
        if form == "pdf":
            return read_pages(path.with_name("清单.pdf").read_bytes())
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
    rows = write(build_accounts, "csv", columns="whole", personal=True)
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


def test_what_is_seen_goes_out_with_exact_figures_and_its_second_lines(write):
    rows = write(build_accounts, columns="seen", personal=True)
    assert rows[0][:3] == ("客户", "客户（第二行）", "细分")
    assert [row[0] for row in rows[1:]] == ["百禾粮油商贸行", "恒达贸易商行"]
    (late,) = [at for at, heading in enumerate(rows[0]) if heading == "逾期欠款"]
    assert [getattr(row[late], "text", "") for row in rows[1:2]] == ["42000"]


def test_a_second_line_with_personal_data_stays_unless_it_was_asked_for(write):
    assert "客户（第二行）" not in write(build_accounts, columns="seen")[0]


def test_a_number_below_a_name_is_no_personal_data(write):
    rows = write(build_contracts, columns="seen")
    assert rows[0][:2] == ("客户", "客户（第二行）")
    assert rows[1][1]


@pytest.mark.parametrize("columns", ["seen", "whole"])
def test_a_list_goes_out_on_paper(write, desk, columns):
    pages = write(build_accounts, "pdf", columns=columns)
    assert "百禾粮油商贸行" in pages[0]
    assert "2rows" in pages[0]
    assert ("Part2of" in "".join(pages)) is (columns == "whole")
    assert "拜访（第二行）" not in pages[0]
    (note,) = list_exchanges(desk)
    assert (note.file_name, note.state) == ("清单.pdf", "done")


def test_a_list_too_long_for_paper_is_refused_and_leaves_no_file(desk, tmp_path):
    wish = ExportWish(
        path=tmp_path / "a.pdf", subject="account", title="客户", headings=["客户"],
        rows=([str(at)] for at in range(MOST_ROWS + 1)),
        write=PdfList(desk, Formats("zh_CN", ZoneInfo("Asia/Shanghai"))),
    )  # fmt: skip
    with pytest.raises(ValidationError, match=r"export\.pdf\.rows"):
        export_table(desk, wish)
    assert list(tmp_path.glob("a*")) == []
    assert list_exchanges(desk)[0].state == "failed"
