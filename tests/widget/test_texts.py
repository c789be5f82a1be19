"""Sentences in the chosen language."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import ValidationError
from ui.texts import _, current_language, install_language, n_, p_, sentence


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    chinese, english = tmp_path / "zh_CN", tmp_path / "en"
    chinese.mkdir()
    english.mkdir()
    (chinese / "a.po").write_text(
        'msgid "Save"\nmsgstr "保存"\n\n'
        'msgid "{count} visit"\nmsgid_plural "{count} visits"\nmsgstr[0] "{count} 次拜访"\n\n'
        'msgctxt "menu"\nmsgid "Open"\nmsgstr "打开"\n',
        "utf-8",
    )
    (chinese / "errors.po").write_text(
        'msgid "account.name.blank"\nmsgstr "还没有写客户名称"\n\n'
        'msgid "terms.too_long"\nmsgstr "账期 {days} 天超出授权，请改为 {limit} 天"\n\n'
        'msgid "broken"\nmsgstr "{"\n',
        "utf-8",
    )
    (english / "errors.po").write_text(
        'msgid "account.name.blank"\nmsgstr "The account has no name yet"\n', "utf-8"
    )
    return tmp_path


def test_texts_speak_chinese_from_every_file(catalogues: Path):
    install_language("zh_CN", catalogues)
    assert _("Save") == "保存"
    assert p_("menu", "Open") == "打开"
    assert current_language() == "zh_CN"


def test_a_text_without_translation_stays_english(catalogues: Path):
    install_language("zh_CN", catalogues)
    assert _("Not there") == "Not there"
    assert p_("menu", "Save") == "Save"


def test_chinese_has_one_plural_form_and_english_two(catalogues: Path):
    install_language("zh_CN", catalogues)
    assert n_("{count} visit", "{count} visits", 1) == "{count} 次拜访"
    assert n_("{count} visit", "{count} visits", 5) == "{count} 次拜访"
    install_language("en", catalogues)
    assert n_("{count} visit", "{count} visits", 1) == "{count} visit"
    assert n_("{count} visit", "{count} visits", 0) == "{count} visits"


def test_an_error_is_a_sentence_with_its_values(catalogues: Path):
    install_language("zh_CN", catalogues)
    error = ValidationError("terms.too_long", days=45, limit=30)
    assert sentence(error) == "账期 45 天超出授权，请改为 30 天"
    assert sentence("terms.too_long", {"days": 45}) == "账期 45 天超出授权，请改为 {limit} 天"


def test_error_codes_have_english_sentences_too(catalogues: Path):
    install_language("en", catalogues)
    assert sentence("account.name.blank") == "The account has no name yet"


@pytest.mark.parametrize("code", ["never.heard.of", "broken"])
def test_an_unknown_code_still_gives_a_sentence_that_shows_it(catalogues: Path, code: str):
    install_language("zh_CN", catalogues)
    assert code in sentence(code)


def test_a_value_cannot_reach_into_the_program(catalogues: Path):
    sly = 'msgid "sly"\nmsgstr "{days.__class__}"\n'
    (catalogues / "zh_CN" / "z.po").write_text(sly, "utf-8")
    install_language("zh_CN", catalogues)
    assert sentence("sly", {"days": 1}) == "{days.__class__}"


def test_the_shells_own_texts_are_all_translated():
    install_language("zh_CN")
    assert _("Search or run a command") == "搜索或执行命令"
    assert n_("{count} conflict", "{count} conflicts", 2) == "{count} 处冲突"
