"""The page of requirements counts all of them and names only tests that exist."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.support.source_tree import ROOT, tree_of

PAGE = ROOT / "docs" / "COVERAGE.md"
NUMBERS = tuple(f"R{number:03d}" for number in range(1, 282))
STATES = ("done", "part", "open")
CELLS = 4
ROW = re.compile(r"[|\s]*R\d")
NAMED_TEST = re.compile(r"`(tests/(?:\w+/)*test_\w+\.py)::(test_\w+)(?:\[[^`]*\])?`")
SUMS = re.compile(r"(\d+) are done, (\d+) are done in part and (\d+) are open\.")


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement: its number, how far it is met, the tests that show it, what is missing."""

    number: str
    state: str
    tests: tuple[tuple[str, str], ...]
    stray: str
    missing: str


def rows_of(page: str) -> list[Row]:
    """Read every line that begins like a requirement; a line of another form is refused."""
    return [row_of(line) for line in page.splitlines() if ROW.match(line)]


def row_of(line: str) -> Row:
    cells = [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
    if len(cells) != CELLS:
        raise ValueError(line)
    number, state, tests, missing = cells
    named = tuple((name[1], name[2]) for name in NAMED_TEST.finditer(tests))
    return Row(number, state, named, NAMED_TEST.sub("", tests).replace("<br>", "").strip(), missing)


@cache
def defined_in(path: Path) -> frozenset[str]:
    """Return what pytest would find in a file; nothing when there is no such file."""
    if not path.is_file():
        return frozenset()
    body = tree_of(path).body
    classes = [node for node in body if isinstance(node, ast.ClassDef)]
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    collected = [*body, *(node for each in classes for node in each.body)]
    return frozenset(node.name for node in collected if isinstance(node, kinds))


def miscounted(page: str) -> list[str]:
    found = [row.number for row in rows_of(page)]
    times = Counter(found)
    wrong = [number for number in NUMBERS if times[number] != 1]
    wrong += [number for number in times if number not in NUMBERS]
    return wrong or ([] if found == list(NUMBERS) else ["out of order"])


def unresolved(page: str) -> list[str]:
    rows = rows_of(page)
    strange = [f"{row.number}: {row.stray}" for row in rows if row.stray]
    return strange + [
        f"{row.number}: {file}::{test}"
        for row in rows
        for file, test in row.tests
        if test not in defined_in(ROOT / file)
    ]


def unproved(page: str) -> list[str]:
    """Return rows that claim something and show nothing for it, or do not say what is missing."""
    return [row.number for row in rows_of(page) if not is_complete(row)]


def is_complete(row: Row) -> bool:
    match row.state:
        case "done":
            return bool(row.tests) and not row.missing
        case "part":
            return bool(row.tests and row.missing)
        case "open":
            return bool(row.missing) and not row.tests
        case _:
            return False


def wrong_sums(page: str) -> list[str]:
    states = Counter(row.state for row in rows_of(page))
    counted = tuple(states[state] for state in STATES)
    said = SUMS.search(" ".join(page.split()))
    told = tuple(int(figure) for figure in said.groups()) if said else ()
    return [] if told == counted else [f"{told} said, {counted} counted"]


RULES: Sequence[Callable[[str], list[str]]] = (miscounted, unresolved, unproved, wrong_sums)


@pytest.mark.parametrize("rule", RULES)
def test_the_page_keeps_the_rule(rule):
    assert rule(PAGE.read_text("utf-8")) == []


HERE = "tests/quality/test_coverage_page.py"
SHOWN = f"`{HERE}::test_the_page_keeps_the_rule[miscounted]`"
SOUND = "\n".join(
    [
        "Of the requirements 279 are done, 1 are done in part",
        "and 1 are open.",
        *(f"| {number} | done | {SHOWN} | |" for number in NUMBERS[:-2]),
        f"| R280 | part | {SHOWN}<br>{SHOWN} | no screen yet |",
        "| R281 | open | | nothing built |",
    ]
)
DONE_9 = f"| R009 | done | {SHOWN} | |"


@pytest.mark.parametrize("rule", RULES)
def test_a_sound_page_is_accepted(rule):
    assert rule(SOUND) == []


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        (miscounted, DONE_9, ""),
        (miscounted, DONE_9, f"{DONE_9}\n{DONE_9}"),
        (miscounted, "R009", "R008"),
        (miscounted, "R281", "R282"),
        (miscounted, "| R281", "| R1 | open | | why |\n| R281"),
        (miscounted, f"{DONE_9}\n| R010 |", f"| R010 | done | {SHOWN} | |\n| R009 |"),
        (unresolved, SHOWN, SHOWN.replace("coverage", "covered")),
        (unresolved, SHOWN, SHOWN.replace("keeps", "breaks")),
        (unresolved, SHOWN, "a test of the page"),
        (unresolved, SHOWN, f"{SHOWN} and others"),
        (unproved, DONE_9, "| R009 | done | | |"),
        (unproved, DONE_9, f"| R009 | done | {SHOWN} | a little |"),
        (unproved, DONE_9, f"| R009 | finished | {SHOWN} | |"),
        (unproved, "no screen yet", ""),
        (unproved, f"{SHOWN}<br>{SHOWN}", ""),
        (unproved, "nothing built", ""),
        (unproved, "| open | |", f"| open | {SHOWN} |"),
        (wrong_sums, DONE_9, "| R009 | open | | why |"),
        (wrong_sums, "279 are done", "280 are done"),
        (wrong_sums, "and 1 are open", "and some are open"),
    ],
)
def test_a_page_that_breaks_the_rule_is_seen(rule, right, wrong):
    assert right in SOUND
    assert rule(SOUND.replace(right, wrong, 1)) != []


@pytest.mark.parametrize("cut", ["| R009 | done |", "| R009 | done | | | |"])
def test_a_line_of_another_form_is_refused(cut):
    with pytest.raises(ValueError, match="R009"):
        rows_of(cut)


def test_a_function_within_a_test_is_no_test(tmp_path):
    path = tmp_path / "test_x.py"
    path.write_text(
        "class TestX:\n    def test_a(self): ...\ndef test_b():\n    def test_c(): ...\n"
    )
    assert defined_in(path) == {"test_a", "test_b"}
