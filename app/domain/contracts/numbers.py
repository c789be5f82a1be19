"""A contract's final number: company, kind, year, unit, sequence and check character."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.contracts.check_character import check_character, is_checked
from app.domain.errors import ValidationError

LARGEST_SEQUENCE = 99_999
_PREFIX, _UNIT = "HT", "ZB"
"""Company and unit that have no letters of their own: 合同, 总部."""

_LETTERS = "A-HJ-NP-Z"
_FORM = re.compile(
    rf"(?P<prefix>[{_LETTERS}]{{2,6}})-(?P<kind>[{_LETTERS}]{{2}})-(?P<year>\d{{4}})"
    rf"-(?P<unit>[{_LETTERS}]{{2,4}})-(?P<sequence>\d{{5}})(?P<check>[0-9A-Z])",
    re.ASCII,
)
_SERIES = re.compile(r"(?P<prefix>[A-Z]+)-(?P<year>\d{4})-(?P<unit>[A-Z]+)", re.ASCII)
_LEAST = 2


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """Numbers that are counted together.

    Attributes:
        prefix: Letters of the company.
        year: Calendar year.
        unit: Letters of the sector.
    """

    prefix: str
    year: int
    unit: str

    @property
    def name(self) -> str:
        """Spell it, as "HL-2026-HZ"."""
        return f"{self.prefix}-{self.year:04d}-{self.unit}"


@dataclass(frozen=True, slots=True)
class ContractNumber:
    """One number.

    Attributes:
        series: What it is counted in.
        kind: Two letters of the template; they do not count, but are under the check character.
        sequence: From 1.
    """

    series: Series
    kind: str
    sequence: int

    @property
    def text(self) -> str:
        """Spell it, as "HL-GX-2026-HZ-00042K".

        Source: contracts.md d.4 rule 9.
        """
        series = self.series
        bare = f"{series.prefix}-{self.kind}-{series.year:04d}-{series.unit}-{self.sequence:05d}"
        return bare + check_character(bare.replace("-", ""))


def make_series(prefix: str | None, year: int, unit: str | None) -> Series:
    """Name a series; letters that look like digits are left out of its names.

    Args:
        prefix: Code of the company; blank gives 合同's HT.
        year: Calendar year.
        unit: Code of the sector; blank gives 总部's ZB.
    """
    return Series(_clean(prefix, 6) or _PREFIX, year, _clean(unit, 4) or _UNIT)


def read_number(text: str) -> ContractNumber:
    """Read a number as it is typed or printed.

    Raises:
        ValidationError: `contract.number.form` or `contract.number.check`.
    """
    form = _FORM.fullmatch(text.strip().upper())
    if form is None:
        raise ValidationError("contract.number.form")
    if not is_checked(form[0].replace("-", "")):
        raise ValidationError("contract.number.check")
    series = Series(form["prefix"], int(form["year"]), form["unit"])
    return ContractNumber(series, form["kind"], int(form["sequence"]))


def read_series(name: str) -> Series:
    """Read the name of a series.

    Raises:
        ValidationError: `contract.number.form`.
    """
    form = _SERIES.fullmatch(name)
    if form is None:
        raise ValidationError("contract.number.form")
    return Series(form["prefix"], int(form["year"]), form["unit"])


def _clean(code: str | None, most: int) -> str:
    letters = re.sub(f"[^{_LETTERS}]", "", (code or "").upper())[:most]
    return letters if len(letters) >= _LEAST else ""
