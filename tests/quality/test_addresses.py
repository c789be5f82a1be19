"""No tracked file names a package registry or a folder of somebody's machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.source_tree import ROOT, text_files

REGISTRIES = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|yarnpkg|deb\.debian|archive\.ubuntu|crates|proxy\.golang|repo\.maven)"
    r"\.(?:org|com|io)\b",
    re.IGNORECASE,
)
SHARED = (Path("/"), Path("/tmp"), Path("/home"))  # noqa: S108  # named, not used


def own_folders(root: Path, home: Path) -> re.Pattern[str]:
    """Match where this checkout and its user live: who commits from there must not leak that."""
    folders = {root, root.parent, home} - set(SHARED)
    return re.compile("|".join(rf"(?<![\w.]){re.escape(f'{folder}/')}" for folder in folders))


def leaks(root: Path, own: re.Pattern[str]) -> list[str]:
    found = []
    for path in text_files(root):
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1):
            if any(pattern.search(line) for pattern in (REGISTRIES, own)):
                found.append(f"{path.relative_to(root)}:{number}")
    return found


def test_no_file_names_a_registry_or_a_machine():
    assert leaks(ROOT, own_folders(ROOT, Path.home())) == []


@pytest.mark.parametrize(
    "line",
    [
        "index-url = https://" + "pypi" + ".org/simple",
        "resolved: https://registry." + "npmjs" + ".org/lucide",
        "see /srv/houses/roadbook/app/domain",
        "see /srv/houses/notes",
        "in /srv/li/.config/roadbook",
    ],
)
def test_a_leak_is_seen(line, tmp_path):
    (tmp_path / "notes.md").write_text(f"# Notes\n{line}\n")
    own = own_folders(Path("/srv/houses/roadbook"), home=Path("/srv/li"))
    assert leaks(tmp_path, own) == ["notes.md:2"]
