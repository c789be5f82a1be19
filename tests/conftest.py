"""Fixtures for the whole suite: quiet Qt, a closed network, a forgetful keychain, a fixed clock."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

import keyring
import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QLocale, QtMsgType
from PySide6.QtWidgets import QApplication

from app.store.rights import Rights
from tests.support.fixed_clock import FixedClock
from tests.support.loopback_only import refuse_other_machines
from tests.support.memory_keyring import MemoryKeyring
from tests.support.postgres import PostgresCluster, running_cluster
from tests.support.unjudged import Unjudged
from ui.texts import install_language

# How long an example takes belongs to the machine and to what else it does.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

SEVERE = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
HARMLESS_WITHOUT_A_SCREEN = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
    "QFontDatabase: Cannot find font directory",
    "QStandardPaths: XDG_RUNTIME_DIR not set",
)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """pytest-qt's application, with garbage collected on the main thread only (ui/garbage.py)."""
    gc.disable()
    gc.freeze()  # what was imported so far never becomes garbage: collecting stays quick
    return qapp


@pytest.fixture(autouse=True)
def garbage_collected(request: pytest.FixtureRequest) -> None:
    """Destroy the widgets of the test before, on this thread, and hide what something still holds.

    Only now has pytest let go of what that test's fixtures gave. What is left stays for long: the
    next collection need not look through it again.
    """
    if "qapp" in request.fixturenames:
        gc.collect()
        gc.freeze()
        for left in QApplication.topLevelWidgets():
            left.hide()


@pytest.fixture(autouse=True)
def no_hidden_errors(monkeypatch: pytest.MonkeyPatch, qtlog) -> Iterator[None]:
    """Fail a test whose slot or thread raised or whose Qt complained: Qt would only print it."""
    hidden: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: hidden.append(error))
    monkeypatch.setattr(threading, "excepthook", lambda args: hidden.append(args.exc_value))
    yield
    assert hidden == []
    complaints = [record.message for record in qtlog.records if record.type in SEVERE]
    assert [text for text in complaints if not text.startswith(HARMLESS_WITHOUT_A_SCREEN)] == []


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine."""
    refuse_other_machines(monkeypatch)


@pytest.fixture(autouse=True)
def speaks_english() -> None:
    """Begin every test in English, whatever language the one before spoke."""
    install_language("en")
    QLocale.setDefault(QLocale("en"))


@pytest.fixture(autouse=True)
def memory_keyring() -> Iterator[MemoryKeyring]:
    """Put an empty keychain in the place of the user's own."""
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def unjudged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let devices leave every judgement to the server, as an older or altered program does."""
    monkeypatch.setattr(Rights, "actor", Unjudged.actor)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at a Monday morning."""
    return FixedClock()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[PostgresCluster]:
    """A private PostgreSQL server for the whole run."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture
def postgres_url(postgres_cluster: PostgresCluster) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database that is dropped after the test."""
    name = postgres_cluster.make_database()
    yield postgres_cluster.url(name)
    postgres_cluster.drop_database(name)
