"""What is said about a passphrase while it is typed."""

import pytest

from ui.screens.first_run.passphrase_words import judge


def states(text):
    return [state for _words, state in judge(text, ("zhoulan", "云浦食品")).rules]


def test_before_typing_every_rule_is_open_and_no_word_judges():
    judgement = judge("", ())
    assert judgement.word == ""
    assert {state for _words, state in judgement.rules} == {"open"}


def test_a_short_one_is_not_called_wrong_while_it_grows():
    assert states("violet") == ["open", "kept", "kept"]
    assert judge("violet", ()).word == "Not accepted yet"


def test_a_run_breaks_the_second_rule():
    assert states("1234567890123") == ["kept", "broken", "kept"]


def test_the_own_name_breaks_the_third_rule():
    assert states("zhoulan on the road")[2] == "broken"


@pytest.mark.parametrize(
    ("text", "word"), [("violet harb0ur", "Fair"), ("violet harbour lamp seven", "Strong")]
)
def test_an_accepted_one_has_its_strength_in_words(text, word):
    judgement = judge(text, ())
    assert (judgement.word, judgement.refusal) == (word, "")
    assert {state for _words, state in judgement.rules} == {"kept"}
