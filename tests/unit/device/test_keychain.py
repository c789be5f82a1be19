from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec

import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.backends.SecretService
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from app.device.errors import KeychainError, KeychainSecretMissingError
from app.device.keychain import (
    ALLOWED_BACKENDS,
    NoKeychain,
    SystemKeychain,
    class_name,
    keychain_over,
)
from app.device.vault import create_slot, open_slot

SECRET = bytes(range(32))


class DictBackend(KeyringBackend):
    """A backend as the library wants it, in memory."""

    priority = -1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


class PlaintextKeyring(DictBackend):
    """What keyrings.alt calls a keyring: a readable file."""


class ForgetfulBackend(DictBackend):
    def set_password(self, service, username, password):
        pass


class LockedBackend(DictBackend):
    def get_password(self, _service, _username):
        raise KeyringLocked("the user closed the prompt")


class BetterSecretService(keyring.backends.SecretService.Keyring):
    """A subclass may do anything with the secret, so it is not the allowed class."""


def test_a_secret_comes_back_and_goes():
    backend = DictBackend()
    keychain = SystemKeychain(backend)
    keychain.write_secret("s|u|d", SECRET)

    assert keychain.read_secret("s|u|d") == SECRET
    assert keychain.read_secret("s|u|other") is None
    assert list(backend.kept) == [("Roadbook", "s|u|d")]
    keychain.delete_secret("s|u|d")
    keychain.delete_secret("s|u|d")
    assert backend.kept == {}


@pytest.mark.parametrize(
    "backend",
    [
        keyring.backends.null.Keyring(),
        keyring.backends.fail.Keyring(),
        PlaintextKeyring(),
        BetterSecretService(),
    ],
    ids=class_name,
)
def test_a_backend_that_keeps_no_secret_is_not_accepted(backend):
    keychain = keychain_over(backend)

    assert isinstance(keychain, NoKeychain)
    assert not keychain.available


def test_the_secret_service_is_accepted():
    keychain = keychain_over(keyring.backends.SecretService.Keyring())

    assert keychain.available


@pytest.mark.parametrize(
    ("inner", "available"),
    [
        ((), False),
        ((PlaintextKeyring(), keyring.backends.null.Keyring()), False),
        ((PlaintextKeyring(), keyring.backends.SecretService.Keyring()), True),
    ],
)
def test_a_chain_is_worth_what_is_allowed_in_it(monkeypatch, inner, available):
    monkeypatch.setattr(keyring.backends.chainer.ChainerBackend, "backends", inner)
    keychain = keychain_over(keyring.backends.chainer.ChainerBackend())

    assert keychain.available is available
    if available:
        assert isinstance(keychain._backend, keyring.backends.SecretService.Keyring)


FIND = """
import sys
from app.device.keychain import find_keychain
assert "keyring" not in sys.modules
sys.stdout.write(str(find_keychain().available))
"""


@pytest.mark.parametrize(
    "backend",
    ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "no.such.Keyring"],
)
def test_the_machines_choice_is_judged_and_the_library_imported_late(backend):
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": backend}
    found = subprocess.run(
        [sys.executable, "-c", FIND], env=environment, check=True, capture_output=True, timeout=60
    )

    assert found.stdout == b"False"


def test_the_allowed_classes_exist_in_the_installed_library():

    assert all(find_spec(name.rpartition(".")[0]) for name in ALLOWED_BACKENDS)


def test_a_keychain_that_forgets_is_noticed_when_writing():
    with pytest.raises(KeychainError):
        SystemKeychain(ForgetfulBackend()).write_secret("s|u|d", SECRET)


def test_a_locked_keychain_is_told_apart_from_a_missing_secret():
    with pytest.raises(KeychainError):
        SystemKeychain(LockedBackend()).read_secret("s|u|d")


def test_a_secret_too_long_for_the_windows_vault_is_refused():
    with pytest.raises(ValueError, match="512"):
        SystemKeychain(DictBackend()).write_secret("s|u|d", bytes(513))


def test_no_keychain_refuses_to_keep():
    with pytest.raises(KeychainError):
        NoKeychain().write_secret("s|u|d", SECRET)
    assert NoKeychain().read_secret("s|u|d") is None
    NoKeychain().delete_secret("s|u|d")


def test_a_foreign_value_in_the_keychain_counts_as_missing(paths, identity, floor, now):
    backend = DictBackend()
    keychain = SystemKeychain(backend)
    create_slot(paths.key_slot, "river lamp stone violet", keychain, identity, floor=floor)
    backend.kept["Roadbook", identity.account] = "not base64 — 密"

    with pytest.raises(KeychainSecretMissingError):
        open_slot(paths.key_slot, "river lamp stone violet", keychain, now=now, floor=floor)
