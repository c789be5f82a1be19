from __future__ import annotations

import pytest

from app.device.errors import WeakPassphraseError
from app.device.passphrases import PassphraseStrength, check_passphrase, rate_passphrase


@pytest.mark.parametrize(
    "passphrase",
    ["Kx9fe!m2Lq0z", "one oak sky sea", "春江 花月 夜色 如画", "落霞与孤鹜齐飞秋水共长天一色"],
)
def test_twelve_characters_or_four_words_are_accepted(passphrase):
    check_passphrase(passphrase)


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("Kx9fe!m2Lq0", "device.passphrase.too_short"),
        ("a b c d", "device.passphrase.too_short"),
        ("hey hey hey", "device.passphrase.too_short"),
        ("  Kx9fe!m2Lq0  ", "device.passphrase.too_short"),
        ("x9" * 200, "device.passphrase.too_long"),
        ("abababababab", "device.passphrase.repeated"),
        ("123456789012", "device.passphrase.sequence"),
        ("nmlkjihgfedcba", "device.passphrase.sequence"),
        ("My-Password-77", "device.passphrase.common"),
        ("chenxiao says 42", "device.passphrase.personal"),
    ],
)
def test_an_easy_passphrase_is_refused_with_its_reason(passphrase, code):
    with pytest.raises(WeakPassphraseError) as refused:
        check_passphrase(passphrase, personal=("ChenXiao", "a"))
    assert refused.value.code == code


def test_length_makes_a_passphrase_strong():
    assert rate_passphrase("river lamp st").strength is PassphraseStrength.FAIR
    assert rate_passphrase("river lamp stone violet").strength is PassphraseStrength.STRONG
    assert rate_passphrase("river").strength is PassphraseStrength.REFUSED
