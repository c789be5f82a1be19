"""Whether two accounts are the same party under two spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.identifiers.phone import check_phone
from app.domain.identifiers.text import compact_code

PROBABLE_FROM = Decimal("0.80")
TELLING_FROM = Decimal("0.85")
"""From here on a name or an address alone is worth a second look."""

_WEIGHTS = (50, 20, 20, 10)
_LEGAL_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|股份公司|集团公司|总公司|公司|"
    r"co\.?,?ltd\.?|ltd\.?|llc|inc\.?)$"
)
_SOUND_WEIGHT = Decimal("0.90")
_SHORTEST_SOUND = 3
_NOT_WORDS = re.compile(r"[\W_]+")
_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,6}?(?:省|自治区)(?=..)")
# 超市, 门市, 城市, 菜市, 夜市, 股市, 集市, 都市, 闹市 end in the same character but name no city.
_CITY = re.compile(r"^[\u4e00-\u9fff]{1,4}(?<![超门城菜夜股集都闹])市(?=..)")


class Likeness(StrEnum):
    """How sure it is that two accounts are one."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    UNLIKELY = "unlikely"


class Clue(StrEnum):
    """What two accounts have in common."""

    CODE = "code"
    NAME = "name"
    SOUND = "sound"
    PHONE = "phone"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class DuplicateKey:
    """What is compared, already normalised; made by `duplicate_key`.

    Attributes:
        account_id: Whose key it is.
        name: As `normalised_name`.
        phones: Compact numbers.
        tax_number: Compact; tax number or social credit code.
        address: Without gaps, marks, province and city.
        sound: The name's syllables; empty where nobody read it aloud.
    """

    account_id: str
    name: str
    phones: frozenset[str]
    tax_number: str
    address: str
    sound: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One account that may be the same.

    Attributes:
        account_id: The account.
        score: 0 to 1.
        likeness: What the score says.
        clues: What both have in common; told beside the warning. One alone proves little: a
            house has several tenants, a telephone several firms.
    """

    account_id: str
    score: Decimal
    likeness: Likeness
    clues: tuple[Clue, ...] = ()


def duplicate_key(
    account_id: str,
    *,
    name: str,
    phones: Iterable[str] = (),
    tax_number: str | None = None,
    address: str | None = None,
    places: Collection[str] = (),
    read_aloud: Callable[[str], tuple[str, ...]] = lambda _name: (),
) -> DuplicateKey:
    """Normalise an account for comparison.

    Args:
        account_id: Whose key it is.
        name: As typed.
        phones: All numbers of the account.
        tax_number: Tax number or social credit code.
        address: As typed.
        places: Names of cities and provinces to drop from the front of the name ("云浦").
        read_aloud: Gives the syllables of a name; dictionaries are no matter of this room.
    """
    compact_phones = (check_phone(phone).compact for phone in phones)
    bare = normalised_name(name, places=places)
    return DuplicateKey(
        account_id,
        bare,
        frozenset(phone for phone in compact_phones if phone),
        compact_code(tax_number or ""),
        _without_region(_plain(address or "")),
        read_aloud(bare),
    )


def normalised_name(name: str, *, places: Collection[str] = ()) -> str:
    """Return what distinguishes a name: no width, case, gaps, legal form or city in front.

    Source: domain.md 3.32, edge cases.
    """
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name).casefold())
    bare = _LEGAL_FORMS.sub("", folded)
    words = _NOT_WORDS.sub("", bare) or _NOT_WORDS.sub("", folded)
    words = _without_region(words)
    for place in sorted(places, key=len, reverse=True):
        shorter = words.removeprefix(place)
        words = shorter if len(shorter) > 1 else words
    return words


def similarity(left: Sequence[str], right: Sequence[str]) -> Decimal:
    """Return 2 × longest common subsequence ÷ both lengths: 1 when equal, 0 when foreign."""
    if not left or not right:
        return Decimal(0)
    row = [0] * (len(right) + 1)
    for letter in left:
        before = 0
        for place, other in enumerate(right, 1):
            above = row[place]
            row[place] = before + 1 if letter == other else max(above, row[place - 1])
            before = above
    return Decimal(2 * row[-1]) / (len(left) + len(right))


def duplicate_score(
    name: Decimal | None,
    *,
    phone: Decimal | None,
    tax_number: Decimal | None,
    address: Decimal | None,
) -> Decimal:
    """Weigh the four comparisons; an unknown one is dropped together with its weight.

    Source: domain.md 3.32.
    """
    compared = zip(_WEIGHTS, (name, phone, tax_number, address), strict=True)
    known = [(weight, part) for weight, part in compared if part is not None]
    whole = sum(weight for weight, _ in known)
    return sum((weight * part for weight, part in known), Decimal(0)) / (whole or 1)


def name_likeness(left: DuplicateKey, right: DuplicateKey) -> Decimal | None:
    """Compare two names as they are written and as they sound; None where one is missing.

    What sounds alike to the syllable was often typed with the wrong character, so it counts nine
    tenths; below three syllables too much sounds alike to say anything.
    """
    if not left.name or not right.name:
        return None
    written = similarity(left.name, right.name)
    if min(len(left.sound), len(right.sound)) < _SHORTEST_SOUND:
        return written
    return max(written, similarity(left.sound, right.sound) * _SOUND_WEIGHT)


def compare(left: DuplicateKey, right: DuplicateKey) -> Match:
    """Compare two accounts; the match names the right one.

    Source: domain.md 3.32.
    """
    name, phone = name_likeness(left, right), _agreement(left.phones, right.phones)
    address = similarity(left.address, right.address) if left.address and right.address else None
    clues = _clues(left, right, name=name, address=address)
    if Clue.CODE in clues:
        return Match(right.account_id, Decimal(1), Likeness.CERTAIN, clues)
    tax_number = Decimal(0) if left.tax_number and right.tax_number else None
    score = duplicate_score(name, phone=phone, tax_number=tax_number, address=address)
    likeness = Likeness.PROBABLE if score >= PROBABLE_FROM else Likeness.UNLIKELY
    return Match(right.account_id, score, likeness, clues)


def _clues(
    left: DuplicateKey, right: DuplicateKey, *, name: Decimal | None, address: Decimal | None
) -> tuple[Clue, ...]:
    found = []
    if left.tax_number and left.tax_number == right.tax_number:
        found.append(Clue.CODE)
    if name is not None and name >= TELLING_FROM:
        is_written = similarity(left.name, right.name) >= TELLING_FROM
        found.append(Clue.NAME if is_written else Clue.SOUND)
    if left.phones & right.phones:
        found.append(Clue.PHONE)
    if address is not None and address >= TELLING_FROM:
        found.append(Clue.ADDRESS)
    return tuple(found)


def find_duplicates(key: DuplicateKey, others: Iterable[DuplicateKey]) -> tuple[Match, ...]:
    """Return the accounts that are certainly or probably the same, the likeliest first."""
    matches = (compare(key, other) for other in others if other.account_id != key.account_id)
    found = [match for match in matches if match.likeness is not Likeness.UNLIKELY]
    return tuple(sorted(found, key=lambda match: (-match.score, match.account_id)))


def find_hints(key: DuplicateKey, others: Iterable[DuplicateKey]) -> tuple[Match, ...]:
    """Return the accounts worth a second look at entry: likely ones, and those sharing one clue.

    Source: domain.md R020 (name, tax number, telephone, address).
    """
    matches = (compare(key, other) for other in others if other.account_id != key.account_id)
    found = [one for one in matches if one.clues or one.likeness is not Likeness.UNLIKELY]
    return tuple(sorted(found, key=lambda match: (-match.score, match.account_id)))


def _without_region(words: str) -> str:
    for pattern in (_PROVINCE, _CITY):
        words = pattern.sub("", words)
    return words


def _plain(text: str) -> str:
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _agreement(left: frozenset[str], right: frozenset[str]) -> Decimal | None:
    if not left or not right:
        return None
    return Decimal(int(bool(left & right)))
