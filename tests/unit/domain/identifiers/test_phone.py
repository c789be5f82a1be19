import pytest

from app.domain.identifiers.phone import check_phone, mask_phone
from app.domain.identifiers.postcode import check_postcode
from app.domain.identifiers.verdict import Level


@pytest.mark.parametrize(
    ("typed", "compact", "shown"),
    [
        ("13800138000", "13800138000", "138 0013 8000"),
        ("+86 138-0013-8000", "13800138000", "138 0013 8000"),
        ("008613800138000", "13800138000", "138 0013 8000"),
        ("8613800138000", "13800138000", "138 0013 8000"),
        ("１９９ ００００ ００００", "19900000000", "199 0000 0000"),
        ("010-65123456", "01065123456", "010-6512 3456"),
        ("(021) 6512 3456", "02165123456", "021-6512 3456"),
        ("+86 10 6512 3456", "01065123456", "010-6512 3456"),
        ("+86 (0)10 6512 3456", "01065123456", "010-6512 3456"),
        ("86-010-65123456", "01065123456", "010-6512 3456"),
        ("0512-6789-0123", "051267890123", "0512-6789 0123"),
        ("0917-3651234", "09173651234", "0917-365 1234"),
        ("010-65123456-8021", "01065123456-8021", "010-6512 3456-8021"),
        ("010-65123456转8021", "01065123456-8021", "010-6512 3456-8021"),
        ("0917-3651234 ext. 5", "09173651234-5", "0917-365 1234-5"),
        ("0917-3651234-5", "09173651234-5", "0917-365 1234-5"),
        ("400-820-8820", "4008208820", "400-820-8820"),
        ("8008208820", "8008208820", "800-820-8820"),
        ("+1 (415) 555-0123", "+14155550123", "+14155550123"),
        ("0044 20 7946 0958", "+442079460958", "+442079460958"),
    ],
)
def test_a_possible_number_is_stored_compact_and_shown_grouped(typed, compact, shown):
    verdict = check_phone(typed)
    assert (verdict.level, verdict.code) == (Level.OK, "")
    assert (verdict.compact, verdict.shown) == (compact, shown)


@pytest.mark.parametrize(
    ("typed", "code", "params"),
    [
        ("1380013800", "phone.short", {"missing": 1}),
        ("138-00", "phone.short", {"missing": 6}),
        ("138001380001", "phone.long", {"extra": 1}),
        ("+86 1380013800", "phone.short", {"missing": 1}),
        ("010-6512345", "phone.short", {"missing": 1}),
        ("010-651234567", "phone.long", {"extra": 1}),
        ("0512-678901234", "phone.long", {"extra": 1}),
        ("1380013800A", "phone.character", {"character": "A"}),
        ("+12345", "phone.short", {"missing": 2}),
        ("+1234567890123456", "phone.long", {"extra": 1}),
        ("12800138000", "phone.form", {}),
        ("13800138000转12", "phone.mobile_extension", {}),
    ],
)
def test_an_impossible_number_says_what_is_wrong(typed, code, params):
    verdict = check_phone(typed)
    assert (verdict.level, verdict.code, verdict.params) == (Level.ERROR, code, params)


def test_a_landline_without_area_code_is_only_doubted():
    verdict = check_phone("6512 3456")
    assert (verdict.level, verdict.code) == (Level.WARNING, "phone.area")


@pytest.mark.parametrize(
    ("text", "masked"),
    [("138 0013 8000", "138****8000"), ("01065123456", "010****3456"), ("12345", "*****")],
)
def test_the_mask_hides_the_middle(text, masked):
    assert mask_phone(text) == masked


@pytest.mark.parametrize(("text", "ok"), [("100 600", True), ("10060", False), ("", True)])
def test_a_postcode_has_six_digits(text, ok):
    assert check_postcode(text).is_ok is ok
