from __future__ import annotations

import pytest

from app.device.errors import DamagedFileError
from app.device.sealed_format import FileSeal

KEY, FILE_ID = bytes(range(32)), bytes(16)
PLAIN = bytes(100)


@pytest.fixture
def seal():
    return FileSeal(KEY, FILE_ID)


def test_no_two_parts_of_a_file_are_sealed_alike(seal):
    parts = [seal.seal_chunk(PLAIN, number=number, is_last=False)[:40] for number in range(50)]

    assert len(set(parts)) == 50


def test_two_files_of_the_same_bytes_are_sealed_unlike():
    first = FileSeal(KEY, FILE_ID).seal_chunk(PLAIN, number=0, is_last=True)
    second = FileSeal(KEY, b"\x01" * 16).seal_chunk(PLAIN, number=0, is_last=True)

    assert first[:40] != second[:40]


@pytest.mark.parametrize(("number", "is_last"), [(1, False), (2, True), (0, True)])
def test_a_chunk_opens_in_its_own_place_only(seal, number, is_last):
    sealed = seal.seal_chunk(PLAIN, number=2, is_last=False)

    assert seal.open_chunk(sealed, number=2, is_last=False) == PLAIN
    with pytest.raises(DamagedFileError):
        seal.open_chunk(sealed, number=number, is_last=is_last)


def test_a_header_does_not_pass_for_a_chunk(seal):
    with pytest.raises(DamagedFileError):
        seal.open_header(seal.seal_chunk(bytes(40), number=0, is_last=True))
