"""A view of the account page without Qt, and what its presenters are given in tests."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.changes import ChangeSet
from tests.support.account_records import ACCOUNT
from ui.formats import Formats
from ui.forms.form_rows import FieldNote
from ui.screens.account.presenter import AccountPresenter
from ui.screens.context import ScreenContext


class InlineRunner:
    """Runs at once; holds tasks back while `is_held`."""

    def __init__(self):
        self.is_held = False
        self.held = []

    def on_store(self, task, done, failed=None, owner=None):
        del owner
        if self.is_held:
            self.held.append((task, done, failed))
            return
        try:
            result = task()
        except Exception as error:
            if failed is None:
                raise
            failed(error)
            return
        done(result)

    on_work = on_store

    def release(self, number=0):
        task, done, _failed = self.held.pop(number)
        done(task())


class Places:
    """Remembers where the screen led and what it said."""

    def __init__(self):
        self.went = []
        self.toasts = []

    def show_toast(self, words, *, action="", on_action=None):
        self.toasts.append((words, action, on_action))

    def undo(self):
        self.toasts[-1][2]()

    def __getattr__(self, name):
        if name == "records":
            return RecordsLog(self.went)
        return lambda *arguments: self.went.append((name, *arguments))


class RecordsLog:
    """Notes where records would be shown."""

    def __init__(self, went):
        self.went = went

    def __getattr__(self, name):
        return lambda *arguments: self.went.append((f"records.{name}", *arguments))


class FakeForm:
    """A form that holds plain values."""

    def __init__(self, form):
        self.form = form
        self.typed = {field.name: field.value for field in form.fields if not field.reason}
        self.notes = {}
        self.offered = {}
        self.focused = 0
        self.is_readable = True

    def values(self):
        return dict(self.typed) if self.is_readable else None

    def show_note(self, name, note: FieldNote):
        self.notes[name] = note

    def set_value(self, name, value, words=""):
        del words
        self.typed[name] = value

    def offer(self, name, accounts):
        self.offered[name] = list(accounts)

    def focus_first_fault(self):
        self.focused += 1


class FakeAccountView:
    """Remembers what was shown."""

    def __init__(self):
        self.page = None
        self.older = []
        self.groups = None
        self.form = None
        self.contact = None
        self.elsewhere = ""
        self.copied = ""
        self.plan = None
        self.plan_error = ""
        self.likely = ()

    def show_page(self, page):
        self.page = page

    def add_events(self, events, *, has_more):
        self.older.append((list(events), has_more))

    def mark_groups(self, groups):
        self.groups = tuple(groups)

    def open_block_form(self, form):
        self.form = FakeForm(form)
        return self.form

    def close_block_form(self):
        self.form = None

    def show_elsewhere(self, words):
        self.elsewhere = words

    def open_contact_form(self, form):
        self.contact = FakeForm(form)
        return self.contact

    def close_contact_form(self):
        self.contact = None

    def copy_number(self, number):
        self.copied = number

    def dial_number(self, number):
        self.copied = f"tel:{number}"

    @property
    def plans(self):
        return self

    def ask(self, form):
        self.plan = form

    def close(self):
        self.plan = None

    def show_error(self, words):
        self.plan_error = words

    def show_form(self, form):
        self.form = FakeForm(form)
        return self.form

    def forget_form(self):
        self.form = None

    def show_likely(self, accounts):
        self.likely = tuple(accounts)


def screen_context(workspace, published: list[ChangeSet]) -> ScreenContext:
    """Return what a presenter is given, in English."""
    formats = Formats("en", ZoneInfo("Asia/Shanghai"))
    return ScreenContext(
        workspace=workspace,
        runner=InlineRunner(),
        publish=published.append,
        navigation=Places(),
        formats=formats,
    )


class AccountDesk:
    """The presenter of the page over a real store, with a view without Qt."""

    def __init__(self, workspace):
        self.workspace = workspace
        self.published = []
        self.context = screen_context(workspace, self.published)
        self.places = self.context.navigation
        self.runner = self.context.runner
        self.view = FakeAccountView()
        self.page = AccountPresenter(self.view, self.context, ACCOUNT)
        self.page.load()

    def fields(self, entity="account", record_id=ACCOUNT):
        with self.workspace.store.snapshot() as look:
            record = look.records.read(entity, record_id)
            return record.fields if record else None

    def operations(self):
        with self.workspace.store.snapshot() as look:
            rows = look.connection.exec_driver_sql("SELECT count(*) FROM journal_operation")
            return rows.scalar_one()

    def block(self, name):
        return next(block for block in self.view.page.blocks if block.key == name)

    def hear(self):
        self.page.on_changed(self.published[-1])
