"""Whatever a check finds is told in plain words of both languages, with what to do."""

from __future__ import annotations

import ast
from zoneinfo import ZoneInfo

import pytest

from app.commands.sync.verify import Finding
from tests.support.source_tree import ROOT, calls, tree_of
from ui.formats import Formats
from ui.screens.settings.finding_words import finding_lines
from ui.texts import install_language

SOURCES = ("app/store/soundness/self_check.py", "app/commands/sync/verify.py")


def rules() -> list[str]:
    """Return every rule that the code can name in a finding."""
    found = set()
    for source in SOURCES:
        tree = tree_of(ROOT / source)
        given = [call.args[0] for name, call in calls(tree) if name in {"Finding", "_finding"}]
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
                given += node.value.keys
        found |= {each.value for each in given if isinstance(each, ast.Constant)}
    return sorted(found)


def told(*findings: Finding, language: str = "en"):
    install_language(language)
    return finding_lines(findings, Formats(language, ZoneInfo("Asia/Shanghai")))


def test_the_rules_are_found_in_the_code():
    assert {"page_damaged", "account_without_card", "file_missing"} <= set(rules())
    assert len(rules()) >= 10


@pytest.mark.parametrize("rule", rules())
def test_every_finding_has_its_own_words_and_an_advice(rule):
    for count in (1, 1234):
        (line,) = told(Finding(rule, count, ("x",)))
        assert rule not in line.words
        assert ("1,234" if count > 1 else "1") in line.words
        assert line.advice


@pytest.mark.parametrize("rule", rules())
def test_every_finding_is_told_in_chinese(rule):
    (line,) = told(Finding(rule, 3, ("x",)), language="zh_CN")
    english = "abcdefghijklmnopqrstuvwxyz"
    assert not set(english) & set((line.words + line.advice).lower())


def test_a_rule_of_a_later_release_is_told_by_its_name():
    (line,) = told(Finding("clock_backwards", 2, ()))
    assert "clock_backwards" in line.words
    assert line.tone == "warn"
    assert line.advice


def test_damage_of_the_file_is_grave_and_what_was_put_right_is_not():
    tones = [
        line.tone
        for line in told(
            Finding("page_damaged", 1, ()),
            Finding("account_without_card", 1, ()),
            Finding("row_nobody_saved", 1, ()),
        )
    ]
    assert tones == ["bad", "ok", "warn"]


def test_the_same_advice_is_given_once_below_what_it_is_for():
    rules = ("page_damaged", "file_damaged", "file_missing")
    page, file, missing = told(*(Finding(rule, 2, ()) for rule in rules))
    assert page.advice == ""
    assert "unlock" in file.advice
    assert missing.advice not in {"", file.advice}
