"""Joins the contract page's view and presenter, and opens the choice for a new contract."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.queries.contracts.quoted import QuotedBeginning
from ui.screens.context import ScreenContext
from ui.screens.contract.annexes.desk import AnnexDesk
from ui.screens.contract.new_dialog import NewContractDialog
from ui.screens.contract.new_presenter import NewContractPresenter
from ui.screens.contract.paper.printing import Order
from ui.screens.contract.presenter import ContractPresenter
from ui.screens.contract.quoted import QuotedContract
from ui.screens.contract.view import ContractPageView
from ui.screens.files.build import join_files
from ui.screens.files.desk import FilesDesk
from ui.screens.visit.thumbnails import make_thumbnail
from ui.texts import _


def build_contract(
    context: ScreenContext, contract_id: str
) -> tuple[ContractPageView, ContractPresenter]:
    """Build the page of a contract."""
    view = ContractPageView(context.workspace, context.runner)
    annexes = AnnexDesk(view.annexes, context, contract_id, make_thumbnail)
    files = join_files(view.files, context)
    presenter = ContractPresenter(view, context, contract_id, (annexes, files))
    _connect_annexes(view, annexes, files)
    annexes.load()
    files.show("contract", contract_id)
    _connect_page(view, presenter)
    _connect_tables(view, presenter)
    _connect_printing(view, presenter)
    return view, presenter


def build_new_contract(context: ScreenContext, window: QWidget, account_id: str = "") -> None:
    """Open the choice of account and template; the contract's page opens when it is made.

    Args:
        context: What presenters need.
        window: The window it floats above.
        account_id: The account; without it the dialog asks.
    """
    dialog = NewContractDialog(window, asks_account=not account_id)
    _open_new(dialog, NewContractPresenter(dialog, context, account_id))


def build_quoted_contract(context: ScreenContext, window: QWidget, quotation_id: str) -> None:
    """Open the contract that was begun on a quotation, or the choice of a text for one.

    Args:
        context: What presenters need.
        window: The window it floats above.
        quotation_id: The quotation.
    """

    def choose(found: QuotedBeginning) -> None:
        words = _("With the goods and prices of quotation {number}").format(number=found.number)
        dialog = NewContractDialog(window, asks_account=False, body=words)
        _open_new(dialog, NewContractPresenter(dialog, context, found.account_id, way.begin))

    way = QuotedContract(context, quotation_id, choose)
    way.go()


def _open_new(dialog: NewContractDialog, presenter: NewContractPresenter) -> None:
    # Signals hold methods weakly: these functions keep the presenter as long as the dialog.
    dialog.text_typed.connect(partial(NewContractPresenter.find, presenter))
    dialog.create_requested.connect(partial(NewContractPresenter.create, presenter))
    dialog.account_chosen.connect(partial(NewContractPresenter.choose_account, presenter))
    presenter.load()
    dialog.open()


def _connect_page(view: ContractPageView, presenter: ContractPresenter) -> None:
    view.form.edited.connect(presenter.edit)
    view.form.left.connect(presenter.reviewing.visit)
    view.left.connect(presenter.keeper.save)
    view.heard_all.connect(presenter.reviewing.visit_all)
    view.account_requested.connect(presenter.open_account)
    view.word_requested.connect(presenter.ask_word)
    view.papers_requested.connect(presenter.open_papers)
    view.quotation_requested.connect(presenter.open_quotation)
    view.dialogs.word_ordered.connect(presenter.word.save)
    view.pauses.check_due.connect(presenter.reviewing.run)
    view.pauses.paper_due.connect(presenter.previewing.run)
    view.pauses.save_due.connect(presenter.keeper.save)
    view.step_requested.connect(presenter.ask_step)
    view.life.kin_opened.connect(presenter.open_contract)
    view.dialogs.step_taken.connect(presenter.stepping.take)


def _connect_annexes(view: ContractPageView, annexes: AnnexDesk, files: FilesDesk) -> None:
    panel = view.annexes
    panel.add_requested.connect(annexes.choose)
    panel.named.connect(annexes.add)
    panel.remove_requested.connect(annexes.remove)
    panel.opened.connect(files.open)
    panel.save_requested.connect(files.save_copy)


def _connect_tables(view: ContractPageView, presenter: ContractPresenter) -> None:
    form, dialogs, tables = view.form, view.dialogs, presenter.tables
    form.cell_typed.connect(tables.type_cell)
    form.products_requested.connect(tables.ask_products)
    form.line_requested.connect(tables.ask_line)
    form.row_removed.connect(tables.remove)
    form.row_moved.connect(tables.move)
    form.newer_requested.connect(tables.take_newer_prices)
    dialogs.products_taken.connect(tables.add_products)
    dialogs.line_saved.connect(tables.save_line)


def _connect_printing(view: ContractPageView, presenter: ContractPresenter) -> None:
    dialogs, printing = view.dialogs, presenter.printing
    view.print_requested.connect(presenter.ask_print)
    dialogs.print_ordered.connect(
        lambda copies, reason, first: printing.print_copies(Order(copies, reason, first))
    )
    dialogs.file_ordered.connect(
        lambda copies, reason, first, path: printing.save_pdf(Order(copies, reason, first), path)
    )
    dialogs.printed.connect(printing.printed)
    dialogs.not_printed.connect(printing.not_printed)
