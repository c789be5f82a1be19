"""The rows of every card go out exactly, noted before they are read, and only to who may."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.analysis.spans import Span, stretch
from app.exchange.table_files import look_at_table
from app.queries.exchange.imports import list_exchanges
from tests.support.account_forms import screen_context
from tests.support.account_records import put
from tests.support.demo_workspace import demo_workspace
from tests.support.devices import make_workspace
from ui.screens.analysis import card_export
from ui.screens.analysis.build import build_analysis
from ui.screens.analysis.figure_list import KEYS as FURTHER
from ui.screens.analysis.kpi_strip import KEYS as KPIS
from ui.screens.analysis.parts import CARD_PARTS, Look
from ui.screens.analysis.spelling import Spelling
from ui.screens.analysis.view import AnalysisView
from ui.screens.exporting.dialog import FileDialog

HARM = "=1+1"


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    desk = demo_workspace(tmp_path_factory.mktemp("demo"))
    yield desk
    desk.store.close()


@pytest.fixture
def small(tmp_path):
    desk = make_workspace(tmp_path)
    with desk.store.unit_of_work() as work:
        ids = [f"{n:032x}" for n in range(1, 4)]
        put(work, "account", [
            {"id": one, "name": HARM, "type": "dealer", "status": "active"} for one in ids
        ])  # fmt: skip
        put(work, "sales_record", [
            {"id": f"{100 + n:032x}", "account_id": one, "sold_on": "2026-11-05",
             "amount_minor": 100_001 + n}
            for n, one in enumerate(ids)
        ])  # fmt: skip
        work.commit()
    yield desk
    desk.store.close()


@pytest.fixture
def export(qtbot, tmp_path, monkeypatch):
    """Return a function that exports a card as a person does; it returns the rows of the file."""

    def run(workspace, key, form="xlsx", filtered=None):
        view, presenter = build_analysis(screen_context(workspace, []))
        qtbot.addWidget(view)
        view.show()
        presenter.load()
        if filtered:
            presenter.choose_filter(*filtered)
        view.cards[key].export.click()
        (dialog,) = view.window().findChildren(FileDialog)
        path = tmp_path / "表"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        dialog.form.choose(form)
        dialog.write.click()
        QApplication.processEvents()
        written = path.with_name(f"表.{'xlsx' if form == 'xlsx' else 'csv'}")
        return [row.cells for row in look_at_table(written).rows()] if written.exists() else []

    return run


def test_every_row_goes_out_with_exact_amounts_and_its_basis(export, small, monkeypatch):
    monkeypatch.setattr("ui.screens.analysis.parts._SHOWN", 2)
    rows = export(small, "abc", "csv")
    assert len(rows) == 4
    assert [Decimal(row[1]) for row in rows[1:]] == [
        Decimal("1000.03"), Decimal("1000.02"), Decimal("1000.01"),
    ]  # fmt: skip
    assert "2026" in rows[1][-3]
    (note,) = list_exchanges(small)
    assert (note.subject, note.state) == ("figures.abc", "done")


def test_a_name_that_is_a_formula_stays_a_text(export, small, tmp_path):
    export(small, "abc", "csv")
    assert "'=1+1" in (tmp_path / "表.csv").read_text("utf-8-sig")


def test_a_filter_that_holds_narrows_the_file_and_stands_in_it(export, books):
    rows = export(books, "composition", filtered=("account_type", "retailer"))
    assert len(rows) == 2
    assert rows[1][-2] == "零售商"


def test_every_card_gives_all_its_columns(books, tmp_path):
    context = screen_context(books, [])
    today = books.today()
    spell = Spelling(context.formats, books.now())
    look = Look(books, stretch(Span.YEAR, today), today, spell, is_whole=True)
    for key in CARD_PARTS:
        heads = AnalysisView.card_heads(None, key)
        wish = card_export.card_wish(look, key, card_export.ExportChoice(tmp_path / "a.csv"), heads)
        assert all(len(row) == len(wish.headings) for row in wish.rows), key


def test_the_single_figures_go_out_with_the_basis_of_each(books, tmp_path):
    context, today = screen_context(books, []), books.today()
    look = Look(books, stretch(Span.MONTH, today), today, Spelling(context.formats, books.now()))
    choice, heads = (
        card_export.ExportChoice(tmp_path / "a.csv"),
        AnalysisView.card_heads(None, "figures"),
    )
    rows = {row[0]: row for row in card_export.card_wish(look, "figures", choice, heads).rows}
    assert len(rows) == len(KPIS) + len(FURTHER)
    assert all(len(row) == len(heads.headings) + 3 for row in rows.values())
    assert len({row[3] for row in rows.values()}) > 1


def test_it_is_noted_before_anything_is_read(small, tmp_path, monkeypatch, qtbot):
    noted = []

    def read(_look):
        noted.append([note.state for note in list_exchanges(small)])
        raise RuntimeError

    monkeypatch.setitem(card_export.CARD_PARTS, "abc", read)
    view, presenter = build_analysis(screen_context(small, []))
    qtbot.addWidget(view)
    presenter.load()
    with pytest.raises(RuntimeError):
        presenter.export("abc", card_export.ExportChoice(tmp_path / "a.csv"))
    assert noted == [["running"]]
    assert [note.state for note in list_exchanges(small)] == ["failed"]


def test_who_may_not_read_sales_may_not_write_them_out(small, tmp_path, qtbot):
    with small.store.unit_of_work() as work:
        user = {"id": small.user_id, "name": "S", "login": "s", "state": "active"}
        put(work, "user", [{**user, "roles": "custodian"}])
        work.commit()
    view, presenter = build_analysis(screen_context(small, []))
    qtbot.addWidget(view)
    presenter.load()
    refused = []
    presenter._context.navigation.show_refusal = refused.append
    presenter.export("abc", card_export.ExportChoice(tmp_path / "a.csv"))
    assert len(refused) == 1
    assert list_exchanges(small) == []
    assert not (tmp_path / "a.csv").exists()


def test_the_picture_of_a_chart_goes_to_the_clipboard(qtbot, small):
    view, presenter = build_analysis(screen_context(small, []))
    qtbot.addWidget(view)
    view.show()
    presenter.load()
    QApplication.clipboard().clear()
    view.cards["abc"].copy.click()
    picture = QApplication.clipboard().pixmap()
    assert picture.size() == view.cards["abc"]._chart.grab().size()
    assert not view.cards["loss"].copy.isVisible()
