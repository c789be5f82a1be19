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
HOMES = re.compile(r"(?<![\w.])/(?:home|Users)/[a-z][\w.-]*/|(?<![\w.])/roo[t]/|\b[A-Z]:\\Users\\")
TEMPORARY = (Path("/"), Path("/tmp"))  # noqa: S108  # named, not used


def own_folders(root: Path) -> re.Pattern[str]:
    """Match where this checkout lies: whoever commits from it must not leak that."""
    above = root.parent
    folders = {root} if above in (*TEMPORARY, Path.home()) else {root, above}
    return re.compile("|".join(rf"(?<![\w.]){re.escape(f'{folder}/')}" for folder in folders))


def leaks(root: Path, own: re.Pattern[str]) -> list[str]:
    found = []
    for path in text_files(root):
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1):
            if any(pattern.search(line) for pattern in (REGISTRIES, HOMES, own)):
                found.append(f"{path.relative_to(root)}:{number}")
    return found


def test_no_file_names_a_registry_or_a_machine():
    assert leaks(ROOT, own_folders(ROOT)) == []


@pytest.mark.parametrize(
    "line",
    [
        "index-url = https://" + "pypi" + ".org/simple",
        "resolved: https://registry." + "npmjs" + ".org/lucide",
        "see /" + "home/li/roadbook/app",
        "C:" + r"\Users\li\roadbook",
        "see /srv/houses/roadbook/app/domain",
        "see /srv/houses/notes",
    ],
)
def test_a_leak_is_seen(line, tmp_path):
    (tmp_path / "notes.md").write_text(f"# Notes\n{line}\n")
    assert leaks(tmp_path, own_folders(Path("/srv/houses/roadbook"))) == ["notes.md:2"]
