"""Reads the word lists of the demo and the contract texts from the resources."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def read_demo(name: str) -> dict[str, Any]:
    """Return a word list of `resources/demo`, by file name without ending."""
    return tomllib.loads(_text("demo", f"{name}.toml"))


def read_contract_text(name: str) -> str:
    """Return the text of a contract template or of the clause library."""
    return _text("contracts", f"{name}.toml")


def _text(folder: str, name: str) -> str:
    root = Path(__file__).resolve().parents[2] / "resources"
    return (root / folder / name).read_text(encoding="utf-8")
