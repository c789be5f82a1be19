"""Every sentence a user may read stands in the catalogues of both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.source_tree import ROOMS, ROOT, calls, place, python_files, tree_of
from ui.po_file import message_key, parse_po

LANGUAGES = ("en", "zh_CN")
CODE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
CARRIERS = ("Error", "Fault", "Problem", "Refusal", "Verdict")
PLACEHOLDER = re.compile(r"\{(\w+)")


def catalogue(
    language: str, pattern: str = "*.po", root: Path = ROOT
) -> dict[str, tuple[str, ...]]:
    folder = root / "resources" / "locale" / language
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob(pattern)):
        found.update(parse_po(path.read_text("utf-8")))
    return found


def error_codes(root: Path = ROOT) -> dict[str, str]:
    """Return each code that an error, problem or verdict is made with, and where that stands."""
    found = {}
    for path in python_files("app", "sync", "server", root=root):
        for name, call in calls(tree_of(path)):
            for literal in code_literals(name, call):
                found[literal.value] = place(path, literal, root=root)
    return found


def code_literals(name: str, call: ast.Call) -> Iterator[ast.Constant]:
    arguments = [word.value for word in call.keywords if word.arg == "code"]
    if name.endswith(CARRIERS) or is_parents_init(call):
        arguments += call.args[:1]
    for argument in arguments:
        if isinstance(argument, ast.Constant) and CODE.fullmatch(str(argument.value)):
            yield argument


def is_parents_init(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "super().__init__"


def messages(root: Path = ROOT) -> dict[str, str]:
    """Return the key of each text that the screens ask for, and where that stands."""
    found = {}
    for path in python_files("ui", root=root):
        tree = tree_of(path)
        constants = string_constants(tree)
        for name, call in calls(tree):
            values = [text_of(argument, constants) for argument in call.args[:2]]
            match name, values:
                case ("_" | "n_", [str(key), *_rest]):
                    found[key] = place(path, call, root=root)
                case ("p_", [str(context), str(key)]):
                    found[message_key(key, context)] = place(path, call, root=root)
    return found


def string_constants(tree: ast.Module) -> dict[str, str]:
    """Return the module's own names for texts, such as `_FALLBACK = "..."`."""
    found = {}
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                found[name] = text
    return found


def text_of(argument: ast.expr, constants: dict[str, str]) -> str | None:
    match argument:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name):
            return constants.get(name)
    return None


def listed(missing: dict[str, str]) -> str:
    return "\n".join(f"{where}: {key!r}" for key, where in sorted(missing.items()))


def untranslated(wanted: dict[str, str], known: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {key: where for key, where in wanted.items() if key not in known}


def foreign_placeholders(root: Path = ROOT) -> list[str]:
    """Return the Chinese texts with a placeholder that their English text does not have."""
    english = catalogue("en", root=root)
    found = []
    for key, forms in catalogue("zh_CN", root=root).items():
        allowed = set(PLACEHOLDER.findall("".join(english.get(key, (key,)))))
        if key not in english and CODE.fullmatch(key):
            continue
        if not set(PLACEHOLDER.findall("".join(forms))) <= allowed:
            found.append(key)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_code_has_a_sentence(language):
    missing = untranslated(error_codes(), catalogue(language, "errors.po"))
    assert not missing, listed(missing)


def test_every_text_of_a_screen_has_its_chinese():
    missing = untranslated(messages(), catalogue("zh_CN"))
    assert not missing, listed(missing)


def test_a_translation_uses_the_placeholders_of_its_english_text():
    assert foreign_placeholders() == []


def test_both_languages_explain_the_same_errors():
    assert catalogue("en", "errors.po").keys() == catalogue("zh_CN", "errors.po").keys()


@pytest.fixture
def small_house(tmp_path):
    rule = 'raise ValidationError("account.name.blank")\n'
    own = 'class Wiped(E):\n    def __init__(self):\n        super().__init__("device.wiped")\n'
    screen = '_TITLE = "Visits"\n_("Save")\nn_("{count} visit", "{count} visits", 2)\n_(_TITLE)\n'
    chinese = 'msgid "Save"\nmsgstr "保存"\n\nmsgid "{count} visit"\nmsgstr[0] "{number} 次"\n'
    for name, text in {
        "app/rule.py": rule + own,
        "ui/screen.py": screen + 'p_("verb", "Visit")\n',
        "resources/locale/zh_CN/screen.po": chinese,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_a_code_without_a_sentence_is_seen(small_house):
    missing = untranslated(error_codes(small_house), catalogue("en", "errors.po", small_house))
    assert missing == {"account.name.blank": "app/rule.py:1", "device.wiped": "app/rule.py:4"}


def test_a_text_without_chinese_is_seen(small_house):
    missing = untranslated(messages(small_house), catalogue("zh_CN", root=small_house))
    assert missing == {"Visits": "ui/screen.py:4", "verb\x04Visit": "ui/screen.py:5"}


def test_a_foreign_placeholder_is_seen(small_house):
    assert foreign_placeholders(small_house) == ["{count} visit"]


def test_the_product_has_texts_at_all():
    assert [room for room in ROOMS if not (ROOT / room).is_dir()] == []
    assert messages()
    assert error_codes()
