"""Rules that no linter knows: room sizes, quiet __init__ files, names that say something."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.support.source_tree import ROOMS, ROOT, place, python_files, tree_of

MAX_LINES = 400
MAX_METHODS = 20
MAX_MODULES = 50
DRAWERS = frozenset(
    {"base", "common", "core", "handler", "handlers", "helper", "helpers", "lib"}
    | {"manager", "managers", "misc", "stuff", "util", "utils"}
)
VAGUE_ENDINGS = ("Manager", "Helper", "Utils")


def too_long(path: Path) -> list[str]:
    count = len(path.read_text("utf-8").splitlines())
    return [f"{count} lines"] if count > MAX_LINES else []


def crowded_classes(path: Path) -> list[str]:
    found = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef):
            kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
            methods = sum(isinstance(item, kinds) for item in node.body)
            if methods > MAX_METHODS:
                found.append(f"{node.name}: {methods} methods")
    return found


def busy_init(path: Path) -> list[str]:
    silent = path.name != "__init__.py" or len(tree_of(path).body) == 1
    return [] if silent else ["an __init__.py holds a sentence and nothing else"]


def no_door_sign(path: Path) -> list[str]:
    if path.stem.startswith("test_"):
        return []  # the names of its tests say what it is about
    sign = (ast.get_docstring(tree_of(path)) or "").split("\n\n", maxsplit=1)[0]
    return [] if sign.endswith((".", "?")) else ["the module does not start with a sentence"]


def drawer_names(path: Path) -> list[str]:
    parts = (
        path.relative_to(ROOT).with_suffix("").parts if path.is_relative_to(ROOT) else [path.stem]
    )
    names = [part for part in parts if part in DRAWERS]
    classes = [node.name for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)]
    return names + [name for name in classes if name.endswith(VAGUE_ENDINGS)]


RULES = (too_long, crowded_classes, busy_init, no_door_sign, drawer_names)


@pytest.mark.parametrize("rule", RULES)
def test_every_module_keeps_the_rule(rule):
    modules = [*python_files(*ROOMS, "tests", "benchmarks"), ROOT / "dev.py"]
    broken = [f"{place(path)}: {found}" for path in modules for found in rule(path)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("rule", "name", "source"),
    [
        (too_long, "long.py", "x = 1\n" * (MAX_LINES + 1)),
        (crowded_classes, "god.py", "class God:\n" + "    def a(self): ...\n" * (MAX_METHODS + 1)),
        (busy_init, "__init__.py", '"""A room."""\n\nimport os\n'),
        (no_door_sign, "bare.py", "x = 1\n"),
        (drawer_names, "utils.py", ""),
        (drawer_names, "visits.py", "class VisitManager: ..."),
    ],
)
def test_the_rule_sees_a_module_that_breaks_it(rule, name, source, tmp_path):
    path = tmp_path / name
    path.write_text(source)
    assert rule(path)


def crowded_rooms(*folders: str, root: Path = ROOT) -> list[str]:
    modules = Counter(path.parent for path in python_files(*folders, root=root))
    return [place(room, root=root) for room, count in modules.items() if count > MAX_MODULES]


def test_no_room_holds_more_modules_than_a_newcomer_can():
    assert crowded_rooms(*ROOMS) == []


def test_a_crowded_room_is_seen(tmp_path):
    (tmp_path / "app").mkdir()
    for number in range(MAX_MODULES + 1):
        (tmp_path / "app" / f"visit_{number}.py").write_text('"""One of many."""\n')
    assert crowded_rooms("app", root=tmp_path) == ["app"]
