"""The repository as the house rules see it: its files and their syntax trees."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "ui", "sync", "server")
PROSE = frozenset({".md", ".txt", ".html", ".css", ".svg", ".po", ".qss"})
SETTINGS = frozenset({".toml", ".lock", ".cfg", ".ini", ".json", ".yml", ".yaml", ".csv"})
PROGRAMS = frozenset({".py", ".sh", ".spec", ".js", ""})
TEXT_SUFFIXES = PROSE | SETTINGS | PROGRAMS


def python_files(*folders: str, root: Path = ROOT) -> list[Path]:
    """Return the modules of some top-level folders, in order."""
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def tree_of(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def place(path: Path, node: ast.expr | ast.stmt | None = None, *, root: Path = ROOT) -> str:
    """Name a line the way editors open it."""
    name = path.relative_to(root).as_posix()
    return name if node is None else f"{name}:{node.lineno}"


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of the called name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node


def text_files(root: Path = ROOT) -> Iterator[Path]:
    """Yield the text files that git would track: all but what .gitignore names as folders.

    A folder named with a slash in front is meant at the top alone.
    """
    ignored = {line[:-1] for line in _lines(root / ".gitignore") if line.endswith("/")} | {".git"}
    for folder, folders, files in os.walk(root):
        names = ignored | {name[1:] for name in ignored if Path(folder) == root and name[0] == "/"}
        folders[:] = sorted(name for name in folders if name not in names)
        for name in sorted(files):
            path = Path(folder) / name
            # In a second work tree .git is a file.
            if path.suffix in TEXT_SUFFIXES and name != ".git":
                yield path


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").split() if path.exists() else []
