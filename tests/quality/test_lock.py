"""The lock files fit pyproject.toml, carry hashes and hold no address."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.support.source_tree import ROOT

FULL, CLIENT = ROOT / "requirements.lock", ROOT / "requirements-client.lock"
BLOCK = re.compile(r"^([\w.-]+)==(\S+)((?:.*\\\n)*.*\n)", re.MULTILINE)


def versions(lock: Path) -> dict[str, Version]:
    return {name: Version(version) for name, version, _ in BLOCK.findall(lock.read_text("utf-8"))}


def without_hash(text: str) -> list[str]:
    return [name for name, _, rest in BLOCK.findall(text) if "--hash=sha256:" not in rest]


def direct_requirements() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = chain.from_iterable(project["project"]["optional-dependencies"].values())
    groups = chain.from_iterable(project["dependency-groups"].values())
    texts = chain(project["project"]["dependencies"], extras, groups)
    return [Requirement(text) for text in texts if isinstance(text, str)]


def test_the_lock_has_every_direct_requirement_at_a_fitting_version():
    locked = versions(FULL)
    unfit = [
        str(wanted)
        for wanted in direct_requirements()
        if not wanted.specifier.contains(locked.get(canonicalize_name(wanted.name), Version("0")))
    ]
    assert unfit == [], "run `python3 dev.py lock`"


def test_the_client_lock_is_a_part_of_the_whole_one():
    assert versions(CLIENT).items() <= versions(FULL).items()
    assert not {"starlette", "uvicorn", "psycopg", "pytest"} & versions(CLIENT).keys()


@pytest.mark.parametrize("lock", [FULL, CLIENT], ids=lambda path: path.name)
def test_every_pin_has_hashes_and_no_address(lock):
    text = lock.read_text("utf-8")
    assert len(versions(lock)) > 20
    assert without_hash(text) == []
    assert "://" not in text


def test_a_pin_without_hash_is_seen():
    assert without_hash("a==1 \\\n    --hash=sha256:00\nb==2\n") == ["b"]


def test_the_qt_that_aborts_on_python_3_11_stays_out():
    assert versions(FULL)["pyside6-essentials"] == Version("6.11.3")


def test_every_direct_requirement_has_its_licence_named():
    named = (ROOT / "THIRD_PARTY.md").read_text("utf-8").lower()
    assert [
        wanted.name for wanted in direct_requirements() if wanted.name.lower() not in named
    ] == []
