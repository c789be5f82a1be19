"""Joins views and presenters of the records: the place with its lists, and one record's page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from app.domain.changes import ChangeSet
from app.domain.fields import FieldValue
from app.queries.records.forms import RecordDetail
from ui.screens.context import ScreenContext
from ui.screens.files.build import join_files
from ui.screens.files.desk import FilesDesk
from ui.screens.history.build import open_history
from ui.screens.papers.subjects import open_papers
from ui.screens.records.below_lists import BelowLists
from ui.screens.records.form_presenter import RecordFormPresenter
from ui.screens.records.form_view import RecordFormPage
from ui.screens.records.presenter import RecordsPresenter
from ui.screens.records.registry import KINDS
from ui.screens.records.step_taking import StepTaking
from ui.screens.records.view import RecordsView


def build_records(
    context: ScreenContext, account_id: str = "", entity: str = ""
) -> tuple[RecordsView, RecordsPresenter]:
    """Build the place of the records; call `load` when it is shown.

    Args:
        context: What presenters need.
        account_id: Only records of this account; empty for all.
        entity: The kind that is shown first.
    """
    view = RecordsView(context.formats, names_account=not account_id)
    presenter = RecordsPresenter(view, context, account_id, entity)
    view.kind_chosen.connect(presenter.choose)
    view.text_typed.connect(presenter.filter_text)
    view.sort_requested.connect(presenter.sort)
    view.row_opened.connect(presenter.open)
    view.debts_requested.connect(lambda: context.navigation.show_screen("debts"))
    view.lists_requested.connect(lambda: context.navigation.show_screen("credit_lists"))
    view.new_requested.connect(presenter.new_record)
    view.rows_needed.connect(presenter.need_rows)
    return view, presenter


class RecordPage:
    """The presenters of one record's page as the window knows them.

    Args:
        form: Holds the form.
        lists: Keeps the lists below it.
        files: Keeps its files.
    """

    def __init__(self, form: RecordFormPresenter, lists: BelowLists, files: FilesDesk) -> None:
        self.form, self._lists, self._files = form, lists, files

    def load(self) -> None:
        """Fetch the record."""
        self.form.load()

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again what was touched."""
        self.form.on_changed(changes)
        self._lists.on_changed(changes)
        self._files.on_changed(changes)


def build_record(
    context: ScreenContext,
    entity: str,
    record_id: str = "",
    given: Mapping[str, FieldValue] | None = None,
) -> tuple[RecordFormPage, RecordPage]:
    """Build the page of one record, or the form of a new one; call `load` when it is shown.

    Args:
        context: What presenters need.
        entity: The kind of record.
        record_id: The record; empty for a new one.
        given: What is settled about a new one.
    """
    kind = KINDS[entity]
    view = RecordFormPage(context.formats)
    steps, lists = StepTaking(view, context), BelowLists(view, context, kind.below)
    files = join_files(view.files, context)

    def shown(detail: RecordDetail) -> None:
        steps.show(detail)
        lists.show(detail)
        files.show(entity, "" if detail.is_new else detail.id)

    form = RecordFormPresenter(view, context, kind, record_id, given=given, shown=shown)
    view.field_left.connect(form.check)
    view.lookup_requested.connect(form.look_up)
    view.save_requested.connect(form.save)
    view.leaving_save_requested.connect(partial(form.save, view.leave_requested.emit))
    view.cancel_requested.connect(context.navigation.go_back)
    view.delete_requested.connect(form.delete)
    view.step_requested.connect(steps.take)
    view.step_confirmed.connect(steps.confirm)
    view.history_requested.connect(lambda: open_history(context, view, entity, record_id))
    view.below_opened.connect(lists.open)
    view.below_requested.connect(lists.add)
    view.paper_requested.connect(lambda paper: open_papers(context, paper, [record_id]))
    return view, RecordPage(form, lists, files)
