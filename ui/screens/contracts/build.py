"""Joins the contract list's view and presenter."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.contracts.presenter import ContractsPresenter
from ui.screens.contracts.view import ContractsListView


def build_contracts(context: ScreenContext) -> tuple[ContractsListView, ContractsPresenter]:
    """Build the screen."""
    view = ContractsListView(context.formats, context.workspace)
    presenter = ContractsPresenter(view, context)
    view.text_typed.connect(presenter.filter_text)
    view.group_chosen.connect(presenter.filter_group)
    view.scope_chosen.connect(presenter.filter_scope)
    view.clauses.chosen.connect(presenter.filter_template)
    view.contract_opened.connect(presenter.open)
    view.rows_needed.connect(presenter.need_rows)
    view.new_requested.connect(presenter.new_contract)
    view.texts_requested.connect(presenter.open_texts)
    view.export_chosen.connect(presenter.exports.export)
    return view, presenter
