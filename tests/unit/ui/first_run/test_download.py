"""What the download shows, over pages, cuts and restarts of rounds."""

from dataclasses import dataclass

import pytest

from app.store import facts
from app.store.records import ServerRows
from tests.support.devices import make_workspace
from tests.support.waiting_runner import InlineRunner
from ui.screens.first_run.download import TRY_NOW, DownloadNews, DownloadPresenter


@dataclass
class FakeView:
    picture: object = None
    trouble: object = None

    def show_download(self, picture):
        self.picture = picture

    def show_trouble(self, trouble):
        self.trouble = trouble


class Scene:
    """A real, empty store, into which the test puts what arrived."""

    def __init__(self, workspace):
        self.workspace, self.view, self.did = workspace, FakeView(), []
        self.presenter = DownloadPresenter(
            workspace,
            InlineRunner(),
            start=lambda: self.did.append("start"),
            retry=lambda: self.did.append("retry"),
        )
        self.presenter.show_on(self.view)

    def hold(self, entity, *ids):
        books, revisions = ["rep:1"] * len(ids), [1] * len(ids)
        with self.workspace.store.unit_of_work() as work:
            work.records.replace(ServerRows(entity, (), list(ids), books, revisions, ()))
            work.commit()

    def complete(self):
        with self.workspace.store.unit_of_work() as work:
            work.facts.write(facts.FIRST_SYNC_DONE, b"1")
            work.commit()

    def page(self, received, remaining, *touched, size=1000):
        self.presenter.hear(
            DownloadNews(
                "running",
                rows_received=received,
                rows_remaining=remaining,
                bytes_received=size,
                touched=frozenset(touched),
            )
        )

    def states(self):
        return {part.title: part.state for part in self.view.picture.parts}


@pytest.fixture
def at(tmp_path):
    workspace = make_workspace(tmp_path)
    yield Scene(workspace)
    workspace.store.close()


def test_before_the_first_page_nothing_is_claimed(at):
    assert (at.view.picture.percent, at.view.picture.share) == ("", 0)
    assert set(at.states().values()) == {"waiting"}
    assert not at.view.picture.may_start


def test_rows_bytes_and_share_are_told(at):
    at.page(2000, 6000, "account", size=1_500_000)
    picture = at.view.picture
    assert (picture.amount, picture.remaining) == ("2,000 rows, 1.5 MB", "6,000 rows to come")
    assert (picture.percent, picture.share) == ("25%", 0.25)


def test_work_can_begin_only_when_every_account_is_here(at):
    at.page(2000, 6000, "price", "account")
    assert not at.view.picture.may_start
    at.presenter.start()
    assert at.did == []
    at.page(4000, 4000, "account", "contact")
    assert at.view.picture.may_start
    at.presenter.start()
    assert at.did == ["start"]


def test_a_part_is_complete_when_something_behind_it_has_arrived(at):
    at.hold("account", "a1", "a2")
    at.hold("product", "p1")
    at.page(4000, 4000, "product", "account", "contact")
    assert at.states()["Products and prices"] == "done"
    assert at.states()["Accounts and contacts"] == "arriving"
    at.page(6000, 2000, "contact", "visit_plan")
    assert at.states()["Accounts and contacts"] == "done"


def test_a_part_says_how_much_of_it_is_here(at):
    at.hold("account", "a1", "a2")
    at.hold("contact", "c1")
    at.page(2000, 6000, "account", "contact", "a_kind_of_tomorrow")
    notes = {part.title: part.note for part in at.view.picture.parts}
    assert notes["Accounts and contacts"] == "2 accounts, 1 contact"
    assert notes["Sales history"] == ""


def test_a_cut_connection_keeps_the_sum_and_says_that_it_goes_on(at):
    at.page(2000, 6000, "account")
    at.presenter.hear(DownloadNews("offline", code="sync.offline"))
    assert at.view.picture.amount.startswith("2,000 rows")
    assert at.view.trouble.tone == "info"
    at.presenter.hear(DownloadNews("running"))
    at.page(1000, 5000, "account")
    assert at.view.trouble is None
    assert at.view.picture.amount.startswith("3,000 rows")
    assert at.view.picture.percent == "37%"


def test_a_refusal_is_told_and_can_be_tried_again(at):
    at.presenter.hear(DownloadNews("stopped", code="store.disk_full"))
    assert "full" in at.view.trouble.words
    at.presenter.act(TRY_NOW)
    assert at.did == ["retry"]


def test_it_is_done_when_the_store_says_so_and_nothing_is_to_come(at):
    at.complete()
    at.page(2000, 500, "account")
    assert not at.view.picture.done
    at.page(2500, 0, "conflict")
    at.presenter.hear(DownloadNews("idle"))
    assert at.view.picture.done
    assert (at.view.picture.percent, at.view.picture.remaining) == ("100%", "")
    assert set(at.states().values()) == {"done"}


def test_a_round_that_ended_early_is_not_called_done(at):
    at.page(2000, 500, "account")
    at.presenter.hear(DownloadNews("idle"))
    assert not at.view.picture.done
    assert at.view.picture.percent == "80%"


def test_an_empty_book_can_be_worked_with_too(at):
    at.complete()
    at.presenter.hear(DownloadNews("idle"))
    assert at.view.picture.may_start
    assert "No account is yours yet" in at.view.picture.explanation
