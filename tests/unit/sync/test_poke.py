"""The listener asks only between good rounds, is quiet about every failure, and ends at once."""

import threading

import pytest

from sync import poke as poke_module
from sync.errors import NotOurServerError, OfflineError, SignedOutError
from sync.poke import Poke
from sync.wire import codec
from sync.wire.pokes import PokeAnswer, PokeRequest

PATIENCE = 20
NEWS, NOTHING = codec.encode(PokeAnswer(news=True)), codec.encode(PokeAnswer(news=False))


class Scene:
    """A server that answers when it is told to, a device, and a clock that stands still."""

    def __init__(self, monkeypatch):
        self.place, self.allowed, self.now = b"1", True, 0.0
        self.asked, self.rests, self.rounds = [], [], 0
        self._question, self._answer = threading.Semaphore(0), threading.Semaphore(0)
        self._poke = threading.Semaphore(0)
        self._says = NOTHING
        self.broken = self.closed = False
        monkeypatch.setattr(poke_module, "seconds_to_next", self._seconds)
        self.poke = Poke(
            self,
            self,
            break_off=self.break_off,
            monotonic=lambda: self.now,
            jitter=lambda: 0.5,
        )

    def _seconds(self, attempt, jitter):
        self.rests.append(attempt.failures)
        return 0.0

    # the line

    def call(self, method, path, *, body, expect):
        self.asked.append(codec.decode(body, PokeRequest).cursor)
        self._question.release()
        assert self._answer.acquire(timeout=PATIENCE)
        self.now += 10
        if self.broken:
            raise OfflineError
        if isinstance(self._says, Exception):
            raise self._says
        return self._says

    def break_off(self):
        self.broken = True
        self._answer.release()

    def close(self):
        self.closed = True

    # the listener

    def read_place(self):
        return self.place

    def may_listen(self):
        return self.allowed

    def poked(self):
        self._poke.release()

    # the test

    def question(self):
        assert self._question.acquire(timeout=PATIENCE)

    def answer(self, says):
        self._says = says
        self._answer.release()

    def round_begins(self):
        assert self._poke.acquire(timeout=PATIENCE)

    def is_poked(self):
        return self._poke.acquire(blocking=False)


@pytest.fixture
def scene(monkeypatch):
    made = Scene(monkeypatch)
    yield made
    made.poke.stop()
    assert not made.poke._thread or not made.poke._thread.is_alive()


def test_nothing_is_asked_before_a_round_went_well(scene):
    scene.poke.pause()
    scene.poke.lose()
    assert scene.asked == []
    scene.poke.resume()
    scene.question()
    assert scene.asked == [b"1"]


def test_a_poke_begins_a_round_and_the_next_question_comes_after_it(scene):
    scene.poke.resume()
    scene.question()
    scene.answer(NEWS)
    scene.round_begins()
    assert scene.asked == [b"1"]
    scene.place = b"2"
    scene.poke.resume()
    scene.question()
    assert scene.asked == [b"1", b"2"]
    assert scene.rests == []


def test_news_that_a_round_has_fetched_meanwhile_begins_no_round(scene):
    scene.poke.resume()
    scene.question()
    scene.poke.pause()
    scene.answer(NEWS)
    scene.place = b"2"
    scene.poke.resume()
    scene.question()
    assert scene.asked == [b"1", b"2"]
    assert not scene.is_poked()


def test_a_poke_for_nothing_is_followed_by_longer_and_longer_rests(scene):
    for _ in range(3):
        scene.poke.resume()
        scene.question()
        scene.answer(NEWS)
        scene.round_begins()
    assert scene.rests == [1, 2]


def test_a_wait_without_news_is_begun_again(scene):
    scene.poke.resume()
    scene.question()
    scene.answer(NOTHING)
    scene.question()
    assert scene.rests == []
    assert not scene.is_poked()


@pytest.mark.parametrize("failure", [OfflineError(), NotOurServerError(), b"<html>", NEWS[:-1]])
def test_whatever_else_comes_is_no_poke_and_is_rested_from(scene, failure):
    scene.poke.resume()
    for _ in range(2):
        scene.question()
        scene.answer(failure)
    scene.question()
    assert scene.rests == [1, 2]
    assert not scene.is_poked()


def test_who_says_nothing_at_once_is_not_asked_again_at_once(scene):
    scene.now = -10.0
    scene.poke._monotonic = lambda: 0.0
    scene.poke.resume()
    for _ in range(2):
        scene.question()
        scene.answer(NOTHING)
    scene.question()
    assert scene.rests == [1, 2]


def test_a_device_that_is_sent_away_lets_a_round_find_out_why(scene):
    scene.poke.resume()
    scene.question()
    scene.answer(SignedOutError("device.revoked"))
    scene.round_begins()
    scene.poke.lose()
    assert scene.asked == [b"1"]


def test_a_line_that_came_back_is_asked_without_a_pause(scene):
    scene.poke.resume()
    for _ in range(3):
        scene.question()
        scene.answer(OfflineError())
    scene.question()
    scene.poke.lose()
    scene.poke.resume()
    scene.answer(OfflineError())
    scene.question()
    assert scene.rests == [1, 2, 3, 1]


def test_on_a_line_that_costs_nobody_listens_until_a_round_finds_a_better_one(scene):
    scene.allowed = False
    asked_for = threading.Event()

    def may_listen():
        allowed = scene.allowed
        asked_for.set()
        return allowed

    scene.may_listen = may_listen
    scene.poke.resume()
    assert asked_for.wait(PATIENCE)
    assert scene.asked == []
    scene.allowed = True
    scene.poke.resume()
    scene.question()


def test_stopping_ends_a_wait_under_way(scene):
    scene.poke.resume()
    scene.question()
    scene.poke.stop()
    assert scene.broken
    assert scene.closed
    assert not scene.poke._thread.is_alive()
    scene.poke.resume()
    assert not scene.is_poked()
