import logging

import pytest

from app.documents.signatures.pdf_signing import SigningKey, sign_pdf, signer_name
from app.documents.signatures.seal_place import find_seal_place
from app.domain.errors import ValidationError
from app.exchange.pdf_signatures import parse_signatures, read_signatures, spell_signatures
from tests.support.certificates import PASSWORD, ROOT, SIGNER, certificates


@pytest.fixture
def pdf(printed):
    return printed("normal-sale").pdf


@pytest.fixture
def signed(fonts):
    def sign(pdf, party="b", password=PASSWORD):
        return sign_pdf(
            pdf,
            SigningKey(certificates().pkcs12, password),
            party=party,
            place=find_seal_place(pdf, party),
            lines=("数字签名", SIGNER, "2026-11-22"),
            fonts=fonts,
            reason="RB-GX-2026-HZ-00307M",
        )

    return sign


def test_a_signature_is_appended_and_holds(pdf, signed):
    made = signed(pdf)

    assert made.startswith(pdf)
    (found,) = read_signatures(made, [certificates().root])
    assert (found.signer, found.issuer, found.root) == (SIGNER, ROOT, ROOT)
    assert found.is_intact
    assert found.covers_whole_file
    assert found.claimed_at > 0


def test_it_is_a_pades_signature(pdf, signed):
    assert b"/ETSI.CAdES.detached" in signed(pdf)


def test_an_unknown_root_is_told(pdf, signed):
    (found,) = read_signatures(signed(pdf))

    assert found.is_intact
    assert found.root == ""


def test_one_changed_byte_voids_it(pdf, signed):
    made = bytearray(signed(pdf))
    made[made.index(b"stream") + 30] ^= 1

    (found,) = read_signatures(bytes(made), [certificates().root])

    assert not found.is_intact


def test_what_is_appended_later_is_told(pdf, signed):
    first, second = read_signatures(signed(signed(pdf), party="a"), [certificates().root])

    assert (first.is_intact, first.covers_whole_file) == (True, False)
    assert (second.is_intact, second.covers_whole_file) == (True, True)


def test_the_visible_field_stands_at_the_seal_place_of_its_party(pdf, signed, pages_of):
    place, other = find_seal_place(pdf, "b"), find_seal_place(pdf, "a")

    assert place.page == other.page == len(pages_of(pdf))
    assert other.x < 297 < place.x
    assert read_signatures(signed(pdf))


def test_a_place_is_signed_once(pdf, signed):
    with pytest.raises(ValidationError, match=r"signing\.signed"):
        signed(signed(pdf))


def test_another_password_opens_nothing_and_is_never_told(pdf, signed, caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(ValidationError) as caught:
        signed(pdf, password="a secret of mine")

    assert caught.value.code == "signing.key"
    assert "a secret of mine" not in caplog.text + repr(caught.value.params)
    assert "a secret of mine" not in repr(SigningKey(b"", "a secret of mine"))


def test_what_is_no_pdf_is_refused(fonts):
    key = SigningKey(certificates().pkcs12, PASSWORD)

    with pytest.raises(ValidationError, match=r"signing\.refused"):
        sign_pdf(b"%PDF no file", key, party="b", place=None, lines=(), fonts=fonts, reason="")


def test_the_name_in_the_certificate_is_read():
    assert signer_name(SigningKey(certificates().pkcs12, PASSWORD)) == SIGNER


def test_names_of_certificates_do_not_reach_the_log(pdf, signed, caplog):
    made = signed(pdf)

    with caplog.at_level(logging.INFO):
        read_signatures(made)

    assert SIGNER not in caplog.text


def test_a_pdf_without_signatures_has_none_and_a_broken_one_cannot_be_read(pdf):
    assert read_signatures(pdf) == ()
    assert read_signatures(b"%PDF /ByteRange rubbish") is None


def test_signatures_are_kept_as_text_and_read_again(pdf, signed):
    found = read_signatures(signed(pdf))

    assert parse_signatures(spell_signatures(found)) == found
    assert parse_signatures(spell_signatures(None)) is None
    assert parse_signatures(spell_signatures(())) == ()
