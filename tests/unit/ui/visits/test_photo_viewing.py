"""A visit's photos are shown small at once, and fetched when somebody opens one."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from app.commands.files.choosing import ChosenFile
from app.commands.files.sealing import seal_file
from app.commands.visits.drafts import open_visit, save_draft
from app.commands.visits.finishing import finish_visit
from app.domain.changes import ChangeSet
from app.domain.visits.draft import PromiseLine
from app.queries.visits.form import list_visits, read_visit
from app.store.held.blobs import Blobs, Errand
from tests.support.visiting import ACCOUNT, LIN, TODAY, small_png, visiting_workspace
from tests.support.waiting_runner import InlineRunner
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.visits.photo_viewing import PhotoViewing

PHOTO, SMALL = small_png() + bytes(500), b"small"


class FakeView:
    def __init__(self):
        self.photos, self.fetching, self.shown = [], [], []

    def show_photos(self, photos):
        self.photos = list(photos)

    def show_fetching(self, sha256, *, is_on):
        self.fetching.append(is_on)

    def show_photo(self, name, picture):
        self.shown.append((name, picture))


class FakeFiles:
    """The network: brings what it is given, or says a sentence."""

    def __init__(self, bring):
        self._bring, self.asked = bring, []

    def fetch(self, sha256, done, failed, owner=None):
        self.asked.append(sha256)
        words = self._bring(sha256)
        if words:
            failed(words)
        else:
            done()


class Toasts:
    def __init__(self):
        self.words = []

    def show_toast(self, words, **_named):
        self.words.append(words)


@pytest.fixture
def desk(tmp_path):
    workspace = visiting_workspace(tmp_path)
    yield workspace
    workspace.store.close()


@pytest.fixture
def logged(desk):
    """A finished visit with one photo, whose files are here."""
    line = seal_file(desk, ChosenFile(PHOTO, "image/png", "货架.png", SMALL))
    draft = open_visit(desk, ACCOUNT)
    values = {"contact_ids": (LIN,), "promises": (PromiseLine("补货", TODAY),), "photos": (line,)}
    for name, value in {**values, "content": "看了货架"}.items():
        draft = draft.with_value(name, value)
    finish_visit(desk, draft)
    return line


def begin(desk, files=None):
    view, toasts = FakeView(), Toasts()
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    context = ScreenContext(desk, InlineRunner(), lambda _c: None, toasts, formats, files)
    viewing = PhotoViewing(
        view, context, make_small=lambda *_: b"made", make_large=lambda content, _n: content[:4]
    )
    (visit,) = list_visits(desk)
    viewing.choose(read_visit(desk, visit.id).photos)
    return view, viewing, toasts


def test_a_finished_visit_sends_the_small_picture_with_the_photo(desk, logged):
    with desk.store.snapshot() as look:
        blobs = Blobs(look.connection)
        assert [blob.sha256 for blob in blobs.waiting(9)] == [
            logged.thumbnail_sha256,
            logged.sha256,
        ]
        assert [blob.sha256 for blob in blobs.waiting(9, Errand.CONTRACTS_TOO)] == [
            logged.thumbnail_sha256
        ]


def test_a_draft_keeps_its_small_picture_over_a_restart(desk):
    line = seal_file(desk, ChosenFile(PHOTO, "image/png", "a.png", SMALL))
    save_draft(desk, open_visit(desk, ACCOUNT).with_value("photos", (line,)))
    assert open_visit(desk, ACCOUNT).photos == (line,)


def test_a_photo_smaller_than_its_small_picture_is_its_own(desk):
    line = seal_file(desk, ChosenFile(small_png(), "image/png", "a.png", bytes(10_000)))
    assert line.digests == (line.sha256,)


def test_a_photo_that_is_here_is_shown_small_and_opened_large(desk, logged):
    view, viewing, _toasts = begin(desk)
    (glance,) = view.photos
    assert (glance.picture, glance.is_here, glance.name) == (SMALL, True, "货架.png")
    viewing.open(logged.sha256)
    assert view.shown == [("货架.png", PHOTO[:4])]


def test_a_photo_that_is_away_shows_its_small_picture_and_is_fetched_when_opened(desk, logged):
    desk.files.delete_file(logged.sha256)

    def bring(_sha256):
        seal_file(desk, ChosenFile(PHOTO, "image/png", "货架.png"))

    files = FakeFiles(bring)
    view, viewing, _toasts = begin(desk, files)
    (glance,) = view.photos
    assert (glance.picture, glance.is_here) == (SMALL, False)
    assert files.asked == []
    viewing.open(logged.sha256)
    assert files.asked == [logged.sha256]
    assert view.fetching == [True, False]
    assert view.shown == [("货架.png", PHOTO[:4])]
    assert view.photos[0].is_here


def test_a_photo_that_cannot_be_fetched_says_why_and_stays_small(desk, logged):
    desk.files.delete_file(logged.sha256)
    view, viewing, toasts = begin(desk, FakeFiles(lambda _sha256: "连不上服务器"))
    viewing.open(logged.sha256)
    assert toasts.words == ["连不上服务器"]
    assert view.fetching == [True, False]
    assert view.shown == []


def test_without_a_server_a_missing_photo_is_told_as_such(desk, logged):
    desk.files.delete_file(logged.sha256)
    view, viewing, toasts = begin(desk)
    viewing.open(logged.sha256)
    assert len(toasts.words) == 1
    assert view.shown == []


def test_neither_photo_nor_small_picture_still_leaves_a_place_for_it(desk, logged):
    for digest in logged.digests:
        desk.files.delete_file(digest)
    view, _viewing, _toasts = begin(desk)
    assert [(one.picture, one.is_here) for one in view.photos] == [(b"", False)]


def test_a_small_picture_that_is_missing_is_made_from_the_photo(desk, logged):
    desk.files.delete_file(logged.thumbnail_sha256)
    view, _viewing, _toasts = begin(desk)
    assert view.photos[0].picture == b"made"


def test_pictures_that_came_later_are_shown(desk, logged):
    assert ChangeSet(entities=frozenset({"attachment"})).touches("attachment")
    desk.files.delete_file(logged.sha256)
    view, viewing, _toasts = begin(desk)
    seal_file(desk, ChosenFile(PHOTO, "image/png", "货架.png"))
    viewing.look()
    assert view.photos[0].is_here
