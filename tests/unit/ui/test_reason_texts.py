import pytest

from app.domain.analysis.figures import NotAvailable, Reason
from ui.reason_texts import reason_sentence
from ui.texts import install_language


@pytest.fixture(params=["en", "zh_CN"])
def language(request):
    install_language(request.param)
    return request.param


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence_in_both_languages(reason, language):
    words = reason_sentence(reason)
    assert words
    assert words == reason_sentence(NotAvailable(reason))
    assert words.isascii() is (language == "en")


def test_no_two_reasons_say_the_same(language):
    del language
    assert len({reason_sentence(reason) for reason in Reason}) == len(Reason)
