"""Whether two accounts are the same party under two spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.identifiers.phone import check_phone
from app.domain.identifiers.text import compact_code

PROBABLE_FROM = Decimal("0.80")

_WEIGHTS = (50, 20, 20, 10)
_LEGAL_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|股份公司|集团公司|总公司|公司|"
    r"co\.?,?ltd\.?|ltd\.?|llc|inc\.?)$"
)
_NOT_WORDS = re.compile(r"[\W_]+")
_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,6}?(?:省|自治区)(?=..)")
# 超市, 门市, 城市, 菜市, 夜市, 股市, 集市, 都市, 闹市 end in the same character but name no city.
_CITY = re.compile(r"^[\u4e00-\u9fff]{1,4}(?<![超门城菜夜股集都闹])市(?=..)")


class Likeness(StrEnum):
    """How sure it is that two accounts are one."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class DuplicateKey:
    """What is compared, already normalised; made by `duplicate_key`."""

    account_id: str
    name: str
    phones: frozenset[str]
    tax_number: str
    address: str


@dataclass(frozen=True, slots=True)
class Match:
    """One account that may be the same.

    Attributes:
        score: 0 to 1.
    """

    account_id: str
    score: Decimal
    likeness: Likeness


def duplicate_key(
    account_id: str,
    *,
    name: str,
    phones: Iterable[str] = (),
    tax_number: str | None = None,
    address: str | None = None,
    places: Collection[str] = (),
) -> DuplicateKey:
    """Normalise an account for comparison.

    Args:
        account_id: Whose key it is.
        name: As typed.
        phones: All numbers of the account.
        tax_number: Tax number or social credit code.
        address: As typed.
        places: Names of cities and provinces to drop from the front of the name ("云浦").
    """
    compact_phones = (check_phone(phone).compact for phone in phones)
    return DuplicateKey(
        account_id,
        normalised_name(name, places=places),
        frozenset(phone for phone in compact_phones if phone),
        compact_code(tax_number or ""),
        _plain(address or ""),
    )


def normalised_name(name: str, *, places: Collection[str] = ()) -> str:
    """Return what distinguishes a name: no width, case, gaps, legal form or city in front.

    Source: domain.md 3.32, edge cases.
    """
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name).casefold())
    bare = _LEGAL_FORMS.sub("", folded)
    words = _NOT_WORDS.sub("", bare) or _NOT_WORDS.sub("", folded)
    for pattern in (_PROVINCE, _CITY):
        words = pattern.sub("", words)
    for place in sorted(places, key=len, reverse=True):
        shorter = words.removeprefix(place)
        words = shorter if len(shorter) > 1 else words
    return words


def similarity(left: str, right: str) -> Decimal:
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


def compare(left: DuplicateKey, right: DuplicateKey) -> Match:
    """Compare two accounts; the match names the right one."""
    if left.tax_number and left.tax_number == right.tax_number:
        return Match(right.account_id, Decimal(1), Likeness.CERTAIN)
    name = similarity(left.name, right.name) if left.name and right.name else None
    phone = _agreement(left.phones, right.phones)
    tax_number = Decimal(0) if left.tax_number and right.tax_number else None
    is_known = bool(left.address and right.address)
    best = Decimal(1) if is_known else None
    score = duplicate_score(name, phone=phone, tax_number=tax_number, address=best)
    if is_known and score >= PROBABLE_FROM:
        # Addresses are long, so they are compared only where they can still decide.
        like = similarity(left.address, right.address)
        score = duplicate_score(name, phone=phone, tax_number=tax_number, address=like)
    is_probable = score >= PROBABLE_FROM
    likeness = Likeness.PROBABLE if is_probable else Likeness.UNLIKELY
    return Match(right.account_id, score, likeness)


def find_duplicates(key: DuplicateKey, others: Iterable[DuplicateKey]) -> tuple[Match, ...]:
    """Return the accounts that are certainly or probably the same, the likeliest first."""
    matches = (compare(key, other) for other in others if other.account_id != key.account_id)
    found = [match for match in matches if match.likeness is not Likeness.UNLIKELY]
    return tuple(sorted(found, key=lambda match: (-match.score, match.account_id)))


def _plain(text: str) -> str:
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _agreement(left: frozenset[str], right: frozenset[str]) -> Decimal | None:
    if not left or not right:
        return None
    return Decimal(int(bool(left & right)))
