from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.accounts.duplicates import (
    Clue,
    Likeness,
    compare,
    duplicate_key,
    duplicate_score,
    find_duplicates,
    find_hints,
    normalised_name,
    similarity,
)
from app.domain.money import rounded


def test_the_worked_example_scores_0_89():
    score = duplicate_score(
        Decimal("0.90"), phone=Decimal(1), tax_number=None, address=Decimal("0.6")
    )
    assert rounded(score, places=2) == Decimal("0.89")


def test_nothing_known_scores_nothing():
    assert duplicate_score(None, phone=None, tax_number=None, address=None) == 0


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("百禾粮油商贸有限公司", "百禾粮油商贸"),
        ("百禾粮油商贸有限责任公司", "百禾粮油商贸"),
        ("云浦市百禾粮油", "百禾粮油"),
        ("浙江省云浦市百禾粮油股份有限公司", "百禾粮油"),
        ("百禾 粮油（云浦）", "百禾粮油云浦"),
        ("ＢＡＩＨＥ  Trading Co., Ltd.", "baihetrading"),
        ("永辉超市", "永辉超市"),
        ("鲜集社区超市（桐江店）", "鲜集社区超市桐江店"),
        ("城市之光超市", "城市之光超市"),
        ("公司", "公司"),
    ],
)
def test_a_name_is_reduced_to_what_distinguishes_it(typed, normal):
    assert normalised_name(typed) == normal


def test_known_places_in_front_are_dropped_too():
    assert normalised_name("云浦百禾粮油", places=["云浦"]) == "百禾粮油"
    assert normalised_name("云浦店", places=["云浦"]) == "云浦店"


@given(st.text("百禾粮油商贸行a", max_size=12), st.text("百禾粮油商贸行a", max_size=12))
def test_similarity_is_symmetric_and_between_0_and_1(left, right):
    assert similarity(left, right) == similarity(right, left)
    assert 0 <= similarity(left, right) <= 1


def test_similarity_counts_common_characters_in_order():
    assert similarity("百禾粮油", "百禾粮油") == 1
    assert similarity("百禾粮油", "百合粮油") == Decimal("0.75")
    assert similarity("百禾", "同福") == 0
    assert similarity("", "同福") == 0


def key(account_id, name, **more):
    return duplicate_key(account_id, name=name, **more)


def test_an_equal_tax_number_is_certain_whatever_the_name():
    left = key("1", "百禾", tax_number="91350100M000100Y43")
    right = key("2", "同福", tax_number="9135 0100-M000100Y43")
    assert compare(left, right).likeness is Likeness.CERTAIN


def test_the_same_firm_spelled_twice_is_probable():
    left = key("1", "云浦市百禾粮油商贸有限公司", phones=["138 0013 8000"], address="河西路88号")
    right = key("2", "百禾粮油商贸行", phones=["+86 13800138000"], address="云浦市河西路 88 号")
    assert compare(left, right).likeness is Likeness.PROBABLE


def test_different_tax_numbers_speak_against_a_duplicate():
    left = key("1", "百禾粮油", tax_number="91350100M000100Y43")
    right = key("2", "百禾粮油商", tax_number="91110000600037341L")
    assert compare(left, right).likeness is Likeness.UNLIKELY


def test_a_far_address_can_still_decide():
    left = key("1", "百禾粮油批发", address="河西路88号")
    near = key("2", "百禾粮油商贸部", address="河西路88号")
    far = key("3", "百禾粮油批发啊啊啊", address="东门大街一百二十")
    assert compare(left, near).score != compare(left, far).score
    assert compare(left, far).likeness is Likeness.UNLIKELY


def test_matches_come_likeliest_first_without_the_account_itself():
    wanted = key("1", "百禾粮油", phones=["13800138000"])
    others = [
        wanted,
        key("2", "百禾粮油行", phones=["13800138000"]),
        key("3", "百禾粮油", phones=["13800138000"]),
        key("4", "同福食品"),
    ]
    assert [match.account_id for match in find_duplicates(wanted, others)] == ["3", "2"]


def aloud(sounds):
    return lambda name: tuple(sounds[letter] for letter in name)


def test_a_name_that_sounds_the_same_counts_nine_tenths():
    sounds = aloud(
        {
            "百": "bai",
            "白": "bai",
            "禾": "he",
            "何": "he",
            "粮": "liang",
            "凉": "liang",
            "油": "you",
        }
    )
    left = duplicate_key("1", name="百禾粮油", read_aloud=sounds)
    right = duplicate_key("2", name="白何凉油", read_aloud=sounds)
    match = compare(left, right)
    assert (match.score, match.clues) == (Decimal("0.9"), (Clue.SOUND,))
    assert match.likeness is Likeness.PROBABLE


def test_two_syllables_sound_like_too_much_to_say_anything():
    sounds = aloud({"百": "bai", "白": "bai", "禾": "he", "何": "he"})
    left = duplicate_key("1", name="百禾", read_aloud=sounds)
    right = duplicate_key("2", name="白何", read_aloud=sounds)
    assert compare(left, right).clues == ()


def test_a_shared_telephone_or_address_is_told_although_the_names_differ():
    wanted = key("1", "百禾粮油", phones=["13800138000"], address="云浦市河西路 88 号")
    others = [
        key("2", "同福食品", phones=["13800138000"]),
        key("3", "鲜集超市", address="云浦市河西路88号"),
        key("4", "恒达商行", address="云浦市东门大街 7 号"),
    ]
    assert find_duplicates(wanted, others) == ()
    found = {match.account_id: match.clues for match in find_hints(wanted, others)}
    assert found == {"2": (Clue.PHONE,), "3": (Clue.ADDRESS,)}
