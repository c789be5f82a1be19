"""What the page of a paper shows and asks, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.domain.papers.letter import Letter
from app.domain.papers.letterhead import PaperLanguage


@dataclass(frozen=True, slots=True)
class Option:
    """One question above the paper.

    Attributes:
        key: Permanent name.
        words: Before its box.
        kind: A day or one of some choices.
        value: At first; a day as "2026-11-23".
        choices: Key and words.
    """

    key: str
    words: str
    kind: Literal["day", "choice"]
    value: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """Which paper is wanted.

    Attributes:
        kind: Key of the kind, see `kinds.KINDS`.
        subject_ids: What it is about, one paper each.
        options: Answers by key.
    """

    kind: str
    subject_ids: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> PaperLanguage:
        """The language of the paper."""
        match self.options.get("language"):
            case "en":
                return "en"
            case "both":
                return "both"
            case _:
                return "zh"


@dataclass(frozen=True, slots=True)
class PaperFile:
    """Papers in one file.

    Attributes:
        pdf: The file.
        pages: How many pages it has.
        sha256: Its hash.
        papers: How many papers it holds.
        name: Proposed for the file, without ending.
        letters: What is to be kept when it is printed; empty where it goes to no customer.
    """

    pdf: bytes
    pages: int
    sha256: str
    papers: int
    name: str
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class PrintQuestion:
    """What is asked before printing.

    Attributes:
        title: Of the dialog.
        needs_reason: Whether one of the papers was printed before.
        history: What was printed before, in words, the latest first.
        kind: Kind of paper, for which printer, sides and tray are remembered.
    """

    title: str
    needs_reason: bool
    history: tuple[str, ...]
    kind: str = "paper"
