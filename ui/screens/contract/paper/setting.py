"""Sets contracts on paper; called on the work lane only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.contracts.paper_logo import Logo, read_logo
from app.domain.contracts.wording.value_types import fitting_values
from app.domain.errors import ValidationError
from ui.resources import resource_folder

if TYPE_CHECKING:
    from app.documents.setting.fonts import FontSet
    from app.documents.signatures.pen_marks import PenMark


@dataclass(frozen=True, slots=True)
class Sheets:
    """One copy on paper.

    Attributes:
        pdf: The file.
        pages: Number of pages.
        sha256: Of the file.
        fingerprint: Of words and values.
        number: Which copy.
        total: Of how many.
        is_draft: Whether it carries the draft mark.
    """

    pdf: bytes
    pages: int
    sha256: str
    fingerprint: str
    number: int
    total: int
    is_draft: bool


@cache
def paper_fonts() -> FontSet:
    """Return the fonts, read once: parsing them takes half a second."""
    from app.documents.setting.fonts import load_fonts  # noqa: PLC0415

    return load_fonts(resource_folder() / "fonts")


def _logo(text: str) -> Logo | None:
    """Return the company's image; one that cannot be drawn gives way to the mark of the house."""
    try:
        return read_logo(text)
    except ValidationError:
        return None


def set_copy(
    template: ContractTemplate,
    values: Mapping[str, Any],
    *,
    number: int,
    total: int,
    is_draft: bool,
    pens: tuple[PenMark, ...] = (),
    is_confidential: bool = False,
    logo: str = "",
) -> Sheets:
    """Set one copy of a contract, perhaps with signatures that were drawn on a screen.

    A value that does not fit its field is printed as not filled in: the form shows it as an
    error, and with an error a contract prints as a draft only.

    Raises:
        MissingGlyphError: A character cannot be drawn.
        PageOverflowError: A part is higher than a page.
        ValidationError: A reference leads nowhere.
    """
    # ReportLab and fontTools take a tenth of a second to import: only who prints pays for them.
    from app.documents.contract.paper import PrintCopy, render_contract  # noqa: PLC0415

    copy = PrintCopy(
        number=number,
        total=total,
        draft=is_draft,
        logo=_logo(logo),
        confidential=is_confidential,
    )
    made = render_contract(template, fitting_values(template, values), copy, paper_fonts(), pens)
    return Sheets(
        pdf=made.pdf,
        pages=made.pages,
        sha256=made.sha256,
        fingerprint=made.fingerprint,
        number=number,
        total=total,
        is_draft=is_draft,
    )
