"""What the program may be told on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SIZES = ("small", "field", "large")
LANGUAGES = ("zh_CN", "en")
THEMES = ("light", "dark")
SCREENS = (
    *("today", "accounts", "visits", "contracts", "warnings", "analysis", "records"),
    *("map", "cleaning", "debts", "credit_lists", "sync", "settings"),
)


@dataclass(frozen=True, slots=True)
class Options:
    """The command line.

    Attributes:
        profiles: Folder of all profiles; None for the OS user's own.
        server: Address offered at sign-in.
        language: "zh_CN" or "en"; empty follows settings and system.
        theme: "light" or "dark"; empty follows settings and system.
        demo: Start a server with demo data beside the window.
        tour: Drive the demo day through the widgets and write pictures here.
        size: Size of the demo data.
        self_test: Start, unlock a fresh store, and end; for the installer.
        screen: Shown first after unlocking: one of `SCREENS`.
    """

    profiles: Path | None = None
    server: str = ""
    language: str = ""
    theme: str = ""
    demo: bool = False
    tour: Path | None = None
    size: str = "small"
    self_test: bool = False
    screen: str = "today"


def read_options(arguments: Sequence[str]) -> Options:
    """Read the command line; ends the program with a sentence when it makes no sense."""
    parser = argparse.ArgumentParser(prog="roadbook", description="The field rep's workplace.")
    parser.add_argument("--profile", type=Path, dest="profiles", metavar="DIR")
    parser.add_argument("--server", default="")
    parser.add_argument("--lang", choices=LANGUAGES, default="", dest="language")
    parser.add_argument("--theme", choices=THEMES, default="")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--tour", type=Path, metavar="DIR")
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("--screen", choices=SCREENS, default="today")
    return Options(**vars(parser.parse_args(arguments)))
