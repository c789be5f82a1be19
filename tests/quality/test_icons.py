"""Every icon that a screen names lies in resources/icons."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.source_tree import ROOT, calls, place, python_files, tree_of

WORD = "icon"
FIRST_IS_AN_ICON = {"icon": {0}, "pixmap": {0}, "picture": {0}}


def icon_positions(root: Path = ROOT) -> dict[str, set[int]]:
    """Return, for functions and classes of ui/, which arguments are icons by their names.

    Where several share a name, only what they agree on counts.
    """
    found = {name: set(places) for name, places in FIRST_IS_AN_ICON.items()}
    for path in python_files("ui", root=root):
        for node in ast.walk(tree_of(path)):
            match node:
                case ast.ClassDef(name=name):
                    own = fields_of(node)
                case ast.FunctionDef(name=name) if not name.startswith("__"):
                    own = [argument.arg for argument in node.args.args if argument.arg != "self"]
                case _:
                    continue
            if name not in FIRST_IS_AN_ICON:
                found[name] = found.get(name, named_icon(own)) & named_icon(own)
    return found


def fields_of(node: ast.ClassDef) -> list[str]:
    """Return what a class is made with: the parameters of its `__init__` or its data fields."""
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and item.name == "__init__":
            return [argument.arg for argument in item.args.args[1:]]
    found = []
    for item in node.body:
        match item:
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.append(name)
    return found


def named_icon(parameters: list[str]) -> set[int]:
    return {place for place, name in enumerate(parameters) if is_icon_name(name)}


def is_icon_name(name: str | None) -> bool:
    return name is not None and (name == WORD or name.startswith(f"{WORD}_name"))


def named_icons(root: Path = ROOT) -> dict[str, str]:
    positions, found = icon_positions(root), {}
    for path in python_files("ui", root=root):
        for name, call in calls(tree_of(path)):
            chosen = [word.value for word in call.keywords if is_icon_name(word.arg)]
            chosen += [call.args[at] for at in positions.get(name, ()) if at < len(call.args)]
            for argument in chosen:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found[argument.value] = place(path, argument, root=root)
    return found


def missing_icons(root: Path = ROOT) -> dict[str, str]:
    folder = root / "resources" / "icons"
    return {
        name: where
        for name, where in named_icons(root).items()
        if name and not (folder / f"{name}.svg").is_file()
    }


def test_every_named_icon_exists():
    assert missing_icons() == {}


@pytest.mark.parametrize(
    "line",
    [
        'theme.icon("nothing-such")',
        'button(_("Save"), icon="nothing-such")',
        'Section("Today", "nothing-such")',
        'lead("nothing-such", 3)',
    ],
)
def test_a_missing_icon_is_seen(line, tmp_path):
    (tmp_path / "ui").mkdir()
    declared = "class Section:\n    title: str\n    icon: str\ndef lead(icon_name, size): ...\n"
    (tmp_path / "ui" / "screen.py").write_text(declared + line)
    assert missing_icons(tmp_path) == {"nothing-such": "ui/screen.py:5"}
